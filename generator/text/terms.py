"""From words to index terms; assets/search/10-terms.js is the twin, built with the same terms.json.

A term is the beginning of the stem of a folded word: beyond `longest` letters there is derivation (программалау,
программалық), not another word. `idle` are words that tell nothing: parts of every second address, «and», «for».
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from generator.model import Lang
from generator.text.fold import joined, words
from generator.text.stem import stem

RULES: dict[str, Any] = json.loads(Path(__file__).with_name("terms.json").read_text(encoding="utf-8"))
_LONGEST: int = RULES["longest"]
_IDLE = frozenset(RULES["idle"])


@cache
def term(word: str, lang: Lang) -> str:
    """The term of one folded word."""
    return stem(word, lang)[:_LONGEST].replace("ы", "и")


def terms(text: str, lang: Lang) -> list[str]:
    """The terms of a text, in order; then those of its hyphenated words in one piece."""
    return [term(word, lang) for word in (*words(text), *joined(text)) if word not in _IDLE]


def whole(text: str, lang: Lang) -> str:
    """The mark of a whole title or host, in whatever forms its words stand."""
    return "=" + " ".join(term(word, lang) for word in words(text) if word not in _IDLE)
