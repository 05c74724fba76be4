"""WCAG 2.2 AA as far as axe-core can tell: no finding on any kind of page, in any colours."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.harness import CHOOSE, NODE_MODULES, TURNS, settle

PALETTES = ("two-cream", "two-yellow", "two-blue")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR = ["color-contrast", "link-in-text-block"]
ONLY_COLOUR: dict[str, Any] = {"runOnly": {"type": "rule", "values": COLOUR}}
# A page's structure is looked at once, and again in forced colours, which may hide things; between them only colours change.
# The reader's own palettes (css-vision) come last: they stand over what the device says.
MODES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "light": ({"color_scheme": "light"}, {"runOnly": RULES}),
    "dark": ({"color_scheme": "dark"}, ONLY_COLOUR),
    "contrast": ({"color_scheme": "light", "contrast": "more"}, ONLY_COLOUR),
    # Forced colours are the reader's own, and axe misreads them: it asks for -webkit-text-fill-color, which keeps ours.
    "forced": (
        {"color_scheme": "dark", "contrast": "no-preference", "forced_colors": "active"},
        {"runOnly": RULES, "rules": {rule: {"enabled": False} for rule in COLOUR}},
    ),
    **{palette: ({"color_scheme": "dark", "forced_colors": "none"}, ONLY_COLOUR) for palette in PALETTES},
}
ESCAPED = """() => [...document.querySelectorAll("body *")]
  .filter(e => getComputedStyle(e).forcedColorAdjust === "none" && !e.closest("svg, .drawing"))
  .map(e => e.outerHTML.slice(0, 90))"""


@cache
def axe() -> str:
    return (NODE_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def findings(page: Page, options: dict[str, Any]) -> list[str]:
    result = page.evaluate("options => axe.run(document, options)", {**options, "resultTypes": ["violations"]})
    return [
        f"{found['id']}: {node['target']} {node['failureSummary'].splitlines()[-1].strip()}"
        for found in result["violations"]
        for node in found["nodes"][:3]
    ]


def all_findings(page: Page) -> dict[str, list[str]]:
    """In every mode, one after another on the open page."""
    page.evaluate(axe())
    found = {}
    for name, (media, options) in MODES.items():
        page.emulate_media(**media)
        if name in PALETTES:
            page.evaluate(CHOOSE, {"colours": name})
        found[name] = findings(page, options)
    return found


@pytest.mark.parametrize(("kind", "lang"), TURNS)
def test_no_findings(server, look, kind, lang):
    """`make proof` looks at each kind in both languages."""
    page = look(server.page("disk", kind, lang), width=360)
    settle(page, kind)
    assert all_findings(page) == {name: [] for name in MODES}
    assert page.evaluate(ESCAPED) == [], "only drawings may keep their own colours"


@pytest.mark.parametrize("name", ["light", "dark", "contrast", "two-blue"])
def test_axe_sees(server, open_page, name):
    """The tool is awake: a page spoiled on purpose has its finding."""
    media, options = MODES[name]
    page = open_page(server.page("disk", "home", "kk"), **media)
    page.evaluate(axe())
    if name in PALETTES:
        page.evaluate(CHOOSE, {"colours": name})
    page.evaluate("document.querySelector('.foot .small').style = 'color: #888; background: #777'")
    assert "color-contrast" in " ".join(findings(page, options))
