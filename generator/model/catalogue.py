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
SITE_LANGUAGES: tuple[SiteLanguage, ...] = get_args(SiteLanguage)


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
    evidence: str = identifier("ror")
    added: date = like("2026-11-23")
    checked: date | None = like("2026-11-23", default=None)

    @property
    def host(self) -> str:
        """The domain as people see it: Kazakh letters instead of punycode."""
        return self.id.encode("ascii").decode("idna") if "xn--" in self.id else self.id
