"""The programme's money: by year, source and direction, as charts drawn at build with their tables; and the plan's audit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import audit
from generator.frame import Crumb, View, row_path
from generator.model import YEARS, Direction, Lang, Portal
from generator.render.engine import Sheet, Speaker
from generator.render.programme import siblings
from generator.render.rows import costs, direction_path, number, whole

PATH = "programme/money.html"
# The flow's drawing, in its own units: as wide as a phone, with air between the streams' ends.
WIDTH, HEIGHT, GAP, END = 360, 480, 16, 12


@dataclass(frozen=True)
class Stream:
    """One source's money to one direction, as a curve."""

    source: str
    path: str
    width: float


@dataclass(frozen=True)
class End:
    """An end of the flow: a block, its label and its sum in thousand tenge."""

    name: str
    sum: int
    y: float
    height: float


def sheets(portal: Portal, lang: Lang) -> Iterator[Sheet]:
    w = Speaker(portal.words, lang)
    view = View(lang, PATH, "money", w("money"), w("money-text"), (Crumb(w("tab-programme"), "programme/index.html"),))
    by_direction = [(direction, _spent(direction)) for direction in portal.plan.directions]
    longest = max(sum(spent.values()) for _, spent in by_direction)
    why = {record.id: record for record in portal.findings}
    stated = {total.id: total for total in portal.plan.totals}
    sums = {each.id: each for each in audit.totals(portal.plan)}
    sources, streams, ends = _flow(portal, lang)
    data = {
        "years": YEARS,
        "totals": [(stated[name], [sums[f"{name}-{year}"] for year in (*YEARS, "total")]) for name in (*audit.PARTS, "total")],
        "findings": [(each, why[each.id]) for each in audit.findings(portal)],
        "directions": [(d, spent, round(300 * sum(spent.values()) / longest)) for d, spent in by_direction],
        "sources": sources,
        "streams": streams,
        "ends": ends,
        "height": HEIGHT,
        "number_of": number,
        "row_path": row_path,
        "direction_path": direction_path,
        "siblings": siblings(portal, lang, PATH),
    }
    yield Sheet(view, "money.html", data)


def _spent(direction: Direction) -> dict[int, int]:
    """Year -> thousand tenge of a direction's rows."""
    return {year: cost or 0 for year, cost in whole(costs(direction.measures)).costs.items()}


def _flow(portal: Portal, lang: Lang) -> tuple[list[End], list[Stream], list[End]]:
    """Sources on the left, directions with money on the right, streams between them as wide as the money."""
    money = {
        (name, direction.number): sum(
            measure.costs[year] or 0 for measure in direction.measures if measure.source in parts for year in YEARS
        )
        for name, parts in audit.PARTS.items()
        for direction in portal.plan.directions
    }
    directions = [d for d in portal.plan.directions if any(money[name, d.number] for name in audit.PARTS)]
    unit = (HEIGHT - GAP * (len(directions) - 1)) / sum(money.values())
    names = {total.id: total.name[lang] for total in portal.plan.totals}
    left = _stack([(names[name], sum(money[name, d.number] for d in directions)) for name in audit.PARTS], unit)
    right = _stack([(f"{d.number}.", sum(money[name, d.number] for name in audit.PARTS)) for d in directions], unit)
    streams, starts = [], [end.y for end in left]
    for place, direction in enumerate(directions):
        arrived = right[place].y
        for source, name in enumerate(audit.PARTS):
            width = money[name, direction.number] * unit
            if width:
                y1, y2 = starts[source] + width / 2, arrived + width / 2
                middle = WIDTH / 2
                path = f"M{END} {y1:.1f}C{middle} {y1:.1f} {middle} {y2:.1f} {WIDTH - END} {y2:.1f}"
                streams.append(Stream(name, path, max(width, 1)))
                starts[source] += width
                arrived += width
    return left, streams, right


def _stack(ends: list[tuple[str, int]], unit: float) -> list[End]:
    """Blocks below one another with equal gaps, over the whole height."""
    gap = (HEIGHT - sum(sum_ for _, sum_ in ends) * unit) / max(1, len(ends) - 1)
    made: list[End] = []
    y = 0.0
    for name, sum_ in ends:
        made.append(End(name, sum_, round(y, 1), round(sum_ * unit, 1)))
        y += sum_ * unit + gap
    return made
