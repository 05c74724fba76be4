"""The Yellow Pages: the catalogue's home, a page for each site, the open data. Lists of sites have a module of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator import figures, opendata
from generator.frame import Crumb, View
from generator.model import NATIONAL, Lang, Portal, Site
from generator.render import lists
from generator.render.engine import Sheet
from generator.render.shelf import Desk, rubric_path, site_path
from generator.text.order import ALPHABET, sort_key


def sheets(portal: Portal, lang: Lang) -> Iterator[Sheet]:
    desk = Desk(portal, lang)
    yield _home(desk)
    yield from lists.sheets(desk)
    yield from (_site(desk, site) for site in portal.sites)
    yield _data(desk)


def sheet_at(desk: Desk, path: str) -> Sheet | None:
    """One page of the catalogue by its path, or None where there is no such page."""
    match path.removeprefix("catalog/").removesuffix(".html").split("/"):
        case ["index"]:
            return _home(desk)
        case ["data"]:
            return _data(desk)
        case ["sites", name]:
            return _site(desk, desk.sites[name]) if name in desk.sites else None
        case [list_, *rest]:
            return lists.sheet_at(desk, path, list_, rest[0] if rest else "")
    return None


def _data(desk: Desk) -> Sheet:
    """The catalogue as files, and what their columns mean."""
    w, portal = desk.w, desk.portal
    view = View(desk.lang, "catalog/data.html", "data", w("data"), w("data-lead"), (desk.home,))
    data = {
        "groups": [
            (w(title), table.ROOT, table.NAMES, table.TABLES.items())
            for title, table in (("yellow-pages", opendata), ("programme-title", figures))
        ],
        "version": opendata.newest(portal),
        "changes": opendata.CHANGES,
    }
    return Sheet(view, "data.html", data)


def _home(desk: Desk) -> Sheet:
    portal, w, lang = desk.portal, desk.w, desk.lang
    lead = w("catalogue-lead", n=len(desk.shelf.live))
    view = View(lang, "catalog/index.html", "catalogue", w("yellow-pages"), lead)
    data = {
        "count": len(desk.shelf.live),
        "rubrics": [
            desk.rubric_row(r, view) | {"children": [desk.rubric_row(c, view) for c in r.children]} for r in portal.rubrics
        ],
        "letters": list(lists.home_letters(desk, (*ALPHABET, "A–Z", "0–9"))),
        "ways": lists.ways(desk),
        "national": len(desk.shelf.by_region[NATIONAL]),
        "regions": [
            {"id": region.id, "tile": region.tile, "name": region.name[lang], "count": len(desk.shelf.by_region[region.id])}
            for region in sorted(portal.regions, key=lambda region: sort_key(region.name[lang]))
        ],
    }
    return Sheet(view, "catalogue.html", data)


def _site(desk: Desk, site: Site) -> Sheet:
    lang = desk.lang
    rubric = desk.rubrics[site.rubric]
    parent = desk.parents[site.rubric]
    crumbs = (
        desk.home,
        Crumb(parent.name[lang], rubric_path(parent.id)),
        Crumb(rubric.name[lang], rubric_path(rubric.id)),
    )
    view = View(lang, site_path(site.id), "site", site.name[lang], site.about[lang], crumbs)
    data = {
        "site": site,
        "evidence": desk.evidence[site.evidence],
        "rubrics": [desk.rubric_row(desk.rubrics[id], view) for id in dict.fromkeys((site.rubric, *site.also))],
        "region_names": desk.region_names,
        "successor": desk.sites[site.moved_to] if site.moved_to else None,
        "earlier": desk.shelf.came_from.get(site.id, ()),
        "awards": desk.awards.get(site.id, ()),
        "reading": list(_reading(desk, site)) if site.official else [],
        "others": desk.neighbours(site, 5),
    }
    return Sheet(view, "site.html", data)


def _reading(desk: Desk, site: Site) -> Iterator[dict[str, Any]]:
    """An address part by part, with what each part says; `main` are those that nobody else can have."""
    labels = site.host.split(".")
    state = labels[-2:] == ["gov", "kz"]
    told = ["country", "state-bodies", "owner-name"] if state else ["country", "owner-name"]
    for place, label in enumerate(labels):
        from_end = len(labels) - 1 - place
        means = told[from_end] if from_end < len(told) else "below-owner"
        yield {"text": label, "means": desk.w(f"address-{means}"), "main": from_end < len(told)}
