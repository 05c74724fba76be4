"""Search as a reader meets it: from the header's field to the list, over http and from disk."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from generator.frame import out
from generator.model import LANGS
from tests.browser.harness import PLACES, Faults

ASK = "([text, options]) => window.sauat.search(text, options)"


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("lang", LANGS)
def test_from_the_header_to_the_list(server, open_page, lang, place):
    faults = Faults(server.url(place, ""))
    page = open_page(server.page(place, "lesson", lang), width=360, faults=faults)
    field = page.locator("header input[name=q]")
    field.fill("мекенжай")
    # The field fetches the engine and the index ahead; leaving before they are here would only abandon them.
    page.locator("[role=option]").first.wait_for()
    page.wait_for_load_state("networkidle")
    field.press("Enter")
    page.wait_for_url("**/search.html?*")
    address = urlsplit(page.url)
    assert address.path.endswith(out(lang, "search.html"))
    assert parse_qs(address.query)["q"] == ["мекенжай"]
    results = page.locator("[data-module=results] li")
    results.first.wait_for()
    page.wait_for_load_state("networkidle")
    assert page.locator("input[name=q]").first.input_value() == "мекенжай"
    assert page.locator("[data-module=results] [role=status]").inner_text().strip()
    results.first.locator("a").first.click()
    page.wait_for_load_state()
    assert page.locator("h1").is_visible()
    assert faults.said == []


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("lang", LANGS)
def test_contract(server, open_page, lang, place):
    """`window.sauat.search(text, options)` resolves with results of the agreed shape, best first."""
    page = open_page(server.page(place, "home", lang))
    found = page.evaluate(ASK, ["мекенжай", {"lang": "kk"}])
    assert found
    assert all({"url", "title", "kind", "score", "marks"} <= result.keys() for result in found)
    assert all(result["url"].startswith(server.url(place, "")) for result in found)
    scores = [result["score"] for result in found]
    assert scores == sorted(scores, reverse=True)
    lessons = page.evaluate(ASK, ["телефон", {"lang": lang, "kinds": ["lesson"]}])
    assert {result["kind"] for result in lessons} == {"lesson"}


@pytest.mark.parametrize(
    ("asked", "lang", "host"),
    [("қазпошта", "kk", "post.kz"), ("казпошта", "kk", "post.kz"), ("КАЗПОЧТА", "ru", "post.kz"), ("egov", "ru", "egov.kz")],
)
def test_finds_the_site(server, open_page, asked, lang, host):
    """Kazakh letters may be typed as their Russian look-alikes, and a domain in part."""
    page = open_page(server.page("disk", "home", lang))
    found = page.evaluate(ASK, [asked, {"lang": lang, "kinds": ["site"]}])
    assert f"{host}.html" in " ".join(result["url"] for result in found[:3])


@pytest.mark.parametrize("asked", ["", "   ", "—", "zzzzqqqq", "<img src=x onerror=alert(1)>", "a" * 5000])
def test_nothing_found_is_said(server, open_page, asked):
    """What has no answer gets words, and what looks like markup stays text."""
    faults = Faults(server.url("disk", ""))
    page = open_page(server.url("disk", "search.html"), faults=faults)
    page.locator("input[name=q]").first.fill(asked)
    page.locator("input[name=q]").first.press("Enter")
    page.wait_for_timeout(300)
    assert page.locator("[data-module=results] img").count() == 0
    if asked.startswith("zzzz"):
        assert page.locator("[data-module=results] [role=status]").inner_text().strip()
    assert faults.said == []


def test_results_follow_typing(server, open_page):
    page = open_page(server.page("disk", "search-results", "kk"))
    field = page.locator("input[name=q]").first
    field.fill("пошта")
    page.locator("[data-module=results] li", has_text="post.kz").first.wait_for()
    assert parse_qs(urlsplit(page.url).query)["q"] == ["пошта"]


def test_broken_index_is_said(server, open_page, browser):
    """When the index does not arrive, the page says so and keeps its other ways."""
    page = open_page(server.page("/", "search", "kk"))
    page.route("**/search/**", lambda route: route.abort())
    page.locator("input[name=q]").first.fill("мекенжай")
    page.locator("input[name=q]").first.press("Enter")
    page.wait_for_function("document.querySelector('[data-module=results] [role=status]').textContent.trim() !== ''")
    assert page.locator(".leaders a").first.is_visible()
