"""The chapter of analysis in our words, its comparisons as charts with their tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator import chart
from generator.frame import Crumb, View
from generator.model import Comparison, Lang, Portal, Text
from generator.render.engine import Sheet, Speaker
from generator.render.programme import siblings

PATH = "programme/analysis.html"
OURS = "kazakhstan"
# The room of a bar in its cell.
_ROOM = 100


@dataclass(frozen=True)
class Row:
    """A country's figure, and where it ends on the drawing."""

    country: str
    name: Text
    value: Decimal
    x: float

    @property
    def ours(self) -> bool:
        return self.country == OURS


def drawn(comparison: Comparison, names: dict[str, Text]) -> list[Row]:
    """The best first: the lowest place of a ranking, the largest amount."""
    rank = comparison.kind == "rank"
    values = sorted(comparison.values, key=lambda reading: reading.value if rank else -reading.value)
    if rank:
        ends = chart.places([reading.value for reading in values], comparison.last or 1, _ROOM)
    else:
        ends = [parts[0].width for parts in chart.bars([[reading.value] for reading in values], _ROOM)]
    return [Row(each.country, names[each.country], each.value, end) for each, end in zip(values, ends, strict=True)]


def sheets(portal: Portal, lang: Lang) -> Iterator[Sheet]:
    w, analysis = Speaker(portal.words, lang), portal.analysis
    home = Crumb(w("tab-programme"), "programme/index.html")
    names = {country.id: country.name for country in analysis.countries}
    data = {
        "analysis": analysis,
        "drawn": {comparison.id: drawn(comparison, names) for comparison in analysis.comparisons},
        "siblings": siblings(portal, lang, PATH),
    }
    yield Sheet(View(lang, PATH, "analysis", w("analysis"), w("analysis-text"), (home,)), "analysis.html", data)
