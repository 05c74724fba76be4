"""A site's page: what one does with an address, and how an official one is told from a copy."""

from __future__ import annotations

import pytest

from generator.frame import out
from generator.model import LANGS

SITE = "catalog/sites/stat.gov.kz.html"


@pytest.mark.parametrize("place", ["disk", "/literacy/"])
@pytest.mark.parametrize("lang", LANGS)
def test_the_address_is_copied(server, open_page, lang, place):
    page = open_page(server.url(place, out(lang, SITE)), width=360)
    page.evaluate(
        "document.addEventListener('copy', () => { window.took = String(getSelection()) || document.activeElement.value })"
    )
    page.evaluate("navigator.clipboard && (navigator.clipboard.writeText = async text => { window.took = text })")
    page.locator("button[name=copy]").press("Enter")
    page.wait_for_function("window.took")
    assert page.evaluate("window.took") == "https://stat.gov.kz/"
    assert page.locator(".tools [role=status]").inner_text()


@pytest.mark.parametrize("lang", LANGS)
def test_paper_gets_a_picture(server, open_page, lang):
    page = open_page(server.url("disk", out(lang, SITE)))
    picture = page.locator(".qr svg")
    assert picture.count() == 0
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert picture.is_visible()
    assert "stat.gov.kz" in (picture.get_attribute("aria-label") or "")
    page.emulate_media(media="screen")
    assert not picture.is_visible()
    page.locator("button[name=picture]").click()
    assert picture.is_visible()
    assert page.locator("button[name=picture]").get_attribute("aria-expanded") == "true"


@pytest.mark.parametrize("lang", LANGS)
def test_an_official_address_is_read_from_its_end(server, open_page, lang):
    page = open_page(server.url("disk", out(lang, SITE)), scripts=False, width=360)
    parts = page.locator(".address li b").all_inner_texts()
    assert parts == ["kz", "gov", "stat"]
    assert page.locator(".address .big").inner_text().replace("\n", "") == "stat.gov.kz"
    assert not page.locator(".tools").is_visible()
    assert (
        page.locator("[itemtype='https://schema.org/WebSite'] [itemprop=url]").get_attribute("href") == "https://stat.gov.kz/"
    )
