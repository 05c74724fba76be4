"""The teacher's pages on paper: a handout takes one A4 sheet of its own, and a schedule stays a table."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.frame import out
from generator.load import load
from generator.model import LANGS
from tests.browser.harness import ROOT

# A4 with margins of 15 mm, in CSS pixels.
WIDTH, HEIGHT = 680, 1009
TEACHING = load(ROOT).portal.teaching


@pytest.fixture
def printed(server, open_page) -> Iterator[object]:
    def show(path: str) -> object:
        page = open_page(server.url("disk", path), width=WIDTH)
        page.emulate_media(media="print")
        return page

    yield show


@pytest.mark.parametrize("module", [guide.module for guide in TEACHING.guides])
@pytest.mark.parametrize("lang", LANGS)
def test_teacher_handout_is_one_sheet(printed, lang, module):
    handout = printed(out(lang, f"lessons/{module}/teacher.html")).locator(".handout")
    assert handout.evaluate("e => getComputedStyle(e).breakBefore") == "page"
    assert handout.bounding_box()["height"] < HEIGHT
    assert not handout.locator("h2").is_visible()
    lines = next(guide.handout for guide in TEACHING.guides if guide.module == module)
    assert handout.locator("li").all_inner_texts() == [line[lang] for line in lines]


@pytest.mark.parametrize("lang", LANGS)
def test_teacher_schedule_is_a_table_on_one_sheet(printed, lang):
    sections = printed(out(lang, "lessons/teacher.html")).locator(".schedule")
    assert sections.count() == len(TEACHING.schedules)
    for section in sections.all():
        assert section.bounding_box()["height"] < HEIGHT
        assert section.locator("thead").is_visible()
        assert section.locator("td").first.evaluate("e => getComputedStyle(e).display") == "table-cell"
