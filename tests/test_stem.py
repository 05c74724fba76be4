"""The stems: cases in contract/stem-*.tsv, agreement with the fold, and the browser's twin."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.assets import Assets
from generator.text.fold import fold
from generator.text.stem import browser_tables, stem, tables
from tests.browser.harness import ROOT

CONTRACT = Path(__file__).parent / "contract"
KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
HOSTILE = [
    " ",
    "-",
    "--",
    "-ақ",
    "ақ-ақ",
    "\0",
    "а" * 41,
    "а-" * 50,
    "😀лар",
    "каталог.қаз",
    "QR-кодты",
    "__proto__",
    "ΑΣ",
    "$&",
    "",
]
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def rows(name):
    return [line.split("\t") for line in (CONTRACT / f"stem-{name}.tsv").read_text(encoding="utf-8").splitlines()]


TOGETHER = [(lang, lemma, form) for lang, lemma, forms in rows("together") for form in forms.split()]


@pytest.mark.parametrize(("lang", "lemma", "form"), TOGETHER)
def test_forms_of_one_word_share_a_stem(lang, lemma, form):
    assert stem(form, lang) == stem(lemma, lang)


@pytest.mark.parametrize(("lang", "words"), rows("apart"))
def test_different_words_keep_apart(lang, words):
    stems = [stem(word, lang) for word in words.split()]
    assert len(set(stems)) == len(stems), stems


@given(st.text(alphabet=KAZAKH + KAZAKH.upper() + "-", max_size=24), st.sampled_from(["kk", "ru"]))
def test_without_kazakh_letters_the_stem_is_the_same(word, lang):
    assert stem(fold(word), lang) == stem(word, lang)


@given(st.text(max_size=60) | st.sampled_from(HOSTILE), st.sampled_from(["kk", "ru"]))
def test_any_text_has_a_stem_no_longer_than_itself(word, lang):
    # Only a swallowed vowel comes back: орн(ы) -> орын, оқ(у) -> оқы.
    assert len(stem(word, lang)) <= len(fold(word)) + 1


@settings(max_examples=20)
@given(st.sampled_from(["ай", "лар", "ның-", "-ақ", "и", "нный", "сь"]))
def test_a_pasted_text_takes_no_time(piece):
    for lang in ("kk", "ru"):
        stem(piece * 20_000, lang)


def test_every_rule_leads_on():
    """An empty ending leads to a later state, so the states can be gone through once; a swallowed letter ends at a root."""
    rules = tables()["kk"]["rules"]
    order = list(rules)
    for state, steps in rules.items():
        for templates, following, price in steps:
            assert following in order or following in ("N", "V", "NK", "VK")
            assert price >= 0
            assert templates or following not in order or order.index(following) > order.index(state)
            assert ":" not in templates or following in ("N", "V")


def test_the_browser_stems_alike(browser):
    files = [path for folder in ("docs", "catalog") for path in (ROOT / folder).rglob("*") if path.suffix in (".md", ".yml")]
    own = {word for path in files for word in WORD.findall(path.read_text(encoding="utf-8"))}
    words = sorted(own | {word for _, lemma, form in TOGETHER for word in (lemma, form)} | set(HOSTILE))
    scripts = Assets(ROOT / "overrides/assets").files
    page = browser.new_page()
    page.add_script_tag(content=next(text.decode() for path, text in scripts.items() if re.search(r"sauat\.\w+\.js$", path)))
    twin = (ROOT / "overrides/assets/search/00-stem.js").read_text(encoding="utf-8")
    page.add_script_tag(content=twin.replace("STEM_TABLES", browser_tables()))
    theirs = page.evaluate("words => words.map(word => [sauat.stem(word, 'kk'), sauat.stem(word, 'ru')])", words)
    page.close()
    ours = [[stem(word, "kk"), stem(word, "ru")] for word in words]
    assert json.dumps(theirs, ensure_ascii=False) == json.dumps(ours, ensure_ascii=False)
