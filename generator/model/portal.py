"""The one value that flows: everything that was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.access import Accessibility
from generator.model.base import LANGS, Lang
from generator.model.catalogue import Evidence, Region, Rubric, Site
from generator.model.course import Course, Item
from generator.model.programme import Body, Claim, Fact, Finding, Fund, Plan, Successor
from generator.model.prose import Listed, Prose, Term, Words
from generator.model.rules import Rule
from generator.model.teaching import Teaching


@dataclass(frozen=True, kw_only=True)
class Portal:
    """Everything that was read. Every output is a function of it."""

    course: Course
    items: tuple[Item, ...]
    teaching: Teaching
    rubrics: tuple[Rubric, ...]
    regions: tuple[Region, ...]
    evidence: tuple[Evidence, ...]
    sites: tuple[Site, ...]
    plan: Plan
    bodies: tuple[Body, ...]
    funds: tuple[Fund, ...]
    passport: tuple[Fact, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    successors: tuple[Successor, ...]
    rules: tuple[Rule, ...]
    terms: tuple[Term, ...]
    words: Words
    accessibility: Accessibility = field(default_factory=lambda: Accessibility(faults=()))
    prose: tuple[Prose, ...]
    drawings: Mapping[str, str] = field(default_factory=dict)
    spelling: Mapping[Lang, tuple[Listed, ...]] = field(default_factory=lambda: dict.fromkeys(LANGS, ()))

    @property
    def published(self) -> tuple[Prose, ...]:
        """The Markdown pages that readers get: all but the lessons still marked `draft` in course.yml."""
        drafts = {
            module.file_of(lesson) for module in self.course.modules for lesson in module.lessons if lesson.status == "draft"
        }
        return tuple(page for page in self.prose if page.path not in drafts)
