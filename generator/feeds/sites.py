"""The sites that were added last."""

from __future__ import annotations

from generator.feeds.atom import Entry, Feed
from generator.frame import out
from generator.model import Lang, Portal, Site
from generator.text.say import say

# Entries of the feed.
NEWEST = 50


def feed_path(lang: Lang) -> str:
    return f"catalog/feed-{lang}.xml"


def new_sites(portal: Portal, lang: Lang, address: str) -> Feed:
    """Links are relative to the feed where the portal's address is not known: readers know where they got it from."""
    up = address or "../"

    def entry(site: Site) -> Entry:
        return Entry(
            name=f"sauat site {lang} {site.id}",
            title=site.name[lang],
            url=up + out(lang, f"catalog/sites/{site.id}.html"),
            updated=site.added,
            summary=f"{site.about[lang]} {site.host}",
            related=site.url,
        )

    newest = sorted((site for site in portal.sites if site.is_live), key=lambda site: (site.added, site.id), reverse=True)
    return Feed(
        lang=lang,
        name=f"sauat sites {lang}",
        title=f"{say(portal.words, lang, 'name')}: {say(portal.words, lang, 'newest')}",
        author=say(portal.words, lang, "name"),
        url=address + feed_path(lang) if address else f"feed-{lang}.xml",
        page=up + out(lang, "catalog/newest.html"),
        entries=[entry(site) for site in newest[:NEWEST]],
    )
