"""The text rules: cases in cases/text.yml, and the fold table's contract with the browser."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.text import fold, hosts, order, say

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "cases/text.yml").read_text(encoding="utf-8"))
FOLDS = json.loads((HERE / "contract/fold.json").read_text(encoding="utf-8"))
WORDS = json.loads((HERE / "contract/words.json").read_text(encoding="utf-8"))
DO = {
    "number": say.number,
    "long_date": say.long_date,
    "plural": say.plural,
    "tie": say.tie,
    "hyphenate": lambda text: say.hyphenate(text).replace(say.SHY, "-"),
    "initial": order.initial,
    "host": hosts.host_of,
}


@pytest.mark.parametrize(("rule", "case"), [(rule, case) for rule, cases in CASES.items() for case in cases], ids=str)
def test_case(rule, case):
    *given_, expected = case
    got = DO[rule](*given_)
    assert got == (expected.replace(" ", say.NBSP) if rule == "number" else expected)


@pytest.mark.parametrize(("text", "folded"), FOLDS)
def test_fold(text, folded):
    assert fold.fold(text) == folded


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_words(text, words):
    assert fold.words(text) == words


def test_words_with_a_hyphen_have_one_piece_too():
    assert fold.joined("веб-сайтта іс-шара, 2007-2009, QR-код, а-б") == ["вебсайтта", "исшара", "qrкод"]


@given(st.text(alphabet=order.ALPHABET + order.ALPHABET.lower() + " -.0", max_size=40))
def test_fold_keeps_the_length(text):
    assert len(fold.fold(text)) == len(text)


def test_kazakh_order():
    names = [
        "Әділет",
        "Азаттық",
        "Өнер",
        "Онлайн",
        "Қазпошта",
        "Кітап",
        "Іле",
        "Ыстық",
        "Ұстаз",
        "Университет",
        "Үй",
        "eGov",
        "24.kz",
    ]
    assert sorted(names, key=order.sort_key) == (
        [
            "24.kz",
            "eGov",
            "Азаттық",
            "Әділет",
            "Кітап",
            "Қазпошта",
            "Онлайн",
            "Өнер",
            "Университет",
            "Ұстаз",
            "Үй",
            "Ыстық",
            "Іле",
        ]
    )
