"""The plan of 2007-2009 checks itself: every stated figure beside what its rows add up to.

Takes the portal, gives sums. Figures are shown as printed and nothing is corrected; where two of them differ, a record in
catalog/programme/findings.yml says why, and a difference without a record, or a record without a difference, stops a build.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import YEARS, Measure, Plan, Portal

# Which rows a stated total is made of, by their source of funds. A row of mixed money went into the republican total whole.
PARTS = {"republican": ("republican", "mixed"), "local": ("local",)}
_COPIES = re.compile(r"(?P<year>\d{4}) жыл\s*-\s*(?P<count>[\d ]+?) дана\w* (?P<price>\d+) теңге")


@dataclass(frozen=True)
class Sum:
    """A figure of the source and what it should be by its own parts. `rows` are the measures it is made of."""

    id: str
    stated: int
    counted: int
    rows: tuple[str, ...] = ()

    @property
    def difference(self) -> int:
        """Stated less counted: below zero where something is missing from the stated figure."""
        return self.stated - self.counted


def sums(portal: Portal) -> Iterator[Sum]:
    """Everything that can be counted, whether it agrees or not."""
    yield from totals(portal.plan)
    for measure in portal.plan.measures:
        yield from _copies(measure)
    people = {measure.id: sum(some.count for some in measure.people) for measure in portal.plan.measures}
    stated = {claim.id: claim.value for claim in portal.claims}
    for claim in portal.claims:
        if claim.people or claim.claims:
            counted = sum(people.get(row, 0) for row in claim.people) + sum(stated.get(each, 0) for each in claim.claims)
            yield Sum(claim.id, claim.value, counted, claim.people)


def totals(plan: Plan) -> Iterator[Sum]:
    """Stated totals by source and year beside their rows; the grand total beside the totals of the sources."""
    stated = {total.id: total.costs for total in plan.totals}
    for name, sources in PARTS.items():
        if name not in stated:
            continue
        rows = tuple(measure for measure in plan.measures if measure.source in sources)
        for year in YEARS:
            some = tuple(measure.id for measure in rows if measure.costs[year])
            yield Sum(f"{name}-{year}", stated[name][year] or 0, sum(m.costs[year] or 0 for m in rows), some)
        yield Sum(f"{name}-total", stated[name].total or 0, sum(stated[name][year] or 0 for year in YEARS))
    if "total" in stated:
        parts = [stated[name] for name in PARTS if name in stated]
        for year in YEARS:
            yield Sum(f"total-{year}", stated["total"][year] or 0, sum(part[year] or 0 for part in parts))
        yield Sum("total-total", stated["total"].total or 0, sum(stated["total"][year] or 0 for year in YEARS))


def _copies(measure: Measure) -> Iterator[Sum]:
    """Copies by the price of one, in thousand tenge, beside the row's printed sum of that year."""
    for found in _COPIES.finditer(measure.text):
        year = int(found["year"])
        if year in YEARS and (printed := measure.costs[year]) is not None:
            counted = int(found["count"].replace(" ", "")) * int(found["price"]) // 1000
            yield Sum(f"copies-{measure.id}-{year}", printed, counted, (measure.id,))


def findings(portal: Portal) -> list[Sum]:
    """Those that do not agree."""
    return [each for each in sums(portal) if each.difference]
