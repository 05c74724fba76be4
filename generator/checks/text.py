"""Every text an editor wrote, wherever it stands: one alphabet in a word, and no HTML."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, NamedTuple, cast

from generator.checks.markdown import HTML, outline
from generator.load.messages import problem
from generator.model import At, Portal, Problem, Text

_WORD = re.compile(r"[^\W_]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile("[\u0400-\u052f]")


def length(text: str) -> int:
    """How many words a reader reads: a dash and a sign are none."""
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


class Said(NamedTuple):
    """A text and where it stands."""

    path: str
    line: int
    words: str


def check(portal: Portal) -> Iterator[Problem]:
    for said in _records(portal):
        for tag in dict.fromkeys(HTML.findall(said.words)):
            yield problem(said.path, said.line, "raw-html", found=tag)
        yield from _mixed(said)
    for page in portal.prose:
        if page.body_line:
            for line in outline(page).lines:
                yield from _mixed(Said(page.at.path, line.line, line.text))
    for name, drawing in portal.drawings.items():
        for n, line_ in enumerate(drawing.split("\n"), start=1):
            yield from _mixed(Said(f"overrides/drawings/{name}.svg", n, line_))


def _mixed(said: Said) -> Iterator[Problem]:
    """A Latin letter in a Cyrillic word looks right and is found by no search. A hyphen ends a word: «Wi-Fi-ға»."""
    if _LATIN.search(said.words) and _CYRILLIC.search(said.words):
        for word in _WORD.findall(said.words):
            if _LATIN.search(word) and _CYRILLIC.search(word):
                yield problem(said.path, said.line, "mixed-script", found=word)


def _records(portal: Portal) -> Iterator[Said]:
    whole: tuple[Any, ...] = (
        *(portal.course, *portal.items, portal.teaching, *portal.rubrics, *portal.regions, *portal.evidence, *portal.sites),
        *(portal.plan, *portal.bodies, *portal.funds, *portal.passport, *portal.terms),
    )
    for record in whole:
        yield from _texts(record, record.at)
    for page in portal.prose:
        yield from _texts(page.meta, page.at)
    for key, sides in portal.words.strings.items():
        at = portal.words.at[key]
        yield from (Said(at.path, at.line, form) for forms in sides.values() for form in forms.values())


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cast(Any, kind)) if field.name != "at")


def _texts(record: Any, at: At) -> Iterator[Said]:
    """The texts of a record's fields and of the records inside it, each with the line of its field."""
    for name in _names(cast(Hashable, type(record))):
        value = getattr(record, name)
        if isinstance(value, tuple):
            for n, entry in enumerate(value):
                yield from _value(entry, at, at.of(f"{name}.{n}"))
        else:
            yield from _value(value, at, at.of(name))


def _value(value: Any, at: At, line: int) -> Iterator[Said]:
    if isinstance(value, str):
        yield Said(at.path, line, value)
    elif isinstance(value, Text):
        yield Said(at.path, line, value.kk)
        yield Said(at.path, line, value.ru)
    elif is_dataclass(value):
        # A record knows its own lines; a part without them stands on the line that names it.
        yield from _texts(value, getattr(value, "at", At(at.path, line)))
