"""The programme: its home, passport, list of executors, portals that were wanted. Its prose goes through MkDocs."""

from __future__ import annotations

from collections.abc import Iterator

from generator import agenda
from generator.frame import Crumb, View, row_path
from generator.model import Lang, PageMeta, Portal
from generator.render.course import Place
from generator.render.engine import Sheet, Speaker
from generator.render.rows import Ledger, body_path, number

# The section's pages by question, in order: a new page adds its name here; one that does not comes last, by its path.
GROUPS = {
    "was": ("about", "passport", "goals", "directions", "analysis"),
    "money": ("plan", "money", "calendar/index", "tariffs"),
    "results": ("indicators", "reports", "after-2009", "portals", "contests"),
    "people": ("audiences", "textbook", "certificate", "incentives", "specialists"),
    "documents": ("legal-base", "bodies", "abbreviations", "faults"),
}
_RANK = {f"programme/{name}.html": n for n, name in enumerate(name for names in GROUPS.values() for name in names)}
_GROUP = {f"programme/{name}.html": group for group, names in GROUPS.items() for name in names}


def cards(portal: Portal, lang: Lang) -> list[dict[str, str]]:
    """Every page of the section: title, one sentence, path and group."""
    w = Speaker(portal.words, lang)
    made = [
        {"path": f"programme/{name}.html", "title": w(name), "text": w(f"{name}-text")}
        for name in ("passport", "analysis", "plan", "money", "indicators", "bodies", "portals")
    ]
    made.append({"path": agenda.HOME, "title": w("calendar"), "text": w("calendar-text")})
    written = [
        {"path": page.html_path, "title": page.meta.title, "text": page.meta.summary}
        for page in portal.published
        if page.lang == lang and page.path.startswith("programme/") and isinstance(page.meta, PageMeta)
    ]
    kept = [{"path": f"programme/{t.id}.html", "title": t.title[lang], "text": t.summary[lang]} for t in portal.topics]
    ordered = sorted([*made, *written, *kept], key=lambda card: (_RANK.get(card["path"], len(_RANK)), card["path"]))
    return [card | {"group": _GROUP.get(card["path"], "documents")} for card in ordered]


def _grouped(portal: Portal, lang: Lang) -> list[tuple[str, list[dict[str, str]]]]:
    """The cards by group, each group with its title's word."""
    every = cards(portal, lang)
    groups = [(group, [card for card in every if card["group"] == group]) for group in GROUPS]
    return [(group, some) for group, some in groups if some]


def siblings(portal: Portal, lang: Lang, path: str) -> list[Place]:
    """The pages that answer the same question as this one."""
    group = _GROUP.get(path, "documents")
    return [
        Place(card["title"], card["path"], here=card["path"] == path) for card in cards(portal, lang) if card["group"] == group
    ]


def sheets(portal: Portal, lang: Lang) -> Iterator[Sheet]:
    w = Speaker(portal.words, lang)
    home = (Crumb(w("tab-programme"), "programme/index.html"),)

    def view(name: str, title: str, description: str) -> View:
        return View(lang, f"programme/{name}.html", name, title, description, home)

    yield Sheet(
        View(lang, "programme/index.html", "programme", w("programme-title"), w("programme-lead")),
        "programme.html",
        {"groups": _grouped(portal, lang), "changed": max((topic.changed for topic in portal.topics), default=None)},
    )
    checked = max((fact.checked for fact in portal.passport if fact.checked), default=None)
    passport = view("passport", w("passport"), w("passport-text"))
    yield Sheet(
        passport,
        "passport.html",
        {"passport": portal.passport, "checked": checked, "siblings": siblings(portal, lang, passport.path)},
    )
    bodies = view("bodies", w("bodies"), w("bodies-lead"))
    ledger = Ledger(portal, lang)
    executors = [(body, ledger.rows_of(body)) for body in portal.bodies if ledger.has_page(body)]
    named: dict[str, object] = {"changed": portal.plan.changed}
    named |= {
        "number_of": number,
        "row_path": row_path,
        "body_path": body_path,
        "siblings": siblings(portal, lang, bodies.path),
    }
    yield Sheet(bodies, "bodies.html", {"bodies": executors, **named})
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
        "number_of": number,
        "row_path": row_path,
        "changed": max((successor.changed for successor in portal.successors), default=None),
        "siblings": siblings(portal, lang, view.path),
    }
    return Sheet(view, "portals.html", data)
