"""Contests of web sites: their rules, how a jury scores, and what came out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.model.base import Record, Text, identifier, like

# A juror is a code in every file: no names of persons.
JUROR = r"[A-Z]\d{1,2}"
LOWEST, HIGHEST = 1, 10


@dataclass(frozen=True, kw_only=True)
class Criterion(Record):
    """What a juror scores, and how much of a hundred it weighs."""

    id: str = identifier("content")
    name: Text
    text: Text
    weight: int = like("30")


@dataclass(frozen=True, kw_only=True)
class Nomination(Record):
    """What sites compete in, and the sites entered, by id."""

    id: str = identifier("kazakh-content")
    name: Text
    text: Text
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Contest(Record):
    """`proposal` means that nobody has held it; `mean` is how jurors' marks become one: the middle one, or the mean of those
    left without the highest and the lowest."""

    id: str = identifier("web-2027")
    title: Text
    year: int = like("2027")
    status: Literal["proposal", "held"]
    mean: Literal["median", "trimmed"]
    rules: tuple[Text, ...]
    criteria: tuple[Criterion, ...]
    nominations: tuple[Nomination, ...]


@dataclass(frozen=True, kw_only=True)
class Result(Record):
    """A site's place in a nomination. `sauat contest` writes these. `tie` says what parted equal marks, if anything did."""

    contest: str = identifier("web-2027")
    nomination: str = identifier("kazakh-content")
    site: str = like("egov.kz")
    place: int = like("1")
    mark: str = like('"8,45"')
    jurors: int = like("5")
    tie: Literal["none", "criterion", "shared"] = "none"
