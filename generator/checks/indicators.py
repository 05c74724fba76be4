"""What was measured: years run forward, a share is a share, and everything named is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.ids import Ids, ids, unique
from generator.load.messages import problem
from generator.model import Comparison, Indicator, Portal, Problem, Regional, Series, Stated, YearValue

# Before the first and after the last of these a year is a slip of the hand.
_FIRST, _LAST = 1950, 2100


def check(portal: Portal) -> Iterator[Problem]:
    yield from unique(portal.indicators)
    rows = ids(portal.plan.measures, "catalog/programme/plan.yml")
    regions = ids(portal.regions, "catalog/regions.yml")
    for indicator in portal.indicators:
        yield from rows.many(indicator.at, "rows", indicator.rows)
        yield from unique(indicator.series)
        for series in indicator.series:
            yield from _forward(series.values)
        yield from _stated(indicator)
        yield from _regional(indicator.regions, regions)
        yield from _values(indicator)
    yield from _analysis(portal)


def _forward(points: Sequence[YearValue]) -> Iterator[Problem]:
    """Years of a series stand in order, each once."""
    before = 0
    for point in points:
        if point.year and before and point.year == before:
            yield problem(point.at.path, point.at.of("year"), "year-twice", found=point.year)
        elif point.year and before and point.year < before:
            yield problem(point.at.path, point.at.of("year"), "year-order", found=point.year, before=before)
        before = point.year or before


def _stated(indicator: Indicator) -> Iterator[Problem]:
    """A target is later than its baseline."""
    baseline, target = indicator.baseline, indicator.target
    if baseline and target and baseline.year and target.year and target.year <= baseline.year:
        at = target.at
        yield problem(at.path, at.of("year"), "target-year", found=target.year, baseline=baseline.year)


def _regional(values: Sequence[Regional], regions: Ids) -> Iterator[Problem]:
    """A region has one value a year."""
    seen: set[tuple[str, int]] = set()
    for each in values:
        yield from regions.one(each.at, "region", each.region)
        if each.region and each.year and (each.region, each.year) in seen:
            yield problem(each.at.path, each.at.of("year"), "year-twice", found=f"{each.region}, {each.year}")
        seen.add((each.region, each.year))


def _values(indicator: Indicator) -> Iterator[Problem]:
    """Every year is a likely one; no share is above a hundred."""
    stated = [each for each in (indicator.baseline, indicator.target) if each]
    values: list[YearValue | Stated | Regional] = [*stated, *_points(indicator.series), *indicator.regions]
    for each in values:
        at = each.at
        if each.year and not _FIRST <= each.year <= _LAST:
            yield problem(at.path, at.of("year"), "year-range", found=each.year, first=_FIRST, last=_LAST)
        if indicator.kind == "percent" and each.value > 100:
            yield problem(at.path, at.of("value"), "over-hundred", found=each.value)


def _points(every: Sequence[Series]) -> Iterator[YearValue]:
    for series in every:
        yield from series.values


def _analysis(portal: Portal) -> Iterator[Problem]:
    analysis = portal.analysis
    for records in (analysis.countries, analysis.passages, analysis.comparisons):
        yield from unique(records)
    countries = ids(analysis.countries, "catalog/programme/analysis.yml")
    for comparison in analysis.comparisons:
        seen: set[str] = set()
        for reading in comparison.values:
            at = reading.at
            yield from countries.one(at, "country", reading.country)
            if reading.country and reading.country in seen:
                yield problem(at.path, at.of("country"), "repeated-id", field="country", found=reading.country)
            seen.add(reading.country)
        yield from _places(comparison)


def _places(comparison: Comparison) -> Iterator[Problem]:
    """A place of a ranking is a whole number between the first place and the last."""
    if comparison.kind != "rank":
        return
    if comparison.last is None:
        yield problem(comparison.at.path, comparison.at.line, "missing-field", field="last", example="last: 68")
        return
    for reading in comparison.values:
        if reading.value and (reading.value % 1 or not 1 <= reading.value <= comparison.last):
            at = reading.at
            yield problem(at.path, at.of("value"), "rank-place", found=reading.value, last=comparison.last)
