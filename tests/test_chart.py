"""Charts are true: nothing leaves its box, order is kept, and what is drawn adds up to what was measured."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import chart
from generator.render import analysis, indicators
from generator.text.say import figure
from tests.test_draw import portal

AMOUNTS = st.lists(st.lists(st.integers(0, 10**7), min_size=1, max_size=3), min_size=1, max_size=10)
FIGURES = st.decimals(0, 10**8, places=3)
VALUES = st.dictionaries(st.integers(1960, 2060), FIGURES, max_size=30).map(lambda values: sorted(values.items()))


@given(AMOUNTS)
def test_bars_are_as_long_as_their_sums(rows: list[list[int]]) -> None:
    made = chart.bars(rows, 300, 20)
    unit = 300 / max(1, *(sum(row) for row in rows))
    for row, parts in zip(rows, made, strict=True):
        assert len(parts) == len(row) and parts[0].x == 20
        for value, part in zip(row, parts, strict=True):
            assert part.width == pytest.approx(max(1, value * unit) if value else 0, abs=0.06)
        assert all(before.end <= after.x for before, after in itertools.pairwise(parts))
        assert parts[-1].end <= 320 + 4 * len(row)


@given(st.integers(2, 200), st.lists(st.integers(1, 200), min_size=1))
def test_places_keep_their_order(last: int, values: list[int]) -> None:
    values = sorted(min(value, last) for value in values)
    made = chart.places(values, last, 100)
    assert made == sorted(made) and all(0 <= x <= 100 for x in made)
    assert chart.places([1, last], last, 100) == [0, 100]


@given(st.dictionaries(st.tuples(st.sampled_from("ab"), st.sampled_from("123456789")), st.integers(0, 10**7), min_size=1))
def test_a_flow_loses_nothing(amounts: dict[tuple[str, str], int]) -> None:
    flow = chart.flow(amounts)
    whole = sum(amounts.values())
    assert sum(block.sum for block in flow.sources) == sum(block.sum for block in flow.targets) == whole
    assert len(flow.streams) == sum(1 for amount in amounts.values() if amount)
    for side in (flow.sources, flow.targets):
        for before, after in itertools.pairwise(side):
            assert before.y + before.height <= after.y + 0.2
        assert all(block.y >= -0.1 and block.y + block.height <= chart.HEIGHT + 0.2 for block in side)


@settings(deadline=None)
@given(st.lists(VALUES, max_size=4), st.booleans(), FIGURES)
def test_a_plot_keeps_its_box_and_its_order(every: list[list[tuple[int, Decimal]]], marked: bool, target: Decimal) -> None:
    series = {str(place): values for place, values in enumerate(every)}
    marks = {"baseline": (2006, Decimal("2.8")), "target": (2009, target)} if marked else {}
    plot = chart.plot(series, marks, (2007, 2009))
    assert (plot is None) == (not any(every))
    if plot is None:
        return
    dots = [dot for run in plot.runs for dot in run.dots]
    assert [(dot.year, dot.value) for dot in dots] == [point for values in every for point in values]
    for dot in (*dots, *plot.marks.values()):
        assert chart.LEFT <= dot.x <= chart.RIGHT and chart.TOP - 0.1 <= dot.y <= chart.BOTTOM
    for key, place, sign in (("year", "x", 1), ("value", "y", -1)):
        places = [sign * getattr(dot, place) for dot in sorted(dots, key=lambda dot: getattr(dot, key))]
        assert all(before <= after + 0.05 for before, after in itertools.pairwise(places))
    assert 2 <= len(plot.levels) <= 6 and plot.levels[0] == (0, chart.BOTTOM) and plot.levels[-1][1] == chart.TOP
    assert len(plot.years) <= 7 and all(chart.LEFT <= x <= chart.RIGHT for _, x in plot.years)
    if plot.band:
        assert plot.band.x >= chart.LEFT and plot.band.end <= chart.RIGHT + 0.1
    for run in plot.runs:
        gaps = [after.year - before.year for before, after in zip(run.dots, run.dots[1:], strict=False)]
        assert run.path.count("L") == gaps.count(1)


SAID = {
    "0": "0",
    "0.000521": "0,0005",
    "0.011302": "0,01",
    "2.961707": "2,96",
    "18.2": "18,2",
    "66": "66",
    "99.999": "100",
    "4700000": "4\u00a0700\u00a0000",
}


@pytest.mark.parametrize("value", SAID)
def test_figures_are_said_shortly(value: str) -> None:
    assert figure(Decimal(value)) == SAID[value]


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_every_indicator_with_values_has_a_picture(lang) -> None:
    for told in indicators.told(portal(), lang):
        assert bool(told.plot) == bool(told.values) == bool(told.picture)
        if told.plot:
            assert figure(told.plot.latest.value) in told.picture
            assert len(told.levels) == len(told.plot.levels) and len(set(told.levels)) == len(told.levels)


def test_comparisons_are_drawn_best_first() -> None:
    record = portal().analysis
    names = {country.id: country.name for country in record.countries}
    for comparison in record.comparisons:
        rows = analysis.drawn(comparison, names)
        assert {(row.country, row.value) for row in rows} == {(each.country, each.value) for each in comparison.values}
        ends = [row.x for row in rows]
        assert ends == sorted(ends, reverse=comparison.kind == "amount") and 0 <= min(ends) <= max(ends) <= 100
