"""The one value that flows: everything that was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from generator.model.access import Accessibility
from generator.model.base import LANGS, Lang
from generator.model.catalogue import Evidence, Region, Rubric, Site
from generator.model.contest import Contest, Result
from generator.model.course import Course, Item
from generator.model.events import Event, Reporting
from generator.model.indicators import Analysis, Indicator
from generator.model.programme import Body, Claim, Fact, Finding, Fund, Plan, StatusNote, Successor
from generator.model.prose import Listed, NewsMeta, Prose, Term, Words
from generator.model.rules import Rule
from generator.model.teaching import Teaching
from generator.model.topics import Heir, Report, Target, Topic


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
    status: tuple[StatusNote, ...]
    indicators: tuple[Indicator, ...]
    analysis: Analysis
    topics: tuple[Topic, ...]
    targets: tuple[Target, ...]
    reports: tuple[Report, ...]
    heirs: tuple[Heir, ...]
    contests: tuple[Contest, ...]
    results: tuple[Result, ...]
    rules: tuple[Rule, ...]
    events: tuple[Event, ...] = ()
    reporting: tuple[Reporting, ...] = ()
    terms: tuple[Term, ...]
    words: Words
    accessibility: Accessibility = field(default_factory=lambda: Accessibility(faults=()))
    prose: tuple[Prose, ...]
    drawings: Mapping[str, str] = field(default_factory=dict)
    spelling: Mapping[Lang, tuple[Listed, ...]] = field(default_factory=lambda: dict.fromkeys(LANGS, ()))
    # The day to count past and coming from, where somebody named one.
    today: date | None = None

    @cached_property
    def day(self) -> date:
        """Past and coming are counted from here: the day that was named, else the newest day the records know of."""
        return self.today or max(self._days(), default=date.min)

    def _days(self) -> Iterator[date]:
        """When anything was added, checked or told. Never a day that only lies ahead, such as an event's own."""
        for site in self.sites:
            yield site.checked or site.added
        for page in self.published:
            yield page.meta.changed if isinstance(page.meta, NewsMeta) else page.meta.checked
        yield from (event.checked for event in self.events)

    @property
    def published(self) -> tuple[Prose, ...]:
        """The Markdown pages that readers get: all but the lessons still marked `draft` in course.yml."""
        drafts = {
            module.file_of(lesson) for module in self.course.modules for lesson in module.lessons if lesson.status == "draft"
        }
        return tuple(page for page in self.prose if page.path not in drafts)
