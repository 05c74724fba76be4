"""News: filed by the year of its date, and related to what exists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath

from generator.checks.ids import Ids
from generator.load.messages import problem
from generator.model import NewsMeta, Portal, Problem, Prose


def check(portal: Portal) -> Iterator[Problem]:
    rows = {measure.id for measure in portal.plan.measures if measure.id}
    for page in portal.prose:
        if isinstance(page.meta, NewsMeta) and page.body_line:
            pages = {other.path for other in portal.published if other.lang == page.lang}
            known = {*rows, *pages} if rows else ()
            yield from Ids(known, f"catalog/programme/plan.yml, docs/{page.lang}/").many(page.at, "related", page.meta.related)
            yield from _folder(page, page.meta)


def _folder(page: Prose, meta: NewsMeta) -> Iterator[Problem]:
    """news/<year>/<id>.md, and nothing deeper."""
    folder = str(PurePosixPath(page.path).parent)
    if meta.date != date.min and folder != f"news/{meta.date.year}":
        yield problem(page.at.path, page.at.of("date"), "news-folder", found=folder, expected=meta.date.year)
