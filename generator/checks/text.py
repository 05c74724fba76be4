"""Every text an editor wrote, wherever it stands: one alphabet in a word, no HTML, no formula."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks import said
from generator.checks.markdown import HTML
from generator.checks.said import Said
from generator.load.messages import problem
from generator.model import Portal, Problem

_WORD = re.compile(r"[^\W_]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
# What a program of tables takes for a formula when it opens our CSV. A dash with a space is a dash.
_FORMULA = re.compile(r"[=+@]|-(?! )")
_CYRILLIC = re.compile("[\u0400-\u052f]")


def length(text: str) -> int:
    """How many words a reader reads: a dash and a sign are none."""
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def check(portal: Portal) -> Iterator[Problem]:
    for text in said.records(portal):
        for tag in dict.fromkeys(HTML.findall(text.words)):
            yield problem(text.path, text.line, "raw-html", found=tag)
        if text.lang and (formula := _FORMULA.match(text.words)):
            yield problem(text.path, text.line, "formula", found=formula[0])
    for text in said.everything(portal):
        yield from _mixed(text)


def _mixed(text: Said) -> Iterator[Problem]:
    """A Latin letter in a Cyrillic word looks right and is found by no search. A hyphen ends a word: «Wi-Fi-ға»."""
    if _LATIN.search(text.words) and _CYRILLIC.search(text.words):
        for word in _WORD.findall(text.words):
            if _LATIN.search(word) and _CYRILLIC.search(word):
                yield problem(text.path, text.line, "mixed-script", found=word)
