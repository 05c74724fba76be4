"""Help: what stands beside its Markdown pages, and the rules that the portal keeps."""

from __future__ import annotations

from collections.abc import Iterator

from generator.frame import Crumb, View
from generator.model import Lang, PageMeta, Portal
from generator.render.course import Place
from generator.render.engine import Sheet, Speaker

RULES = "pages/rules.html"
_FIRST = "pages/help.html"


def sheets(portal: Portal, lang: Lang) -> Iterator[Sheet]:
    w = Speaker(portal.words, lang)
    view = View(lang, RULES, "rules", w("rules"), w("rules-lead"), (Crumb(w("name"), "index.html"),))
    by = {who: [rule for rule in portal.rules if rule.by == who] for who in ("program", "person")}
    changed = max((rule.checked for rule in portal.rules), default=None)
    groups = [(f"rules-by-{who}", rules) for who, rules in by.items()]
    yield Sheet(view, "rules.html", {"groups": groups, "changed": changed, "siblings": siblings(portal, lang, RULES)})


def siblings(portal: Portal, lang: Lang, path: str) -> list[Place]:
    """The pages of help: how to use the portal first, what is made of records last."""
    w = Speaker(portal.words, lang)
    pages = {
        page.html_path: page.meta.title
        for page in portal.published
        if page.lang == lang and page.path.startswith("pages/") and isinstance(page.meta, PageMeta)
    }
    pages |= {RULES: w("rules")}
    order = sorted(pages, key=lambda name: (name != _FIRST, name))
    places = [Place(pages[name], name, here=name == path) for name in order]
    return [*places, Place(w("glossary"), "glossary.html"), Place(w("site-map"), "site-map.html")]
