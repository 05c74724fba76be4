"""Lists for programs: all pages, the feeds and, once the operator names the portal's address, what must tell it whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.feeds import news
from generator.feeds.address import address_of
from generator.feeds.atom import atom
from generator.feeds.opensearch import opensearch
from generator.feeds.sitemap import sitemaps
from generator.feeds.sites import feed_path, new_sites
from generator.frame import out
from generator.model import LANGS, Lang, Portal

__all__ = ["address_of", "files"]


def files(
    portal: Portal,
    records: Iterable[str],
    langs: tuple[Lang, ...],
    pages: Mapping[str, bytes],
    *,
    address: str = "",
    icon: str = "",
) -> dict[str, bytes]:
    """Path in the tree -> content. `records` are the paths of the records' pages, those that may be indexed, inside a
    language's tree; the prose pages are added here, and `pages` are those as MkDocs made them, path in the tree -> HTML.
    With `address`, also what cannot be told without it; `icon` is the mark's path."""
    prose = {page.html_path for page in portal.published}
    paths = sorted({*records, *prose})
    langs = tuple(lang for lang in LANGS if lang in langs)
    made = {"sitemap.txt": "".join(f"{out(lang, path)}\n" for path in paths for lang in langs)}
    for lang in langs:
        made |= {feed_path(lang): atom(new_sites(portal, lang, address)), **news.files(portal, lang, pages, address)}
    if address:
        made |= {f"opensearch-{lang}.xml": opensearch(portal, lang, address, icon) for lang in langs}
        made |= dict(sitemaps(paths, langs, address))
        made["robots.txt"] = f"Sitemap: {address}sitemap.xml\n"
    return {path: text.encode() for path, text in made.items()}
