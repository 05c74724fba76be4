"""Lists of sites at any size: each site once, a page not too long, letters that lead where they say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.bench.synthetic import scaled
from generator.model import LANGS, Portal
from generator.render import Pages, lists
from generator.render import sheets as all_sheets
from generator.render.engine import Sheet
from generator.render.paging import pages_of
from generator.render.shelf import Desk
from generator.text.order import initial
from tests.test_draw import portal as real


@pytest.fixture(scope="module")
def many() -> Portal:
    return scaled(real(), 1200)


def sheets(portal: Portal, lang: str = "kk") -> dict[str, Sheet]:
    return {sheet.view.path: sheet for sheet in lists.sheets(Desk(portal, "kk" if lang == "kk" else "ru"))}


def shown(sheet: Sheet) -> list[str]:
    return [site.id for _, sites in sheet.data["groups"] for site in sites]


def whole(made: dict[str, Sheet], first: str) -> list[str]:
    """The sites of all pages of a list."""
    folder = first.removesuffix(".html") + "/"
    names = [path.removeprefix(folder).removesuffix(".html") for path in made if path.startswith(folder)]
    numbers = sorted(int(name) for name in names if name.isdigit())
    return [site for path in (first, *(f"{folder}{n}.html" for n in numbers)) for site in shown(made[path])]


@settings(deadline=None)
@given(st.integers(0, 400))
def test_pages_are_of_one_length(count: int) -> None:
    sites = real().sites * 2
    pages = pages_of(sites[:count], lists.PAGE)
    assert sum(pages, ()) == sites[:count]
    lengths = {len(page) for page in pages}
    assert max(lengths) <= lists.PAGE and max(lengths) - min(lengths) <= 1


@pytest.mark.parametrize("lang", LANGS)
def test_every_site_once_in_order(many: Portal, lang: str) -> None:
    made = sheets(many, lang)
    desk = Desk(many, "kk" if lang == "kk" else "ru")
    assert whole(made, lists.A_TO_Z) == [site.id for site in desk.ordered(many.sites)]
    for rubric in many.rubrics:
        assert whole(made, f"catalog/rubrics/{rubric.id}.html") == [s.id for s in desk.ordered(desk.shelf.below(rubric))]
    for region in desk.region_names:
        found = whole(made, f"catalog/regions/{region}.html")
        assert found == [site.id for site in desk.ordered(many.sites) if site.region == region]


def test_letters_lead_to_their_first_site(many: Portal) -> None:
    made = sheets(many)
    page = made["catalog/a-z/3.html"]
    for letter in page.data["letters"]:
        path, _, anchor = letter["url"].partition("#")
        target = page if not path else made["catalog/" + path.rpartition("catalog/")[2]]
        letters = {head["anchor"]: head["name"] for head, _ in target.data["groups"]}
        assert letters[anchor] == letter["name"]
    before = [site for path in ("catalog/a-z.html", "catalog/a-z/2.html") for site in shown(made[path])]
    names = {site.id: site.name.kk for site in many.sites}
    assert all(initial(names[site]) != "Я" for site in before)


def test_strip_of_pages(many: Portal) -> None:
    """The ends, the neighbours, and gaps between: never more than a phone holds."""
    page = sheets(many)["catalog/a-z/12.html"]
    assert [row["number"] for row in page.data["pages"]] == [1, 0, 10, 11, 12, 13, 14, 0, 24]
    assert [row["number"] for row in page.data["pages"] if row.get("here")] == [12]


def test_a_long_rubric_is_cut_by_region(many: Portal) -> None:
    made = sheets(many)
    rubric = many.rubrics[0].children[0].id
    corners = [path for path in made if re.fullmatch(f"catalog/rubrics/{rubric}/[a-z-]+.html", path)]
    assert len(corners) > 5
    whole_rubric = set(whole(made, f"catalog/rubrics/{rubric}.html"))
    firsts = [set(whole(made, path)) for path in corners]
    assert set().union(*firsts) == whole_rubric and sum(map(len, firsts)) == len(whole_rubric)


def test_gone_sites_stand_in_the_whole_list_alone() -> None:
    portal = real()
    old, moved, *rest = portal.sites
    gone = (replace(old, archived=date(2026, 11, 27)), replace(moved, moved_to=rest[0].id))
    made = sheets(replace(portal, sites=(*gone, *rest)))
    listed = {path for path, sheet in made.items() if sheet.template == "sites.html" and {old.id, moved.id} & set(shown(sheet))}
    assert {path.split("/")[1].split(".")[0] for path in listed} == {"a-z"}


def test_newest_first() -> None:
    portal = real()
    fresh = replace(portal.sites[7], added=date(2027, 1, 1))
    sheet = sheets(replace(portal, sites=(*portal.sites[:7], fresh, *portal.sites[8:])))["catalog/newest.html"]
    day, sites = sheet.data["days"][0]
    assert (day, [site.id for site in sites]) == (date(2027, 1, 1), [fresh.id])


def test_the_catalogue_covers_the_country() -> None:
    """What the Yellow Pages promise: five hundred sites, every region, a rubric with three sites or none."""
    desk = Desk(real(), "kk")
    assert len(desk.shelf.live) >= 500
    assert all(desk.shelf.by_region.values())
    assert {rubric: len(sites) for rubric, sites in desk.shelf.by_rubric.items() if 0 < len(sites) < 3} == {}


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_is_found_by_its_path(many, lang):
    """What `sauat serve` makes alone is what `sauat build` makes with all the others."""
    pages = Pages(many, lang)
    for sheet in all_sheets(many, (lang,)):
        found = pages.at(sheet.view.path)
        assert found is not None
        assert (found.view, found.template, list(found.data)) == (sheet.view, sheet.template, list(sheet.data))
    for path in ("catalog/a-z/999.html", "catalog/sites/no.kz.html", "catalog/rubrics/no.html", "catalog/x/y.html", "no.html"):
        assert pages.at(path) is None
