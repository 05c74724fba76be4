"""A news page's own words, as a reader of feeds may show them: few tags, no attribute but a link's address."""

from __future__ import annotations

import posixpath
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

# The element of overrides/pages/news.html that holds the text.
_HOLDER = "text"
_KEPT = frozenset(
    "p h2 h3 h4 ul ol li dl dt dd strong em code pre br blockquote figure figcaption table thead tbody tr th td a".split()
)
_SKIPPED = frozenset("svg script style form button select textarea".split())
_VOID = frozenset("br img input hr meta link wbr".split())


def full_text(page: bytes, place: str, up: str) -> str:
    """The text of a page that lies at `place` in the tree; every link inside the portal begins with `up`."""
    reader = _Text(place, up)
    reader.feed(page.decode())
    reader.close()
    return "".join(reader.made).strip()


class _Text(HTMLParser):
    """What stands inside the holder, and nothing of it that a program could run."""

    def __init__(self, place: str, up: str) -> None:
        super().__init__()
        self.made: list[str] = []
        self._place, self._up = place, up
        # How deep inside the holder, and inside something left out, the reader is.
        self._depth = self._skip = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _VOID:
            if self._depth and not self._skip and tag in _KEPT:
                self.made.append(f"<{tag}>")
            return
        if self._depth:
            self._depth += 1
        elif given.get("id") == _HOLDER:
            self._depth = 1
            return
        if self._skip or (self._depth and tag in _SKIPPED):
            self._skip += 1
            if self._skip == 1 and (label := given.get("aria-label")):
                self.made.append(f"<p>{escape(label, quote=False)}</p>")
        elif self._depth and tag in _KEPT:
            link = self._link(given.get("href") or "") if tag == "a" else ""
            self.made.append(f'<{tag} href="{escape(link)}">' if link else f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if not self._depth or tag in _VOID:
            return
        self._depth -= 1
        if self._skip:
            self._skip -= 1
        elif self._depth and tag in _KEPT:
            self.made.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._depth and not self._skip:
            self.made.append(escape(data, quote=False))

    def _link(self, href: str) -> str:
        """A link of the page as one of the feed."""
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return href if parts.scheme in ("http", "https", "mailto") else ""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self._place), parts.path)) if parts.path else self._place
        return self._up + path + (f"#{parts.fragment}" if parts.fragment else "")
