"""Links in the words: to a page of this language, to a heading that is there, or to the outside by a safe scheme."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from generator.checks.markdown import outline
from generator.load.messages import problem
from generator.model import NewsMeta, Portal, Problem, Prose

SITE = re.compile(r"https?://[^\s/?#@\\]+([/?#]\S*)?", re.IGNORECASE)
_OUTSIDE = re.compile(rf"{SITE.pattern}|mailto:[^\s@]+@[^\s@]+|tel:\+?[\d-]+", re.IGNORECASE)
_SCHEME = re.compile(r"\s*[a-z][\w+.-]*:|//", re.IGNORECASE)


def check(portal: Portal) -> Iterator[Problem]:
    published = portal.published
    for page in portal.prose:
        there = published if page in published else portal.prose
        pages = {other.path: other for other in there if other.lang == page.lang}
        if page.body_line:
            for link in outline(page).links:
                yield from _link(page, link.line, link.text, pages)
        if isinstance(page.meta, NewsMeta):
            for n, source in enumerate(page.meta.sources):
                if source.url and not SITE.fullmatch(source.url):
                    yield problem(page.at.path, page.at.of(f"sources.{n}"), "bad-scheme", found=source.url)


def _link(page: Prose, line: int, target: str, pages: Mapping[str, Prose]) -> Iterator[Problem]:
    if _OUTSIDE.fullmatch(target):
        return
    if _SCHEME.match(target):
        yield problem(page.at.path, line, "bad-scheme", found=target)
        return
    name, _, anchor = target.partition("#")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), name)) if name else page.path
    if path not in pages or target.endswith("#"):
        yield problem(page.at.path, line, "broken-link", found=target)
    elif anchor and pages[path].body_line and unquote(anchor) not in (anchors := outline(pages[path]).anchors):
        yield problem(page.at.path, line, "broken-anchor", found=anchor, expected=", ".join(anchors))
