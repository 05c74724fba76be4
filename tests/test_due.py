"""Printed due words become days and periods: in both languages the same, for every row of the plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator import due
from generator.model import LANGS
from generator.text.say import long_date
from tests.test_draw import portal as real

CASES = yaml.safe_load((Path(__file__).with_name("cases") / "due.yml").read_text(encoding="utf-8"))


def span(text: date | str) -> tuple[date, date]:
    first, _, last = str(text).partition("/")
    return date.fromisoformat(first), date.fromisoformat(last or first)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["ru"])
@pytest.mark.parametrize("lang", LANGS)
def test_cases(case, lang) -> None:
    found = due.read(case[lang], lang)
    assert [(each.first, each.last) for each in found or ()] == [span(text) for text in case["spans"]]
    assert (found is None) == (not case["spans"])
    assert all(each.years_printed != case.get("assumed", False) for each in found or ())


def test_every_row_has_dates() -> None:
    rows = real().plan.measures
    assert len(rows) == 106
    assert {row.id for _, row in due.deadlines(real())} == {row.id for row in rows}


def test_deadlines_stand_in_the_calendars_order() -> None:
    found = due.deadlines(real())
    assert len(found) == 278
    assert [each.last for each, _ in found] == sorted(each.last for each, _ in found)


@given(st.dates(date(2006, 1, 1), date(2010, 12, 31)), st.sampled_from(LANGS))
def test_any_day_is_read_back(day: date, lang) -> None:
    text = long_date(lang, day).replace("\u00a0", " ")
    assert due.read(text, lang) == (due.Due(day, day),)


@given(st.text(max_size=40), st.sampled_from(LANGS))
def test_any_words_are_dates_or_nothing(text: str, lang) -> None:
    assert due.read(text, lang) != ()
