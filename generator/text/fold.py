"""One spelling for what people type in many: small letters, no ё, the nine Kazakh letters by their Russian look-alikes.

`fold.json` is the only table; the browser's twin, assets/js/20-fold.js, is built with the same file, and
tests/contract runs through both. NFD is no help: the Kazakh letters have no decomposition.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

TABLE: dict[str, Any] = json.loads(Path(__file__).with_name("fold.json").read_text(encoding="utf-8"))
_LETTERS = str.maketrans(TABLE["letters"])
_LOOKALIKES = str.maketrans(TABLE["lookalikes"])
# A capital I with a dot has a small letter of two characters, and places in the text must hold.
_DOTTED = "\u0130"
_WORD = re.compile(rf"[0-9a-zа-я]+(?:[{TABLE['joins']}][0-9a-zа-я]+)*")
_JOIN = re.compile(rf"[{TABLE['joins']}]")
_LATIN, _CYRILLIC = re.compile("[a-zA-Z]"), re.compile("[а-я]")
_ODD = re.compile(rf"[{TABLE['joins']}]|[a-z][0-9]*[а-я]|[а-я][0-9]*[a-z]")
_HYPHENED = re.compile(r"(?<![\w-])([^\W\d_]{2,})-([^\W\d_]{2,})(?![\w-])")


def fold(text: str) -> str:
    """The text as it is compared: lower case, folded letters. The length in letters stays the same."""
    return text.replace(_DOTTED, "I").lower().translate(_LETTERS)


def words(text: str) -> list[str]:
    """The folded words of a text, in order.

    An apostrophe or a soft hyphen does not part a word, and Latin letters that look like Cyrillic ones are read as those
    in a word that has others.
    """
    folded = fold(text)
    if not _ODD.search(folded):
        return _WORD.findall(folded)
    return [_mended(found[0], text[found.start() : found.end()]) for found in _WORD.finditer(folded)]


def spans(text: str) -> list[tuple[str, int, int]]:
    """(folded word, start, end) of each word of a text: the places hold, because folding keeps the length."""
    found = _WORD.finditer(fold(text))
    return [(_mended(word[0], text[word.start() : word.end()]), word.start(), word.end()) for word in found]


def joined(text: str) -> list[str]:
    """Words with a hyphen as people also write them, without: веб-сайт -> вебсайт."""
    return [one + two for one, two in _HYPHENED.findall(fold(text))] if "-" in text else []


def _mended(word: str, written: str) -> str:
    if not _CYRILLIC.search(word):
        return _JOIN.sub("", word)
    if all(letter in TABLE["lookalikes"] for letter in _LATIN.findall(written)):
        word = fold(written.translate(_LOOKALIKES))
    # A Cyrillic apostrophe is the hard sign (об'явление); a soft hyphen is nothing.
    return _JOIN.sub("ъ", word.replace("\xad", ""))
