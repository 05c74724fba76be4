"""The programme: its home, passport, action plan and executors. Its prose goes through MkDocs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator import chart
from generator.frame import Crumb, View
from generator.model import YEARS, Body, Lang, Measure, PageMeta, Plan, Portal
from generator.render.course import Place
from generator.render.engine import Sheet, Speaker
from generator.text.say import number

# The order of the section's pages; a new prose page not named here follows by its path.
_ORDER = (
    *("about", "passport", "analysis", "directions", "plan", "money", "indicators", "after-2009"),
    *("bodies", "portals", "legal-base", "faults"),
)


def cards(portal: Portal, lang: Lang) -> list[dict[str, str]]:
    """Every page of the section: title, one sentence, path."""
    w = Speaker(portal.words, lang)
    made = [
        {"path": f"programme/{name}.html", "title": w(name), "text": w(f"{name}-text")}
        for name in ("passport", "analysis", "plan", "money", "indicators", "bodies", "portals")
    ]
    written = [
        {"path": page.html_path, "title": page.meta.title, "text": page.meta.summary}
        for page in portal.published
        if page.lang == lang and page.path.startswith("programme/") and isinstance(page.meta, PageMeta)
    ]
    rank = {f"programme/{name}.html": n for n, name in enumerate(_ORDER)}
    return sorted([*made, *written], key=lambda card: (rank.get(card["path"], len(rank)), card["path"]))


def siblings(portal: Portal, lang: Lang, path: str) -> list[Place]:
    return [Place(card["title"], card["path"], here=card["path"] == path) for card in cards(portal, lang)]


@dataclass(frozen=True)
class _Executor:
    """A body with the rows it answers for."""

    body: Body
    measures: list[Measure]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.body, name)


def _bars(plan: Plan) -> list[tuple[str, list[chart.Part], str]]:
    """Stated totals by year: republican and local money, the sum in milliards at the end."""
    stated = {total.id: total.costs for total in plan.totals}
    parts = chart.bars([[stated[source][year] or 0 for source in ("republican", "local")] for year in YEARS], 240, 48)
    labels = (number(round((stated["total"][year] or 0) / 1e6, 2)) for year in YEARS)
    return list(zip(map(str, YEARS), parts, labels, strict=True))


def sheets(portal: Portal, lang: Lang) -> Iterator[Sheet]:
    w, plan = Speaker(portal.words, lang), portal.plan
    home = (Crumb(w("tab-programme"), "programme/index.html"),)

    def view(name: str, title: str, description: str) -> View:
        return View(lang, f"programme/{name}.html", name, title, description, home)

    yield Sheet(
        View(lang, "programme/index.html", "programme", w("programme-title"), w("programme-lead")),
        "programme.html",
        {"cards": cards(portal, lang)},
    )
    passport = view("passport", w("passport"), w("passport-text"))
    yield Sheet(passport, "passport.html", {"passport": portal.passport, "siblings": siblings(portal, lang, passport.path)})
    data = {
        "count": len(plan.measures),
        "years": YEARS,
        "directions": plan.directions,
        "totals": plan.totals,
        "bars": _bars(plan),
        "abbrs": {body.id: body.abbr for body in portal.bodies},
        "funds": {fund.id: fund.name for fund in portal.funds},
    }
    yield Sheet(view("plan", w("plan"), w("plan-text")), "plan.html", data)
    bodies = view("bodies", w("bodies"), w("bodies-lead"))
    executors = [_Executor(body, [m for m in plan.measures if body.id in m.executors]) for body in portal.bodies]
    yield Sheet(bodies, "bodies.html", {"bodies": executors, "siblings": siblings(portal, lang, bodies.path)})
    yield _portals(portal, lang, view("portals", w("portals"), w("portals-text")))


def _portals(portal: Portal, lang: Lang, view: View) -> Sheet:
    """Portals that the plan wanted, each beside its rubric and sites of today."""
    rows = {measure.id: measure for measure in portal.plan.measures}
    rubrics = {child.id: child for rubric in portal.rubrics for child in rubric.children}
    sites = {site.id: site for site in portal.sites}
    data = {
        "successors": [
            (each, rows[each.row], rubrics[each.rubric], [sites[id] for id in each.sites]) for each in portal.successors
        ],
        "siblings": siblings(portal, lang, view.path),
    }
    return Sheet(view, "portals.html", data)
