"""Charts as plain geometry: bars, a flow, places on a scale, values by year. overrides/partials/charts.html draws them.

Takes figures, gives places in a drawing's own units, as wide as a phone. It knows no words and no colours: what is told
apart is told apart by form, and every chart stands beside the table of its figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import TypeAlias

Number: TypeAlias = int | Decimal

WIDTH = 360
# The flow: as high as this, with air between the streams' ends, which are blocks so wide.
HEIGHT, GAP, END = 480, 16, 12
# The box of values by year, with room around it for the scales' figures.
LEFT, RIGHT, TOP, BOTTOM = 60, 338, 20, 216
# Gap between the parts of one bar.
_BETWEEN = 2
# At most so many steps along each side of the box.
_LEVELS, _YEARS = 5, 6


@dataclass(frozen=True)
class Part:
    """A stretch of a line from the left: a part of a bar, the years of a programme."""

    x: float
    width: float

    @property
    def end(self) -> float:
        return round(self.x + self.width, 1)


def bars(rows: Sequence[Sequence[Number]], room: float, start: float = 0) -> list[list[Part]]:
    """A bar a row, its parts side by side; the largest sum is as long as the room. What is not nothing can be seen."""
    longest = max((sum(row) for row in rows), default=0)
    unit = room / float(longest) if longest else 0.0
    return [list(_side_by_side(row, unit, start)) for row in rows]


def _side_by_side(row: Sequence[Number], unit: float, x: float) -> Iterator[Part]:
    for value in row:
        width = max(1.0, round(float(value) * unit, 1)) if value else 0.0
        yield Part(round(x, 1), width)
        x += width + _BETWEEN


def places(values: Sequence[Number], last: int, room: float) -> list[float]:
    """Where each place of a ranking stands on a line from the first place to the last one."""
    return [round(float(value - 1) / max(1, last - 1) * room, 1) for value in values]


@dataclass(frozen=True)
class Stream:
    """What goes from a source to a target, as a curve."""

    source: str
    path: str
    width: float


@dataclass(frozen=True)
class Block:
    """An end of the flow: its sum as a height."""

    id: str
    sum: int
    y: float
    height: float


@dataclass(frozen=True)
class Flow:
    """Both ends and what goes between them."""

    sources: tuple[Block, ...]
    streams: tuple[Stream, ...]
    targets: tuple[Block, ...]


def flow(amounts: Mapping[tuple[str, str], int]) -> Flow:
    """Sources on the left, targets that get something on the right, streams between them as wide as the amounts."""
    sources = list(dict.fromkeys(source for source, _ in amounts))
    targets = [t for t in dict.fromkeys(target for _, target in amounts) if any(amounts.get((s, t), 0) for s in sources)]
    unit = (HEIGHT - GAP * (len(targets) - 1)) / max(1, sum(amounts.values()))
    left = _stack([(name, sum(amounts.get((name, target), 0) for target in targets)) for name in sources], unit)
    right = _stack([(name, sum(amounts.get((source, name), 0) for source in sources)) for name in targets], unit)
    streams, starts = [], {block.id: block.y for block in left}
    for target in right:
        arrived = target.y
        for source in sources:
            if width := amounts.get((source, target.id), 0) * unit:
                streams.append(Stream(source, _curve(starts[source] + width / 2, arrived + width / 2), max(width, 1)))
                starts[source] += width
                arrived += width
    return Flow(tuple(left), tuple(streams), tuple(right))


def _curve(y1: float, y2: float) -> str:
    middle = WIDTH / 2
    return f"M{END} {y1:.1f}C{middle} {y1:.1f} {middle} {y2:.1f} {WIDTH - END} {y2:.1f}"


def _stack(ends: list[tuple[str, int]], unit: float) -> list[Block]:
    """Blocks below one another with equal gaps, over the whole height."""
    gap = (HEIGHT - sum(sum_ for _, sum_ in ends) * unit) / max(1, len(ends) - 1)
    made: list[Block] = []
    y = 0.0
    for name, sum_ in ends:
        made.append(Block(name, sum_, round(y, 1), round(sum_ * unit, 1)))
        y += sum_ * unit + gap
    return made


@dataclass(frozen=True)
class Dot:
    """A value of a year at its place."""

    year: int
    value: Decimal
    x: float
    y: float


@dataclass(frozen=True)
class Run:
    """A series: its dots, and lines only between years that follow one another."""

    id: str
    dots: tuple[Dot, ...]

    @property
    def path(self) -> str:
        path, before = "", None
        for dot in self.dots:
            joined = before is not None and dot.year - before.year == 1
            path += f"{'L' if joined else 'M'}{dot.x} {dot.y}"
            before = dot
        return path if "L" in path else ""


@dataclass(frozen=True)
class Plot:
    """Values by year. `years` and `levels` are the scales' steps with their places; `marks` are dots that stand alone."""

    runs: tuple[Run, ...]
    marks: Mapping[str, Dot]
    years: tuple[tuple[int, float], ...]
    levels: tuple[tuple[int, float], ...]
    band: Part | None

    @property
    def latest(self) -> Dot:
        """The last value: the one that carries its figure in the drawing."""
        return max((dot for run in self.runs for dot in run.dots), key=lambda dot: (dot.year, dot.value))


Values: TypeAlias = Sequence[tuple[int, Decimal]]


def plot(series: Mapping[str, Values], marks: Mapping[str, tuple[int, Decimal]], period: tuple[int, int]) -> Plot | None:
    """Series by year with single marks (a baseline, a target) and the years of a period; nothing where no value is known."""
    known = [point for values in series.values() for point in values]
    if not known:
        return None
    points = [*known, *marks.values()]
    first, last = min(year for year, _ in points), max(year for year, _ in points)
    first, last = (first, last) if first < last else (first - 1, last + 1)
    levels = _levels(max(value for _, value in points))

    def x(year: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * (year - first) / (last - first), 1)

    def y(value: Number) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * float(value / levels[-1]), 1)

    def dot(year: int, value: Decimal) -> Dot:
        return Dot(year, value, x(year), y(value))

    step = _step(last - first, _YEARS)
    begin, end = max(period[0] - 0.5, first), min(period[1] + 0.5, last)
    return Plot(
        tuple(Run(id, tuple(dot(*point) for point in values)) for id, values in series.items()),
        {name: dot(*point) for name, point in marks.items()},
        tuple((year, x(year)) for year in range(first, last + 1) if year % step == 0),
        tuple((level, y(level)) for level in levels),
        Part(x(begin), round(x(end) - x(begin), 1)) if begin < end else None,
    )


def _levels(top: Decimal) -> list[int]:
    """Round steps from nothing up to the first one that is not below the top."""
    step = _step(top, _LEVELS)
    return list(range(0, max(1, ceil(top / step)) * step + 1, step))


def _step(span: Number, most: int) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50 … that makes no more than so many steps of the span."""
    step = 1
    while span > step * most:
        step = step * 2 if str(step)[0] in "15" else step // 2 * 5
    return step
