"""The Yellow Pages' shelves: which sites stand in a rubric, a region, a kind; one language's names and order of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, TypeAlias, TypeVar

from generator.frame import Crumb, View
from generator.model import NATIONAL, Lang, Portal, Rubric, Site, Text
from generator.render.engine import Speaker
from generator.text.order import ALPHABET, initial, sort_key

T = TypeVar("T")
Letters: TypeAlias = list[tuple[dict[str, str], list[T]]]


def rubric_path(rubric: str) -> str:
    return f"catalog/rubrics/{rubric}.html"


def region_path(region: str) -> str:
    return f"catalog/regions/{region}.html"


def site_path(site: str) -> str:
    return f"catalog/sites/{site}.html"


class Shelf:
    """Live sites by rubric and by region; a site counts once in a top rubric even when it stands in two of its children."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self.live = [site for site in portal.sites if site.is_live]

    @cached_property
    def by_rubric(self) -> dict[str, list[Site]]:
        shelf: dict[str, list[Site]] = {child.id: [] for rubric in self.portal.rubrics for child in rubric.children}
        for site in self.live:
            for rubric in dict.fromkeys((site.rubric, *site.also)):
                shelf[rubric].append(site)
        return shelf

    @cached_property
    def by_region(self) -> dict[str, list[Site]]:
        shelf: dict[str, list[Site]] = {place: [] for place in (NATIONAL, *(region.id for region in self.portal.regions))}
        for site in self.live:
            shelf[site.region].append(site)
        return shelf

    @cached_property
    def came_from(self) -> dict[str, list[Site]]:
        """Sites that moved, by the site that took their place."""
        shelf: dict[str, list[Site]] = {}
        for site in self.portal.sites:
            if site.moved_to:
                shelf.setdefault(site.moved_to, []).append(site)
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
        self.sites = {site.id: site for site in portal.sites}
        self.home = Crumb(self.w("tab-catalog"), "catalog/index.html")
        self._shelves: dict[str, tuple[list[Site], dict[str, int]]] = {}

    @cached_property
    def _rank(self) -> dict[str, int]:
        ordered = sorted(self.portal.sites, key=lambda site: sort_key(site.name[self.lang]))
        return {site.id: rank for rank, site in enumerate(ordered)}

    @cached_property
    def awards(self) -> dict[str, list[str]]:
        """What a site won in contests, in words."""
        contests = {contest.id: contest for contest in self.portal.contests}
        won: dict[str, list[str]] = {}
        for result in self.portal.results:
            contest = contests[result.contest]
            if result.place == 1:
                name = next(each.name[self.lang] for each in contest.nominations if each.id == result.nomination)
                won.setdefault(result.site, []).append(self.w("contest-winner", year=contest.year, nomination=name))
        return won

    def neighbours(self, site: Site, count: int) -> list[Site]:
        """The next ones of the site's rubric, round its shelf: so every site is a neighbour of some other."""
        shelf, places = self._in_rubric(site.rubric)
        at = places.get(site.id, -1)
        return [*shelf[at + 1 : at + 1 + count], *shelf[: min(at, max(0, at + 1 + count - len(shelf)))]]

    def _in_rubric(self, rubric: str) -> tuple[list[Site], dict[str, int]]:
        """A rubric's sites in the order of their names, and the place of each."""
        if rubric not in self._shelves:
            sites = self.ordered(self.shelf.by_rubric[rubric])
            self._shelves[rubric] = sites, {site.id: n for n, site in enumerate(sites)}
        return self._shelves[rubric]

    def ordered(self, sites: Iterable[Site]) -> list[Site]:
        return sorted(sites, key=lambda site: self._rank[site.id])

    def rubric_row(self, rubric: Rubric, view: View) -> dict[str, Any]:
        path = rubric_path(rubric.id)
        return {"name": rubric.name[self.lang], "url": view.url(path), "path": path, "count": len(self.shelf.below(rubric))}

    def region_row(self, region: str, view: View) -> dict[str, Any]:
        name = self.region_names[region][self.lang]
        return {"name": name, "url": view.url(region_path(region)), "count": len(self.shelf.by_region[region])}


def by_letter(records: Iterable[T], name: Callable[[T], str]) -> Letters[T]:
    """Records in the alphabet's order under their letters."""
    return under_letters(sorted(records, key=lambda record: sort_key(name(record))), name)


def under_letters(ordered: Iterable[T], name: Callable[[T], str]) -> Letters[T]:
    """The same for records that stand in the order of their names."""
    groups: dict[str, list[T]] = {}
    for record in ordered:
        groups.setdefault(initial(name(record)), []).append(record)
    return [({"name": letter, "anchor": letter_anchor(letter)}, group) for letter, group in groups.items()]


def letter_anchor(letter: str) -> str:
    """a1 … a42 by place in the Kazakh alphabet, `latin`, `digits`: the same in both languages."""
    return f"a{ALPHABET.index(letter) + 1}" if letter in ALPHABET else {"A–Z": "latin", "0–9": "digits"}[letter]
