"""The Yellow Pages: the catalogue's home, a page for each rubric, region and site, and A to Z in the Kazakh order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any, TypeAlias, TypeVar

from generator import opendata
from generator.frame import Crumb, View
from generator.model import NATIONAL, Lang, Portal, Rubric, Site, Text
from generator.render.engine import Sheet, Speaker
from generator.text.order import ALPHABET, initial, sort_key

T = TypeVar("T")
Letters: TypeAlias = list[tuple[dict[str, str], list[T]]]


def rubric_path(rubric: str) -> str:
    return f"catalog/rubrics/{rubric}.html"


class Shelf:
    """Sites by rubric and by region; a site counts once in a top rubric even when it stands in two of its children."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal

    @cached_property
    def by_rubric(self) -> dict[str, list[Site]]:
        shelf: dict[str, list[Site]] = {child.id: [] for rubric in self.portal.rubrics for child in rubric.children}
        for site in self.portal.sites:
            for rubric in dict.fromkeys((site.rubric, *site.also)):
                shelf[rubric].append(site)
        return shelf

    @cached_property
    def by_region(self) -> dict[str, list[Site]]:
        shelf: dict[str, list[Site]] = {place: [] for place in (NATIONAL, *(region.id for region in self.portal.regions))}
        for site in self.portal.sites:
            shelf[site.region].append(site)
        return shelf

    def below(self, rubric: Rubric) -> list[Site]:
        if not rubric.children:
            return self.by_rubric[rubric.id]
        return list({site.id: site for child in rubric.children for site in self.by_rubric[child.id]}.values())


class Desk:
    """One language's view of the shelf: names, orders, rows with links."""

    def __init__(self, portal: Portal, lang: Lang) -> None:
        self.portal, self.lang, self.shelf = portal, lang, Shelf(portal)
        self.w = Speaker(portal.words, lang)
        national = Text(portal.words.strings["national"]["kk"]["other"], portal.words.strings["national"]["ru"]["other"])
        self.region_names = {NATIONAL: national} | {region.id: region.name for region in portal.regions}
        self.parents = {child.id: rubric for rubric in portal.rubrics for child in rubric.children}
        self.rubrics = {child.id: child for rubric in portal.rubrics for child in rubric.children}
        self.evidence = {source.id: source.name for source in portal.evidence}
        self.home = Crumb(self.w("tab-catalog"), "catalog/index.html")

    @cached_property
    def shelves(self) -> dict[str, list[Site]]:
        """Each rubric's sites in the order of their names."""
        return {rubric: self.ordered(sites) for rubric, sites in self.shelf.by_rubric.items()}

    @cached_property
    def places(self) -> dict[tuple[str, str], int]:
        """(rubric, site) -> the site's place on the rubric's shelf."""
        return {(rubric, site.id): n for rubric, sites in self.shelves.items() for n, site in enumerate(sites)}

    def ordered(self, sites: Iterable[Site]) -> list[Site]:
        return sorted(sites, key=lambda site: sort_key(site.name[self.lang]))

    def letters(self, sites: Iterable[Site]) -> Letters[Site]:
        return by_letter(sites, lambda site: site.name[self.lang])

    def rubric_row(self, rubric: Rubric, view: View) -> dict[str, Any]:
        count = len(self.shelf.below(rubric))
        return {
            "name": rubric.name[self.lang],
            "url": view.url(rubric_path(rubric.id)),
            "path": rubric_path(rubric.id),
            "count": count,
        }

    def region_row(self, region: str, view: View) -> dict[str, Any]:
        name = self.region_names[region][self.lang]
        return {"name": name, "url": view.url(f"catalog/regions/{region}.html"), "count": len(self.shelf.by_region[region])}


def by_letter(records: Iterable[T], name: Callable[[T], str]) -> Letters[T]:
    """Records in the alphabet's order under their letters."""
    groups: dict[str, list[T]] = {}
    for record in sorted(records, key=lambda record: sort_key(name(record))):
        groups.setdefault(initial(name(record)), []).append(record)
    return [({"name": letter, "anchor": letter_anchor(letter)}, group) for letter, group in groups.items()]


def letter_anchor(letter: str) -> str:
    """a1 … a42 by place in the Kazakh alphabet, `latin`, `digits`: the same in both languages."""
    return f"a{ALPHABET.index(letter) + 1}" if letter in ALPHABET else {"A–Z": "latin", "0–9": "digits"}[letter]


def sheets(portal: Portal, lang: Lang) -> Iterator[Sheet]:
    desk = Desk(portal, lang)
    yield _home(desk)
    yield _a_to_z(desk)
    yield from (_rubric(desk, rubric, None) for rubric in portal.rubrics)
    yield from (_rubric(desk, child, rubric) for rubric in portal.rubrics for child in rubric.children)
    yield from (_region(desk, region) for region in desk.region_names)
    yield from (_site(desk, site) for site in portal.sites)
    yield _data(desk)


def _data(desk: Desk) -> Sheet:
    """The catalogue as files, and what their columns mean."""
    w, portal = desk.w, desk.portal
    view = View(desk.lang, "catalog/data.html", "data", w("data"), w("data-lead"), (desk.home,))
    data = {
        "root": opendata.ROOT,
        "files": opendata.NAMES,
        "tables": opendata.TABLES.items(),
        "version": opendata.newest(portal),
    }
    return Sheet(view, "data.html", data)


def _home(desk: Desk) -> Sheet:
    portal, w, lang = desk.portal, desk.w, desk.lang
    lead = w("catalogue-lead", n=len(portal.sites))
    view = View(lang, "catalog/index.html", "catalogue", w("yellow-pages"), lead)
    counts = {letter["name"]: len(sites) for letter, sites in desk.letters(portal.sites)}
    data = {
        "count": len(portal.sites),
        "rubrics": [
            desk.rubric_row(r, view) | {"children": [desk.rubric_row(c, view) for c in r.children]} for r in portal.rubrics
        ],
        "letters": [
            {"name": letter, "anchor": letter_anchor(letter), "count": counts.get(letter, 0)}
            for letter in (*ALPHABET, "A–Z", "0–9")
        ],
        "national": len(desk.shelf.by_region[NATIONAL]),
        "regions": [
            {"id": region.id, "tile": region.tile, "name": region.name[lang], "count": len(desk.shelf.by_region[region.id])}
            for region in sorted(portal.regions, key=lambda region: sort_key(region.name[lang]))
        ],
    }
    return Sheet(view, "catalogue.html", data)


def _list(desk: Desk, view: View, sites: list[Site], lead: str, asides: list[tuple[str, list[dict[str, Any]]]]) -> Sheet:
    data = {"groups": desk.letters(sites), "lead": lead, "asides": asides, "region_names": desk.region_names}
    return Sheet(view, "sites.html", data)


def _a_to_z(desk: Desk) -> Sheet:
    w = desk.w
    view = View(desk.lang, "catalog/a-z.html", "a-z", w("a-z"), w("sites-n", n=len(desk.portal.sites)), (desk.home,))
    letters = [
        {"name": letter["name"], "url": "#" + letter["anchor"], "count": len(sites)}
        for letter, sites in desk.letters(desk.portal.sites)
    ]
    return _list(desk, view, list(desk.portal.sites), view.description, [(w("letters"), letters)])


def _rubric(desk: Desk, rubric: Rubric, parent: Rubric | None) -> Sheet:
    w, lang = desk.w, desk.lang
    sites = desk.shelf.below(rubric)
    crumbs = (desk.home,) if parent is None else (desk.home, Crumb(parent.name[lang], rubric_path(parent.id)))
    lead = w("sites-n", n=len(sites))
    view = View(lang, rubric_path(rubric.id), "rubric", rubric.name[lang], f"{rubric.name[lang]}: {lead}", crumbs)
    if parent is None:
        asides = [(w("subrubrics"), [desk.rubric_row(child, view) for child in rubric.children])]
    else:
        asides = [(w("other-rubrics"), [desk.rubric_row(other, view) for other in parent.children if other is not rubric])]
    regions = [desk.region_row(region, view) for region in desk.region_names if any(site.region == region for site in sites)]
    return _list(desk, view, sites, lead, [*asides, (w("regions"), regions)] if regions else asides)


def _region(desk: Desk, region: str) -> Sheet:
    w, lang = desk.w, desk.lang
    sites, name = desk.shelf.by_region[region], desk.region_names[region][lang]
    lead = w("sites-n", n=len(sites))
    view = View(lang, f"catalog/regions/{region}.html", "region", name, f"{name}: {lead}", (desk.home,))
    others = sorted((r for r in desk.region_names if r != region), key=lambda r: sort_key(desk.region_names[r][lang]))
    return _list(desk, view, sites, lead, [(w("regions"), [desk.region_row(other, view) for other in others])])


def _site(desk: Desk, site: Site) -> Sheet:
    lang = desk.lang
    rubric = desk.rubrics[site.rubric]
    parent = desk.parents[site.rubric]
    crumbs = (
        desk.home,
        Crumb(parent.name[lang], rubric_path(parent.id)),
        Crumb(rubric.name[lang], rubric_path(rubric.id)),
    )
    view = View(lang, f"catalog/sites/{site.id}.html", "site", site.name[lang], site.about[lang], crumbs)
    shelf, at = desk.shelves[site.rubric], desk.places[site.rubric, site.id]
    data = {
        "site": site,
        "evidence": desk.evidence[site.evidence],
        "rubrics": [desk.rubric_row(desk.rubrics[id], view) for id in dict.fromkeys((site.rubric, *site.also))],
        "region_names": desk.region_names,
        # The next ones round the shelf, so that every site is a neighbour of some other.
        "others": [*shelf[at + 1 : at + 6], *shelf[: min(at, max(0, at + 6 - len(shelf)))]],
    }
    return Sheet(view, "site.html", data)
