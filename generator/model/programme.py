"""The programme: bodies, money, the plan, the passport."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from generator.model.base import YEARS, Record, Text, identifier, like


@dataclass(frozen=True, kw_only=True)
class Body(Record):
    """A state body or another executor named by the plan."""

    id: str = identifier("aba")
    kind: Literal["body", "company", "group", "term"]
    legend: bool = False
    abbr: Text
    name: Text
    checked_ru: bool = False
    spellings: tuple[str, ...] = ()
    note: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Fund(Record):
    """Where a measure's money comes from."""

    id: str = like("republican")
    name: Text


@dataclass(frozen=True, kw_only=True)
class Costs(Record):
    """Thousand tenge by year, as printed; None where the cell is empty. Only a total states a sum of its own."""

    y2007: int | None = field(default=None, metadata={"key": "2007", "example": "150000"})
    y2008: int | None = field(default=None, metadata={"key": "2008", "example": "150000"})
    y2009: int | None = field(default=None, metadata={"key": "2009", "example": "150000"})
    total: int | None = like("450000", default=None)

    def __getitem__(self, year: int) -> int | None:
        return {2007: self.y2007, 2008: self.y2008, 2009: self.y2009}[year]

    def __bool__(self) -> bool:
        return any(self[year] is not None for year in YEARS)


@dataclass(frozen=True, kw_only=True)
class People(Record):
    """People to be trained in a year, as printed; `unit` and `group` say whom, in the words of the source."""

    year: int
    count: int
    unit: Text | None = None
    group: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Measure(Record):
    """A numbered row of the action plan."""

    id: str = field(metadata={"pattern": r"\d+-\d+(\.\d+)*", "example": '"4-2.3"'})
    number: str = like('"1."')
    parent: str | None = None
    title: Text
    text: str
    form: Text
    executors: tuple[str, ...]
    executors_printed: str = ""
    due: Text
    costs: Costs = Costs()
    source: str | None = None
    source_printed: str | None = None
    people: tuple[People, ...] = ()
    note: Text | None = None
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class Direction(Record):
    number: int = like("1")
    title: Text
    result: Text | None = None
    line: int = 0
    measures: tuple[Measure, ...]


@dataclass(frozen=True, kw_only=True)
class Total(Record):
    """A stated total of the plan, as printed."""

    id: str = identifier("republican")
    name: Text
    costs: Costs
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class Plan(Record):
    """The action plan. `changed` is the day when a row was last touched."""

    changed: date | None = like("2026-11-27", default=None)
    directions: tuple[Direction, ...]
    totals: tuple[Total, ...]

    @property
    def measures(self) -> tuple[Measure, ...]:
        return tuple(measure for direction in self.directions for measure in direction.measures)


@dataclass(frozen=True, kw_only=True)
class Fact(Record):
    """One row of the programme's passport."""

    id: str = identifier("aim")
    name: Text
    value: Text
    source: str | None = None
    checked: date | None = None


@dataclass(frozen=True, kw_only=True)
class Claim(Record):
    """A number of people that the text states, and the rows of the plan and other claims that should add up
    to it; with neither there is nothing to compare it with."""

    id: str = identifier("civil-servants-text")
    place: Text
    value: int
    people: tuple[str, ...]
    claims: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class Finding(Record):
    """Why a stated figure and its parts differ. `id` is the sum's in generator/audit.py; both figures are pinned here.
    `rows` are the rows of the plan that the reason speaks of, where the sum itself is of many."""

    id: str = field(metadata={"pattern": r"[a-z0-9]+([-.][a-z0-9]+)*", "example": "republican-2007"})
    stated: int
    counted: int
    title: Text
    why: Text
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Successor(Record):
    """A portal that the plan wanted built, the rubric of its subject, and sites of today about it."""

    row: str = field(metadata={"pattern": r"\d+-\d+(\.\d+)*", "example": '"8-1.6"'})
    rubric: str = identifier("heritage")
    sites: tuple[str, ...]
    note: Text
    changed: date = like("2026-11-27")


@dataclass(frozen=True, kw_only=True)
class StatusNote(Record):
    """What became known of a row of the plan: a dated note, and where it is from."""

    row: str = field(metadata={"pattern": r"\d+-\d+(\.\d+)*", "example": '"3-1"'})
    date: date = like("2008-01-10")
    text: Text
    source: Text
    url: str | None = like("https://adilet.zan.kz/kaz/docs/P060000995_", default=None)
