"""What was measured: the programme's indicators by year, and the figures of its chapter of analysis, each with its source."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias, get_args

from generator.model.base import Record, Text, identifier, like

# On what terms a figure was published: words `licence-…`. A fact of the press is a figure alone, never its text.
Licence: TypeAlias = Literal["cc-by-4", "cc-by-sa", "public-domain", "state-act", "press"]
LICENCES: tuple[Licence, ...] = get_args(Licence)


_ADDRESS = {"pattern": r"https?://[^\s/]+\.[^\s/]+(/\S*)?", "example": "https://www.cia.gov/the-world-factbook/"}


@dataclass(frozen=True, kw_only=True)
class YearValue(Record):
    """A value of a year."""

    year: int = like("2009")
    value: Decimal = like("18.2")


@dataclass(frozen=True, kw_only=True)
class Stated(Record):
    """A baseline or a target. `counted` says how, where the document does not print the figure itself."""

    year: int = like("2009")
    value: Decimal = like("20")
    counted: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Series(Record):
    """What one source says, year by year. One that is not `comparable` measured something else under a like name."""

    id: str = identifier("world-bank")
    name: Text
    by: Text
    source: Text
    licence: Licence
    url: str | None = field(default=None, metadata=_ADDRESS)
    comparable: bool = like("false", default=True)
    note: Text | None = None
    values: tuple[YearValue, ...]


@dataclass(frozen=True, kw_only=True)
class Regional(Record):
    """A region's value of a year, with its own source."""

    region: str = identifier("akmola")
    year: int = like("2026")
    value: Decimal = like("88.1")
    source: Text
    licence: Licence
    url: str | None = field(default=None, metadata=_ADDRESS)


@dataclass(frozen=True, kw_only=True)
class Indicator(Record):
    """Something the programme wanted to raise. `rows` are the measures of the plan that were to measure it."""

    id: str = identifier("internet-users")
    kind: Literal["percent", "count"]
    name: Text
    unit: Text
    about: Text
    method: Text
    updated: date = like("2026-11-27")
    baseline: Stated | None = None
    target: Stated | None = None
    rows: tuple[str, ...] = ()
    series: tuple[Series, ...]
    regions: tuple[Regional, ...]


@dataclass(frozen=True, kw_only=True)
class Country(Record):
    id: str = identifier("russia")
    name: Text


@dataclass(frozen=True, kw_only=True)
class Reading(Record):
    """A country's figure, as printed."""

    country: str = identifier("russia")
    value: Decimal = like("16.5")


@dataclass(frozen=True, kw_only=True)
class Comparison(Record):
    """Figures that the chapter compares. `line` is the line of the source's text; a rank has its last place, `last`."""

    id: str = identifier("internet-users-2005")
    kind: Literal["rank", "amount"]
    title: Text
    unit: Text
    by: Text
    years: str | None = field(default=None, metadata={"pattern": r"\d{4}(–\d{4})?", "example": '"2005"'})
    line: int = like("94")
    last: int | None = like("68", default=None)
    note: Text | None = None
    values: tuple[Reading, ...]


@dataclass(frozen=True, kw_only=True)
class Passage(Record):
    """A part of the chapter in our words, with its figures."""

    id: str = identifier("ratings")
    title: Text
    text: tuple[Text, ...]
    points: tuple[Text, ...] = ()
    comparisons: tuple[Comparison, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Analysis(Record):
    """Chapter 3 of the document."""

    updated: date = like("2026-11-27")
    countries: tuple[Country, ...]
    passages: tuple[Passage, ...]

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        return tuple(comparison for passage in self.passages for comparison in passage.comparisons)
