"""A jury's sheet: every cell is checked, places come by the rules, ties are explained, a winner has a mark. All made up."""

from __future__ import annotations

import shutil
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from generator import jury
from generator.__main__ import app
from generator.checks import topics as rules
from generator.load import load
from generator.model import LANGS, Contest, Portal, Result
from generator.render import catalogue, topics
from generator.render.engine import Engine
from generator.render.shelf import Desk
from tests.test_draw import portal as real

ROOT = Path(__file__).resolve().parents[1]
ENTRIES = tuple(site.id for site in real().sites if site.is_live)[:3]
ONE, TWO, THREE = ENTRIES
HEADER = "contest,nomination,site,juror,usefulness,languages,access,freshness,safety"


@cache
def held() -> Portal:
    """The proposal as if it had been held, with three sites in one nomination."""
    proposal = real().contests[0]
    nominations = (replace(proposal.nominations[0], entries=ENTRIES), *proposal.nominations[1:])
    portal: Portal = real()
    return replace(portal, contests=(replace(proposal, id="made-up", status="held", nominations=nominations),))


def contest() -> Contest:
    return held().contests[0]


def sheet(*rows: tuple[str, str, str], nomination: str = "kazakh") -> str:
    """Rows of (site, juror, scores with spaces)."""
    lines = [",".join(("made-up", nomination, site, juror, *scores.split())) for site, juror, scores in rows]
    return "\r\n".join([HEADER, *lines, ""])


FULL = [(site, f"J{n}", f"{score} 5 5 5 5") for site, score in zip(ENTRIES, (9, 7, 5), strict=True) for n in (1, 2, 3)]


def places(text: str) -> list[tuple[int, str, str, str]]:
    results, problems = jury.score(held(), text, "sheet.csv")
    assert not problems
    return [(result.place, result.site, result.mark, result.tie) for result in results]


def test_the_best_come_first() -> None:
    assert places(sheet(*FULL)) == [(1, ONE, "6,20", "none"), (2, TWO, "5,60", "none"), (3, THREE, "5,00", "none")]


def test_order_of_rows_and_form_of_the_file_do_not_matter() -> None:
    text = sheet(*reversed(FULL))
    assert places("\ufeff" + text.replace(",", ";")) == places(sheet(*FULL))


# Marks of the first two sites; the third has 1 for everything.
TIES = {
    "the heaviest criterion parts": ("8 5 5 5 5", "5 8 5 6 5", [(1, ONE, "criterion"), (2, TWO, "criterion")]),
    "nothing parts": ("6 5 5 5 5", "6 5 5 5 5", [(1, ONE, "shared"), (1, TWO, "shared")]),
}


@pytest.mark.parametrize("case", TIES)
def test_ties(case: str) -> None:
    first, second, expected = TIES[case]
    rows = [(site, f"J{n}", scores) for site, scores in ((ONE, first), (TWO, second), (THREE, "1 1 1 1 1")) for n in (1, 2, 3)]
    found = places(sheet(*rows))
    assert sorted((place, site, tie) for place, site, _, tie in found[:2]) == sorted(expected)
    assert found[2][0] == 3


def test_the_highest_and_the_lowest_are_left_out() -> None:
    scores = {"J1": "1", "J2": "6", "J3": "6", "J4": "6", "J5": "10"}
    rows = [(site, juror, " ".join([score] * 5)) for site in ENTRIES for juror, score in scores.items()]
    assert {mark for _, _, mark, _ in places(sheet(*rows))} == {"6,00"}


def test_a_juror_with_a_part_in_a_site_does_not_score_it() -> None:
    rows = [*FULL, *((site, "J4", "- - - - -" if site == ONE else "10 10 10 10 10") for site in ENTRIES)]
    results, problems = jury.score(held(), sheet(*rows), "sheet.csv")
    assert not problems
    assert {result.site: result.jurors for result in results} == {ONE: 3, TWO: 4, THREE: 4}


@given(st.lists(st.integers(1, 10), min_size=1, max_size=12))
def test_one_mark_lies_among_the_marks(scores: list[int]) -> None:
    marks = [Fraction(score) for score in scores]
    for mean in ("median", "trimmed"):
        assert min(marks) <= jury.one(mean, marks) <= max(marks)


# What is wrong with a cell -> (line, what the message names).
WRONG = {
    ("kazakh", ONE, "J1", "11 5 5 5 5"): (2, "5 (usefulness)"),
    ("kazakh", ONE, "J1", "5 5 5 5 0"): (2, "9 (safety)"),
    ("kazakh", ONE, "J1", "5 5 5,5 5 5"): (2, "10"),
    ("kazakh", ONE, "J1", "5 5 ٥ 5 5"): (2, "7 (access)"),
    ("kazakh", ONE, "J1", "- 5 5 5 5"): (2, "5 (usefulness)"),
    ("kazakh", ONE, "Айгүл", "5 5 5 5 5"): (2, "4 (juror)"),
    ("kazakh", "nowhere.kz", "J1", "5 5 5 5 5"): (2, "3 (site)"),
    ("dance", ONE, "J1", "5 5 5 5 5"): (2, "2 (nomination)"),
}


@pytest.mark.parametrize("cells", WRONG)
def test_a_wrong_cell_has_its_line_and_column(cells: tuple[str, str, str, str]) -> None:
    nomination, site, juror, scores = cells
    _, problems = jury.score(held(), sheet((site, juror, scores), nomination=nomination), "sheet.csv")
    line, column = WRONG[cells]
    assert (problems[0].path, problems[0].line, problems[0].code) == ("sheet.csv", line, "sheet-cell")
    assert all(problems[0].message[lang].find(column) >= 0 for lang in LANGS)


def test_a_row_twice_or_missing_is_told() -> None:
    _, twice = jury.score(held(), sheet(*FULL, FULL[0]), "s.csv")
    assert [(problem.line, "4 (juror)" in problem.message.ru) for problem in twice] == [(11, True)]
    _, missing = jury.score(held(), sheet(*FULL[:-1]), "s.csv")
    assert any(THREE in problem.message.ru and "J3" in problem.message.ru for problem in missing)


@pytest.mark.parametrize("text", ["", "\n", HEADER, HEADER + "\r\n", "a,b\n1,2\n", sheet(*FULL).replace("safety", "beauty")])
def test_what_is_no_sheet_is_told(text: str) -> None:
    results, problems = jury.score(held(), text, "s.csv")
    assert not results and problems


def test_a_proposal_is_not_scored() -> None:
    text = jury.blank(real().contests[0])
    results, problems = jury.score(real(), text, "s.csv")
    assert not results and problems


@given(st.text(max_size=80))
def test_any_text_is_told_and_never_raised(text: str) -> None:
    for whole in (text, HEADER + "\n" + text, HEADER + "\nmade-up," + text):
        results, problems = jury.score(held(), whole, "s.csv")
        assert problems and not results


def test_a_blank_sheet_has_the_sites_entered() -> None:
    lines = jury.blank(contest()).splitlines()
    assert lines[0] == HEADER
    assert [line.split(",")[2] for line in lines[1:4]] == list(ENTRIES)
    assert set(jury.files(held())) == {"programme/data/v1/jury-made-up.csv"}


def with_results(*results: Result) -> Portal:
    return replace(held(), results=results)


def test_a_winner_has_a_mark_and_only_a_winner() -> None:
    results, _ = jury.score(held(), sheet(*FULL), "s.csv")
    portal = with_results(*results)
    assert not [found for found in rules.check(portal) if "contest" in found.path]
    engine = Engine(ROOT / "overrides", portal)
    for site in ENTRIES:
        page = engine.html(catalogue._site(Desk(portal, "ru"), next(each for each in portal.sites if each.id == site)))
        assert ("Победитель конкурса" in page) == (site == ONE)
    shown = next(engine.html(sheet) for sheet in topics.sheets(portal, "ru") if sheet.view.path.endswith("contests.html"))
    assert "Итогов нет" not in shown and "6,20" in shown


def test_the_real_portal_has_no_results() -> None:
    assert real().results == () and {each.status for each in real().contests} == {"proposal"}


def test_the_command_writes_what_load_reads(tmp_path: Path) -> None:
    """The whole project with a contest that was held: the command's record is read again as it was."""
    for name in ("catalog", "docs", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    proposal = (ROOT / "catalog/contests.yml").read_text(encoding="utf-8")
    entries = f"{{id: kazakh, entries: [{', '.join(ENTRIES)}],"
    chosen = proposal.replace("status: proposal", "status: held").replace("{id: kazakh,", entries)
    for name, text in (("contests.yml", chosen), ("contest-results.yml", "[]\n")):
        (tmp_path / "catalog" / name).write_text(text, encoding="utf-8")
    filled = tmp_path / "sheet.csv"
    filled.write_text(sheet(*FULL).replace("made-up", "web-proposal"), encoding="utf-8")
    done = CliRunner().invoke(app, ["contest", str(filled), "--root", str(tmp_path), "--lang", "ru"])
    assert done.exit_code == 0, done.output
    assert "Лучший сайт на казахском языке" in done.output and f"  1   6,20  {ONE} (3)" in done.output
    loaded = load(tmp_path)
    assert not loaded.problems
    read = [(result.place, result.site, result.mark) for result in loaded.portal.results]
    assert read == [(1, ONE, "6,20"), (2, TWO, "5,60"), (3, THREE, "5,00")]
    filled.write_text(sheet(("x", "y", "1 2 3 4 5")).replace("made-up", "web-proposal"), encoding="utf-8")
    refused = CliRunner().invoke(app, ["contest", str(filled), "--root", str(tmp_path)])
    assert refused.exit_code == 1 and "sheet.csv:2: sheet-cell" in refused.stderr
