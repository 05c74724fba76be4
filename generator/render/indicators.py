"""What was measured: the overview of the indicators, a page for each, and what became of the targets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from generator import chart
from generator.frame import Crumb, View
from generator.model import YEARS, Indicator, Lang, Portal, Regional, Series, YearValue
from generator.render.engine import Sheet, Speaker
from generator.render.programme import siblings
from generator.text.order import sort_key
from generator.text.say import NBSP, figure

OVERVIEW = "programme/indicators.html"


def path_of(indicator: Indicator) -> str:
    return f"programme/indicators/{indicator.id}.html"


def crumbs(portal: Portal, lang: Lang) -> list[Crumb]:
    """The indicators' pages, for the site map."""
    return [Crumb(indicator.name[lang], path_of(indicator)) for indicator in portal.indicators]


@dataclass(frozen=True)
class Value:
    """A point and the series it is of."""

    series: Series
    point: YearValue


@dataclass(frozen=True)
class Told:
    """An indicator as pages tell it, in one language; figures in its unit."""

    indicator: Indicator
    w: Speaker
    lang: Lang

    @property
    def path(self) -> str:
        return path_of(self.indicator)

    def said(self, value: Decimal) -> str:
        space = NBSP if self.indicator.kind == "percent" else " "
        return f"{figure(value)}{space}{self.indicator.unit[self.lang]}"

    @cached_property
    def values(self) -> list[Value]:
        return [Value(series, point) for series in self.indicator.series for point in series.values]

    @property
    def latest(self) -> Value | None:
        """The last value of the same measure; where there is none after the baseline, of one that is near it."""
        baseline = self.indicator.baseline
        same = [value for value in self.values if value.series.comparable]
        later = [value for value in same if not baseline or value.point.year > baseline.year]
        return max(later or self.values, key=lambda value: value.point.year, default=None)

    @property
    def outcome(self) -> list[Value]:
        """What the same measure was in the target's year."""
        target = self.indicator.target
        return [value for value in self.values if target and value.series.comparable and value.point.year == target.year]

    @property
    def reached(self) -> Value | None:
        """Where the target was met after its year: the first value that met it."""
        target = self.indicator.target
        met = [
            value
            for value in self.values
            if target and value.series.comparable and value.point.year > target.year and not self.below(value)
        ]
        return min(met, key=lambda value: value.point.year, default=None) if all(map(self.below, self.outcome)) else None

    def below(self, value: Value) -> bool:
        target = self.indicator.target
        return target is not None and value.point.value < target.value

    @cached_property
    def plot(self) -> chart.Plot | None:
        stated = {"baseline": self.indicator.baseline, "target": self.indicator.target}
        marks = {name: (each.year, each.value) for name, each in stated.items() if each}
        series = {each.id: [(point.year, point.value) for point in each.values] for each in self.indicator.series}
        return chart.plot(series, marks, (YEARS[0], YEARS[-1]))

    @property
    def levels(self) -> list[str]:
        return [self._short(level) for level, _ in self.plot.levels] if self.plot else []

    def _short(self, level: int) -> str:
        """A step of the scale, to fit beside it."""
        for least, key in ((1_000_000, "chart-millions"), (10_000, "chart-thousands")):
            if level >= least:
                return self.w(key, x=figure(Decimal(level) / (least if least > 10_000 else 1_000)))
        return figure(Decimal(level))

    @property
    def picture(self) -> str:
        """The drawing in one sentence."""
        if not self.plot:
            return ""
        years = [value.point.year for value in self.values]
        name, latest = self.indicator.name[self.lang], self.said(self.plot.latest.value)
        said = self.w("indicator-picture", name=name, first=min(years), last=max(years), value=latest)
        target = self.indicator.target
        return f"{said} {self.w('indicator-picture-target', value=self.said(target.value))}" if target else said

    @property
    def by_year(self) -> list[Value]:
        """Every value, the earliest first; of one year in the order of the sources."""
        return sorted(self.values, key=lambda value: value.point.year)


def told(portal: Portal, lang: Lang) -> list[Told]:
    w = Speaker(portal.words, lang)
    return [Told(indicator, w, lang) for indicator in portal.indicators]


def targeted(portal: Portal, lang: Lang) -> list[Told]:
    """Those that had a target: what came of each is told on its own page and on the page after the programme."""
    return [each for each in told(portal, lang) if each.indicator.target]


def sheets(portal: Portal, lang: Lang) -> Iterator[Sheet]:
    w = Speaker(portal.words, lang)
    home = Crumb(w("tab-programme"), "programme/index.html")
    every = told(portal, lang)
    view = View(lang, OVERVIEW, "indicators", w("indicators"), w("indicators-text"), (home,))
    updated = max((each.indicator.updated for each in every), default=None)
    data: dict[str, Any] = {"every": every, "updated": updated, "siblings": siblings(portal, lang, OVERVIEW)}
    yield Sheet(view, "indicators.html", data)
    rows = {measure.id: measure for measure in portal.plan.measures}
    for each in every:
        indicator = each.indicator
        crumbs = (home, Crumb(w("indicators"), OVERVIEW))
        view = View(lang, each.path, "indicator", indicator.name[lang], indicator.about[lang], crumbs)
        data = {
            "told": each,
            "others": [Crumb(other.indicator.name[lang], other.path) for other in every if other is not each],
            "rows": [rows[id] for id in indicator.rows],
            "regions": _regions(portal, lang, indicator),
            "region_names": {region.id: region.name[lang] for region in portal.regions},
        }
        yield Sheet(view, "indicator.html", data)


def _regions(portal: Portal, lang: Lang, indicator: Indicator) -> list[tuple[str, Regional | None]]:
    """Every region with its last value, the largest first; then those without one, by name."""
    last: dict[str, Regional] = {}
    for each in sorted(indicator.regions, key=lambda each: each.year):
        last[each.region] = each
    names = sorted(portal.regions, key=lambda region: sort_key(region.name[lang]))
    known = sorted((region.id for region in names if region.id in last), key=lambda id: -last[id].value)
    return [*((id, last[id]) for id in known), *((region.id, None) for region in names if region.id not in last)]
