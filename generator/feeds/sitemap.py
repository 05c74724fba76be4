"""The paths of all pages for programs that read the whole portal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import quote

from generator.frame import out
from generator.model import Lang

# Addresses that one sitemap may hold; the protocol's own limit.
MOST = 50_000
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_URLSET = f'<urlset {_SITEMAP} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'


def sitemaps(paths: Sequence[str], langs: Sequence[Lang], address: str) -> Iterator[tuple[str, str]]:
    """sitemap.xml; of more pages than one may hold it is the list of the others."""
    entries = [entry for path in paths for entry in _entries(path, langs, address)]
    parts = [entries[at : at + MOST] for at in range(0, len(entries), MOST)]
    bodies = [_XML + _URLSET + "".join(part) + "</urlset>\n" for part in parts]
    if len(bodies) == 1:
        yield "sitemap.xml", bodies[0]
        return
    names = [f"sitemap-{n}.xml" for n in range(1, len(bodies) + 1)]
    yield from zip(names, bodies, strict=True)
    rows = "".join(f"<sitemap><loc>{address}{name}</loc></sitemap>\n" for name in names)
    yield "sitemap.xml", f"{_XML}<sitemapindex {_SITEMAP}>\n{rows}</sitemapindex>\n"


def _entries(path: str, langs: Sequence[Lang], address: str) -> Iterator[str]:
    """A page in each language, each time with all of them beside it."""
    urls = {lang: escape(address + quote(out(lang, path))) for lang in langs}
    beside = [*urls.items(), ("x-default", urls[langs[0]])] if len(langs) > 1 else []
    links = "".join(f'<xhtml:link rel="alternate" hreflang="{lang}" href="{url}"/>' for lang, url in beside)
    for url in urls.values():
        yield f"<url><loc>{url}</loc>{links}</url>\n"
