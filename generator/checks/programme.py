"""The programme: rows, bodies and sources name each other by id; figures that do not agree have their explanation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator import audit, due
from generator.checks.ids import ids, unique
from generator.checks.links import SITE
from generator.load.messages import problem
from generator.model import LANGS, YEARS, At, Measure, Portal, Problem, StatusNote, Text

_BEGUN = date(2006, 1, 1)
_TOTALS = ("total", "republican", "local")


def check(portal: Portal) -> Iterator[Problem]:
    measures = portal.plan.measures
    for records in (
        portal.bodies,
        portal.funds,
        portal.passport,
        portal.plan.totals,
        measures,
        portal.claims,
        portal.findings,
        portal.reporting,
    ):
        yield from unique(records)
    rows = ids(measures, "catalog/programme/plan.yml")
    bodies = ids(portal.bodies, "catalog/programme/bodies.yml")
    funds = ids(portal.funds, "catalog/programme/funding.yml")
    for measure in measures:
        yield from bodies.many(measure.at, "executors", measure.executors)
        yield from funds.one(measure.at, "source", measure.source)
        yield from rows.one(measure.at, "parent", measure.parent)
        yield from _people(measure)
        yield from _due(measure.at, measure.due)
    for reporting in portal.reporting:
        yield from _due(reporting.at, reporting.due)
    for claim in portal.claims:
        yield from rows.many(claim.at, "people", claim.people)
    rubrics = ids([child for rubric in portal.rubrics for child in rubric.children], "catalog/rubrics.yml")
    for successor in portal.successors:
        yield from rows.one(successor.at, "row", successor.row)
        yield from rubrics.one(successor.at, "rubric", successor.rubric)
    for finding in portal.findings:
        yield from rows.many(finding.at, "rows", finding.rows)
    for note in portal.status:
        yield from rows.one(note.at, "row", note.row)
        yield from _note(note)
    yield from _directions(portal)
    yield from _audit(portal)
    for total in portal.plan.totals:
        if total.id and total.id not in _TOTALS:
            expected = ", ".join(_TOTALS)
            yield problem(total.at.path, total.at.of("id"), "bad-choice", field="id", found=total.id, expected=expected)


def _audit(portal: Portal) -> Iterator[Problem]:
    """Every difference between a stated figure and its parts is explained, as large as it is; nothing else is."""
    found = {each.id: each for each in audit.findings(portal)}
    told = {record.id: record for record in portal.findings}
    for id, each in found.items():
        record = told.get(id)
        if record is None:
            path, line = "catalog/programme/findings.yml", 1
        elif (record.stated, record.counted) == (each.stated, each.counted):
            continue
        else:
            path, line = record.at.path, record.at.line
        yield problem(path, line, "audit-new", found=id, stated=each.stated, counted=each.counted)
    for id, record in told.items():
        if id and id not in found:
            yield problem(record.at.path, record.at.line, "audit-gone", found=id)


def _directions(portal: Portal) -> Iterator[Problem]:
    """A row's id begins with its direction's number, and so does its parent's."""
    seen: dict[int, str] = {}
    for direction in portal.plan.directions:
        path, line = direction.at.path, direction.at.of("number")
        if direction.number and (other := seen.setdefault(direction.number, f"{path}:{line}")) != f"{path}:{line}":
            yield problem(path, line, "duplicate-id", found=direction.number, other=other)
        for measure in direction.measures:
            yield from _place(measure, direction.number)


def _place(measure: Measure, direction: int) -> Iterator[Problem]:
    """A row stands in the direction and below the row that its id says: "4-2.3" in 4, below "4-2"."""
    if not (measure.id and direction):
        return
    if not measure.id.startswith(f"{direction}-"):
        example = f'id: "{direction}-1"'
        yield problem(measure.at.path, measure.at.of("id"), "row-place", found=measure.id, expected=direction, example=example)
    above = measure.id.rpartition(".")[0] or None
    if measure.parent is not None and measure.parent != above:
        line, example = measure.at.of("parent"), f'parent: "{above}"' if above else "parent: null"
        yield problem(measure.at.path, line, "row-parent", found=measure.parent, id=measure.id, example=example)


def _note(note: StatusNote) -> Iterator[Problem]:
    """A note about a row is of the programme's time or later, and its address is one of the web."""
    if date.min < note.date < _BEGUN:
        yield problem(note.at.path, note.at.of("date"), "note-early", found=note.date, expected=_BEGUN)
    if note.url and not SITE.fullmatch(note.url):
        yield problem(note.at.path, note.at.of("url"), "bad-scheme", found=note.url)


def _people(measure: Measure) -> Iterator[Problem]:
    for people in measure.people:
        if people.year and people.year not in YEARS:
            expected = ", ".join(map(str, YEARS))
            line = people.at.of("year")
            yield problem(people.at.path, line, "bad-choice", field="year", found=people.year, expected=expected)


def _due(at: At, words: Text) -> Iterator[Problem]:
    """The words of both languages are in the grammar of generator/due.py and mean the same days."""
    path, line = at.path, at.of("due")
    example = "due: {kk: 2007 жылғы 30 маусым, ru: 30 июня 2007 года}"
    said = {lang: due.read(words[lang], lang) for lang in LANGS if words[lang]}
    unknown = [lang for lang in said if said[lang] is None]
    for lang in unknown:
        yield problem(path, line, "due-unknown", found=words[lang], example=example)
    if len(said) == len(LANGS) and not unknown and said["kk"] != said["ru"]:
        yield problem(path, line, "due-sides", found=f"{words.kk} / {words.ru}", example=example)
