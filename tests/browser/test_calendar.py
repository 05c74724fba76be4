"""Pages of events, of which the portal has none yet: made up, built and read as citizens would."""

from __future__ import annotations

import pytest

from generator import ics, tree
from generator.frame import out
from generator.model import LANGS
from generator.render import calendar
from generator.render.engine import Engine
from tests.browser.harness import ROOT, Faults, serving
from tests.browser.test_axe import MODES, all_findings
from tests.test_calendar import FULL

FOLDER = "programme/calendar"
PAGES = (
    *(f"{FOLDER}/{page}.html" for page in ("index", "2026", "2026-12", "regions/abay")),
    *(f"{FOLDER}/events/{id}.html" for id in ("hour", "three-days", "called-off")),
)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """The calendar alone, with its events."""
    site = tmp_path_factory.mktemp("calendar")
    engine = Engine(ROOT / "overrides", FULL)
    made = {sheet.view.out: engine.html(sheet).encode() for lang in LANGS for sheet in calendar.sheets(FULL, lang)}
    for path, content in {**engine.assets.files, **made, **ics.files(FULL, LANGS)}.items():
        tree.write(site, path, content)
    with serving(site) as address:
        yield address


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", LANGS)
def test_a_page_is_sound(place, look, path, lang):
    faults = Faults(place.url("disk", ""))
    page = look(place.url("disk", out(lang, path)), width=360, faults=faults)
    assert faults.said == []
    assert all_findings(page) == {name: [] for name in MODES}
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_grid_works_without_scripts(place, open_page):
    """Wide, a month is a grid whose days lead to what is listed; narrow, the list alone says everything."""
    page = open_page(place.url("disk", f"{FOLDER}/2026.html"), scripts=False)
    page.get_by_role("link", name="15: 1 жазба").click()
    assert page.url.endswith("2026-12.html#d14")
    assert page.locator("table.month").is_visible()
    page.set_viewport_size({"width": 360, "height": 740})
    assert not page.locator("table.month").is_visible()
    assert page.locator("h2", has_text="14").is_visible()


@pytest.mark.parametrize("lang", LANGS)
def test_an_event_is_taken_along(place, open_page, lang):
    """The file that an event's page offers is its own calendar, served as one."""
    page = open_page(place.url("/", out(lang, f"{FOLDER}/events/hour.html")), scripts=False)
    link = page.locator("a[type='text/calendar']")
    answer = page.request.get(link.evaluate("link => link.href"))
    assert answer.headers["content-type"].startswith("text/calendar")
    assert f"SUMMARY:{FULL.events[1].name[lang]}" in answer.text()
