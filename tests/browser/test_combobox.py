"""The list below a search field, by the ARIA practice for a combobox with a listbox popup."""

from __future__ import annotations

import pytest

from generator.model import LANGS
from tests.browser.harness import Faults

FIELD, LIST = "[role=combobox]", "[role=listbox]"
# Layout shifts that no key explains; the buffer brings those from before the watch.
SHIFTS = """() => {
  window.shifted = 0;
  const add = list => list.getEntries().forEach(entry => { window.shifted += entry.value; });
  new PerformanceObserver(add).observe({type: "layout-shift", buffered: true});
}"""
# Nothing lies over the list or cuts it off.
ON_TOP = """() => [...document.querySelectorAll("[role=option]")].slice(0, 3).every(option => {
  const box = option.getBoundingClientRect();
  return option.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2));
})"""
WORDS = {"kk": "мектеп", "ru": "школа"}


@pytest.fixture
def field(server, open_page):
    """A page of a kind with its field turned to: `field(kind, lang, …)` -> the page."""

    def opened(kind="lesson", lang="kk", place="disk", **options):
        page = open_page(server.page(place, kind, lang), **options)
        page.locator("input[name=q]").click()
        page.locator(FIELD).wait_for()
        return page

    return opened


def chosen(page):
    """The text of the option that the field points at, or None."""
    return page.evaluate(
        """() => {
          const id = document.querySelector("[role=combobox]").getAttribute("aria-activedescendant");
          const option = id && document.getElementById(id);
          return option ? (option.getAttribute("aria-selected") === "true" ? option.innerText : "not selected") : null;
        }"""
    )


def ask(page, text):
    page.locator(FIELD).press_sequentially(text)
    page.locator(f"{LIST} [role=option]").first.wait_for()


@pytest.mark.parametrize("kind", ["lesson", "home"])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("place", ["disk", "/literacy/"])
def test_by_keyboard(server, field, lang, place, kind):
    faults = Faults(server.url(place, ""))
    page = field(kind, lang, place, width=360, faults=faults)
    box = page.locator(FIELD)
    assert box.get_attribute("aria-expanded") == "false"
    ask(page, WORDS[lang])
    assert box.get_attribute("aria-expanded") == "true"
    assert page.locator(f"#{box.get_attribute('aria-controls')}").get_attribute("role") == "listbox"
    options = page.locator(f"{LIST} [role=option]").all_inner_texts()
    assert 2 <= len(options) <= 8
    assert page.evaluate(ON_TOP)
    assert chosen(page) is None
    page.keyboard.press("ArrowDown")
    assert chosen(page) == options[0]
    page.keyboard.press("ArrowUp")
    assert chosen(page) == options[-1]
    page.keyboard.press("ArrowDown")
    assert chosen(page) == options[0]
    page.keyboard.press("Home")
    assert chosen(page) is None
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "catalog/" in url)
    assert faults.said == []


@pytest.mark.parametrize("lang", LANGS)
def test_enter_with_nothing_chosen_and_the_last_option_lead_to_all_results(field, lang):
    for keys in (["Enter"], ["ArrowUp", "Enter"]):
        page = field("lesson", lang)
        ask(page, WORDS[lang])
        for key in keys:
            page.keyboard.press(key)
        page.wait_for_url("**/search.html?q=*")
        page.locator("[data-module=results] li h2").first.wait_for()


def test_escape_closes_and_then_clears_and_tab_leaves(field):
    page = field()
    box = page.locator(FIELD)
    ask(page, "мектеп")
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert page.locator(LIST).is_hidden()
    assert box.input_value() == "мектеп"
    page.keyboard.press("ArrowDown")
    page.locator(LIST).wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert box.input_value() == ""
    ask(page, "мектеп")
    page.keyboard.press("Tab")
    page.wait_for_function("document.querySelector('[role=listbox]').hidden")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"


def test_by_touch(field):
    page = field(width=360, has_touch=True)
    ask(page, "мектеп")
    boxes = [option.bounding_box() for option in page.locator(f"{LIST} [role=option]").all()]
    assert all(box["height"] >= 44 and box["x"] >= 0 and box["x"] + box["width"] <= 360 for box in boxes)
    page.locator(f"{LIST} [role=option]").nth(1).tap()
    page.wait_for_url(lambda url: "catalog/" in url)
    page = field(width=360)
    ask(page, "мектеп")
    page.mouse.click(20, 700)
    page.wait_for_function("document.querySelector('[role=listbox]').hidden")


def test_what_is_heard(field):
    """A listener hears how many there are, after a pause; the marks show every form of the word."""
    page = field("lesson", "ru")
    ask(page, "школа")
    page.wait_for_function("document.querySelector('form [role=status]').textContent.includes('школа')")
    marks = page.locator(f"{LIST} mark").all_inner_texts()
    assert {mark.lower() for mark in marks} - {"школа"}
    page.locator(FIELD).fill("щщщщщщщщ")
    page.wait_for_function("document.querySelector('form [role=status]').textContent.includes('щщщщщщщщ')")


def test_nothing_moves_and_no_old_answer_comes_late(field):
    page = field(width=360)
    page.evaluate(SHIFTS)
    page.evaluate(
        """() => {
          const search = sauat.search;
          sauat.search = async (text, options) => {
            const found = await search(text, options);
            await new Promise(done => setTimeout(done, text === "мектеп" ? 400 : 0));
            return found;
          };
        }"""
    )
    page.locator(FIELD).fill("мектеп")
    page.wait_for_timeout(200)
    page.locator(FIELD).fill("банк")
    page.locator(f"{LIST} mark", has_text="банк").first.wait_for()
    page.wait_for_timeout(500)
    assert "банк" in page.locator(LIST).inner_text().lower()
    assert "мектеп" not in page.locator(LIST).inner_text().lower()
    assert page.evaluate("shifted") == 0


def test_a_list_that_does_not_come_leaves_a_plain_field(server, open_page):
    page = open_page(server.page("/", "lesson", "kk"))
    page.route("**/search/**", lambda route: route.abort())
    page.locator("input[name=q]").press_sequentially("мектеп")
    page.wait_for_timeout(300)
    assert page.locator(LIST).is_hidden()
    page.locator("input[name=q]").press("Enter")
    page.wait_for_url("**/search.html?q=*")
