"""What can be found: sections of lessons and pages, sites, rubrics, rows of the plan, the passport, words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from generator.frame import out
from generator.model import Lang, LessonMeta, Portal
from generator.render.catalogue import Desk, rubric_path
from generator.render.course import Syllabus
from generator.text.say import SHY, say

# What a result may be; the number is what stands in a manifest.
KINDS = ("lesson", "site", "programme", "news", "page", "term")


@dataclass(frozen=True)
class Document:
    """One thing to find: a section of a lesson, a site, a row of the plan … `path` is inside its language's tree."""

    path: str
    kind: str
    title: str
    text: str
    place: str = ""
    host: str = ""


def documents(portal: Portal, pages: Mapping[str, bytes], lang: Lang) -> Iterator[Document]:
    """Everything that can be found in one language, in a fixed order."""
    yield from _prose(portal, pages, lang)
    desk = Desk(portal, lang)
    for site in portal.sites:
        place = f"{desk.rubrics[site.rubric].name[lang]}, {desk.region_names[site.region][lang]}"
        yield Document(f"catalog/sites/{site.id}.html", "site", site.name[lang], site.about[lang], place, site.host)
    for rubric in (*portal.rubrics, *desk.rubrics.values()):
        yield Document(rubric_path(rubric.id), "page", rubric.name[lang], "", say(portal.words, lang, "yellow-pages"))
    for direction in portal.plan.directions:
        for measure in direction.measures:
            path = f"programme/plan.html#m{measure.id}"
            place = say(portal.words, lang, "direction-n", number=direction.number)
            text = measure.text if lang == "kk" else direction.title[lang]
            yield Document(path, "programme", f"{measure.id.replace('-', '.')}. {measure.title[lang]}", text, place)
    for fact in portal.passport:
        yield Document(
            f"programme/passport.html#{fact.id}",
            "programme",
            fact.name[lang],
            fact.value[lang],
            say(portal.words, lang, "passport"),
        )
    for term in portal.terms:
        short = f" ({term.short[lang]})" if term.short else ""
        yield Document(f"glossary.html#{term.id}", "term", term.term[lang] + short, term.meaning[lang])


def _prose(portal: Portal, pages: Mapping[str, bytes], lang: Lang) -> Iterator[Document]:
    """Markdown pages by their headings, so that a result opens at its section."""
    syllabus = Syllabus(portal, lang)
    lessons = {m.file_of(lesson): (m, lesson) for m in portal.course.modules for lesson in m.ready}
    for page in portal.published:
        if page.lang != lang or out(lang, page.html_path) not in pages:
            continue
        kind = {"lessons": "lesson", "programme": "programme", "news": "news"}.get(page.path.split("/")[0], "page")
        if isinstance(page.meta, LessonMeta):
            module, lesson = lessons[page.path]
            title, lead = syllabus.lesson(module, lesson).title, lesson.outcome[lang]
        else:
            title, lead = page.meta.title, page.meta.summary
        yield Document(page.html_path, kind, title, lead)
        for anchor, heading, text in sections(pages[out(lang, page.html_path)].decode()):
            yield Document(f"{page.html_path}#{anchor}", kind, heading, text, title)


# Parts of a lesson that repeat what has a page of its own: the glossary, the self-test.
_REPEATED = frozenset({"words", "check"})


def sections(html: str) -> list[tuple[str, str, str]]:
    """(anchor, heading, text) of every h2 inside the page's article."""
    reader = _Sections()
    reader.feed(html)
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
