"""The plan audits itself: what is known not to agree is found and pinned, and anything new is found as well."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from generator import audit
from generator.checks import programme
from generator.model import YEARS, Portal
from generator.render import money
from tests.test_draw import portal as real

# What a reader of the printed document finds with a pencil: stated less counted.
KNOWN = {
    "republican-2007": 629_254,
    "republican-2008": -2_500,
    "local-2007": -1,
    "copies-3-2-2008": 130_400,
    "copies-3-2-2009": 130_500,
    "copies-3-8-2007": 500,
    "civil-servants-text": 789_741,
    "civil-servants-plan": -1,
}


def test_the_known_differences_are_found() -> None:
    assert {each.id: each.difference for each in audit.findings(real())} == KNOWN


def test_what_agrees_is_counted_too() -> None:
    agreed = {each.id for each in audit.sums(real()) if not each.difference}
    assert {"republican-2009", "local-2008", "local-2009", "total-2007", "total-2008", "total-2009", "total-total"} <= agreed
    assert {"copies-3-2-2007", "copies-3-4-2008", "copies-3-8-2009"} <= agreed


def with_cost(portal: Portal, row: str, year: int, cost: int | None) -> Portal:
    """The portal with one cell of the plan changed."""

    def changed(measure):
        return replace(measure, costs=replace(measure.costs, **{f"y{year}": cost})) if measure.id == row else measure

    directions = (replace(d, measures=tuple(map(changed, d.measures))) for d in portal.plan.directions)
    return replace(portal, plan=replace(portal.plan, directions=tuple(directions)))


ROWS = [measure.id for measure in real().plan.measures if measure.source in ("republican", "local", "mixed")]

COSTS = st.one_of(st.none(), st.integers(0, 10**7))


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(ROWS), st.sampled_from(YEARS), st.integers(1, 9_000_000))
def test_any_other_cell_stops_the_build(row: str, year: int, cost: int) -> None:
    before = next(measure for measure in real().plan.measures if measure.id == row).costs[year]
    codes = [each.code for each in programme.check(with_cost(real(), row, year, cost))]
    assert ("audit-new" in codes or "audit-gone" in codes) == (cost != (before or 0))


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.tuples(st.sampled_from(ROWS), st.sampled_from(YEARS), st.one_of(st.none(), st.integers(0, 10**7))), max_size=6)
)
def test_sums_shown_are_sums_of_rows(cells: list[tuple[str, int, int | None]]) -> None:
    """For any figures: the table of directions, the flow and the totals say the same."""
    portal = real()
    for row, year, cost in cells:
        portal = with_cost(portal, row, year, cost)
    portal = replace(portal, findings=tuple(replace(portal.findings[0], id=each.id) for each in audit.findings(portal)))
    (sheet,) = money.sheets(portal, "kk")
    rows = portal.plan.measures
    shown = {year: sum(costs[year] for _, costs in sheet.data["directions"]) for year in YEARS}
    assert shown == {year: sum(measure.costs[year] or 0 for measure in rows) for year in YEARS}
    flow = sheet.data["flow"]
    assert sum(end.sum for end in flow.sources) == sum(end.sum for end in flow.targets) == sum(shown.values())
