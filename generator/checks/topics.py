"""Pages made from records: figures in their words are printed in the source; reports and results name what there is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.ids import ids, unique
from generator.load.messages import problem
from generator.model import YEARS, Contest, Measure, Point, Portal, Problem, Result

# A figure with its thousands, a fraction; a year of the programme's time is a date and no figure.
_FIGURE = re.compile(r"\d+(?:[ \u00a0]\d{3})*(?:,\d+)?")
_YEAR = re.compile(r"20[0-2]\d")


def figures(text: str) -> set[str]:
    """The figures of a text as plain numbers: «2 000» and «2000» are one."""
    return {re.sub(r"[ \u00a0]", "", each) for each in _FIGURE.findall(text)}


def check(portal: Portal) -> Iterator[Problem]:
    audiences = [audience for target in portal.targets for audience in target.audiences]
    for records in (portal.topics, portal.targets, audiences, portal.reports, portal.contests):
        yield from unique(records)
    measures = {measure.id: measure for measure in portal.plan.measures}
    rows, facts = ids(measures.values(), "catalog/programme/plan.yml"), ids(portal.passport, "catalog/programme/passport.yml")
    bodies, claims = ids(portal.bodies, "catalog/programme/bodies.yml"), ids(portal.claims, "catalog/programme/claims.yml")
    for topic in portal.topics:
        yield from facts.many(topic.at, "facts", topic.facts)
        for point in topic.points:
            yield from rows.many(point.at, "rows", point.rows)
            if point.title is None and not point.rows:
                yield problem(point.at.path, point.at.line, "missing-field", field="title", example="title: {kk: …, ru: …}")
            yield from _printed(point, measures)
    for target in portal.targets:
        yield from rows.one(target.at, "row", target.row)
        yield from claims.many(target.at, "claims", target.claims)
        for audience in target.audiences:
            yield from rows.one(audience.at, "people", audience.people)
    for claim in portal.claims:
        yield from claims.many(claim.at, "claims", claim.claims)
    for report in portal.reports:
        yield from bodies.one(report.at, "body", report.body)
    for heir in portal.heirs:
        yield from bodies.one(heir.at, "body", heir.body)
    yield from _contests(portal)


def _printed(point: Point, measures: dict[str, Measure]) -> Iterator[Problem]:
    """No figure in our words that the source does not print: not in these lines, nor in these rows."""
    if point.sources:
        return
    rows = [measures[row] for row in point.rows if row in measures]
    sums = [str(row.costs[year]) for row in rows for year in YEARS]
    printed = figures(" ; ".join([point.printed, *sums, *(f"{row.text} ; {row.due.kk}" for row in rows)]))
    for side in (point.text, point.title):
        for found in sorted(figures(f"{side.kk} ; {side.ru}") - printed if side else ()):
            if not _YEAR.fullmatch(found):
                yield problem(point.at.path, point.at.line, "figure-unprinted", found=found)


def _contests(portal: Portal) -> Iterator[Problem]:
    contests = {contest.id: contest for contest in portal.contests}
    sites = ids(portal.sites, "catalog/sites")
    known = ids(portal.contests, "catalog/contests.yml")
    for contest in portal.contests:
        yield from _contest(contest)
        for nomination in contest.nominations:
            yield from sites.many(nomination.at, "entries", nomination.entries)
    for result in portal.results:
        yield from known.one(result.at, "contest", result.contest)
        yield from sites.one(result.at, "site", result.site)
        if held := contests.get(result.contest):
            yield from _result(result, held)


def _contest(contest: Contest) -> Iterator[Problem]:
    """Criteria and nominations have ids of their own; weights are parts of a hundred."""
    yield from unique(contest.criteria)
    yield from unique(contest.nominations)
    whole = sum(criterion.weight for criterion in contest.criteria)
    if whole != 100:
        yield problem(contest.at.path, contest.at.of("criteria"), "contest-weights", found=whole)


def _result(result: Result, contest: Contest) -> Iterator[Problem]:
    """A result is of a contest that was held, in one of its nominations."""
    if contest.status == "proposal":
        yield problem(result.at.path, result.at.of("contest"), "result-of-proposal", found=contest.id)
    nominations = ids(contest.nominations, "catalog/contests.yml")
    yield from nominations.one(result.at, "nomination", result.nomination)
