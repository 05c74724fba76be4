"""Words of the glossary in lessons: cases as data, and the words of every lesson left as they were."""

import re
from pathlib import Path

import pytest
import yaml

from generator.gloss import Glossary, mark
from generator.model import LANGS, Lang
from tests.test_draw import portal

CASES = yaml.safe_load((Path(__file__).parent / "cases/gloss.yml").read_text(encoding="utf-8"))
_TERM = re.compile(r'<a class="term" href="glossary.html#([\w-]+)"[^>]*>(.*?)</a>')


def marked(lang: Lang, html: str) -> str:
    return mark(html, Glossary(portal().terms, lang), "glossary.html")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case):
    made = marked(case["lang"], case["html"])
    assert [f"{name}={word}" for name, word in _TERM.findall(made)] == case["marked"]
    assert _TERM.sub(r"\2", made) == case["html"]


def test_every_term_is_found_by_its_own_name():
    """Except where the word means other things too."""
    for term in portal().terms:
        for lang in LANGS:
            if term.group == "computer" and lang not in term.homonym:
                found = _TERM.findall(marked(lang, f"<p>{term.term[lang]}</p>"))
                assert found, term.id
