"""Atom feeds (RFC 4287) from their entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from uuid import NAMESPACE_URL, uuid5

from generator.model import Lang


@dataclass(frozen=True)
class Entry:
    """One thing that a reader of feeds is told of. `html` is its full text, where it has one; links are ready to use."""

    name: str
    title: str
    url: str
    updated: date
    summary: str
    published: date | None = None
    html: str = ""
    related: str = ""
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Feed:
    """`name` stays the same from build to build; `url` is the feed's own, `page` that of the list it follows."""

    lang: Lang
    name: str
    title: str
    author: str
    url: str
    page: str
    entries: Sequence[Entry]


def atom(feed: Feed) -> str:
    return "\n".join(_lines(feed))


def urn(name: str) -> str:
    """An id that stays the same from build to build, wherever the portal stands."""
    return uuid5(NAMESPACE_URL, name).urn


def moment(day: date) -> str:
    """A day begins at midnight in Kazakhstan, five hours ahead of Greenwich all over the country since 2024."""
    return f"{day.isoformat()}T00:00:00+05:00"


def _lines(feed: Feed) -> Iterator[str]:
    updated = max((entry.updated for entry in feed.entries), default=date.min)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{feed.lang}">'
    yield f"<title>{escape(feed.title)}</title><id>{urn(feed.name)}</id><updated>{moment(updated)}</updated>"
    yield f"<author><name>{escape(feed.author)}</name></author>"
    yield f'<link rel="self" type="application/atom+xml" href="{escape(feed.url)}"/>'
    yield f'<link rel="alternate" type="text/html" href="{escape(feed.page)}"/>'
    for entry in feed.entries:
        yield from _entry(entry)
    yield from ("</feed>", "")


def _entry(entry: Entry) -> Iterator[str]:
    yield f"<entry><title>{escape(entry.title)}</title><id>{urn(entry.name)}</id>"
    if entry.published:
        yield f"<published>{moment(entry.published)}</published>"
    yield f'<updated>{moment(entry.updated)}</updated><link rel="alternate" type="text/html" href="{escape(entry.url)}"/>'
    if entry.related:
        yield f'<link rel="related" href="{escape(entry.related)}"/>'
    yield from (f'<category term="{escape(kind)}"/>' for kind in entry.kinds)
    if entry.html:
        yield f'<content type="html">{escape(entry.html)}</content>'
    yield f"<summary>{escape(entry.summary)}</summary></entry>"
