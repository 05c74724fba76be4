"""Pages about the whole portal: home, search, site map, glossary, the lost page and the one shown offline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.frame import Crumb, View
from generator.model import Lang, PageMeta, Portal
from generator.render import calendar, course, help, indicators, shelf
from generator.render.engine import Sheet, Speaker
from generator.render.news import feeds, latest
from generator.render.programme import cards
from generator.render.rows import Ledger, direction_path
from generator.render.teaching import OVERVIEW
from generator.text.order import sort_key


def sheets(portal: Portal, lang: Lang) -> Iterator[Sheet]:
    w = Speaker(portal.words, lang)
    home = (Crumb(w("name"), "index.html"),)
    doors = list(_doors(portal, lang, w))
    yield Sheet(
        View(
            lang=lang, path="index.html", kind="home", title=f"{w('name')} – {w('tagline')}", description=w("home-description")
        ),
        "home.html",
        {"doors": doors, "news": latest(portal, lang)[:3], "feeds": feeds(lang)},
    )
    yield Sheet(View(lang, "404.html", "lost", w("lost-title"), indexed=False), "lost.html", {"doors": doors})
    yield Sheet(View(lang, "offline.html", "lost", w("unsaved-title"), indexed=False), "offline.html")
    yield Sheet(
        View(lang, "search.html", "search", w("search-title"), indexed=False), "search.html", {"rows": _browse(portal, lang, w)}
    )
    yield Sheet(
        View(lang, "site-map.html", "map", w("site-map"), crumbs=home),
        "site-map.html",
        {"sections": _sections(portal, lang, w)},
    )
    yield glossary(portal, lang, w)


def _doors(portal: Portal, lang: Lang, w: Speaker) -> Iterator[dict[str, Any]]:
    """The three answers of the home page. Links go up from the root page, so a path is its own link there."""
    view = View(lang, "index.html", "home", "")
    modules = portal.course.modules
    levels = [
        {
            "name": w("level-of", level=n, title=level.title[lang]),
            "url": view.url("lessons/index.html") + "#" + level.id,
            "count": sum(len(module.lessons) for module in modules if module.level == level.id),
        }
        for n, level in enumerate(portal.course.levels, start=1)
    ]
    has_page = Ledger(portal, lang).has_page
    stock = shelf.Shelf(portal)
    rubrics = sorted(portal.rubrics, key=lambda rubric: -len(stock.below(rubric)))[:3]
    rows = [{"name": r.name[lang], "url": view.url(shelf.rubric_path(r.id)), "count": len(stock.below(r))} for r in rubrics]
    ready = sum(len(module.ready) for module in modules)
    yield {
        "section": "learn",
        "path": "lessons/index.html",
        "icon": "book",
        "title": w("door-learn"),
        "fact": w("door-learn-fact", n=ready),
        "rows": levels,
    }
    yield {
        "section": "catalog",
        "path": "catalog/index.html",
        "icon": "find",
        "title": w("door-catalog"),
        "fact": w("door-catalog-fact", n=len(portal.sites)),
        "rows": [*rows, {"name": w("all-rubrics"), "url": view.url("catalog/index.html"), "count": len(portal.rubrics)}],
    }
    yield {
        "section": "programme",
        "path": "programme/index.html",
        "icon": "paper",
        "title": w("door-programme"),
        "fact": w("door-programme-fact"),
        "rows": [
            {"name": w("passport"), "url": view.url("programme/passport.html"), "count": 2006},
            {"name": w("plan-short"), "url": view.url("programme/plan.html"), "count": len(portal.plan.measures)},
            {"name": w("directions"), "url": view.url("programme/directions.html"), "count": len(portal.plan.directions)},
            {"name": w("bodies"), "url": view.url("programme/bodies.html"), "count": sum(map(has_page, portal.bodies))},
        ],
    }


def _browse(portal: Portal, lang: Lang, w: Speaker) -> list[dict[str, Any]]:
    """Ways on for a reader whose browser runs no scripts."""
    view = View(lang, "search.html", "search", "")
    rows = (
        ("lessons/index.html", w("course-title"), sum(len(m.lessons) for m in portal.course.modules)),
        ("catalog/index.html", w("rubrics"), len(portal.rubrics)),
        ("catalog/a-z.html", w("a-z"), len(portal.sites)),
        ("programme/index.html", w("tab-programme"), len(portal.plan.measures)),
        ("news/index.html", w("tab-news"), len(latest(portal, lang))),
        ("glossary.html", w("glossary"), len(portal.terms)),
        ("site-map.html", w("site-map"), ""),
    )
    return [{"url": view.url(path), "name": name, "count": count} for path, name, count in rows]


def _sections(portal: Portal, lang: Lang, w: Speaker) -> list[tuple[str, str, list[Crumb]]]:
    pages = [
        Crumb(page.meta.title, page.html_path)
        for page in portal.published
        if page.lang == lang and page.path.startswith("pages/") and isinstance(page.meta, PageMeta)
    ]
    sections = [Crumb(c["title"], c["path"]) for c in cards(portal, lang)]
    directions = [
        Crumb(f"{w('direction-n', number=each.number)} {each.title[lang]}", direction_path(each.number))
        for each in portal.plan.directions
    ]
    lessons = [Crumb(m.title, m.path) for m in course.Syllabus(portal, lang).modules()]
    rubrics = [Crumb(r.name[lang], shelf.rubric_path(r.id)) for r in portal.rubrics]
    return [
        (w("course-title"), "lessons/index.html", [*lessons, Crumb(w("teacher"), OVERVIEW)]),
        (
            w("yellow-pages"),
            "catalog/index.html",
            [
                *rubrics,
                Crumb(w("a-z"), "catalog/a-z.html"),
                Crumb(w("data"), "catalog/data.html"),
                Crumb(w("suggest-title"), "catalog/suggest.html"),
            ],
        ),
        (w("programme-title"), "programme/index.html", [*sections, *directions, *calendar.years(portal, lang)]),
        (
            w("programme-title"),
            "programme/index.html",
            [*(Crumb(c["title"], c["path"]) for c in cards(portal, lang)), *indicators.crumbs(portal, lang)],
        ),
        (w("tab-news"), "news/index.html", [Crumb(item.meta.title, item.html_path) for item in latest(portal, lang)]),
        (
            w("tab-help"),
            "pages/help.html",
            [
                *pages,
                Crumb(w("rules"), help.RULES),
                Crumb(w("glossary"), "glossary.html"),
                Crumb(w("search-title"), "search.html"),
                Crumb(w("offline"), "editions.html"),
                Crumb(w("class"), "class.html"),
            ],
        ),
    ]


def glossary(portal: Portal, lang: Lang, w: Speaker) -> Sheet:
    terms = sorted(portal.terms, key=lambda term: sort_key(term.term[lang]))
    view = View(
        lang, "glossary.html", "glossary", w("glossary"), w("glossary-lead", n=len(terms)), (Crumb(w("name"), "index.html"),)
    )
    data = {
        "count": len(terms),
        "groups": shelf.by_letter(terms, lambda term: term.term[lang]),
        "term_names": {term.id: term.term for term in terms},
    }
    return Sheet(view, "glossary.html", data)
