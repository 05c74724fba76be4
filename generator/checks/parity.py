"""The two languages: each page has its twin, and the twins are built alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from generator.checks.markdown import outline
from generator.load.messages import problem
from generator.model import LANGS, LessonMeta, NewsMeta, Portal, Problem, Prose, Source, Text

_PARTS = {
    "headings": Text("тақырып", "заголовки"),
    "steps": Text("нөмірленген қадам", "нумерованные шаги"),
    "bullets": Text("тізім жолы", "строки списков"),
    "pictures": Text("сурет", "рисунки"),
    "links": Text("сілтеме", "ссылки"),
    "boxes": Text("«!!!» бөлігі", "блоки «!!!»"),
    "tasks": Text("«[ ]» тапсырмасы", "задания «[ ]»"),
}
# Numbers of a text, without those of its lists.
_NUMBER, _LISTED = re.compile(r"\d+(?:[ ,.:]\d+)*"), re.compile(r"^\s*\d+\. ", re.MULTILINE)
_META = {
    LessonMeta: ("checked", "review", "terms"),
    NewsMeta: ("date", "kind", "region", "related", "sources", "updated", "starts", "expires"),
}


def check(portal: Portal) -> Iterator[Problem]:
    pages = {(page.lang, page.path): page for page in portal.prose}
    for (lang, path), page in pages.items():
        other = LANGS[1 - LANGS.index(lang)]
        twin = pages.get((other, path))
        if twin is None:
            yield problem(page.at.path, 1, "missing-twin", expected=f"docs/{other}/{path}")
        elif lang != LANGS[0] and page.body_line and twin.body_line:
            yield from _differences(page, twin)


def _differences(page: Prose, twin: Prose) -> Iterator[Problem]:
    """Told once, at the second language's file: Kazakh is written first."""
    for field in _META.get(type(page.meta), ("checked",)):
        here, there = (_shown(getattr(side.meta, field)) for side in (page, twin))
        if here and there and here != there:
            yield _different(page, twin, page.at.of(field), field, here, there)
    mine, theirs = (Counter(_NUMBER.findall(_LISTED.sub("", side.body))) for side in (page, twin))
    if isinstance(page.meta, LessonMeta) and mine != theirs:
        found, expected = (", ".join((a - b).elements()) or "–" for a, b in ((mine, theirs), (theirs, mine)))
        yield _different(page, twin, page.body_line, Text("сан", "числа"), found, expected)
    for part, name in _PARTS.items():
        here, there = (str(len(getattr(outline(side), part))) for side in (page, twin))
        if here != there:
            yield _different(page, twin, page.body_line, name, here, there)


def _shown(value: object) -> str:
    """A field as its twin must have it, "" for a refused one. A source's name is words, its date and address are not."""
    if isinstance(value, tuple):
        return ", ".join(_shown(part) for part in value) or "–"
    if isinstance(value, Source):
        return f"{_shown(value.date)} {_shown(value.url)}"
    return "–" if value is None else "" if value == date.min else str(value)


def _different(page: Prose, twin: Prose, line: int, what: str | Text, here: str, there: str) -> Problem:
    values = {"what": what, "found": here, "other": twin.at.path, "expected": there}
    return problem(page.at.path, line, "different-structure", **values)
