"""News: the newest, by year and by kind. The items themselves go through MkDocs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from generator.frame import Crumb, View, row_path
from generator.model import NEWS_KINDS, Lang, NewsMeta, Portal, Prose
from generator.render.engine import Sheet, Speaker
from generator.render.paging import page_path, pages_of, strip
from generator.render.rows import number

# Items on a page of a list: it weighs some 15 kB with them, all told.
PAGE = 20
INDEX = "news/index.html"


@dataclass(frozen=True)
class NewsItem:
    """A news page whose meta is known to be news. `place` is a region's name, nothing for the whole country."""

    page: Prose
    meta: NewsMeta
    place: str = ""
    in_force: bool = False
    is_over: bool = False

    @property
    def html_path(self) -> str:
        return self.page.html_path


def item(portal: Portal, page: Prose, meta: NewsMeta) -> NewsItem:
    place = next((region.name[page.lang] for region in portal.regions if region.id == meta.region), "")
    return NewsItem(page, meta, place, meta.in_force(portal.day), meta.is_over(portal.day))


def dated(portal: Portal, lang: Lang) -> list[NewsItem]:
    """News of one language, newest first."""
    items = [item(portal, p, p.meta) for p in portal.published if p.lang == lang and isinstance(p.meta, NewsMeta)]
    return sorted(items, key=lambda item: (item.meta.date, item.page.path), reverse=True)


def latest(portal: Portal, lang: Lang) -> list[NewsItem]:
    """The same as lists have them: warnings in force come first, and those that are over last."""
    return sorted(dated(portal, lang), key=lambda item: (not item.in_force, item.is_over))


def year_path(year: int) -> str:
    return f"news/{year}.html"


def kind_path(kind: str) -> str:
    return f"news/kinds/{kind}.html"


def feeds(lang: Lang) -> dict[str, str]:
    """The type of each feed of news and its place in the tree."""
    return {"application/atom+xml": f"news/feed-{lang}.xml", "application/feed+json": f"news/feed-{lang}.json"}


def related(portal: Portal, lang: Lang, ids: tuple[str, ...]) -> list[Crumb]:
    """Links from a news item: rows of the plan by id, pages by path."""
    w = Speaker(portal.words, lang)
    rows = {m.id: m for m in portal.plan.measures}
    pages = {p.path: p for p in portal.published if p.lang == lang}
    return [
        Crumb(w("measure-n", number=number(id), title=rows[id].title[lang]), row_path(id))
        if id in rows
        else Crumb(getattr(pages[id].meta, "title", id), pages[id].html_path)
        for id in ids
    ]


def beside(portal: Portal, page: Prose) -> tuple[NewsItem | None, NewsItem | None]:
    """The items before and after this one, by date."""
    items: list[NewsItem | None] = [None, *dated(portal, page.lang), None]
    at = next(n for n, each in enumerate(items) if each and each.page is page)
    return items[at + 1], items[at - 1]


def sheets(portal: Portal, lang: Lang) -> Iterator[Sheet]:
    desk = _Desk(portal, lang)
    yield from desk.cut(View(lang, INDEX, "news-list", desk.w("tab-news"), desk.w("news-lead")), desk.items)
    for year in desk.years:
        some = [each for each in desk.items if each.meta.date.year == year]
        yield from desk.cut(desk.view(year_path(year), "news-year", desk.w("news-of-year", year=year), some), some)
    for kind in desk.kinds:
        some = [each for each in desk.items if each.meta.kind == kind]
        title = desk.w("news-of-kind", kind=desk.w(f"news-{kind}"))
        yield from desk.cut(desk.view(kind_path(kind), "news-kind", title, some), some)


class _Desk:
    """One language's news, and the ways to narrow them."""

    def __init__(self, portal: Portal, lang: Lang) -> None:
        self.lang, self.w = lang, Speaker(portal.words, lang)
        self.items = latest(portal, lang)
        self.years = sorted({each.meta.date.year for each in self.items}, reverse=True)
        self.kinds = [kind for kind in NEWS_KINDS if any(each.meta.kind == kind for each in self.items)]

    def view(self, path: str, kind: str, title: str, items: Sequence[NewsItem]) -> View:
        lead = self.w("news-n", n=len(items))
        return View(self.lang, path, kind, title, f"{title}: {lead}", (Crumb(self.w("tab-news"), INDEX),))

    def cut(self, whole: View, items: Sequence[NewsItem]) -> Iterator[Sheet]:
        """The pages of a list."""
        pages = pages_of(items, PAGE)
        guides = [_span(page) for page in pages]
        for turn, some in enumerate(pages, start=1):
            view = replace(whole, path=page_path(whole.path, turn))
            if turn > 1:
                title = self.w("page-of", title=whole.title, n=turn)
                up = whole.crumbs or (Crumb(whole.title, whole.path),)
                view = replace(view, title=title, description=f"{title}: {guides[turn - 1]}", crumbs=up)
            data = {
                "lead": whole.description if whole.path == INDEX else self.w("news-n", n=len(items)),
                "groups": list(self._groups(whole, some)),
                "pages": list(strip(view, whole.path, guides, turn)) if len(pages) > 1 else [],
                "asides": list(self._asides(view, whole.path)),
                "feeds": feeds(self.lang),
            }
            yield Sheet(view, "news-list.html", data)

    def _groups(self, whole: View, items: Sequence[NewsItem]) -> Iterator[tuple[str, list[NewsItem]]]:
        """The items under their headings: in force, by year, over. A year's own page needs no year."""

        def heading(each: NewsItem) -> str:
            if each.in_force or each.is_over:
                return self.w("alerts-in-force" if each.in_force else "alerts-over")
            return "" if whole.kind == "news-year" else self.w("year-n", year=each.meta.date.year)

        for title, some in groupby(items, key=heading):
            yield title, list(some)

    def _asides(self, view: View, first: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """Ways to narrow the list, each with its number; where one is, is no way."""
        by_kind = Counter(each.meta.kind for each in self.items)
        by_year = Counter(each.meta.date.year for each in self.items)
        kinds = [(self.w(f"news-{kind}").capitalize(), kind_path(kind), by_kind[kind]) for kind in self.kinds]
        years = [(str(year), year_path(year), by_year[year]) for year in self.years]
        for title, ways in ((self.w("news-kinds"), kinds), (self.w("years"), years)):
            if rows := [{"name": name, "url": view.url(path), "count": n} for name, path, n in ways if path != first]:
                yield title, rows


def _span(items: Sequence[NewsItem]) -> str:
    """The years of a page's items: 2026–2010."""
    years = [each.meta.date.year for each in items]
    return "–".join(str(year) for year in dict.fromkeys([max(years), min(years)])) if years else ""
