"""Every kind of page in Chromium, from nginx with the release's own snippet: nothing it forbids is needed by any."""

from __future__ import annotations

import pytest

from generator.frame import out
from generator.model import LANGS
from tests.browser.harness import KINDS, TURNS, Faults
from tests.browser.test_pages import sound
from tests.releases import put, sample, served


@pytest.fixture(scope="module")
def portal(site, tmp_path_factory):
    """Below a path, where more can go wrong; tests/test_servers.py asks for every file at both places."""
    folder = tmp_path_factory.mktemp("served")
    small = sample(site, folder / "site", search=True)
    manifest, place = put(small, folder, "/literacy/")
    with served("nginx-brotli", manifest, place, folder) as there:
        yield there


def address(portal, path: str) -> str:
    return f"http://127.0.0.1:{portal.port}{portal.manifest.path}{path}"


@pytest.mark.parametrize(("kind", "lang"), [(kind, LANGS[1 - LANGS.index(lang)]) for kind, lang in TURNS])
def test_a_page_needs_nothing_that_is_forbidden(portal, look, kind, lang):
    faults = Faults(address(portal, ""))
    sound(look(address(portal, out(lang, KINDS[kind])), faults=faults), kind, lang)
    assert faults.said == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_lost_page_looks_like_the_portal(portal, open_page, lang):
    """At whatever depth: its style is there, and its links lead home."""
    page = open_page(address(portal, out(lang, "a/b/c/d.html")))
    assert page.locator("html").get_attribute("lang") == lang
    assert page.evaluate("document.styleSheets.length") >= 1
    assert page.evaluate("getComputedStyle(document.body).fontFamily") != "Times New Roman"
    home = page.locator("a.button").first.evaluate("a => a.href")
    assert page.request.get(home).ok


def test_the_worker_comes_in(portal, open_page):
    page = open_page(address(portal, "index.html"), worker=True)
    page.wait_for_function("() => navigator.serviceWorker.controller?.state === 'activated'")
    assert page.evaluate("navigator.serviceWorker.getRegistration().then(found => found.scope)") == address(portal, "")
