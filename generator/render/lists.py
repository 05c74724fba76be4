"""Lists of sites: a rubric, a region, a kind, a language, a rubric in a region, all by letter, the newest.

A list of more than `PAGE` sites is cut into pages of one length, first.html, first/2.html and so on. Each page knows the
letters of the whole list, so that any site is two steps from the list's first page, as in a telephone book.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from generator import agenda
from generator.frame import Crumb, View
from generator.model import SITE_KINDS, SITE_LANGUAGES, Rubric, Site
from generator.render.engine import Sheet
from generator.render.paging import page_path, pages_of, strip
from generator.render.shelf import Desk, letter_anchor, region_path, rubric_path, under_letters
from generator.text.order import initial, sort_key

# Sites on a page: it weighs some 16 kB with them, all told.
PAGE = 50
# Sites on the page of the newest.
NEWEST = 50
A_TO_Z = "catalog/a-z.html"


@dataclass(frozen=True)
class Listing:
    """A list to be cut into pages."""

    view: View
    sites: tuple[Site, ...]
    lead: str


def letter_pages(desk: Desk, first: str, pages: list[tuple[Site, ...]]) -> dict[str, tuple[str, str]]:
    """Letter -> (path, anchor) of the page where it begins."""
    found: dict[str, tuple[str, str]] = {}
    for number, sites in enumerate(pages, start=1):
        for site in sites:
            letter = initial(site.name[desk.lang])
            found.setdefault(letter, (page_path(first, number), letter_anchor(letter)))
    return found


def sheets(desk: Desk) -> Iterator[Sheet]:
    yield from _a_to_z(desk)
    yield from _newest(desk)
    for rubric in desk.portal.rubrics:
        yield from _rubric(desk, rubric, None)
        for child in rubric.children:
            yield from _rubric(desk, child, rubric)
    for region in desk.region_names:
        yield from _region(desk, region)
    yield from _others(desk)


def sheet_at(desk: Desk, path: str, list_: str, name: str) -> Sheet | None:
    """One page of a list, of which `list_` is the folder or the file, `name` the rubric, the region or the like."""
    made: Iterator[Sheet] = iter(())
    match list_:
        case "a-z":
            made = _a_to_z(desk)
        case "newest":
            made = _newest(desk)
        case "rubrics":
            for rubric in desk.portal.rubrics:
                made = _rubric(desk, rubric, None) if rubric.id == name else made
            if name in desk.rubrics:
                made = _rubric(desk, desk.rubrics[name], desk.parents[name])
        case "regions" if name in desk.region_names:
            made = _region(desk, name)
        case "kinds" | "languages":
            made = _others(desk)
    return next((sheet for sheet in made if sheet.view.path == path), None)


def _cut(desk: Desk, listing: Listing, asides: list[tuple[str, list[dict[str, Any]]]], narrow: str = "") -> Iterator[Sheet]:
    """The pages of a list. Rows of `asides` have paths; `narrow` is what the search by filters begins with."""
    first = listing.view.path
    pages = pages_of(listing.sites, PAGE)
    letters = letter_pages(desk, first, pages) if len(pages) > 1 else {}
    guides = _guides(desk, pages) if len(pages) > 1 else []
    for number, sites in enumerate(pages, start=1):
        view = replace(listing.view, path=page_path(first, number))
        if number > 1:
            title = desk.w("page-of", title=listing.view.title, n=number)
            view = replace(view, title=title, description=f"{title}: {listing.lead}")
        data = {
            "groups": under_letters(sites, lambda site: site.name[desk.lang]),
            "lead": listing.lead,
            "asides": [(title, [row | {"url": view.url(row["path"])} for row in rows]) for title, rows in asides],
            "region_names": desk.region_names,
            "letters": [{"name": letter, "url": _link(view, *where)} for letter, where in letters.items()],
            "pages": list(strip(view, first, guides, number)) if guides else [],
            "narrow": narrow,
        }
        yield Sheet(view, "sites.html", data)


def _link(view: View, path: str, anchor: str) -> str:
    return f"#{anchor}" if path == view.path else f"{view.url(path)}#{anchor}"


def _guides(desk: Desk, pages: list[tuple[Site, ...]]) -> list[str]:
    """The first and the last letter of each page."""
    ends = ([initial(site.name[desk.lang]) for site in (page[0], page[-1])] for page in pages)
    return [" – ".join(dict.fromkeys(pair)) for pair in ends]


def _row(name: str, path: str, count: int) -> dict[str, Any]:
    return {"name": name, "path": path, "count": count}


def _lead(desk: Desk, count: int) -> str:
    return desk.w("sites-n", n=count)


def all_sites(desk: Desk) -> tuple[Site, ...]:
    """Every record, those of gone sites too, in the order of names."""
    return tuple(desk.ordered(desk.portal.sites))


def _a_to_z(desk: Desk) -> Iterator[Sheet]:
    sites = all_sites(desk)
    view = View(desk.lang, A_TO_Z, "a-z", desk.w("a-z"), _lead(desk, len(sites)), (desk.home,))
    groups = under_letters(sites, lambda site: site.name[desk.lang])
    where = letter_pages(desk, A_TO_Z, pages_of(sites, PAGE))
    letters = [_row(letter["name"], "{}#{}".format(*where[letter["name"]]), len(group)) for letter, group in groups]
    yield from _cut(desk, Listing(view, sites, view.description), [(desk.w("letters"), letters)])


def _rubric(desk: Desk, rubric: Rubric, parent: Rubric | None) -> Iterator[Sheet]:
    w, lang = desk.w, desk.lang
    sites = tuple(desk.ordered(desk.shelf.below(rubric)))
    crumbs = (desk.home,) if parent is None else (desk.home, Crumb(parent.name[lang], rubric_path(parent.id)))
    lead = _lead(desk, len(sites))
    view = View(lang, rubric_path(rubric.id), "rubric", rubric.name[lang], f"{rubric.name[lang]}: {lead}", crumbs)
    beside = [each for each in (parent or rubric).children if each is not rubric]
    rows = [_row(each.name[lang], rubric_path(each.id), len(desk.shelf.below(each))) for each in beside]
    asides = [(w("subrubrics" if parent is None else "other-rubrics"), rows)] if rows else []
    regions = _by_region(desk, sites) if parent and len(sites) > PAGE else {}
    if regions:
        places = [_row(desk.region_names[each][lang], _corner(rubric, each), len(some)) for each, some in regions.items()]
        asides.insert(0, (w("by-region"), places))
    yield from _cut(desk, Listing(view, sites, lead), asides, f"rubric={rubric.id}")
    for region, some in regions.items():
        yield from _rubric_in_region(desk, view, rubric, region, some)


def _corner(rubric: Rubric, region: str) -> str:
    """Where a rubric's sites of one region lie."""
    return f"catalog/rubrics/{rubric.id}/{region}.html"


def _by_region(desk: Desk, sites: tuple[Site, ...]) -> dict[str, tuple[Site, ...]]:
    """Sites of each region that has some, in the order of the regions' names."""
    found: dict[str, list[Site]] = {}
    for site in sites:
        found.setdefault(site.region, []).append(site)
    return {region: tuple(found[region]) for region in sorted(found, key=lambda r: sort_key(desk.region_names[r][desk.lang]))}


def _rubric_in_region(desk: Desk, whole: View, rubric: Rubric, region: str, sites: tuple[Site, ...]) -> Iterator[Sheet]:
    """A rubric of more than one page is also cut by region."""
    name, lead = desk.region_names[region][desk.lang], _lead(desk, len(sites))
    title = desk.w("rubric-in-region", rubric=whole.title, region=name)
    crumbs = (*whole.crumbs, Crumb(whole.title, whole.path))
    view = View(desk.lang, _corner(rubric, region), "rubric", title, f"{title}: {lead}", crumbs)
    rows = [_row(name, region_path(region), len(desk.shelf.by_region[region]))]
    yield from _cut(desk, Listing(view, sites, lead), [(desk.w("whole-region"), rows)], f"rubric={rubric.id}&region={region}")


def _region(desk: Desk, region: str) -> Iterator[Sheet]:
    sites, name = tuple(desk.ordered(desk.shelf.by_region[region])), desk.region_names[region][desk.lang]
    lead = _lead(desk, len(sites))
    view = View(desk.lang, region_path(region), "region", name, f"{name}: {lead}", (desk.home,))
    others = sorted((r for r in desk.region_names if r != region), key=lambda r: sort_key(desk.region_names[r][desk.lang]))
    rows = [_row(desk.region_names[each][desk.lang], region_path(each), len(desk.shelf.by_region[each])) for each in others]
    asides = [(desk.w("regions"), rows)]
    if events := sum(event.region == region for event in desk.portal.events):
        asides.insert(0, (desk.w("events"), [_row(desk.w("calendar-of", region=name), agenda.region_path(region), events)]))
    yield from _cut(desk, Listing(view, sites, lead), asides, f"region={region}")


def _newest(desk: Desk) -> Iterator[Sheet]:
    """The last added sites by day, the newest day first: one page."""
    newest = sorted(desk.shelf.live, key=lambda site: site.added, reverse=True)[:NEWEST]
    view = View(desk.lang, "catalog/newest.html", "newest", desk.w("newest"), desk.w("newest-lead"), (desk.home,))
    days = sorted({site.added for site in newest}, reverse=True)
    groups = [(day, desk.ordered(site for site in newest if site.added == day)) for day in days]
    yield Sheet(view, "newest.html", {"days": groups, "region_names": desk.region_names})


def ways(desk: Desk) -> list[tuple[str, list[dict[str, Any]]]]:
    """(title, rows) of the lists by kind of owner and by the sites' own languages; an empty list has no row."""
    kinds = [(f"kinds/{kind}", desk.w(f"kind-{kind}"), [s for s in desk.shelf.live if s.kind == kind]) for kind in SITE_KINDS]
    langs = [
        (f"languages/{lang}", desk.w(f"lang-{lang}"), [s for s in desk.shelf.live if lang in s.languages])
        for lang in SITE_LANGUAGES
    ]
    return [
        (title, [_row(name, f"catalog/{path}.html", len(sites)) for path, name, sites in rows if sites])
        for title, rows in ((desk.w("site-kinds"), kinds), (desk.w("site-languages"), langs))
    ]


def _others(desk: Desk) -> Iterator[Sheet]:
    """Kinds of owner and languages of sites: the same list page."""
    every = ways(desk)
    for title, rows in every:
        for row in rows:
            folder, _, name = row["path"].removeprefix("catalog/").removesuffix(".html").partition("/")
            chosen = (site for site in desk.shelf.live if name in ((site.kind,) if folder == "kinds" else site.languages))
            sites = tuple(desk.ordered(chosen))
            lead = _lead(desk, len(sites))
            heading = f"{title}: {row['name']}"
            view = View(desk.lang, row["path"], "way", heading, f"{heading}. {lead}", (desk.home,))
            narrow = f"site={name}" if folder == "languages" else f"owner={name}"
            yield from _cut(desk, Listing(view, sites, lead), [(title, [r for r in rows if r is not row])], narrow)


def home_letters(desk: Desk, alphabet: Iterable[str]) -> Iterator[dict[str, str]]:
    """The alphabet with the path and anchor of each letter's first site; a letter without sites has no path."""
    where = letter_pages(desk, A_TO_Z, pages_of(all_sites(desk), PAGE))
    for letter in alphabet:
        path, anchor = where.get(letter, ("", ""))
        yield {"name": letter, "path": path, "anchor": anchor}
