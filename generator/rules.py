"""`sauat rules`: what today's rules ask of a state Internet resource, looked at over a whole built tree.

Takes a tree, gives one line a fault. catalog/rules.yml says which rule it is, for readers, and where it comes from; a rule
that only a person can judge has no function here. Nothing is rendered and no script runs: a reader without them is meant.
"""

from __future__ import annotations

import posixpath
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import NamedTuple

from generator.frame import HOME, TABS, out
from generator.model import LANGS, Lang

# Steps from the home page to any other.
CLICKS = 3
_HREF = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"')
_OUTSIDE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_LOADED = re.compile(r'<(?:script|img|iframe|video|audio|source|embed|object)\b[^>]*?\b(?:src|data)="([^"]*)"')
_SHEETS = re.compile(r'<link\b[^>]*?\brel="(?:stylesheet|icon|preload|manifest)"[^>]*?\bhref="([^"]*)"')
_RESTLESS = re.compile(r"<(?:blink|marquee)\b|\bautoplay\b|http-equiv=\"refresh\"", re.IGNORECASE)
_PICTURE = re.compile(r"<img\b(?![^>]*\balt=)[^>]*>")
_PAGE_NUMBER = re.compile(r"/\d+\.html$")
# Folders whose every page says when it was last looked at or changed.
_DATED = re.compile(r"(lessons/[a-z-]+/\d|programme/|news/\d{4}/|pages/|catalog/sites/)")
# Documents that a reader may want to keep as a file.
_DOCUMENTS = ("programme/passport.html", "programme/plan.html", "catalog/data.html")
_FILES = (".csv", ".ics", ".pdf", ".json", ".zip", ".txt")


class Fault(NamedTuple):
    """A page that does not keep a rule, and what was expected there."""

    path: str
    rule: str
    expected: str


@dataclass(frozen=True)
class Page:
    """One page of the tree as a reader without scripts gets it."""

    path: str
    html: str

    @property
    def lang(self) -> Lang:
        return "ru" if self.path.startswith("ru/") else "kk"

    @property
    def inner(self) -> str:
        """Its path inside its language's tree."""
        return self.path.removeprefix("ru/")

    @property
    def twin(self) -> str:
        return out(LANGS[1 - LANGS.index(self.lang)], self.inner)

    @property
    def is_indexed(self) -> bool:
        return '<meta name="robots" content="noindex">' not in self.html

    @cached_property
    def links(self) -> frozenset[str]:
        """Paths in the tree that its links lead to."""
        folder = posixpath.dirname(self.path)
        inside = (
            unescape(link).partition("#")[0].partition("?")[0] for link in _HREF.findall(self.html) if not _OUTSIDE.match(link)
        )
        return frozenset(posixpath.normpath(posixpath.join(folder, link)) for link in inside if link)


class Tree:
    """All pages of a built tree by their paths."""

    def __init__(self, site: Path) -> None:
        files = sorted(site.rglob("*.html"))
        paths = ((file.relative_to(site).as_posix(), file) for file in files)
        self.pages = {path: Page(path, file.read_text(encoding="utf-8")) for path, file in paths}

    def steps(self, lang: Lang) -> dict[str, int]:
        """How many links each page of a language is from its home page; the pages of one list count once."""
        start = out(lang, HOME)
        found = {start: 0}
        waiting = deque([start])
        while waiting:
            page = self.pages.get(waiting.popleft())
            for link in sorted(page.links) if page else ():
                same = self._is_next(link, page.path) if page else False
                if link in self.pages and link not in found:
                    found[link] = found[page.path if page else start] + (not same)
                    # A page of the same list is as near as this one: its links come before those that are a step further.
                    (waiting.appendleft if same else waiting.append)(link)
        return found

    def _is_next(self, path: str, before: str) -> bool:
        """Whether two pages are pages of one list."""
        whole = [_PAGE_NUMBER.sub(".html", each) if self._is_listed(each) else each for each in (path, before)]
        return whole[0] == whole[1]

    def _is_listed(self, path: str) -> bool:
        page = self.pages.get(path)
        return bool(page and '<nav class="pages"' in page.html)


def faults(site: Path) -> Iterator[Fault]:
    """Every fault of every rule, rule by rule."""
    tree = Tree(site)
    for rule, look in RULES.items():
        for path, expected in look(tree):
            yield Fault(path, rule, expected)


def _three_clicks(tree: Tree) -> Iterator[tuple[str, str]]:
    for lang in LANGS:
        steps = tree.steps(lang)
        for page in tree.pages.values():
            if page.lang == lang and page.is_indexed and steps.get(page.path, CLICKS + 1) > CLICKS:
                found = steps.get(page.path)
                yield page.path, f"at most {CLICKS} links from the home page, found {found or 'no way'}"


def _both_languages(tree: Tree) -> Iterator[tuple[str, str]]:
    for page in tree.pages.values():
        if page.twin not in tree.pages:
            yield page.path, f"its twin {page.twin}"
        elif page.is_indexed and page.twin not in page.links:
            yield page.path, f"a link to its twin {page.twin}"


def _no_login(tree: Tree) -> Iterator[tuple[str, str]]:
    for page in tree.pages.values():
        if 'type="password"' in page.html:
            yield page.path, "no field for a password"


def _frame(tree: Tree) -> Iterator[tuple[str, str]]:
    """One header and one footer, with a way home, to all sections, to help, contacts and the map of the site."""
    wanted = (HOME, *TABS.values(), "site-map.html", "pages/contacts.html", "pages/accessibility.html", "pages/privacy.html")
    for page in tree.pages.values():
        for tag in ("header", "main", "footer"):
            if len(re.findall(rf"<{tag}\b", page.html)) < 1:
                yield page.path, f"<{tag}>"
        missing = [path for path in wanted if out(page.lang, path) not in page.links | {page.path}]
        if missing and page.is_indexed:
            yield page.path, f"links to {', '.join(missing)}"


def _place(tree: Tree) -> Iterator[tuple[str, str]]:
    """Where am I: one heading, the section marked in the menu, the way back by breadcrumbs."""
    for page in tree.pages.values():
        if len(re.findall(r"<h1\b", page.html)) != 1:
            yield page.path, "one <h1>"
        first = page.inner == HOME or page.inner in TABS.values()
        if page.is_indexed and not first and 'class="crumbs"' not in page.html:
            yield page.path, "breadcrumbs"


def _dates(tree: Tree) -> Iterator[tuple[str, str]]:
    for page in tree.pages.values():
        if _DATED.match(page.inner) and "<time " not in page.html:
            yield page.path, "the day of its last change or check, as <time datetime>"


def _documents(tree: Tree) -> Iterator[tuple[str, str]]:
    for path in (out(lang, document) for document in _DOCUMENTS for lang in LANGS):
        page = tree.pages.get(path)
        if page is None or not any(link.endswith(_FILES) for link in page.links):
            yield path, f"the same as a file: {', '.join(_FILES)}"


def _search(tree: Tree) -> Iterator[tuple[str, str]]:
    for page in tree.pages.values():
        if 'type="search"' not in page.html:
            yield page.path, "a search field"


def _services(tree: Tree) -> Iterator[tuple[str, str]]:
    """Contacts, a way to answer, and state services: each named on the pages of help."""
    for lang in LANGS:
        path = out(lang, "pages/contacts.html")
        page = tree.pages.get(path)
        if page is None or out(lang, "catalog/report.html") not in page.links:
            yield path, "a link to the form for mistakes, catalog/report.html"
        if page is None or "https://egov.kz" not in page.html:
            yield path, "a link to state services, https://egov.kz"


def _adaptive(tree: Tree) -> Iterator[tuple[str, str]]:
    for page in tree.pages.values():
        if '<meta name="viewport" content="width=device-width,initial-scale=1">' not in page.html:
            yield page.path, "a viewport as wide as the device, free to be enlarged"


def _calm(tree: Tree) -> Iterator[tuple[str, str]]:
    for page in tree.pages.values():
        if found := _RESTLESS.search(page.html):
            yield page.path, f"nothing that moves or sounds by itself, found {found[0]}"


def _alternatives(tree: Tree) -> Iterator[tuple[str, str]]:
    for page in tree.pages.values():
        if not page.html.startswith(f'<!doctype html>\n<html lang="{page.lang}"'):
            yield page.path, f'<html lang="{page.lang}">'
        if found := _PICTURE.search(page.html):
            yield page.path, f"alt of {found[0]}"


def _own_host(tree: Tree) -> Iterator[tuple[str, str]]:
    for page in tree.pages.values():
        for link in (*_LOADED.findall(page.html), *_SHEETS.findall(page.html)):
            if _OUTSIDE.match(link) and not link.startswith("data:"):
                yield page.path, f"nothing from another host, found {link}"


# By the ids of catalog/rules.yml.
RULES: dict[str, Callable[[Tree], Iterator[tuple[str, str]]]] = {
    "three-clicks": _three_clicks,
    "both-languages": _both_languages,
    "no-login": _no_login,
    "header-footer": _frame,
    "place": _place,
    "dates": _dates,
    "documents": _documents,
    "search": _search,
    "contacts": _services,
    "adaptive": _adaptive,
    "calm": _calm,
    "alternatives": _alternatives,
    "own-host": _own_host,
}
