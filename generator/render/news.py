"""News: the list by year. The items themselves go through MkDocs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.frame import Crumb, View, row_path
from generator.model import Lang, NewsMeta, Portal, Prose
from generator.render.engine import Sheet, Speaker
from generator.render.rows import number


@dataclass(frozen=True)
class NewsItem:
    """A news page whose meta is known to be news."""

    page: Prose
    meta: NewsMeta

    @property
    def html_path(self) -> str:
        return self.page.html_path


def latest(portal: Portal, lang: Lang) -> list[NewsItem]:
    """News of one language, newest first."""
    items = [NewsItem(p, p.meta) for p in portal.published if p.lang == lang and isinstance(p.meta, NewsMeta)]
    return sorted(items, key=lambda item: (item.meta.date, item.page.path), reverse=True)


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


def sheets(portal: Portal, lang: Lang) -> Iterator[Sheet]:
    w = Speaker(portal.words, lang)
    years = [(year, list(items)) for year, items in groupby(latest(portal, lang), key=lambda item: item.meta.date.year)]
    yield Sheet(View(lang, "news/index.html", "news-list", w("tab-news"), w("news-lead")), "news-list.html", {"years": years})
