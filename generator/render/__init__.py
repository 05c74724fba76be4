"""Records to pages: every page outside MkDocs' loop, as (view, template, data), made into HTML only when asked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from generator.model import LANGS, Lang, Portal
from generator.render import (
    analysis,
    calendar,
    catalogue,
    copies,
    course,
    help,
    indicators,
    money,
    news,
    plan,
    programme,
    suggest,
    teaching,
    topics,
    whole,
)
from generator.render.engine import Sheet
from generator.render.shelf import Desk

__all__ = ["Pages", "Sheet", "sheets"]

_NOUNS = (
    whole,
    copies,
    course,
    teaching,
    catalogue,
    suggest,
    programme,
    plan,
    money,
    indicators,
    analysis,
    topics,
    calendar,
    news,
    help,
)


def sheets(portal: Portal, langs: tuple[Lang, ...] = LANGS) -> Iterator[Sheet]:
    """Every jinja2 page of the portal, in both languages unless told."""
    for lang in langs:
        for noun in _NOUNS:
            yield from noun.sheets(portal, lang)


class Pages:
    """The same pages of one language by their paths: one of 100,000 sites, or its list, is made without the others."""

    def __init__(self, portal: Portal, lang: Lang) -> None:
        self._portal, self._lang = portal, lang

    def at(self, path: str) -> Sheet | None:
        return self._few.get(path) or catalogue.sheet_at(self._desk, path)

    @cached_property
    def _few(self) -> dict[str, Sheet]:
        """Every page but the catalogue's."""
        nouns = (noun for noun in _NOUNS if noun is not catalogue)
        return {sheet.view.path: sheet for noun in nouns for sheet in noun.sheets(self._portal, self._lang)}

    @cached_property
    def _desk(self) -> Desk:
        return Desk(self._portal, self._lang)
