"""The warning that stands above every page while it is in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.model import Lang, NewsMeta, Portal


@dataclass(frozen=True)
class Notice:
    """A warning in one sentence, the page that tells what to do, its last day, and how many are in force with it."""

    path: str
    text: str
    until: date
    count: int


def notice(portal: Portal, lang: Lang) -> Notice | None:
    """The warning that came into force last on the build's day; the page of warnings has the others."""
    found = [
        (page.meta.starts, page.html_path, page.meta)
        for page in portal.published
        if page.lang == lang and isinstance(page.meta, NewsMeta) and page.meta.in_force(portal.day)
    ]
    if not found:
        return None
    _, path, meta = max(found, key=lambda each: each[:2])
    return Notice(path, meta.summary, meta.expires or portal.day, len(found))
