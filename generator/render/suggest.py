"""Two forms of the Yellow Pages that need no server: a site to suggest, a mistake to report. Without scripts both are paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias, get_args

from generator import schema
from generator.frame import View
from generator.model import ABOUT_WORDS, LANGS, SITE_KINDS, SITE_LANGUAGES, Lang, Portal, Service
from generator.render.engine import Sheet
from generator.render.shelf import Desk
from generator.text.order import sort_key

# What a select offers: (heading or nothing, [(value, text)]).
Groups: TypeAlias = list[tuple[str, list[tuple[str, str]]]]
FAULTS = ("closed", "moved", "fraud", "text", "other")


def sheets(portal: Portal, lang: Lang) -> Iterator[Sheet]:
    desk = Desk(portal, lang)
    yield _suggest(desk)
    yield _report(desk)


def _suggest(desk: Desk) -> Sheet:
    w, lang, portal = desk.w, desk.lang, desk.portal
    view = View(lang, "catalog/suggest.html", "suggest", w("suggest-title"), w("suggest-lead"), (desk.home,))
    data = {
        "langs": LANGS,
        "least": ABOUT_WORDS[0],
        "most": ABOUT_WORDS[-1],
        "schema": _lean(schema.site(portal)),
        "kinds": [("", _said(desk, "kind", SITE_KINDS))],
        "rubrics": [(r.name[lang], [(child.id, child.name[lang]) for child in r.children]) for r in portal.rubrics],
        "regions": _regions(desk),
        "evidence": [("", [(source.id, source.name[lang]) for source in portal.evidence])],
        "languages": _said(desk, "lang", SITE_LANGUAGES),
        "services": _said(desk, "service", get_args(Service)),
    }
    return Sheet(view, "suggest.html", data)


def _report(desk: Desk) -> Sheet:
    view = View(desk.lang, "catalog/report.html", "report", desk.w("report-mistake"), desk.w("report-lead"), (desk.home,))
    return Sheet(view, "report.html", {"faults": _said(desk, "report", FAULTS)})


def _said(desk: Desk, family: str, ids: Iterable[str]) -> list[tuple[str, str]]:
    """A closed list with its words."""
    return [(id, desk.w(f"{family}-{id}")) for id in ids]


def _regions(desk: Desk) -> Groups:
    """The whole country first, then by the alphabet."""
    national, *regions = ((id, name[desk.lang]) for id, name in desk.region_names.items())
    return [("", [national, *sorted(regions, key=lambda region: sort_key(region[1]))])]


def _lean(part: Any) -> Any:
    """The schema without what only an editor's tool shows."""
    if isinstance(part, dict):
        return {key: _lean(value) for key, value in part.items() if key not in ("$schema", "title", "examples")}
    return part
