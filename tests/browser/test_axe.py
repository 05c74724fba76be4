"""WCAG 2.2 AA as far as axe-core can tell: no finding on any kind of page, in any colours."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.harness import NODE_MODULES, PAGES, settle

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "dark", "forced_colors": "active"},
}
ESCAPED = """() => [...document.querySelectorAll("body *")]
  .filter(e => getComputedStyle(e).forcedColorAdjust === "none" && !e.closest("svg, .drawing"))
  .map(e => e.outerHTML.slice(0, 90))"""


@cache
def axe() -> str:
    return (NODE_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def findings(page: Page, *without: str) -> list[str]:
    page.evaluate(axe())
    rules = {name: {"enabled": False} for name in without}
    options = {"runOnly": RULES, "rules": rules, "resultTypes": ["violations"]}
    result = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{found['id']}: {node['target']} {node['failureSummary'].splitlines()[-1].strip()}"
        for found in result["violations"]
        for node in found["nodes"][:3]
    ]


@pytest.mark.parametrize(("kind", "lang"), PAGES)
def test_no_findings(server, open_page, kind, lang):
    page = open_page(server.page("disk", kind, lang), width=360)
    settle(page, kind)
    found = {}
    for name, colours in COLOURS.items():
        page.emulate_media(**colours)
        # Forced colours are the reader's own, and axe misreads them: it asks for -webkit-text-fill-color, which keeps ours.
        found[name] = findings(page, "color-contrast") if name == "forced" else findings(page)
    assert found == {name: [] for name in COLOURS}
    assert page.evaluate(ESCAPED) == [], "only drawings may keep their own colours"


def test_axe_sees(server, open_page):
    """The tool is awake: a page spoiled on purpose has its finding."""
    page = open_page(server.page("disk", "home", "kk"))
    page.evaluate("document.querySelector('h1').style.color = '#ddd'; document.documentElement.removeAttribute('lang')")
    said = " ".join(findings(page))
    assert "color-contrast" in said
    assert "html-has-lang" in said
