"""Records to pages: every page outside MkDocs' loop, as (view, template, data), made into HTML only when asked."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import LANGS, Lang, Portal
from generator.render import catalogue, copies, course, money, news, programme, suggest, teaching, whole
from generator.render.engine import Sheet

__all__ = ["Sheet", "sheets"]


def sheets(portal: Portal, langs: tuple[Lang, ...] = LANGS) -> Iterator[Sheet]:
    """Every jinja2 page of the portal, in both languages unless told."""
    for lang in langs:
        for noun in (whole, copies, course, teaching, catalogue, suggest, programme, money, news):
            yield from noun.sheets(portal, lang)
