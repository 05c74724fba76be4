"""Rules for state sites: the real tree keeps them all; a tree that keeps none is told so, rule by rule."""

from pathlib import Path

from generator import rules
from tests.test_draw import portal

_GOOD = """<!doctype html>
<html lang="kk"><head><meta name="viewport" content="width=device-width,initial-scale=1"></head><body>
<header><input type="search"></header><main><h1>1</h1><time datetime="2026-11-27">27</time>{}</main><footer></footer>
</body></html>
"""


def test_the_portal_keeps_the_rules(site):
    assert list(rules.faults(site)) == []


def test_each_rule_of_the_page_has_its_check():
    assert [rule.id for rule in portal().rules if rule.by == "program"] == list(rules.RULES)


def write(folder: Path, pages: dict[str, str]) -> None:
    for path, html in pages.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, encoding="utf-8")


def test_a_wrong_tree_breaks_every_rule(tmp_path):
    wrong = '<html><body><input type="password"><marquee><img src="https://example.org/x.png"></body></html>'
    write(tmp_path, {"index.html": _GOOD.format(""), "pages/help.html": wrong})
    found = {(fault.path, fault.rule) for fault in rules.faults(tmp_path)}
    assert {rule for path, rule in found if path == "pages/help.html"} == {
        *("three-clicks", "both-languages", "no-login", "header-footer", "place", "dates", "search", "adaptive", "calm"),
        *("alternatives", "own-host"),
    }
    assert {rule for _, rule in found} == set(rules.RULES)


def test_steps_count_a_list_once(tmp_path):
    """a list of three pages, the third with a site: the pages of the list are one step, its site the next."""
    turn = '<nav class="pages"><a href="{}">2</a></nav>'
    write(
        tmp_path,
        {
            "index.html": _GOOD.format('<a href="list.html?x=1#a">1</a> <a href="https://egov.kz/">2</a>'),
            "list.html": _GOOD.format(turn.format("list/2.html")),
            "list/2.html": _GOOD.format(turn.format("3.html")),
            "list/3.html": _GOOD.format(turn.format("2.html") + '<a href="../site.html">1</a>'),
            "site.html": _GOOD.format('<a href="far/3.html">1</a>'),
            "far/3.html": _GOOD.format('<a href="4.html">1</a>'),
            "far/4.html": _GOOD.format(""),
        },
    )
    steps = rules.Tree(tmp_path).steps("kk")
    assert steps == {
        **{"index.html": 0, "list.html": 1, "list/2.html": 1, "list/3.html": 1, "site.html": 2},
        **{"far/3.html": 3, "far/4.html": 4},
    }
    assert ("far/4.html", "three-clicks") in {(fault.path, fault.rule) for fault in rules.faults(tmp_path)}
