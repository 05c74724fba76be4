"""Without a mouse: what Tab meets, where it shows, and what the keys do."""

from __future__ import annotations

import pytest

from generator.frame import out
from generator.model import LANGS
from tests.browser.harness import KINDS, TURNS
from tests.test_draw import portal

# What a mouse can use on the page as it stands, in the order of the source; a group of radio buttons is one stop.
STOPS = """() => {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
  const seen = new Set();
  return all.filter(e => {
    if (e.disabled || e.type === "hidden" || !e.checkVisibility({checkVisibilityCSS: true}) || e.closest("svg")) return false;
    if (e.type !== "radio") return true;
    return !seen.has(e.name) && seen.add(e.name);
  }).length;
}"""
# Kinds of pages that are walked from end to end.
WALKED = ("home", "lesson", "catalogue", "suggest", "report", "plan", "vision", "search-results")
FOCUSED = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  if (e === document.body) return null;
  window.stops = window.stops || new Map();
  if (!window.stops.has(e)) window.stops.set(e, window.stops.size);
  const { left, top, width, height } = e.getClientRects()[0] || box;
  const seenTop = Math.max(top, 0), seenBottom = Math.min(top + height, innerHeight);
  const over = document.elementFromPoint(left + width / 2, (seenTop + seenBottom) / 2);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return {
    id: window.stops.get(e), text: e.outerHTML.slice(0, 90),
    seen: ring || style.boxShadow !== "none",
    at: [...document.querySelectorAll("*")].indexOf(e),
    clear: Boolean(over) && (e.contains(over) || over.contains(e)),
    size: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
  };
}"""


@pytest.mark.parametrize(("kind", "lang"), TURNS)
def test_skip_link_comes_first(server, look, kind, lang):
    page = look(server.page("disk", kind, lang), width=360)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").is_visible()
    # The second stop is the version for people with low vision, with its words, on every kind of page.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "see"
    assert page.evaluate("document.activeElement.textContent").strip() == portal().words.strings["low-vision"][lang]["other"]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)"), "the skip link must lead into main"


@pytest.mark.parametrize(("kind", "lang"), [turn for turn in TURNS if turn[0] in WALKED])
def test_everything_is_reached_and_seen(server, open_page, kind, lang):
    """Tab meets each link, button and field once, in order, shows where it stands, uncovered, and comes out at the end."""
    page = open_page(server.page("disk", kind, lang), width=360)
    if kind == "search-results":
        page.locator("[data-module=results] li a").first.wait_for()
    expected = page.evaluate(STOPS)
    met = []
    for _ in range(expected + 5):
        page.keyboard.press("Tab")
        if (stop := page.evaluate(FOCUSED)) is None or (met and stop["id"] == met[0]["id"]):
            break
        met.append(stop)
    assert [stop["text"] for stop in met if not (stop["seen"] and stop["size"] and stop["clear"])] == []
    assert [stop["at"] for stop in met] == sorted(stop["at"] for stop in met)
    assert len({stop["id"] for stop in met}) == expected


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("lang", LANGS)
def test_question_by_keyboard(server, open_page, lang, scripts):
    """An arrow or the space bar chooses, and the reason opens."""
    page = open_page(server.page("disk", "lesson", lang), width=360, scripts=scripts)
    item = page.locator("form.item", has=page.locator("input[type=radio]")).first
    options = item.locator(".option")
    options.nth(0).locator("input").focus()
    page.keyboard.press("Space")
    assert options.nth(0).locator(".why").is_visible()
    page.keyboard.press("ArrowDown")
    assert options.nth(1).locator(".why").is_visible()
    assert not options.nth(0).locator(".why").is_visible()
    if scripts:
        assert item.locator("[role=status]").inner_text().strip() == options.nth(1).locator(".why").inner_text().strip()


@pytest.mark.parametrize("lang", LANGS)
def test_language_by_keyboard(server, open_page, lang):
    page = open_page(server.page("disk", "lesson", lang), width=360)
    page.locator("nav.langs a").focus()
    page.keyboard.press("Enter")
    other = LANGS[1 - LANGS.index(lang)]
    page.wait_for_url(server.url("disk", out(other, KINDS["lesson"])))
