"""What can be found: sections of pages, sites, rubrics, rows of the plan, the passport, the calendar, indicators, words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from typing import NamedTuple

from generator.agenda import HOME, event_path
from generator.frame import out, row_path
from generator.model import LANGS, Lang, LessonMeta, Portal, Prose, Site
from generator.render import analysis
from generator.render.indicators import path_of
from generator.render.rows import number
from generator.render.shelf import Desk, rubric_path
from generator.text.say import SHY, say

# How much more a rubric counts than one site that has the same word.
_WORTH = 1.6
# A site below another's domain (zakup.nationalbank.kz) counts less than that one: it has the same names.
_BELOW = 0.6
# What a result may be; the number is what stands in a manifest.
KINDS = ("lesson", "site", "programme", "news", "page", "term")


class Shelf(NamedTuple):
    """Where a site stands in the catalogue, by ids: what results can be narrowed by."""

    rubric: str
    region: str
    languages: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One thing to find: a section of a lesson, a site, a row of the plan … `path` is inside its language's tree.

    `twin` and `twin_place` are the title and the place in the other language; `names` are other words for it, not shown.
    What leads to many things is of more worth than each of them.
    """

    path: str
    kind: str
    title: str
    text: str
    place: str = ""
    host: str = ""
    twin: str = ""
    twin_place: str = ""
    shelf: Shelf | None = None
    names: str = ""
    worth: float = 1

    @property
    def hosts(self) -> tuple[str, ...]:
        """The host in the letters people see and in those machines use."""
        return (self.host,) if self.host.isascii() else (self.host, self.host.encode("idna").decode("ascii"))


def documents(portal: Portal, pages: Mapping[str, bytes], lang: Lang) -> Iterator[Document]:
    """Everything that can be found in one language, in a fixed order; documents of one kind stand together."""
    other = LANGS[1 - LANGS.index(lang)]
    yield from _prose(portal, pages, lang)
    yield from sites(portal, lang)
    for rubric in (*portal.rubrics, *(child for parent in portal.rubrics for child in parent.children)):
        place = say(portal.words, lang, "yellow-pages")
        yield Document(
            rubric_path(rubric.id),
            "page",
            rubric.name[lang],
            "",
            place,
            twin=rubric.name[other],
            twin_place=rubric.synonyms[other] if rubric.synonyms else "",
            names=rubric.synonyms[lang] if rubric.synonyms else "",
            worth=_WORTH,
        )
    for direction in portal.plan.directions:
        for measure in direction.measures:
            path = row_path(measure.id)
            place = say(portal.words, lang, "direction-n", number=direction.number).rstrip(".")
            title = f"{number(measure.id)}. {measure.title[lang]}"
            text = measure.text if lang == "kk" else direction.title[lang]
            yield Document(path, "programme", title, text, place, twin=measure.title[other])
    for fact in portal.passport:
        path = f"programme/passport.html#{fact.id}"
        place = say(portal.words, lang, "passport")
        yield Document(path, "programme", fact.name[lang], fact.value[lang], place, twin=fact.name[other])
    yield from _calendar(portal, lang)
    yield from _figures(portal, lang)
    for topic in portal.topics:
        page = f"programme/{topic.id}.html"
        yield Document(page, "programme", topic.title[lang], topic.summary[lang], twin=topic.title[other])
        for n, point in enumerate(topic.points, start=1):
            if point.title:
                text, twin = point.text[lang], point.title[other]
                yield Document(f"{page}#p{n}", "programme", point.title[lang], text, topic.title[lang], twin=twin)
    for term in portal.terms:
        title, twin = (term.term[side] + (f" ({term.short[side]})" if term.short else "") for side in (lang, other))
        yield Document(f"glossary.html#{term.id}", "term", title, term.meaning[lang], twin=twin)


def _calendar(portal: Portal, lang: Lang) -> Iterator[Document]:
    """The calendar, the reports of the act, and each event."""
    other = LANGS[1 - LANGS.index(lang)]
    title, place = (say(portal.words, lang, key) for key in ("calendar", "tab-programme"))
    yield Document(HOME, "programme", title, say(portal.words, lang, "calendar-text"), place)
    for report in portal.reporting:
        path = f"{HOME}#{report.id}"
        yield Document(path, "programme", report.name[lang], report.about[lang], title, twin=report.name[other])
    regions = {region.id: region.name[lang] for region in portal.regions}
    for event in portal.events:
        where = regions.get(event.region, say(portal.words, lang, "national"))
        text = f"{event.about[lang]} {event.audience[lang]} {event.place[lang]}"
        kind = say(portal.words, lang, f"event-{event.kind}")
        yield Document(event_path(event), "programme", event.name[lang], text, f"{kind}, {where}", twin=event.name[other])


def _figures(portal: Portal, lang: Lang) -> Iterator[Document]:
    """The indicators, and the parts of the chapter of analysis with the names of what they compare."""
    other = LANGS[1 - LANGS.index(lang)]
    place = say(portal.words, lang, "indicators")
    for indicator in portal.indicators:
        text = f"{indicator.about[lang]} {indicator.method[lang]}"
        yield Document(path_of(indicator), "programme", indicator.name[lang], text, place, twin=indicator.name[other])
    place = say(portal.words, lang, "analysis")
    for passage in portal.analysis.passages:
        texts = (*passage.text, *passage.points, *(comparison.title for comparison in passage.comparisons))
        path = f"{analysis.PATH}#{passage.id}"
        text = " ".join(text[lang] for text in texts)
        yield Document(path, "programme", passage.title[lang], text, place, twin=passage.title[other])


def sites(portal: Portal, lang: Lang) -> Iterator[Document]:
    """The catalogue's sites by rubric, region, kind and languages, so that a few runs of numbers tell where each stands."""
    other = LANGS[1 - LANGS.index(lang)]
    desk = Desk(portal, lang)
    rubrics = {name: number for number, name in enumerate(desk.rubrics)}
    regions = {name: number for number, name in enumerate(desk.region_names)}

    known = {site.id for site in portal.sites}

    def place(site: Site) -> tuple[object, ...]:
        return rubrics[site.rubric], regions[site.region], site.kind, site.languages, site.id

    for site in sorted(portal.sites, key=place):
        rubric, region = desk.rubrics[site.rubric].name, desk.region_names[site.region]
        yield Document(
            f"catalog/sites/{site.id}.html",
            "site",
            site.name[lang],
            site.about[lang],
            f"{rubric[lang]}, {region[lang]}",
            site.host,
            site.name[other],
            f"{rubric[other]} {region[other]}",
            Shelf(site.rubric, site.region, site.languages, site.also, site.kind) if site.is_live else None,
            worth=_BELOW if site.id.partition(".")[2] in known else 1,
        )


def _prose(portal: Portal, pages: Mapping[str, bytes], lang: Lang) -> Iterator[Document]:
    """Markdown pages by their headings, so that a result opens at its section."""
    titles = {(page.lang, page.path): title for page in portal.published for title in [_title(portal, page)]}
    other = LANGS[1 - LANGS.index(lang)]
    order = ("lesson", "programme", "news", "page")
    kinds = {"lessons": "lesson", "programme": "programme", "news": "news"}
    ours = [page for page in portal.published if page.lang == lang and out(lang, page.html_path) in pages]
    for page in sorted(ours, key=lambda page: order.index(kinds.get(page.path.split("/")[0], "page"))):
        kind = kinds.get(page.path.split("/")[0], "page")
        title, lead = titles[lang, page.path]
        twin = titles.get((other, page.path), ("", ""))[0]
        yield Document(page.html_path, kind, title, lead, twin=twin)
        here = sections(pages[out(lang, page.html_path)])
        there = sections(pages.get(out(other, page.html_path), b""))
        for (anchor, heading, text), (_, name, _) in zip(here, there if len(there) == len(here) else here, strict=True):
            yield Document(f"{page.html_path}#{anchor}", kind, heading, text, title, twin=name, twin_place=twin)


def _title(portal: Portal, page: Prose) -> tuple[str, str]:
    """A page's title and the line that stands below it in lists."""
    if not isinstance(page.meta, LessonMeta):
        return page.meta.title, page.meta.summary
    lesson = next(lesson for module in portal.course.modules for lesson in module.ready if module.file_of(lesson) == page.path)
    return lesson.title[page.lang], lesson.outcome[page.lang]


# Parts of a lesson that repeat what has a page of its own: the glossary, the self-test.
_REPEATED = frozenset({"words", "check"})


@lru_cache(maxsize=512)
def sections(html: bytes) -> list[tuple[str, str, str]]:
    """(anchor, heading, text) of every h2 inside the page's article. Each page is asked for once a language."""
    reader = _Sections()
    reader.feed(html.decode())
    return [(anchor, _clean(heading), _clean(text)) for anchor, heading, text in reader.found if anchor not in _REPEATED]


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace(SHY, "")).strip()


class _Sections(HTMLParser):
    """Text under each h2 with an id, within <article>; questions, drawings and navigation are left out."""

    _SKIP = frozenset({"nav", "svg", "form", "aside", "script", "style"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []
        self._article = self._heading = False
        self._skip = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self._article = True
        elif self._article and tag in self._SKIP:
            self._skip += 1
        elif self._article and not self._skip and tag == "h2" and (anchor := dict(attrs).get("id")):
            self.found.append((anchor, "", ""))
            self._heading = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._article = False
        elif tag in self._SKIP and self._skip:
            self._skip -= 1
        elif tag == "h2":
            self._heading = False

    def handle_data(self, data: str) -> None:
        if not self.found or not self._article or self._skip:
            return
        anchor, heading, text = self.found[-1]
        self.found[-1] = (anchor, heading + data, text) if self._heading else (anchor, heading, text + data + " ")
