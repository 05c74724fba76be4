"""Pages of the programme's section made from records: what the source says on a subject, whom it meant, what it asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from generator.model.base import Lang, Record, Text, identifier, like
from generator.model.prose import Source


@dataclass(frozen=True, kw_only=True)
class Way(Record):
    """A page of the portal where a reader finds today what the source wanted then."""

    path: str = like("lessons/index.html")
    name: Text


@dataclass(frozen=True, kw_only=True)
class Point(Record):
    """One thing the source says. Its figures are those of `printed`, of its rows of the plan, or of its `sources`.

    `printed` are the source's own words where no row holds them, `lines` where they stand; without a title the first row
    gives its own.
    """

    title: Text | None = None
    text: Text
    rows: tuple[str, ...] = ()
    printed: str = ""
    lines: tuple[int, ...] = ()
    sources: tuple[Source, ...] = ()
    today: Way | None = None


@dataclass(frozen=True, kw_only=True)
class Topic(Record):
    """A page: its `first` is said before all else, `facts` are rows of the passport that it repeats."""

    id: str = identifier("tariffs")
    title: Text
    summary: Text
    first: Text | None = None
    changed: date
    facts: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Audience(Record):
    """People the plan wanted to train: the row that counts them by year and, where it counts several, which of them."""

    id: str = identifier("unemployed")
    name: Text
    people: str | None = None
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Target(Record):
    """A stated number of people, in the text and in the plan, with its printed share of the population, and its audiences."""

    id: str = identifier("civil-servants")
    row: str
    claims: tuple[str, ...]
    share: str = like('"0,58 %"')
    audiences: tuple[Audience, ...]


@dataclass(frozen=True, kw_only=True)
class Report(Record):
    """A report on the programme that somebody found: who made it, for what time, where it can be read."""

    id: str = identifier("agency-2008")
    title: Text
    body: str = identifier("aba")
    period: Text
    published: date
    languages: tuple[Lang, ...]
    url: str = field(metadata={"pattern": r"https?://\S+", "example": "https://adilet.zan.kz/…"})


@dataclass(frozen=True, kw_only=True)
class Heir(Record):
    """What a body of the plan became, as far as a source says."""

    body: str = identifier("aba")
    text: Text
    sources: tuple[Source, ...]
