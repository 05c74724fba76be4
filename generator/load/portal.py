"""Reads everything once, in one order, and freezes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TypeVar

import yaml

from generator.load.files import Folder, Kept
from generator.load.messages import problem
from generator.load.prose import read_prose
from generator.load.shape import Shaper
from generator.load.strings import read_words
from generator.load.syntax import compose
from generator.load.wordlists import WORDLISTS, read_wordlists
from generator.model import (
    Accessibility,
    Analysis,
    Body,
    Claim,
    Contest,
    Course,
    Event,
    Evidence,
    Fact,
    Finding,
    Fund,
    Heir,
    Indicator,
    Item,
    Plan,
    Portal,
    Problem,
    Region,
    Report,
    Reporting,
    Result,
    Rubric,
    Rule,
    Site,
    StatusNote,
    Successor,
    Target,
    Teaching,
    Term,
    Topic,
    Words,
)

T = TypeVar("T")
R = TypeVar("R")
_SITES, _BANKS, _EVENTS = "catalog/sites/", "catalog/banks/", "catalog/events/"
_LISTS = (
    *("course", "teaching", "rubrics", "regions", "evidence", "rules", "terms", "words", "accessibility"),
    *(
        f"programme/{name}"
        for name in ("plan", "bodies", "funding", "passport", "claims", "findings", "successors", "reporting", "status")
    ),
    *("programme/indicators", "programme/analysis"),
    *(f"programme/{name}" for name in ("topics", "targets", "reports", "heirs")),
    *("contests", "contest-results"),
)
_UNREAD = Analysis(updated=date.min, countries=(), passages=())
_UNTAUGHT = Teaching(advice=(), stages=(), paper=(), guides=(), schedules=())


@dataclass(frozen=True)
class Loaded:
    """What was read, and what is wrong with its shape. With any problem the portal is only good for more checks."""

    portal: Portal
    problems: tuple[Problem, ...]


def load(root: Path, kept: Kept | None = None) -> Loaded:
    """Read docs/, catalog/ and the drawings below `root`. Never raises for what an editor wrote.

    With `kept`, which the caller holds from one reading to the next, a file that has not changed is not read again.
    """
    found: list[Problem] = []
    folder = Folder(root, found, {} if kept is None else kept)

    def shaped(path: str, build: Callable[[Shaper, yaml.Node | None], R | None], empty: R) -> R:
        return folder.made(path, lambda alone: _shaped(alone, path, build) or empty)

    def many(path: str, cls: type[T]) -> tuple[T, ...]:
        return shaped(path, lambda shaper, node: tuple(shaper.records(node, cls)), ())

    def one(path: str, cls: type[T], empty: T) -> T:
        return shaped(path, lambda shaper, node: shaper.record(node, cls), empty)

    def named(path: str, cls: type[T]) -> T | None:
        """One record in a file of its own, which gives it its id."""
        name = PurePosixPath(path).name.removesuffix(".yml")
        return shaped(path, lambda shaper, node: shaper.record(node, cls, id=name), None)

    records = _records(folder)
    sites = (named(path, Site) for path in records if path.startswith(_SITES))
    events = (named(path, Event) for path in records if path.startswith(_EVENTS))
    banks = (many(path, Item) for path in records if path.startswith(_BANKS))
    portal = Portal(
        course=one("catalog/course.yml", Course, Course(levels=(), modules=())),
        items=tuple(item for bank in banks for item in bank),
        teaching=one("catalog/teaching.yml", Teaching, _UNTAUGHT),
        rubrics=many("catalog/rubrics.yml", Rubric),
        regions=many("catalog/regions.yml", Region),
        evidence=many("catalog/evidence.yml", Evidence),
        sites=tuple(s for s in sites if s is not None),
        plan=one("catalog/programme/plan.yml", Plan, Plan(directions=(), totals=())),
        bodies=many("catalog/programme/bodies.yml", Body),
        funds=many("catalog/programme/funding.yml", Fund),
        passport=many("catalog/programme/passport.yml", Fact),
        claims=many("catalog/programme/claims.yml", Claim),
        findings=many("catalog/programme/findings.yml", Finding),
        successors=many("catalog/programme/successors.yml", Successor),
        events=tuple(e for e in events if e is not None),
        reporting=many("catalog/programme/reporting.yml", Reporting),
        status=many("catalog/programme/status.yml", StatusNote),
        indicators=many("catalog/programme/indicators.yml", Indicator),
        analysis=one("catalog/programme/analysis.yml", Analysis, _UNREAD),
        topics=many("catalog/programme/topics.yml", Topic),
        targets=many("catalog/programme/targets.yml", Target),
        reports=many("catalog/programme/reports.yml", Report),
        heirs=many("catalog/programme/heirs.yml", Heir),
        contests=many("catalog/contests.yml", Contest),
        results=many("catalog/contest-results.yml", Result),
        rules=many("catalog/rules.yml", Rule),
        terms=many("catalog/terms.yml", Term),
        accessibility=one("catalog/accessibility.yml", Accessibility, Accessibility(faults=())),
        words=shaped("catalog/words.yml", read_words, Words()),
        prose=tuple(read_prose(folder)),
        drawings=dict(_drawings(folder)),
        spelling=dict(read_wordlists(folder)),
    )
    return Loaded(portal, tuple(sorted(found)))


def _shaped(folder: Folder, path: str, build: Callable[[Shaper, yaml.Node | None], R | None]) -> R | None:
    """What one YAML file holds."""
    text = folder.text(path)
    if text is None:
        return None
    node = compose(text, path, 1, folder.found)
    if node is None and not folder.found:
        folder.found.append(problem(path, 1, "empty-file"))
    return build(Shaper(path, folder.found), node)


def _records(folder: Folder) -> list[str]:
    """The files below catalog/. One that is no record, a copy or a note, would be published by nobody: it is a problem."""
    paths, lists = folder.below("catalog"), {*(f"catalog/{name}.yml" for name in _LISTS), *WORDLISTS}
    strays = [p for p in paths if p not in lists and not (p.startswith((_SITES, _BANKS, _EVENTS)) and p.endswith(".yml"))]
    folder.found.extend(
        problem(path, 1, "stray-file", expected=f"{_SITES}…/*.yml, {_BANKS}*.yml, {_EVENTS}…/*.yml") for path in strays
    )
    return [path for path in paths if path not in strays]


def _drawings(folder: Folder) -> Iterator[tuple[str, str]]:
    for path in folder.below("overrides/drawings"):
        if PurePosixPath(path).parent.name != "drawings" or not path.endswith(".svg"):
            folder.found.append(problem(path, 1, "stray-file", expected="overrides/drawings/*.svg"))
        elif (text := folder.text(path)) is not None:
            yield PurePosixPath(path).stem, text
