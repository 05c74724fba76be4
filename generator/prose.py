"""What a Markdown page needs around its words: its view, its layout and that layout's data."""

from __future__ import annotations

from generator.frame import Crumb, View
from generator.model import LessonMeta, NewsMeta, PageMeta, Portal, Prose
from generator.render import help, indicators, news, programme
from generator.render.course import Syllabus
from generator.render.engine import Sheet, Speaker


def sheet(portal: Portal, page: Prose) -> Sheet:
    """The page as MkDocs must frame it; the words themselves are MkDocs' to render."""
    if isinstance(page.meta, LessonMeta):
        return _lesson(portal, page, page.meta)
    if isinstance(page.meta, NewsMeta):
        return _news(portal, page, page.meta)
    return _plain(portal, page, page.meta)


def _lesson(portal: Portal, page: Prose, meta: LessonMeta) -> Sheet:
    module, lesson = next((m, each) for m in portal.course.modules for each in m.ready if m.file_of(each) == page.path)
    syllabus = Syllabus(portal, page.lang)
    view = View(
        page.lang, page.html_path, "lesson", lesson.title[page.lang], lesson.outcome[page.lang], syllabus.crumbs(module)
    )
    return Sheet(view, "lesson.html", {"lesson": syllabus.lesson_page(module, lesson, meta.terms)})


def _news(portal: Portal, page: Prose, meta: NewsMeta) -> Sheet:
    w = Speaker(portal.words, page.lang)
    crumbs = (Crumb(w("tab-news"), news.INDEX),)
    older, newer = news.beside(portal, page)
    data = {
        "sources": meta.sources,
        "related": news.related(portal, page.lang, meta.related),
        "item": news.item(portal, page, meta),
        "older": older,
        "newer": newer,
        "others": [item for item in news.latest(portal, page.lang) if item.page is not page and not item.is_over][:3],
        "feeds": news.feeds(page.lang),
    }
    return Sheet(View(page.lang, page.html_path, "news", meta.title, meta.summary, crumbs), "news.html", data)


def _plain(portal: Portal, page: Prose, meta: PageMeta) -> Sheet:
    w = Speaker(portal.words, page.lang)
    folder = page.path.split("/")[0]
    if folder == "programme":
        crumbs = (Crumb(w("tab-programme"), "programme/index.html"),)
        beside = programme.siblings(portal, page.lang, page.html_path)
    else:
        crumbs = (Crumb(w("name"), "index.html"),)
        beside = help.siblings(portal, page.lang, page.html_path)
    view = View(page.lang, page.html_path, "prose", meta.title, meta.summary, crumbs)
    data = {"siblings": beside, "came": indicators.targeted(portal, page.lang), "accessibility": portal.accessibility}
    return Sheet(view, "prose.html", data)
