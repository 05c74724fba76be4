"""The programme's money: by year, source and direction, as charts drawn at build with their tables; and the plan's audit."""

from __future__ import annotations

from collections.abc import Iterator

from generator import audit, chart
from generator.frame import Crumb, View, row_path
from generator.model import YEARS, Direction, Lang, Portal
from generator.render.engine import Sheet, Speaker
from generator.render.programme import siblings
from generator.render.rows import costs, direction_path, number, whole

PATH = "programme/money.html"
# The room of the longest bar, beside the number of its direction.
ROOM, START = 300, 22


def sheets(portal: Portal, lang: Lang) -> Iterator[Sheet]:
    w = Speaker(portal.words, lang)
    view = View(lang, PATH, "money", w("money"), w("money-text"), (Crumb(w("tab-programme"), "programme/index.html"),))
    by_direction = [(direction, _spent(direction)) for direction in portal.plan.directions]
    bars = chart.bars([[sum(spent.values())] for _, spent in by_direction], ROOM, START)
    why = {record.id: record for record in portal.findings}
    stated = {total.id: total for total in portal.plan.totals}
    sums = {each.id: each for each in audit.totals(portal.plan)}
    data = {
        "years": YEARS,
        "changed": portal.plan.changed,
        "totals": [(stated[name], [sums[f"{name}-{year}"] for year in (*YEARS, "total")]) for name in (*audit.PARTS, "total")],
        "findings": [(each, why[each.id]) for each in audit.findings(portal)],
        "number_of": number,
        "row_path": row_path,
        "direction_path": direction_path,
        "directions": by_direction,
        "bars": [(str(direction.number), parts) for (direction, _), parts in zip(by_direction, bars, strict=True)],
        "flow": chart.flow(_streams(portal)),
        "names": {total.id: total.name[lang] for total in portal.plan.totals},
        "siblings": siblings(portal, lang, PATH),
    }
    yield Sheet(view, "money.html", data)


def _spent(direction: Direction) -> dict[int, int]:
    """Year -> thousand tenge of a direction's rows."""
    return {year: cost or 0 for year, cost in whole(costs(direction.measures)).costs.items()}


def _streams(portal: Portal) -> dict[tuple[str, str], int]:
    """(source, direction's number) -> thousand tenge of three years."""
    return {
        (name, f"{direction.number}."): sum(
            measure.costs[year] or 0 for measure in direction.measures if measure.source in parts for year in YEARS
        )
        for name, parts in audit.PARTS.items()
        for direction in portal.plan.directions
    }
