"""The newest news, each with its full text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape

from generator.feeds.atom import Entry, Feed, atom
from generator.feeds.fulltext import full_text
from generator.feeds.jsonfeed import jsonfeed
from generator.frame import out
from generator.model import Lang, Portal
from generator.render import news
from generator.render.news import NewsItem
from generator.text.say import say, short_date

# Entries of the feed.
NEWEST = 50


def files(portal: Portal, lang: Lang, pages: Mapping[str, bytes], address: str) -> dict[str, str]:
    """Path in the tree -> the feed: Atom and JSON. `pages` are those that MkDocs made."""
    feed = _feed(portal, lang, pages, address)
    write = {"application/atom+xml": atom, "application/feed+json": jsonfeed}
    return {
        path: write[kind](replace(feed, url=address + path if address else path.rpartition("/")[2]))
        for kind, path in news.feeds(lang).items()
    }


def _feed(portal: Portal, lang: Lang, pages: Mapping[str, bytes], address: str) -> Feed:
    """Without an address links are relative to the feed, which lies one folder below the root."""
    up = address or "../"

    def entry(item: NewsItem) -> Entry:
        place = out(lang, item.html_path)
        return Entry(
            name=f"sauat news {lang} {item.page.path}",
            title=item.meta.title,
            url=up + place,
            updated=item.meta.changed,
            published=item.meta.date,
            summary=item.meta.summary,
            html=_days(portal, item) + full_text(pages[place], place, up),
            kinds=(say(portal.words, lang, f"news-{item.meta.kind}"),),
        )

    items = [item for item in news.dated(portal, lang) if out(lang, item.html_path) in pages]
    return Feed(
        lang=lang,
        name=f"sauat news {lang}",
        title=f"{say(portal.words, lang, 'name')}: {say(portal.words, lang, 'tab-news')}",
        author=say(portal.words, lang, "name"),
        url="",
        page=up + out(lang, news.INDEX),
        entries=[entry(item) for item in items[:NEWEST]],
    )


def _days(portal: Portal, item: NewsItem) -> str:
    """A warning tells its days first: what a feed has brought stays with its reader when the warning is over."""
    if not item.meta.starts or not item.meta.expires:
        return ""
    first, last = short_date(item.meta.starts), short_date(item.meta.expires)
    return f"<p>{escape(say(portal.words, item.page.lang, 'alert-days', first=first, last=last))}</p>\n"
