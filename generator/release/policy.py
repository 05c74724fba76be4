"""The headers of every answer, and the policy for scripts and styles: worked out from the pages, never loosened for them."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from generator.release.refused import Refused

_YEAR = 31_536_000
# What a page could ask a reader's device for, and none of ours does. A short list: it goes with every answer.
_FEATURES = ("accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi payment usb").split()
# Cheap to find; only a page that has one of these is parsed.
_SUSPECT = re.compile(r"<style|<script(?![^>]*\ssrc=)|<[a-z][^>]*\s(?:style|on[a-z]+)\s*=|javascript:", re.IGNORECASE)
_DATA = re.compile(r"application/(ld\+)?json")


class _Inline(HTMLParser):
    """Scripts and styles that stand in a page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, set[str]] = {"script": set(), "style": set()}
        self.forbidden: list[str] = []
        self._inside, self._text = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.forbidden.append(f"<{tag} {name}=…>")
            elif (value or "").strip().lower().startswith("javascript:"):
                self.forbidden.append(f"<{tag} {name}=javascript:…>")
        data = tag == "script" and _DATA.fullmatch(given.get("type") or "")
        self._inside = tag if tag in self.found and "src" not in given and not data else ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            digest = hashlib.sha256(self._text.encode()).digest()
            self.found[tag].add(f"'sha256-{base64.b64encode(digest).decode()}'")
            self._inside, self._text = "", ""


def inline(pages: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Hashes of the scripts and of the styles inside pages: (path, HTML). An attribute can be allowed only with
    'unsafe-hashes', so one is refused."""
    found: dict[str, set[str]] = {"script": set(), "style": set()}
    for path, html in pages:
        if not _SUSPECT.search(html):
            continue
        reader = _Inline()
        reader.feed(html)
        if reader.forbidden:
            raise Refused(
                f"«{path}» has {reader.forbidden[0]}, which no strict policy allows; put it into a file of overrides/assets"
            )
        for kind, hashes in reader.found.items():
            found[kind] |= hashes
    return {kind: sorted(hashes) for kind, hashes in found.items()}


def content_policy(hashes: dict[str, list[str]]) -> str:
    """Everything from the portal itself, and only what its pages use."""
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *hashes["script"]],
        "style-src": ["'self'", *hashes["style"]],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in rules.items())


def headers(content: str) -> Iterator[tuple[str, str]]:
    """Name and value of each header that every answer carries."""
    yield "Content-Security-Policy", content
    yield "Strict-Transport-Security", f"max-age={_YEAR}"
    yield "X-Content-Type-Options", "nosniff"
    # What frame-ancestors says, for browsers too old to know it.
    yield "X-Frame-Options", "DENY"
    yield "Referrer-Policy", "strict-origin-when-cross-origin"
    yield "Permissions-Policy", ", ".join(f"{feature}=()" for feature in _FEATURES)
    yield "Cross-Origin-Opener-Policy", "same-origin"
    yield "Cross-Origin-Resource-Policy", "same-origin"
