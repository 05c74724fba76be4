"""Lists for programs: the paths of all pages and, once the operator names the portal's address, what must tell it whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, uuid5

from generator.frame import out
from generator.model import LANGS, Lang, Portal
from generator.text.say import say

# Addresses that one sitemap may hold; the protocol's own limit.
MOST = 50_000
# Entries of a feed.
NEWEST = 50
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")
_PATH = re.compile(r"(/[\w~%-][\w.~%-]*)*/?")
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_URLSET = f'<urlset {_SITEMAP} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
_OPENSEARCH = """<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>{name}</ShortName>
<Description>{description}</Description>
<InputEncoding>UTF-8</InputEncoding>
<OutputEncoding>UTF-8</OutputEncoding>
<Language>{lang}</Language>
<Image width="40" height="40" type="image/svg+xml">{icon}</Image>
<Url type="text/html" method="get" template="{search}?q={{searchTerms}}"/>
<Url type="application/opensearchdescription+xml" rel="self" template="{own}"/>
</OpenSearchDescription>
"""


def address_of(text: str) -> str | None:
    """Where the portal stands, as every absolute link of it begins: in ASCII, with a slash at its end. None for what is not
    an http(s) address of a folder."""
    try:
        parts = urlsplit(text.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return None
    whole = parts.scheme in ("http", "https") and _HOST.fullmatch(host) and _PATH.fullmatch(parts.path)
    if not whole or parts.query or parts.fragment or parts.username is not None or parts.path.endswith(".html"):
        return None
    return f"{parts.scheme}://{host}{port}{quote(parts.path, safe='/%~').rstrip('/')}/"


def files(
    portal: Portal, records: Iterable[str], langs: tuple[Lang, ...], *, address: str = "", icon: str = ""
) -> dict[str, bytes]:
    """Path in the tree -> content. `records` are the paths of the records' pages, those that may be indexed, inside a
    language's tree; the prose pages are added here. With `address`, also
    what cannot be told without it; `icon` is the mark's path."""
    prose = {page.html_path for page in portal.published}
    paths = sorted({*records, *prose})
    langs = tuple(lang for lang in LANGS if lang in langs)
    made = {"sitemap.txt": "".join(f"{out(lang, path)}\n" for path in paths for lang in langs)}
    made |= {feed_path(lang): _new_sites(portal, lang, address) for lang in langs}
    if address:
        made |= {f"opensearch-{lang}.xml": _opensearch(portal, lang, address, icon) for lang in langs}
        made |= dict(_sitemaps(paths, langs, address))
        made["robots.txt"] = f"Sitemap: {address}sitemap.xml\n"
    return {path: text.encode() for path, text in made.items()}


def feed_path(lang: Lang) -> str:
    """The Atom feed of sites that were added last."""
    return f"catalog/feed-{lang}.xml"


def _new_sites(portal: Portal, lang: Lang, address: str) -> str:
    """Links are relative to the feed where the portal's address is not known: readers know where they got it from."""
    beside = address + "catalog/" if address else ""
    up = address or "../"
    newest = sorted((site for site in portal.sites if site.is_live), key=lambda site: (site.added, site.id), reverse=True)
    newest = newest[:NEWEST]
    title = escape(f"{say(portal.words, lang, 'name')}: {say(portal.words, lang, 'newest')}")
    updated = _moment(max((site.added for site in newest), default=date.min))
    lines = [
        f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">',
        f"<title>{title}</title><id>{_urn(f'sauat sites {lang}')}</id><updated>{updated}</updated>",
        f"<author><name>{escape(say(portal.words, lang, 'name'))}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{beside}feed-{lang}.xml"/>',
        f'<link rel="alternate" type="text/html" href="{up}{out(lang, "catalog/newest.html")}"/>',
    ]
    for site in newest:
        page = up + out(lang, f"catalog/sites/{site.id}.html")
        lines += [
            f"<entry><title>{escape(site.name[lang])}</title><id>{_urn(f'sauat site {lang} {site.id}')}</id>",
            f'<updated>{_moment(site.added)}</updated><link rel="alternate" type="text/html" href="{page}"/>',
            f'<link rel="related" href="{escape(site.url)}"/>',
            f"<summary>{escape(site.about[lang])} {escape(site.host)}</summary></entry>",
        ]
    return "\n".join([*lines, "</feed>", ""])


def _urn(name: str) -> str:
    """An id that stays the same from build to build, wherever the portal stands."""
    return uuid5(NAMESPACE_URL, name).urn


def _moment(day: date) -> str:
    """A day begins at midnight in Kazakhstan, five hours ahead of Greenwich all over the country since 2024."""
    return f"{day.isoformat()}T00:00:00+05:00"


def _opensearch(portal: Portal, lang: Lang, address: str, icon: str) -> str:
    """How a browser offers the portal's search by its own address field."""
    return _XML + _OPENSEARCH.format(
        name=escape(say(portal.words, lang, "opensearch")),
        description=escape(say(portal.words, lang, "home-description")),
        lang=lang,
        icon=address + icon,
        search=address + out(lang, "search.html"),
        own=f"{address}opensearch-{lang}.xml",
    )


def _sitemaps(paths: Sequence[str], langs: Sequence[Lang], address: str) -> Iterator[tuple[str, str]]:
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
