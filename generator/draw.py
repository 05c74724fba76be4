"""Which items a test asks, by a seed; assets/test/10-draw.js is the twin, so a teacher's paper and the screen can agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
Chance = Callable[[], float]
_WORD = 0xFFFFFFFF


@dataclass(frozen=True)
class Candidate:
    """What a draw knows of an item: its part of the blueprint, its lesson, its kind."""

    id: str
    part: str
    lesson: str
    kind: str


def chance(seed: str) -> Chance:
    """Numbers in [0, 1) that a seed repeats: mulberry32 over an FNV-1a hash of the seed's characters."""
    state = 2166136261
    for letter in seed:
        state = ((state ^ ord(letter)) * 16777619) & _WORD

    def number() -> float:
        nonlocal state
        state = (state + 0x6D2B79F5) & _WORD
        mixed = ((state ^ state >> 15) * (1 | state)) & _WORD
        mixed = (mixed + ((mixed ^ mixed >> 7) * (61 | mixed)) & _WORD) ^ mixed
        return (mixed ^ mixed >> 14) / 4294967296

    return number


def shuffled(some: Sequence[T], random: Chance) -> list[T]:
    """The same things in another order (Fisher and Yates)."""
    found = list(some)
    for at in range(len(found) - 1, 0, -1):
        other = int(random() * (at + 1))
        found[at], found[other] = found[other], found[at]
    return found


def draw(items: Sequence[Candidate], plan: Mapping[str, int], screens: int, seed: str) -> list[Candidate]:
    """So many items of each part, spread over its lessons, `screens` of them mock screens at least where there are any."""
    random = chance(seed)
    drawn = [item for part, count in plan.items() for item in _spread([i for i in items if i.part == part], count, random)]
    spare = shuffled([item for item in items if item.kind == "screen" and item not in drawn], random)
    while sum(item.kind == "screen" for item in drawn) < screens and spare:
        comes = spare.pop()
        goes = next((n for n, item in enumerate(drawn) if item.part == comes.part and item.kind != "screen"), None)
        if goes is not None:
            drawn[goes] = comes
    return shuffled(drawn, random)


def _spread(pool: Sequence[Candidate], count: int, random: Chance) -> list[Candidate]:
    """Each lesson in turn gives one."""
    lessons: dict[str, list[Candidate]] = {}
    for item in shuffled(pool, random):
        lessons.setdefault(item.lesson, []).append(item)
    turns, drawn = shuffled(sorted(lessons), random), list[Candidate]()
    while len(drawn) < count and any(lessons.values()):
        for lesson in turns:
            if lessons[lesson] and len(drawn) < count:
                drawn.append(lessons[lesson].pop())
    return drawn
