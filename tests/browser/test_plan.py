"""The plan's table: whole without scripts; with them narrowed and sorted, by keyboard too, and kept in the address."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from generator import due
from generator.frame import out
from generator.model import LANGS
from tests.browser.harness import Faults
from tests.test_draw import portal as real

SHOWN = "[data-module=plan] tbody tr[data-body]:not([hidden])"
SAID = "[data-module=plan] [role=status]"
WORD = {"kk": "әскери", "ru": "военн"}
MEASURES = real().plan.measures


def query(page):
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def ids(page):
    """The rows that are seen, in their order."""
    return page.eval_on_selector_all(SHOWN, "rows => rows.filter(row => row.offsetParent).map(row => row.id.slice(1))")


@pytest.fixture
def table(server, open_page):
    def opened(lang="kk", asked="", place="disk", **options):
        return open_page(server.url(place, out(lang, "programme/plan.html" + asked)), **options)

    return opened


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("lang", LANGS)
def test_without_scripts_all_rows_stand_by_direction(table, lang, width):
    page = table(lang, scripts=False, width=width)
    assert ids(page) == [one.id for one in MEASURES]
    assert page.locator("[data-module=plan] form").is_hidden()
    assert page.locator(".group h2").count() == 9
    assert page.locator("thead button").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width


FILTERS = {
    "direction": ("4", lambda one: one.id.startswith("4-")),
    "body": ("uat", lambda one: "uat" in one.executors),
    "money": ("2008", lambda one: one.costs[2008] is not None),
    "source": ("local", lambda one: one.source == "local"),
    "form": ("0", lambda one: one.form == MEASURES[0].form),
    "due": ("2010", lambda one: any(each.last.year == 2010 for each in due.dues(one))),
}


@pytest.mark.parametrize("place", ["disk", "/literacy/"])
def test_each_filter_shows_its_rows(table, server, place):
    faults = Faults(server.url(place, ""))
    page = table(place=place, faults=faults)
    assert ids(page) == [one.id for one in MEASURES]
    for name, (value, wanted) in FILTERS.items():
        page.locator(f"select[name={name}]").select_option(value)
        own = [one.id for one in MEASURES if wanted(one)]
        assert 0 < len(own) < 106 and ids(page) == own
        assert query(page) == {name: value}
        assert str(len(own)) in page.locator(SAID).inner_text() and "106" in page.locator(SAID).inner_text()
        page.locator("button[type=reset]").click()
        assert query(page) == {} and len(ids(page)) == 106
    assert faults.said == []


def test_source_that_is_not_stated(table):
    assert ids(table(asked="?source=none")) == [one.id for one in MEASURES if one.source is None]


@pytest.mark.parametrize("lang", LANGS)
def test_a_word_narrows_as_it_is_typed(table, lang):
    page = table(lang)
    page.locator(".filter-rows input").press_sequentially(WORD[lang].upper())
    page.wait_for_function("location.search")
    assert {"4-4", "4-4.4", "4-4.5"} <= set(ids(page)) and len(ids(page)) < 20
    page.locator(".filter-rows input").fill("жжжж")
    page.wait_for_function(f"!document.querySelector('{SHOWN}')")
    assert (
        page.locator(SAID).inner_text()
        == {"kk": "Мұндай жол жоқ. Сүзгіні алып тастап көріңіз.", "ru": "Таких строк нет. Попробуйте сбросить уточнения."}[lang]
    )
    assert page.locator(".group:visible").count() == 0


def test_by_keyboard_alone(table):
    """To the fields by Tab, a choice by letters, a head by Enter; the focus stays where it was."""
    page = table()
    page.locator(".filter-rows input").focus()
    page.keyboard.press("Tab")  # «Жолдарды нақтылау»
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "direction"
    page.keyboard.type("4")
    assert page.locator(SAID).inner_text() == "106 жолдың ішінен 48 жол көрсетілді."
    for _ in range(6):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "reset"
    for _ in range(5):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "2007"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "2007"
    assert page.evaluate("document.activeElement.parentNode.getAttribute('aria-sort')") == "descending"
    assert page.locator("th[aria-sort]:not([aria-sort=none])").count() == 1
    own = [one for one in MEASURES if one.id.startswith("4-")]
    given = sorted((one for one in own if one.costs[2007] is not None), key=lambda one: -(one.costs[2007] or 0))
    assert ids(page) == [one.id for one in (*given, *(one for one in own if one.costs[2007] is None))]
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.parentNode.getAttribute('aria-sort')") == "ascending"
    assert [id for id in ids(page) if id in {one.id for one in given}] == [
        one.id for one in sorted(given, key=lambda one: one.costs[2007] or 0)
    ]


def test_sorted_by_date_and_back_to_the_plan(table):
    page = table()
    page.locator("th[data-sort=due] button").click()
    assert ids(page) == [one.id for one in sorted(MEASURES, key=lambda one: due.dues(one)[0].last)]
    page.locator("th[data-sort=no] button").click()
    assert ids(page) == [one.id for one in MEASURES] and query(page) == {}
    assert page.locator(".group:visible").count() == 9
    page.locator("th[data-sort=no] button").click()
    assert ids(page) == [one.id for one in reversed(MEASURES)]


@pytest.mark.parametrize("place", ["disk", "/literacy/"])
def test_the_address_keeps_it(table, place):
    """A link brings the same rows; Back from a row's page, and Back from one choice to the one before."""
    page = table("ru", "?direction=4&money=2009&sort=-2009", place)
    own = [one for one in MEASURES if one.id.startswith("4-") and one.costs[2009] is not None]
    shared = [one.id for one in sorted(own, key=lambda one: -(one.costs[2009] or 0))]
    assert ids(page) == shared
    page.locator(f"{SHOWN} th a").first.click()
    assert urlsplit(page.url).path.endswith(f"programme/plan/{shared[0]}.html")
    page.go_back()
    assert ids(page) == shared and page.locator("select[name=money]").input_value() == "2009"
    page.locator("select[name=source]").select_option("local")
    assert set(ids(page)) < set(shared)
    page.go_back()
    assert ids(page) == shared and page.locator("select[name=source]").input_value() == ""


def test_what_the_address_cannot_mean_is_passed_by(table):
    page = table(asked="?direction=77&sort=colour&nothing=1")
    assert ids(page) == [one.id for one in MEASURES]


@pytest.mark.parametrize("lang", LANGS)
def test_on_a_phone(table, lang):
    """Rows are blocks, the heads are buttons above them that a finger hits; nothing is wider than the screen."""
    page = table(lang, width=360)
    assert page.locator("select[name=direction]").is_hidden()
    page.locator(".filter-rows summary").click()
    page.locator("select[name=direction]").select_option("6")
    page.locator("th[data-sort=title] button").click()
    assert len(ids(page)) == sum(one.id.startswith("6-") for one in MEASURES)
    heights = page.eval_on_selector_all("thead button", "all => all.map(one => one.getBoundingClientRect().height)")
    assert len(heights) == 9 and min(heights) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", ["plan/4-3.5", "directions/4", "bodies/kazakhtelecom"])
@pytest.mark.parametrize("lang", LANGS)
def test_pages_of_the_plan_at_360(server, open_page, lang, path):
    page = open_page(server.url("disk", out(lang, f"programme/{path}.html")), width=360, scripts=False)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_an_old_link_to_a_row_still_shows_it(server, open_page):
    page = open_page(server.url("disk", "programme/plan.html") + "#m4-2.3")
    assert page.locator("[id='m4-2.3']").evaluate(
        "row => row.matches(':target') && row.getBoundingClientRect().top < innerHeight"
    )
