"""The Yellow Pages: rubrics, regions, evidence, sites."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias, get_args

from generator.model.base import Record, Text, identifier, like


@dataclass(frozen=True, kw_only=True)
class Rubric(Record):
    id: str = identifier("universities")
    name: Text
    synonyms: Text | None = None
    children: tuple[Rubric, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Region(Record):
    id: str = identifier("abay")
    kind: Literal["oblast", "city"]
    iso: str = like("KZ-10")
    tile: tuple[int, ...] = like("[6, 2]")
    name: Text


@dataclass(frozen=True, kw_only=True)
class Evidence(Record):
    """A public list that a site record's facts come from."""

    id: str = identifier("ror")
    name: Text


NATIONAL = "national"
SiteKind: TypeAlias = Literal["state", "education", "science", "media", "health", "culture", "business", "finance", "nonprofit"]
SiteLanguage: TypeAlias = Literal["kk", "ru", "en"]
# What a visitor can do there.
Service: TypeAlias = Literal[
    "news",
    "documents",
    "apply",
    "booking",
    "payment",
    "tickets",
    "shopping",
    "learning",
    "reading",
    "watching",
    "listening",
    "maps",
    "jobs",
    "statistics",
    "reference",
]
# What makes a site easier to use, as somebody has seen it there.
Access: TypeAlias = Literal["low-vision", "screen-reader", "sign-language", "mobile", "app"]
# How an editor last made sure of a record.
CheckedBy: TypeAlias = Literal["opened", "owner", "official-list"]
SITE_KINDS: tuple[SiteKind, ...] = get_args(SiteKind)
SITE_LANGUAGES: tuple[SiteLanguage, ...] = get_args(SiteLanguage)
# How we know that a site is its state body's own: by its domain, which only such bodies are given; else `official` is the
# address of a state page that names the site.
BY_DOMAIN = "domain"
# How many words a description has in each language.
ABOUT_WORDS = range(10, 41)


@dataclass(frozen=True, kw_only=True)
class Contacts:
    """What a site itself publishes for everyone; never a private person's."""

    phone: str | None = field(default=None, metadata={"pattern": r"\+?[0-9][0-9 ()-]{2,24}", "example": "+7 7172 70 90 00"})
    email: str | None = field(default=None, metadata={"pattern": r"[\w.+-]+@[\w-]+(\.[\w-]+)+", "example": "info@enu.kz"})
    address: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Site(Record):
    """One listed web site; its id is its ASCII domain, which is also its file's name."""

    id: str = field(metadata={"derived": True})
    url: str = like("https://www.enu.kz/")
    name: Text
    about: Text
    kind: SiteKind
    rubric: str = identifier("universities")
    also: tuple[str, ...] = ()
    region: str = identifier("astana")
    languages: tuple[SiteLanguage, ...] = ()
    owner: Text | None = None
    services: tuple[Service, ...] = ()
    access: tuple[Access, ...] = ()
    official: str | None = like(BY_DOMAIN, default=None)
    contacts: Contacts | None = None
    evidence: str = identifier("ror")
    added: date = like("2026-11-23")
    checked: date | None = like("2026-11-23", default=None)
    checked_by: CheckedBy | None = None
    # The id of the site that took its place; a record of what is gone stays, so that old links lead on.
    moved_to: str | None = like("enbek.kz", default=None)
    archived: date | None = like("2026-11-23", default=None)

    @property
    def host(self) -> str:
        """The domain as people see it: Kazakh letters instead of punycode."""
        return self.id.encode("ascii").decode("idna") if "xn--" in self.id else self.id

    @property
    def is_live(self) -> bool:
        return self.archived is None and self.moved_to is None
