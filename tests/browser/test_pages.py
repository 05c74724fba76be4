"""Every kind of page, in both languages, narrow and wide, from every place, with and without scripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.frame import out
from generator.model import LANGS
from tests.browser.harness import KINDS, TURNS, Faults, settle

WIDE = """() => [...document.querySelectorAll("body *")]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
  .filter(e => { for (let p = e.parentElement; p; p = p.parentElement)
    if (getComputedStyle(p).overflowX !== "visible") return false; return true; })
  .slice(0, 3).map(e => e.outerHTML.slice(0, 90))"""


def test_table_has_every_kind(site: Path):
    """A new kind of page comes with a line in the table, and so with all these tests."""
    kinds = {re.search(r"<body class=\"s-\w+ k-([\w-]+)", file.read_text()) for file in site.rglob("*.html")}
    assert {found[1] for found in kinds if found} <= KINDS.keys()


def sound(page, kind, lang):
    """One heading, a title, its language, and nothing wider than the window."""
    settle(page, kind)
    assert page.locator("h1").count() == 1
    assert page.title().strip()
    assert page.locator("html").get_attribute("lang") == lang
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.evaluate(WIDE)


@pytest.mark.parametrize(("n", "kind", "lang"), [(n, *turn) for n, turn in enumerate(TURNS)])
def test_page_is_sound(server, look, n, kind, lang):
    """From disk and from a host's root; tests/browser/test_served.py looks at the other language of each, below a path."""
    place = ("disk", "/")[n // 2 % 2]
    faults = Faults(server.url(place, ""))
    sound(look(server.page(place, kind, lang), faults=faults), kind, lang)
    assert faults.said == []


@pytest.mark.parametrize(("n", "kind"), list(enumerate(KINDS)))
def test_ways_without_scripts(server, look, n, kind):
    """On a phone: the switch leads to the same page in the other language, and back; the tabs lead on."""
    place = ("disk", "/literacy/")[n % 2]
    page = look(server.page(place, kind, "kk"), width=360, scripts=False)
    for lang in ("ru", "kk"):
        page.locator(f"nav.langs a[lang={lang}]").click()
        page.wait_for_url(server.url(place, out(lang, KINDS[kind]).partition("?")[0]))
        assert page.locator("html").get_attribute("lang") == lang
    page.locator(":is(nav.tabs, .doors) a[href$='catalog/index.html']").first.click()
    page.wait_for_url(server.url(place, "catalog/index.html"))


@pytest.mark.parametrize("kind", ["lesson", "self-test"])
@pytest.mark.parametrize("lang", LANGS)
def test_answers_without_scripts(server, open_page, kind, lang):
    """Every question has its answer behind a `details`, whatever its kind."""
    page = open_page(server.page("disk", kind, lang), width=360, scripts=False)
    items = page.locator("form.item")
    assert items.count() > 1
    for item in items.all():
        summary, answer = item.locator("details > summary"), item.locator("details > :not(summary)").first
        assert not answer.is_visible()
        summary.click()
        assert answer.is_visible()
        assert answer.inner_text().strip()


@pytest.mark.parametrize("lang", LANGS)
def test_search_page_without_scripts(server, open_page, lang):
    """It offers the ways that need no script."""
    page = open_page(server.page("disk", "search", lang), scripts=False)
    assert page.locator("main .leaders a").count() >= 5


@pytest.mark.parametrize("mount", ["/", "/literacy/"])
@pytest.mark.parametrize("lang", LANGS)
def test_lost_page_anywhere(server, open_page, lang, mount):
    """A missing address, however deep, answers with a page that has its style and its links."""
    missing = server.url(mount, out(lang, "no/such/page.html"))
    faults = Faults(server.url(mount, ""))
    page = open_page(missing, faults=faults)
    # The page itself is missing, and Chromium says so twice: as an answer and on the console.
    assert [line for line in faults.said if not line.startswith((f"404: {missing}", "error: Failed to load resource"))] == []
    assert len(faults.said) == 2
    assert page.locator("html").get_attribute("lang") == lang
    page.locator("header .brand").click()
    page.wait_for_url(server.url(mount, out(lang, "index.html")))
