"""Letters, widths and spaces as a reader may set them: each kind of page fits, reads and can be hit."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.harness import CHOOSE, TURNS, settle
from tests.browser.test_axe import axe, findings
from tests.browser.test_pages import WIDE

# Of WCAG 1.4.12, set by the reader over everything.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
# Text that a box of fixed size cuts off. What is meant for a screen reader alone is cut on purpose.
CUT = """() => [...document.querySelectorAll("body *")].filter(e => {
  const style = getComputedStyle(e);
  if (style.clipPath !== "none" || !e.checkVisibility() || e.closest("svg, input")) return false;
  return /hidden|clip/.test(style.overflow) && (e.scrollHeight > e.clientHeight + 2 || e.scrollWidth > e.clientWidth + 2);
}).map(e => e.outerHTML.slice(0, 90))"""
# Two lines of text of one page in one place.
OVERLAID = """() => {
  const INNER = "p, li, ul, ol, div, a, button, table";
  const lines = [...document.querySelectorAll("main :is(p, li, h1, h2, h3, td, th, dt, dd, label, a, button)")]
    .filter(e => e.checkVisibility() && e.getClientRects().length === 1 && !e.closest("svg, .unseen, .said, thead"))
    .filter(e => ![...e.children].some(child => child.matches(INNER)))
    .map(e => [e, e.getBoundingClientRect()]).filter(([, box]) => box.width > 2 && box.height > 2);
  const apart = (e, f) => !e.contains(f) && !f.contains(e);
  const common = (a, b, from, to) => Math.min(a[to], b[to]) - Math.max(a[from], b[from]);
  return lines.filter(([e, a], n) => lines.slice(n + 1, n + 12).some(([f, b]) =>
    apart(e, f) && common(a, b, "left", "right") > 4 && common(a, b, "top", "bottom") > 6))
    .map(([e]) => e.outerHTML.slice(0, 90));
}"""
MOVING = """() => [...document.querySelectorAll("*")].filter(e => {
  const style = getComputedStyle(e), lasts = [style.transitionDuration, style.animationDuration].join().split(",");
  return style.scrollBehavior === "smooth" || lasts.some(each => parseFloat(each) > 0);
}).map(e => e.outerHTML.slice(0, 90))"""
# The sheets of the size that was just chosen have come.
FITTED = """() => [...document.querySelectorAll("link[rel=stylesheet]")]
  .every(link => link.sheet && link.href.includes("-narrow") === document.documentElement.classList.contains("huge"))"""
TARGETS = {"runOnly": {"type": "rule", "values": ["target-size"]}, "rules": {"target-size": {"enabled": True}}}


def fits(page: Page) -> list[str]:
    width = page.viewport_size["width"] if page.viewport_size else 0
    return page.evaluate(WIDE) if page.evaluate("document.documentElement.scrollWidth") > width else []


@pytest.mark.parametrize(("kind", "lang"), TURNS)
def test_every_reader_fits(server, look, kind, lang):
    page = look(server.page("disk", kind, lang), width=320)
    page.emulate_media(reduced_motion="reduce")
    settle(page, kind)
    page.evaluate(axe())
    faults: dict[str, list[str]] = {}
    faults["1280 px at 400 %"] = fits(page) + page.evaluate(CUT)
    faults["targets of 24 px"] = findings(page, TARGETS)
    faults["motion"] = page.evaluate(MOVING)
    style = page.add_style_tag(content=SPACED)
    faults["spaced text"] = fits(page) + page.evaluate(CUT) + page.evaluate(OVERLAID)
    style.evaluate("e => e.remove()")
    page.set_viewport_size({"width": 360, "height": 740})
    for size in ("125", "200", "300"):
        page.evaluate(
            CHOOSE, {"size": size, "letters": "widest" if size == "200" else "", "lines": "widest" if size == "200" else ""}
        )
        page.wait_for_function(FITTED)
        faults[f"letters of {size} %"] = fits(page) + page.evaluate(CUT) + (page.evaluate(OVERLAID) if size != "125" else [])
    faults["targets at 300 %"] = findings(page, TARGETS)
    page.set_viewport_size({"width": 1280, "height": 740})
    faults["300 % on a wide window"] = fits(page)
    assert {name: found for name, found in faults.items() if found} == {}
