"""Pages for a part of the tree: links to what is not inside become words, and lists, tabs and buttons of them go.

Strings in, strings out. It relies on what the tests hold of our own pages: every element is closed, no `>` in an attribute.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias
from urllib.parse import unquote

# Whether a page's path in the tree, and an id on it, is inside.
Alive: TypeAlias = Callable[[str, str], bool]

_TAG = re.compile(r"<(/?)(a|li|ul|ol|section|nav|aside|article|link)\b([^>]*)>")
_HREF = re.compile(r'\s(?:href|hreflang|rel|download|target)(?:="([^"]*)")?(?=[\s>]|$)')
_TARGET = re.compile(r'\shref="([^"]*)"')
_SCHEME = re.compile(r"[a-z][\w+.-]*:|//|#", re.IGNORECASE)
# Links that are no words of a sentence.
_CONTROL = re.compile(r'class="(?:tab|button)\b')
_HEADING = re.compile(r"<h[23][^>]*>(?:(?!</h[23]>).)*</h[23]>\s*$", re.DOTALL)
_ID = re.compile(r'\sid="([^"]+)"')


@dataclass
class _Open:
    """An element whose end has not come: where it begins, and how many of its links lead somewhere or nowhere."""

    tag: str
    start: int
    words: bool
    attributes: str = ""
    live: int = 0
    dead: int = 0


def cut(html: str, page: str, alive: Alive) -> str:
    """`page` is the page's own path in the tree."""
    stack = [_Open("", 0, False)]
    spans: list[tuple[int, int, str]] = []
    for found in _TAG.finditer(html):
        closing, tag, attributes = found.groups()
        if tag == "link":
            if _dead(attributes, page, alive):
                spans.append((found.start(), found.end(), ""))
        elif not closing:
            stack.append(_Open(tag, found.start(), stack[-1].words or tag == "article", attributes))
            if tag == "a":
                _count(stack[-1], page, alive)
                if stack[-1].dead:
                    spans.append((found.start(), found.end(), f"<a{_HREF.sub('', attributes)}>"))
        else:
            one = stack.pop()
            stack[-1].live += one.live
            stack[-1].dead += one.dead
            if one.dead and not one.live and _goes(one, stack[-1]):
                spans.append((_with_heading(html, one), found.end(), ""))
    return _without(html, spans)


def ids(html: str) -> set[str]:
    return set(_ID.findall(html))


def _dead(attributes: str, page: str, alive: Alive) -> bool:
    target = _TARGET.search(attributes)
    if target is None or _SCHEME.match(target[1]):
        return False
    return not alive(*_place(posixpath.dirname(page), target[1]))


@lru_cache(maxsize=4096)
def _place(folder: str, link: str) -> tuple[str, str]:
    """Page and id that a link of a page in a folder leads to. The same links stand on most pages of a folder."""
    path, _, anchor = link.partition("#")
    return posixpath.normpath(posixpath.join(folder, unquote(path.partition("?")[0]))), unquote(anchor)


def _count(link: _Open, page: str, alive: Alive) -> None:
    if _dead(link.attributes, page, alive):
        link.dead = 1
    elif _TARGET.search(link.attributes):
        link.live = 1


def _goes(one: _Open, above: _Open) -> bool:
    """In an article every word stays; elsewhere a list or a box of nothing but lost links is of no use."""
    if one.tag == "a":
        return bool(_CONTROL.search(one.attributes)) or (above.tag == "nav" and 'lang="' in one.attributes)
    return not one.words and one.tag != "article"


def _with_heading(html: str, one: _Open) -> int:
    """A list goes with the heading right above it."""
    if one.tag not in ("ul", "ol"):
        return one.start
    heading = _HEADING.search(html, max(0, one.start - 400), one.start)
    return heading.start() if heading else one.start


def _without(html: str, spans: list[tuple[int, int, str]]) -> str:
    """The outermost of spans that lie in one another counts."""
    made, at = [], 0
    for start, end, instead in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= at:
            made += [html[at:start], instead]
            at = end
    return "".join([*made, html[at:]])
