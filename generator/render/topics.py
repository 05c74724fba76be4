"""Pages of the programme made from records: what the source says on a subject, with the row or the line where it says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from generator import audit, jury
from generator.frame import Crumb, View
from generator.model import YEARS, Audience, Body, Contest, Lang, Measure, Nomination, Point, Portal, Target, Text, Topic
from generator.render.engine import Sheet, Speaker
from generator.render.programme import siblings

# Longest bar of the audiences' chart, in units of its drawing.
_LONGEST = 190


@dataclass(frozen=True)
class Told:
    """A point with the rows it stands on: its title is its own or the first row's; `printed` the source's wording by line."""

    point: Point
    rows: tuple[Measure, ...]

    @property
    def title(self) -> Text:
        return self.point.title or self.rows[0].title

    @property
    def printed(self) -> list[tuple[str, str]]:
        own = [(self.point.printed, "")] if self.point.printed else []
        return [*own, *((row.text, row.id.replace("-", ".")) for row in self.rows)]


@dataclass(frozen=True)
class Share:
    """An audience's people by year as the rows give them, and all together; nothing where no row counts them."""

    audience: Audience
    years: Mapping[int, int]
    length: int = 0

    @property
    def sum(self) -> int:
        return sum(self.years.values())


def path(topic: str) -> str:
    return f"programme/{topic}.html"


def sheets(portal: Portal, lang: Lang) -> Iterator[Sheet]:
    home = (Crumb(Speaker(portal.words, lang)("tab-programme"), "programme/index.html"),)
    for topic in portal.topics:
        view = View(lang, path(topic.id), _KINDS.get(topic.id, "topic"), topic.title[lang], topic.summary[lang], home)
        data = common(portal, topic, lang) | _OWN.get(topic.id, _nothing)(portal, lang)
        yield Sheet(view, f"{_KINDS.get(topic.id, 'topic')}.html", data)


def common(portal: Portal, topic: Topic, lang: Lang) -> dict[str, Any]:
    """What every page of the kind shows."""
    rows = {measure.id: measure for measure in portal.plan.measures}
    facts = {fact.id: fact for fact in portal.passport}
    return {
        "topic": topic,
        "facts": [facts[id] for id in topic.facts],
        "told": [Told(point, tuple(rows[row] for row in point.rows)) for point in topic.points],
        "siblings": siblings(portal, lang, path(topic.id)),
    }


def _nothing(portal: Portal, lang: Lang) -> dict[str, Any]:
    return {}


def _audiences(portal: Portal, lang: Lang) -> dict[str, Any]:
    """Targets with their audiences by year, the stated numbers, and why some of them do not agree."""
    rows = {measure.id: measure for measure in portal.plan.measures}
    claims = {claim.id: claim for claim in portal.claims}
    shares = [(target, [_share(audience, rows) for audience in target.audiences]) for target in portal.targets]
    longest = max((share.sum for _, some in shares for share in some), default=1) or 1
    why = {finding.id: finding for finding in portal.findings}
    wrong = [each for each in audit.findings(portal) if each.id in claims]
    return {
        "years": YEARS,
        "targets": [
            (target, [Share(s.audience, s.years, round(_LONGEST * s.sum / longest)) for s in some], _stated(portal, target))
            for target, some in shares
        ],
        "whole": claims.get("trained-total"),
        "sums": {year: sum(share.years.get(year, 0) for _, some in shares for share in some) for year in YEARS},
        "findings": [(each, why[each.id]) for each in wrong],
        "claims": claims,
    }


def _share(audience: Audience, rows: Mapping[str, Measure]) -> Share:
    people = rows[audience.people].people if audience.people else ()
    ours = [p for p in people if not audience.groups or (p.group and p.group.kk in audience.groups)]
    return Share(audience, {year: sum(p.count for p in ours if p.year == year) for year in YEARS if ours})


def _stated(portal: Portal, target: Target) -> list[Any]:
    claims = {claim.id: claim for claim in portal.claims}
    return [claims[id] for id in target.claims]


def _reports(portal: Portal, lang: Lang) -> dict[str, Any]:
    """What was found, and what the plan asked for: by whom it was to be read, then by day, then by row."""
    bodies = {body.id: body for body in portal.bodies}
    asked = sorted(portal.plan.measures, key=lambda m: m.form[lang])
    forms = [(form, list(some)) for form, some in groupby(asked, key=lambda m: m.form[lang])]
    analyses = [m for m in portal.plan.measures if m.id.startswith("5-") or m.id == "9-3"]
    return {
        "reports": [(report, bodies[report.body]) for report in portal.reports],
        "forms": sorted(forms, key=lambda each: -len(each[1])),
        "analyses": analyses,
        "abbrs": {body.id: body.abbr for body in portal.bodies},
    }


def _abbreviations(portal: Portal, lang: Lang) -> dict[str, Any]:
    """The source's own list, what its list lacks, and what became of the bodies."""
    heirs = {heir.body: heir for heir in portal.heirs}

    def some(chosen: Callable[[Body], bool]) -> list[tuple[Body, Any]]:
        return [(body, heirs.get(body.id)) for body in portal.bodies if chosen(body)]

    return {
        "lists": [
            ("listed-bodies", some(lambda b: b.legend and b.kind != "term"), True),
            ("listed-terms", some(lambda b: b.legend and b.kind == "term"), False),
            ("missing-bodies", some(lambda b: not b.legend and b.kind in ("body", "company")), True),
            ("missing-terms", some(lambda b: not b.legend and b.kind == "term"), False),
        ]
    }


def _contests(portal: Portal, lang: Lang) -> dict[str, Any]:
    """Each contest with its results by nomination, the first places first."""
    sites = {site.id: site for site in portal.sites}

    def results(contest: Contest) -> list[tuple[Nomination, list[Any]]]:
        some = [
            (
                nomination,
                [(r, sites[r.site]) for r in portal.results if (r.contest, r.nomination) == (contest.id, nomination.id)],
            )
            for nomination in contest.nominations
        ]
        return [(nomination, rows) for nomination, rows in some if rows]

    return {
        "contests": [(contest, contest.nominations, results(contest)) for contest in portal.contests],
        "contest_sheets": {contest.id: jury.sheet_path(contest) for contest in portal.contests},
    }


_OWN: Mapping[str, Callable[[Portal, Lang], dict[str, Any]]] = {
    "audiences": _audiences,
    "reports": _reports,
    "abbreviations": _abbreviations,
    "contests": _contests,
}
# Pages with more than points have a template of their own.
_KINDS = {
    "tariffs": "tariffs",
    "audiences": "audiences",
    "reports": "reports",
    "abbreviations": "abbreviations",
    "contests": "contests",
}
