"""Every text an editor wrote: where it stands, and in which language."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, NamedTuple, cast

from generator.checks.markdown import outline
from generator.model import LANGS, At, Lang, Portal, Prose, Text

# Fields of names that others gave, and of words that people type: not our words.
NOT_OURS = ("Site.name", "Site.owner", "Rubric.synonyms", "Term.avoid")
_DRAWN = re.compile(r'\{\{ t\("([^"]*)", "([^"]*)"\) \}\}')


class Said(NamedTuple):
    """A text and where it stands. Without a language it is an id, an address or a figure, or words printed elsewhere."""

    path: str
    line: int
    words: str
    lang: Lang | None = None
    # «Site.name»: the record's kind and its field.
    field: str = ""


def records(portal: Portal) -> Iterator[Said]:
    """The texts of records, of front matter and of the interface."""
    whole: tuple[Any, ...] = (
        *(portal.course, *portal.items, portal.teaching, *portal.rubrics, *portal.regions, *portal.evidence, *portal.sites),
        *(
            portal.plan,
            *portal.bodies,
            *portal.funds,
            *portal.passport,
            *portal.claims,
            *portal.findings,
            *portal.successors,
            *portal.reporting,
            *portal.events,
            *portal.status,
            *portal.indicators,
            portal.analysis,
            *portal.topics,
            *portal.targets,
            *portal.reports,
            *portal.heirs,
            *portal.contests,
            *portal.rules,
            *portal.terms,
            portal.accessibility,
        ),
    )
    for record in whole:
        yield from _texts(record, record.at, None)
    for page in portal.prose:
        yield from _texts(page.meta, page.at, page.lang)
    for key, sides in portal.words.strings.items():
        at = portal.words.at[key]
        yield from (Said(at.path, at.line, form, lang) for lang in LANGS for form in sides[lang].values())


def lines(page: Prose) -> Iterator[Said]:
    """The lines of a Markdown body, without code."""
    if page.body_line:
        yield from (Said(page.at.path, line.line, line.text, page.lang) for line in outline(page).lines)


def drawn(portal: Portal) -> Iterator[Said]:
    """The words of drawings."""
    for name, drawing in portal.drawings.items():
        for n, line in enumerate(drawing.split("\n"), start=1):
            for sides in _DRAWN.findall(line):
                yield from (
                    Said(f"overrides/drawings/{name}.svg", n, side, lang) for side, lang in zip(sides, LANGS, strict=True)
                )


def everything(portal: Portal) -> Iterator[Said]:
    yield from records(portal)
    for page in portal.prose:
        yield from lines(page)
    yield from drawn(portal)


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cast(Any, kind)) if field.name != "at")


def _texts(record: Any, at: At, lang: Lang | None) -> Iterator[Said]:
    """The texts of a record's fields and of the records inside it, each with the line of its field."""
    kind = type(record)
    for name in _names(cast(Hashable, kind)):
        value, where = getattr(record, name), f"{kind.__name__}.{name}"
        if isinstance(value, tuple):
            for n, entry in enumerate(value):
                yield from _value(entry, at, at.of(f"{name}.{n}"), lang, where)
        else:
            yield from _value(value, at, at.of(name), lang, where)


def _value(value: Any, at: At, line: int, lang: Lang | None, where: str) -> Iterator[Said]:
    if isinstance(value, str):
        yield Said(at.path, line, value, lang, where)
    elif isinstance(value, Text):
        yield from (Said(at.path, line, value[side], side, where) for side in LANGS)
    elif is_dataclass(value):
        # A record knows its own lines; a part without them stands on the line that names it.
        yield from _texts(value, getattr(value, "at", At(at.path, line)), lang)
