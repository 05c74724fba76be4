"""The action plan: the whole table, and a page for each row, direction and executor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from generator import chart
from generator.due import deadlines, dues
from generator.frame import Crumb, View, row_path
from generator.model import YEARS, Body, Direction, Lang, Measure, Plan, Portal
from generator.render.engine import Sheet
from generator.render.news import latest
from generator.render.rows import PLAN, Ledger, body_path, costs, direction_path, number, people, whole
from generator.text.say import NBSP
from generator.text.say import number as spaced

_BODIES = "programme/bodies.html"


def sheets(portal: Portal, lang: Lang) -> Iterator[Sheet]:
    ledger = Ledger(portal, lang)
    yield _plan(ledger)
    for before, measure, after in _between(portal.plan.measures):
        yield _row(ledger, measure, before, after)
    for direction in portal.plan.directions:
        yield _direction(ledger, direction)
    for body in portal.bodies:
        if ledger.has_page(body):
            yield _body(ledger, body)


def _between(measures: Sequence[Measure]) -> Iterator[tuple[Measure | None, Measure, Measure | None]]:
    """Each row with the one before and the one after it."""
    padded = [None, *measures, None]
    for (before, row), (_, after) in zip(pairwise(padded), pairwise(padded[1:]), strict=False):
        if row is not None:
            yield before, row, after


def _table(ledger: Ledger) -> dict[str, Any]:
    """What partials/plan.html asks for to draw rows."""
    return {
        "years": YEARS,
        "changed": ledger.portal.plan.changed,
        "bodies": ledger.bodies,
        "funds": ledger.funds,
        "status": ledger.status,
        "dues": dues,
        "number_of": number,
        "row_path": row_path,
        "body_path": body_path,
        "direction_path": direction_path,
    }


def _plan(ledger: Ledger) -> Sheet:
    plan, lang, w = ledger.portal.plan, ledger.lang, ledger.w
    forms = list(dict.fromkeys(measure.form[lang] for measure in plan.measures))
    named = {id for measure in plan.measures for id in measure.executors}
    data = _table(ledger) | {
        "count": len(plan.measures),
        "directions": plan.directions,
        "totals": plan.totals,
        "bars": _bars(plan),
        "forms": forms,
        "executors": [body for body in ledger.portal.bodies if body.id in named],
        "sources": [source for source in ledger.funds if any(m.source == source for m in plan.measures)],
        "due_years": sorted({due.last.year for due, _ in deadlines(ledger.portal)}),
    }
    return Sheet(View(lang, PLAN, "plan", w("plan"), w("plan-text"), ledger.crumbs), "plan.html", data)


def _bars(plan: Plan) -> list[tuple[str, list[chart.Part], str]]:
    """Stated totals by year: republican and local money, the sum in milliards at the end."""
    stated = {total.id: total.costs for total in plan.totals}
    parts = chart.bars([[stated[source][year] or 0 for source in ("republican", "local")] for year in YEARS], 205, 48)
    # The table below is in thousands, so each label says what it counts: the short word is the same in both languages.
    labels = (spaced(round((stated["total"][year] or 0) / 1e6, 2)) + f"{NBSP}млрд" for year in YEARS)
    return list(zip(map(str, YEARS), parts, labels, strict=True))


def _row(ledger: Ledger, measure: Measure, before: Measure | None, after: Measure | None) -> Sheet:
    lang, w = ledger.lang, ledger.w
    direction = ledger.direction_of[measure.id]
    title = f"{number(measure.id)}. {measure.title[lang]}"
    about = f"{w('direction-n', number=direction.number)} {direction.title[lang]}. {w('due')}: {measure.due[lang]}"
    crumbs = (*ledger.crumbs, Crumb(w("plan-short"), PLAN), _crumb(ledger, direction))
    found = dues(measure)
    ours = {fund.name.kk for fund in ledger.portal.funds}
    data = _table(ledger) | {
        "measure": measure,
        "direction": direction,
        "found": found,
        "assumed": not all(due.years_printed for due in found),
        "lines": costs([measure]),
        "trained": measure.people,
        "source_printed": None if measure.source_printed in ours else measure.source_printed,
        "findings": ledger.findings.get(measure.id, []),
        "known": ledger.status.get(measure.id, []),
        "above": next((row for row in direction.measures if row.id == measure.parent), None),
        "parts": ledger.parts.get(measure.id, []),
        "beside": [row for row in direction.measures if row.parent == measure.parent],
        "before": before,
        "after": after,
        "news": [item for item in latest(ledger.portal, lang) if measure.id in item.meta.related],
        "wanted": any(successor.row == measure.id for successor in ledger.portal.successors),
    }
    return Sheet(View(lang, row_path(measure.id), "measure", title, about, crumbs), "measure.html", data)


def _crumb(ledger: Ledger, direction: Direction) -> Crumb:
    return Crumb(ledger.w("direction-n", number=direction.number).rstrip("."), direction_path(direction.number))


def _sums(measures: Sequence[Measure]) -> dict[str, Any]:
    """Sums of rows by year and source, and people by year."""
    lines = costs(measures)
    return {"lines": lines, "whole": whole(lines), "people": people(measures)}


def _direction(ledger: Ledger, direction: Direction) -> Sheet:
    lang, w = ledger.lang, ledger.w
    title = f"{w('direction-n', number=direction.number)} {direction.title[lang]}"
    crumbs = (*ledger.crumbs, Crumb(w("plan-short"), PLAN))
    view = View(
        lang, direction_path(direction.number), "direction", title, w("direction-text", title=direction.title[lang]), crumbs
    )
    known = [(row, report) for row in direction.measures for report in ledger.status.get(row.id, [])]
    data = (
        _table(ledger)
        | _sums(direction.measures)
        | {
            "direction": direction,
            "known": sorted(known, key=lambda pair: pair[1].date, reverse=True),
            "directions": ledger.portal.plan.directions,
        }
    )
    return Sheet(view, "direction.html", data)


def _body(ledger: Ledger, body: Body) -> Sheet:
    lang, w = ledger.lang, ledger.w
    measures = ledger.rows_of(body)
    crumbs = (*ledger.crumbs, Crumb(w("bodies"), _BODIES))
    title = body.name[lang][:1].upper() + body.name[lang][1:]
    view = View(lang, body_path(body.id), "body", title, w("body-text", title=title, n=len(measures)), crumbs)
    groups = [
        (direction, some)
        for direction in ledger.portal.plan.directions
        if (some := [row for row in direction.measures if body.id in row.executors])
    ]
    data = (
        _table(ledger)
        | _sums(measures)
        | {
            "body": body,
            "groups": groups,
            "count": len(measures),
            "shared": any(len(row.executors) > 1 for row in measures),
            "term": any(term.id == body.id for term in ledger.portal.terms),
            "others": [other for other in ledger.portal.bodies if other is not body and ledger.has_page(other)],
        }
    )
    return Sheet(view, "body.html", data)
