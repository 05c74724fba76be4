"""The frame: MkDocs and our own renderer print the same chrome round their pages."""

import re
from pathlib import Path

import pytest

from generator.frame import View

ROOT = Path(__file__).parent.parent


def chrome(html: str) -> tuple[str, str]:
    """A page's header without what marks the current page, and its footer."""
    header, footer = (re.findall(rf"<{tag}.*?</{tag}>", html, re.DOTALL)[0] for tag in ("header", "footer"))
    header = re.sub(r' aria-current="\w+"', "", header)
    return re.sub(r'href="[^"]*"(?=><abbr)', 'href=""', header), footer


@pytest.mark.parametrize("lang", ["", "ru/"])
def test_mkdocs_and_render_frame_alike(site, lang):
    mkdocs = (site / lang / "pages/help.html").read_text(encoding="utf-8")
    ours = (site / lang / "news/index.html").read_text(encoding="utf-8")
    assert chrome(mkdocs) == chrome(ours)


@pytest.mark.parametrize(
    ("lang", "path", "link", "twin"),
    [
        ("kk", "index.html", "catalog/index.html", "ru/index.html"),
        ("ru", "index.html", "../ru/catalog/index.html", "../index.html"),
        ("kk", "catalog/sites/enu.kz.html", "../../catalog/index.html", "../../ru/catalog/sites/enu.kz.html"),
        ("ru", "lessons/device/01-x.html", "../../../ru/catalog/index.html", "../../../lessons/device/01-x.html"),
    ],
)
def test_links_are_relative(lang, path, link, twin):
    view = View(lang, path, "kind", "title")
    assert view.url("catalog/index.html") == link
    assert view.twin(view.other) == twin
