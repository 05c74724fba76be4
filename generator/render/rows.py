"""What pages of the plan show of its rows: addresses, names, sums, and what other records say about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from generator import audit
from generator.audit import Sum
from generator.frame import Crumb
from generator.model import YEARS, Body, Direction, Finding, Lang, Measure, Portal, StatusNote
from generator.render.engine import Speaker

PLAN = "programme/plan.html"


def number(id: str) -> str:
    """4-2.3 is row 4.2.3: its direction's number stands first."""
    return id.replace("-", ".", 1)


def direction_path(number: int) -> str:
    return f"programme/directions/{number}.html"


def body_path(id: str) -> str:
    return f"programme/bodies/{id}.html"


@dataclass(frozen=True)
class Line:
    """Costs of one source of funds by year, thousand tenge; None where no row has a printed sum."""

    source: str | None
    costs: dict[int, int | None]

    @property
    def total(self) -> int:
        return sum(cost or 0 for cost in self.costs.values())


def costs(measures: Iterable[Measure]) -> list[Line]:
    """What the rows cost: a line for each source that has money, in the order of their first rows."""
    found: dict[str | None, dict[int, int | None]] = {}
    for measure in measures:
        if measure.costs:
            line = found.setdefault(measure.source, dict.fromkeys(YEARS))
            for year in YEARS:
                if (cost := measure.costs[year]) is not None:
                    line[year] = (line[year] or 0) + cost
    return [Line(source, line) for source, line in found.items()]


def whole(lines: Iterable[Line]) -> Line:
    """All sources together."""
    given = {year: [cost for line in lines if (cost := line.costs[year]) is not None] for year in YEARS}
    return Line(None, {year: sum(some) if some else None for year, some in given.items()})


def people(measures: Iterable[Measure]) -> dict[int, int]:
    """People to be trained by year, for the years that have some."""
    found: dict[int, int] = defaultdict(int)
    for measure in measures:
        for some in measure.people:
            found[some.year] += some.count
    return dict(sorted(found.items()))


@dataclass(frozen=True)
class Ledger:
    """The plan in one language, looked up from every side."""

    portal: Portal
    lang: Lang

    @cached_property
    def w(self) -> Speaker:
        return Speaker(self.portal.words, self.lang)

    @cached_property
    def crumbs(self) -> tuple[Crumb, ...]:
        return (Crumb(self.w("tab-programme"), "programme/index.html"),)

    @cached_property
    def bodies(self) -> dict[str, Body]:
        return {body.id: body for body in self.portal.bodies}

    @cached_property
    def funds(self) -> dict[str | None, str]:
        """Source -> its name; a row without one says so."""
        return {fund.id: fund.name[self.lang] for fund in self.portal.funds} | {None: self.w("plan-no-source")}

    @cached_property
    def status(self) -> dict[str, list[StatusNote]]:
        """Row -> what is known of it, the newest first."""
        found: dict[str, list[StatusNote]] = defaultdict(list)
        for note in sorted(self.portal.status, key=lambda note: note.date, reverse=True):
            found[note.row].append(note)
        return dict(found)

    @cached_property
    def findings(self) -> dict[str, list[tuple[Sum, Finding]]]:
        """Row -> differences that are about it: sums of its own, and those whose reason speaks of it."""
        why = {record.id: record for record in self.portal.findings}
        found: dict[str, list[tuple[Sum, Finding]]] = defaultdict(list)
        for each in audit.findings(self.portal):
            record = why[each.id]
            own = each.rows if len(each.rows) == 1 else ()
            for row in dict.fromkeys((*own, *record.rows)):
                found[row].append((each, record))
        return dict(found)

    @cached_property
    def direction_of(self) -> dict[str, Direction]:
        return {measure.id: direction for direction in self.portal.plan.directions for measure in direction.measures}

    @cached_property
    def parts(self) -> dict[str | None, list[Measure]]:
        """Row -> the rows below it."""
        found: dict[str | None, list[Measure]] = defaultdict(list)
        for measure in self.portal.plan.measures:
            found[measure.parent].append(measure)
        return dict(found)

    def rows_of(self, body: Body) -> list[Measure]:
        """The rows that a body answers for."""
        return [measure for measure in self.portal.plan.measures if body.id in measure.executors]

    def has_page(self, body: Body) -> bool:
        """An abbreviation that nobody answers by has none."""
        return body.kind != "term" or bool(self.rows_of(body))
