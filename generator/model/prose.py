"""Words: the glossary, Markdown pages with their front matter, and the strings of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias, get_args

from generator.model.base import At, Lang, Record, Text, identifier, like
from generator.model.catalogue import NATIONAL

# For records that have a field named `date`.
Day: TypeAlias = date


@dataclass(frozen=True, kw_only=True)
class Avoided:
    """Words that a term is used instead of, in each language."""

    kk: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()

    def __getitem__(self, lang: Lang) -> tuple[str, ...]:
        return self.kk if lang == "kk" else self.ru


@dataclass(frozen=True, kw_only=True)
class Term(Record):
    id: str = identifier("browser")
    group: Literal["computer", "programme"]
    term: Text
    meaning: Text
    short: Text | None = None
    example: Text | None = None
    related: tuple[str, ...] = ()
    note: Text | None = None
    today: Text | None = None
    # Languages in which its word means other things too («бет» is a face as well): lessons do not mark it there.
    homonym: tuple[str, ...] = ()
    # Outside «…», where a label stands as the screen shows it, no text says these for it.
    avoid: Avoided | None = None


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A word that the dictionaries lack. Kazakh: `kind` n noun, v verb without -у, a short form, p only before a
    possessive (әрп), x without endings; `reading` b or f for the harmony, k for a last к that stays, then the class
    of its last sound. Russian: `like` is a word with the same endings.
    """

    word: str
    kind: str = "n"
    reading: str = ""
    like: str = ""


@dataclass(frozen=True, kw_only=True)
class Source:
    name: str
    date: date | None = None
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class LessonMeta:
    checked: date = like("2026-11-23")
    terms: tuple[str, ...] = ()
    review: date | None = None


@dataclass(frozen=True, kw_only=True)
class PageMeta:
    title: str
    summary: str
    checked: date = like("2026-11-23")


NewsKind: TypeAlias = Literal["alert", "programme", "law", "services", "safety", "statistics"]
NEWS_KINDS: tuple[NewsKind, ...] = get_args(NewsKind)
ALERT: NewsKind = "alert"


@dataclass(frozen=True, kw_only=True)
class NewsMeta:
    """A news item's front matter. Only an alert, a warning that ends by itself, has `starts` and `expires`: its first day
    and its last."""

    title: str
    date: date = like("2025-08-11")
    kind: NewsKind
    summary: str
    sources: tuple[Source, ...]
    region: str = like("astana", NATIONAL)
    related: tuple[str, ...] = ()
    # The day of the last change of what it says.
    updated: Day | None = like("2025-08-20", None)
    starts: Day | None = like("2026-12-01", None)
    expires: Day | None = like("2026-12-14", None)

    @property
    def changed(self) -> Day:
        """Since when it says what it says."""
        return self.updated or self.date

    def in_force(self, day: Day) -> bool:
        """A warning of that day: it stands above every page."""
        return self.starts is not None and self.expires is not None and self.starts <= day <= self.expires

    def is_over(self, day: Day) -> bool:
        return self.expires is not None and self.expires < day


Meta: TypeAlias = LessonMeta | PageMeta | NewsMeta


@dataclass(frozen=True, kw_only=True)
class Prose(Record):
    """One Markdown file in one language. `path` is relative to docs/<lang>/; `body_line` is the body's first line."""

    lang: Lang
    path: str
    meta: Meta
    body: str
    body_line: int

    @property
    def html_path(self) -> str:
        """The page's path inside its language's tree."""
        return self.path.removesuffix(".md") + ".html"


@dataclass(frozen=True, kw_only=True)
class Words:
    """Interface strings by key: a text, or its forms by plural category."""

    strings: Mapping[str, Mapping[Lang, Mapping[str, str]]] = field(default_factory=dict)
    at: Mapping[str, At] = field(default_factory=dict, compare=False, repr=False)
