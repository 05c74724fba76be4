"""The whole tree as a screen reader meets it, read without a browser: headings, landmarks, names, languages; and the record of
the last run in a browser, from which the statement is made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

from generator.model import LANGS
from tests.browser.harness import KINDS
from tests.browser.test_axe import MODES
from tests.test_draw import portal

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
NAMED = {"a", "button", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "th"}
FIELDS = {"input", "select", "textarea"}
KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
OUR_LANGUAGES = {*LANGS, "en"}


class Element:
    """A tag with what its page says about it; `said` is the text that a screen reader reads from it."""

    def __init__(self, tag: str, attrs: dict[str, str], parent: Element | None) -> None:
        self.tag, self.attrs, self.parent, self.said = tag, attrs, parent, ""

    def above(self) -> Iterator[Element]:
        element: Element | None = self
        while element:
            yield element
            element = element.parent

    @property
    def hidden(self) -> bool:
        return any(each.attrs.get("aria-hidden") == "true" for each in self.above())


class Heard(HTMLParser):
    """A page's elements in their order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.now: Element | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.now)
        self.elements.append(element)
        spoken = element.attrs.get("aria-label", "") or element.attrs.get("alt", "")
        if spoken and not element.hidden:
            self._say(element, spoken)
        if tag not in VOID:
            self.now = element

    def handle_endtag(self, tag: str) -> None:
        while self.now and tag not in VOID:
            closed, self.now = self.now, self.now.parent
            if closed.tag == tag:
                break

    def handle_data(self, data: str) -> None:
        if self.now and data.strip() and not self.now.hidden:
            self._say(self.now, data)

    def _say(self, element: Element, text: str) -> None:
        for each in element.above():
            each.said += text

    def of(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]


def faults(page: Heard) -> Iterator[str]:
    yield from _headings(page)
    yield from _landmarks(page)
    yield from _names(page)
    yield from _languages(page)


def _headings(page: Heard) -> Iterator[str]:
    levels = [int(each.tag[1]) for each in page.of("h1", "h2", "h3", "h4", "h5", "h6") if not _set_aside(each)]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"one h1, before every other heading: {levels}"
    yield from (f"h{level} after h{before}" for before, level in pairwise(levels) if level > before + 1)


def _set_aside(element: Element) -> bool:
    """The panel of the header comes with its script; a template is nobody's heading."""
    return any(each.tag in ("template", "noscript") for each in element.above())


def _landmarks(page: Heard) -> Iterator[str]:
    for tag in ("main", "header", "footer"):
        found = [
            each for each in page.of(tag) if not any(up.tag in ("article", "section") for up in each.above() if up is not each)
        ]
        if len(found) != 1:
            yield f"{len(found)} × <{tag}>"
    ids = {each.attrs["id"]: each for each in page.elements if "id" in each.attrs}
    names = []
    for nav in page.of("nav"):
        labelled = ids.get(nav.attrs.get("aria-labelledby", ""))
        names.append(nav.attrs.get("aria-label") or (labelled.said if labelled else ""))
    if not all(names) or len(set(names)) != len(names):
        yield f"each nav with a name of its own: {names}"


def _names(page: Heard) -> Iterator[str]:
    labels = {each.attrs["for"] for each in page.of("label") if "for" in each.attrs and each.said.strip()}
    for each in page.elements:
        if each.hidden:
            continue
        where = f"<{each.tag} {each.attrs}>"
        if each.tag in NAMED and not each.said.strip() and not _filled_later(each):
            yield f"no name: {where}"
        elif each.tag == "img" and "alt" not in each.attrs:
            yield f"no alt: {where}"
        elif (
            each.tag in FIELDS
            and each.attrs.get("type") not in ("hidden", "submit", "button")
            and not (
                "aria-label" in each.attrs
                or "aria-labelledby" in each.attrs
                or each.attrs.get("id") in labels
                or any(up.tag == "label" and up.said.strip() for up in each.above())
            )
        ):
            yield f"no label: {where}"
        elif each.attrs.get("role") in ("img", "group", "region", "dialog") and not (
            each.attrs.get("aria-label") or each.attrs.get("aria-labelledby")
        ):
            yield f"no name: {where}"


def _filled_later(element: Element) -> bool:
    """A script writes its words, and it is not seen before; the corner of a table has nothing to say."""
    return element.tag == "th" or any("hidden" in each.attrs for each in element.above())


def _languages(page: Heard) -> Iterator[str]:
    html = page.of("html")[0].attrs.get("lang")
    if html not in LANGS:
        yield f"the page's language: {html}"
    for each in page.elements:
        if "lang" in each.attrs and each.attrs["lang"] not in OUR_LANGUAGES:
            yield f"lang={each.attrs['lang']}"
        if "hreflang" in each.attrs and each.tag == "a" and each.attrs.get("lang") != each.attrs["hreflang"]:
            yield f"a link to the other language speaks its own: {each.attrs}"


def test_every_page_is_heard(site: Path) -> None:
    said: dict[str, list[str]] = {}
    pages = sorted(site.rglob("*.html"))
    for file in pages:
        for fault in faults(Heard(file.read_text(encoding="utf-8"))):
            said.setdefault(fault, []).append(file.relative_to(site).as_posix())
    assert len(pages) > 1_000
    assert not said, "\n".join(f"{fault}\n  {len(where)} times, first {where[0]}" for fault, where in list(said.items())[:20])


SPOILED = (
    ("<h1>", "<h3>", "one h1"),
    ("<h2>", "<h4>", "h4 after"),
    ("<main ", "<div ", "0 × <main>"),
    ('aria-label="Тіл"', "", "each nav"),
    ("<span>Нашар көретіндерге</span>", "", "no name"),
    ('role="img" aria-label=', 'role="img" title=', "no name"),
    ('<html lang="kk">', "<html>", "the page's language"),
    ('<a lang="ru"', "<a", "speaks its own"),
)


def test_faults_are_heard(site: Path) -> None:
    """The reader is awake: a lesson spoiled in one place has its fault, and only then."""
    lesson = (site / KINDS["lesson"]).read_text(encoding="utf-8")
    assert not list(faults(Heard(lesson)))
    for right, wrong, told in SPOILED:
        assert right in lesson, right
        assert told in " ".join(faults(Heard(lesson.replace(right, wrong)))), told


def test_record_tells_of_a_whole_run(site: Path) -> None:
    """The statement's figures are those of a run over every kind in every mode; it cannot count what the tests do not have."""
    run = portal().accessibility.run
    assert run
    assert run.modes == tuple(MODES)
    assert run.kinds <= len(KINDS) and run.pages == run.kinds * len(LANGS)
    for lang, path in (("kk", "pages/accessibility.html"), ("ru", "ru/pages/accessibility.html")):
        page = Heard((site / path).read_text(encoding="utf-8")).of("main")[0].said
        for told in (
            str(run.pages),
            run.tool,
            *(fault.what["kk" if lang == "kk" else "ru"] for fault in portal().accessibility.faults),
        ):
            assert told in page.replace("\u00a0", " ").replace("\u00ad", ""), told
