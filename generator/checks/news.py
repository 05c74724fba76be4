"""News: filed by the year of its date, told shortly, with a source; a warning has its days and says what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath

from generator.checks.ids import Ids
from generator.checks.markdown import outline
from generator.checks.text import length
from generator.load.messages import problem
from generator.model import ALERT, NATIONAL, NewsMeta, Portal, Problem, Prose

# Words at most. A warning's summary stands above every page.
_TITLE, _SUMMARY, _WARNING = 8, 20, 14
_NUMBERED = re.compile(r"news/\d+/\d+\.md")


def check(portal: Portal) -> Iterator[Problem]:
    rows = {measure.id for measure in portal.plan.measures if measure.id}
    regions = {NATIONAL, *(region.id for region in portal.regions if region.id)} if portal.regions else ()
    for page in portal.prose:
        if isinstance(page.meta, NewsMeta) and page.body_line:
            pages = {other.path for other in portal.published if other.lang == page.lang}
            known = {*rows, *pages} if rows else ()
            yield from Ids(known, f"catalog/programme/plan.yml, docs/{page.lang}/").many(page.at, "related", page.meta.related)
            yield from Ids(regions, "catalog/regions.yml").one(page.at, "region", page.meta.region)
            yield from _folder(page, page.meta)
            yield from _told(page, page.meta)
            yield from _days(page, page.meta)
            yield from _alert(page, page.meta)


def _folder(page: Prose, meta: NewsMeta) -> Iterator[Problem]:
    """news/<year>/<id>.md, and nothing deeper. A bare number would be the address of a page of the year's list."""
    folder = str(PurePosixPath(page.path).parent)
    if meta.date != date.min and folder != f"news/{meta.date.year}":
        yield problem(page.at.path, page.at.of("date"), "news-folder", found=folder, expected=meta.date.year)
    if _NUMBERED.fullmatch(page.path):
        yield problem(page.at.path, 1, "file-name", found=page.path.rpartition("/")[2])


def _told(page: Prose, meta: NewsMeta) -> Iterator[Problem]:
    """Short, and with somebody who says so."""
    if not meta.sources:
        yield problem(page.at.path, page.at.of("sources"), "news-source")
    most = {"title": _TITLE, "summary": _WARNING if meta.kind == ALERT else _SUMMARY}
    for field, limit in most.items():
        if (found := length(getattr(meta, field))) > limit:
            values = {"field": field, "lang": page.lang, "found": found, "expected": f"1–{limit}"}
            yield problem(page.at.path, page.at.of(field), "text-length", **values)


def _days(page: Prose, meta: NewsMeta) -> Iterator[Problem]:
    """The days follow each other."""
    for field, earlier in (("updated", "date"), ("starts", "date"), ("expires", "starts")):
        day, before = getattr(meta, field), getattr(meta, earlier)
        if day and before and date.min not in (day, before) and day < before:
            values = {"field": field, "found": day, "other": earlier, "expected": before}
            yield problem(page.at.path, page.at.of(field), "day-order", **values)


def _alert(page: Prose, meta: NewsMeta) -> Iterator[Problem]:
    """Only a warning has a first day and a last; it has both, and steps for who meets the fraud."""
    for field in ("starts", "expires"):
        day = getattr(meta, field)
        if meta.kind == ALERT and day is None:
            yield problem(page.at.path, page.at.of("kind"), "alert-days", field=field)
        elif meta.kind and meta.kind != ALERT and day is not None:
            yield problem(page.at.path, page.at.of(field), "not-alert", field=field)
    if meta.kind == ALERT and not outline(page).steps:
        yield problem(page.at.path, page.body_line, "alert-steps")
