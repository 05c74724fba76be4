"""The page of results: what its address says, what narrows it, what Back brings, and what it says when not all is well."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from generator.frame import out
from generator.load import load
from generator.model import LANGS
from tests.browser.harness import ROOT, Faults
from tests.browser.test_combobox import SHIFTS

ROWS = "[data-module=results] > .rows > li"
SAID = "[data-module=results] > [role=status]"
WORDS = {"kk": "мектеп", "ru": "школа"}


def query(page):
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def kinds(page):
    return {classes for row in page.locator(ROWS).all() for classes in [row.get_attribute("class")]}


@pytest.fixture
def results(server, open_page):
    """`results(lang, "q=…")` -> the page with its answer."""

    def opened(lang, asked, place="disk", **options):
        page = open_page(server.url(place, out(lang, f"search.html?{asked}")), **options)
        page.wait_for_function("document.querySelector('[data-module=results] [role=status]').textContent")
        return page

    return opened


def settled(page, change):
    """Do something and wait for the answer that follows."""
    page.evaluate("document.querySelector('[data-module=results] .rows')?.setAttribute('data-old', '')")
    change()
    page.wait_for_function("!document.querySelector('[data-module=results] > .rows[data-old]')")
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("place", ["disk", "/literacy/"])
@pytest.mark.parametrize("lang", LANGS)
def test_filters_live_in_the_address(results, server, lang, place):
    faults = Faults(server.url(place, ""))
    page = results(lang, f"q={WORDS[lang]}", place, width=360, faults=faults)
    everything = page.locator(SAID).inner_text()
    site = page.locator(".filter", has_text="Сайт").first
    settled(page, site.click)
    assert query(page) == {"q": WORDS[lang], "kind": "site"}
    assert kinds(page) == {"r-site"}
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    page.locator(".narrow summary").click()
    page.wait_for_load_state("networkidle")
    page.locator("select[name=region] option").nth(1).wait_for(state="attached")
    region = page.locator("select[name=region] option").nth(1)
    value, count = region.get_attribute("value"), int(region.inner_text().rpartition("(")[2].rstrip(")"))
    settled(page, lambda: page.locator("select[name=region]").select_option(value))
    assert query(page) == {"q": WORDS[lang], "kind": "site", "region": value}
    assert str(count) in page.locator(SAID).inner_text()
    assert page.locator(ROWS).count() == min(count, 10)
    narrowed = page.locator(SAID).inner_text()
    page.reload(wait_until="networkidle")
    page.wait_for_function("document.querySelector('[data-module=results] [role=status]').textContent")
    assert page.locator(SAID).inner_text() == narrowed
    assert page.locator("select[name=region]").input_value() == value
    settled(page, page.go_back)
    settled(page, page.go_back)
    assert query(page) == {"q": WORDS[lang]}
    assert page.locator(SAID).inner_text() == everything
    settled(page, page.go_forward)
    assert kinds(page) == {"r-site"}
    assert faults.said == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_rubric_stands_for_those_below_it(results, lang):
    inner = results(lang, f"q={WORDS[lang]}&rubric=schools")
    outer = results(lang, f"q={WORDS[lang]}&rubric=education")
    count = [
        int("".join(c for c in page.locator(SAID).inner_text().rpartition(":")[2] if c.isdigit())) for page in (inner, outer)
    ]
    assert 0 < count[0] <= count[1]
    assert outer.locator("select[name=rubric]").input_value() == "education"
    settled(outer, outer.locator(".narrow button").click)
    assert query(outer) == {"q": WORDS[lang]}


def test_typing_keeps_one_entry_and_submitting_makes_one(results):
    page = results("kk", "q=мектеп")
    before = page.evaluate("history.length")
    field = page.locator("input[name=q]")
    field.fill("")
    field.press_sequentially("банк")
    page.wait_for_function("location.search.includes(encodeURIComponent('банк'))")
    assert page.evaluate("history.length") == before
    field.fill("кітапхана")
    field.press("Enter")
    page.wait_for_function("location.search.includes(encodeURIComponent('кітапхана'))")
    assert page.evaluate("history.length") == before + 1
    page.go_back()
    page.wait_for_function("document.querySelector('[data-module=results] [role=status]').textContent.includes('банк')")
    assert field.input_value() == "банк"


@pytest.mark.parametrize(
    ("lang", "asked", "shown"),
    [
        ("kk", "kitapxana", "кітапхана"),
        ("kk", "rbnfg[fyf", "кітапхана"),
        ("kk", "мектепп", "мектеп"),
        ("ru", "библотека", "библиотека"),
    ],
)
def test_a_guess_is_shown_as_one(results, lang, asked, shown):
    """What was understood is told, and a link searches for just what was typed."""
    page = results(lang, f"q={asked}")
    read = page.locator(".read").first
    assert shown[:5] in read.inner_text()
    assert asked in read.locator("a").inner_text()
    read.locator("a").click()
    page.wait_for_url("**exact=1*")
    page.wait_for_function("document.querySelector('[data-module=results] [role=status]').textContent")
    assert page.locator(".read").count() == 0
    assert page.locator(ROWS).count() == 0
    assert page.locator(".tips").is_visible()
    assert page.locator(".leaders a").first.is_visible()


def test_what_is_missing_is_said_and_asked_for_again(results):
    page = results("kk", "q=мектеп")
    page.evaluate(
        """() => {
          const search = sauat.search;
          window.lost = true;
          sauat.search = async (text, options) => Object.assign(await search(text, options), {partial: window.lost});
        }"""
    )
    settled(page, lambda: page.locator("input[name=q]").press("Enter"))
    again = page.locator(".read button")
    assert again.is_visible()
    page.evaluate("window.lost = false")
    settled(page, again.click)
    assert page.locator(".read").count() == 0
    assert page.locator(ROWS).count() > 0


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_results_come(results, width):
    page = results("kk", "q=мектеп", width=width)
    page.locator("section li").first.wait_for()
    page.evaluate(SHIFTS)
    page.wait_for_timeout(200)
    assert page.evaluate("shifted") == 0
    field = page.locator("input[name=q]")
    # The caret stands at the start, so these keys make a word that is nowhere; then there are results again.
    for change in (lambda: field.press_sequentially("тер"), lambda: field.fill("банк")):
        change()
        page.wait_for_timeout(700)
        assert page.evaluate("shifted") == 0


def test_nothing_found_shows_the_next_step(results):
    """On a phone too the ways into the portal stand in sight below the words about it."""
    page = results("kk", "q=щщщщщщщ", width=360)
    page.locator(".results.bare").wait_for()
    assert page.locator(".tips").is_visible()
    assert page.locator(".browse h2").bounding_box()["y"] < 740
    page.locator("input[name=q]").fill("мектеп")
    page.locator(ROWS).first.wait_for()
    page.locator(".results:not(.bare)").wait_for()


def test_without_scripts_the_page_leads_on(server, open_page):
    page = open_page(server.page("disk", "lesson", "kk"), scripts=False, width=360)
    page.locator("input[name=q]").fill("мектеп")
    page.locator("input[name=q]").press("Enter")
    page.wait_for_url("**/search.html?q=*")
    assert page.locator("noscript p").is_visible()
    links = [link.get_attribute("href") for link in page.locator(".browse a").all()]
    assert {"catalog/index.html", "catalog/a-z.html", "lessons/index.html", "site-map.html"} <= set(links)
    assert page.locator(".narrow, .tips").locator("visible=true").count() == 0


@pytest.mark.parametrize("lang", LANGS)
def test_filters_without_words_list_the_catalogue(results, lang):
    """The link of a list page: every site that stands so, counted as the records have it; filters combine."""
    sites = load(ROOT).portal.sites
    page = results(lang, "rubric=universities&owner=education", "/literacy/", width=360)
    wanted = [s for s in sites if "universities" in (s.rubric, *s.also) and s.kind == "education"]
    assert str(len(wanted)) in page.locator(SAID).inner_text()
    assert page.locator(ROWS).count() == 10
    assert page.locator("select[name=owner]").input_value() == "education"
    in_almaty = [s for s in wanted if s.region == "almaty"]
    assert page.locator("select[name=region] option[value=almaty]").inner_text().endswith(f"({len(in_almaty)})")
    settled(page, lambda: page.locator("select[name=region]").select_option("almaty"))
    assert query(page) == {"rubric": "universities", "owner": "education", "region": "almaty"}
    assert str(len(in_almaty)) in page.locator(SAID).inner_text()
    page.locator("[data-module=results] > button:visible").click()
    page.wait_for_function(f"document.querySelectorAll('{ROWS}').length === {min(20, len(in_almaty))}")
    links = page.locator(f"{ROWS} a").evaluate_all("links => links.map(link => link.href)")
    assert {link.rpartition("/")[2].removesuffix(".html") for link in links} <= {s.id for s in in_almaty}
