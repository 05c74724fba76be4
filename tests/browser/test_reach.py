"""No page lies deeper than three clicks from home, in either language, along the links a reader sees."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from generator.frame import out
from generator.model import LANGS
from tests.browser.harness import read

CLICKS = 3
# The lost page is what the server gives, the offline page what the worker gives; a moved page only sends on.
APART = ("404.html", "offline.html")


def inner(path: str) -> bool:
    """Whether a page belongs to the Kazakh tree."""
    return not path.startswith("ru/")


def links(site: Path, page: str) -> Iterator[str]:
    for link in read(site / page).links:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(link.partition("#")[0].partition("?")[0])))
        if path.endswith(".html") and inner(path) == inner(page):
            yield path


def is_page_of(page: str, first: str) -> bool:
    """A list that is cut into pages counts once: first.html, first/2.html, first/3.html."""
    folder, _, name = page.rpartition("/")
    return folder == first.removesuffix(".html") and name.removesuffix(".html").isdigit()


@pytest.mark.parametrize("lang", LANGS)
def test_three_clicks(site, lang):
    home = out(lang, "index.html")
    pages = {file.relative_to(site).as_posix() for file in site.rglob("*.html")}
    pages = {page for page in pages if inner(page) == inner(home) and not page.endswith(APART)}
    met, edge = {home}, {home}
    for _ in range(CLICKS):
        edge = {link for page in edge for link in links(site, page)} - met
        edge |= {page for first in edge for page in pages - met if is_page_of(page, first)}
        met |= edge
    assert pages - met == set()
