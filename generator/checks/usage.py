"""Words that need no dictionary to be wrong: a question particle that does not fit, and what a term is used instead of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from generator.checks import said
from generator.checks.said import Said
from generator.load.messages import problem
from generator.model import LANGS, Lang, Portal, Problem
from generator.text.kazakh import Kazakh
from generator.text.sounds import VOWELS, question
from generator.text.stem import stem

_PARTICLE = re.compile(r"(?<![\w-])([\w-]+)[»\"”)]* (ма|ме|ба|бе|па|пе)(?!\w)")
# A label stands in quotes as the screen shows it.
_QUOTED = re.compile("«[^»]*»")
_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")


class Avoided(NamedTuple):
    """Words, of which the last may take endings, and what to write instead."""

    words: tuple[str, ...]
    found: str
    instead: str

    @property
    def head(self) -> str:
        """What every text with one of its forms holds."""
        return " ".join(self.words)[:-1]


def check(portal: Portal) -> Iterator[Problem]:
    avoided = {lang: _avoided(portal, lang) for lang in LANGS}
    heads = {lang: re.compile("|".join(re.escape(entry.head) for entry in avoided[lang]) or "$^") for lang in LANGS}
    for text in said.everything(portal):
        if text.lang == "kk":
            yield from _particles(text)
        if text.lang and not text.field.startswith(said.NOT_OURS) and heads[text.lang].search(text.words.lower()):
            yield from _rejected(text, text.lang, avoided[text.lang])


def _particles(text: Said) -> Iterator[Problem]:
    """ма after a vowel, р, л, у, й; ба after з, ж, м, н, ң; па after the rest. A short form ends as it is read: not here."""
    for word, particle in _PARTICLE.findall(text.words):
        if any(letter in VOWELS for letter in word) and (expected := question(word.lower())) != particle:
            yield problem(text.path, text.line, "question-particle", found=f"{word} {particle}", expected=f"{word} {expected}")


def _avoided(portal: Portal, lang: Lang) -> list[Avoided]:
    return [
        Avoided(words, phrase, term.term[lang])
        for term in portal.terms
        for phrase in (term.avoid[lang] if term.avoid else ())
        if (words := tuple(_WORD.findall(phrase.lower())))
    ]


def _rejected(text: Said, lang: Lang, avoided: list[Avoided]) -> Iterator[Problem]:
    words = tuple(_WORD.findall(_QUOTED.sub(" ", text.words).lower()))
    for entry in avoided:
        *before, last = entry.words
        for at, word in enumerate(words):
            if words[max(0, at - len(before)) : at] == tuple(before) and _is_form(word, last, lang):
                yield problem(text.path, text.line, "avoided-word", found=entry.found, expected=entry.instead)


def _is_form(word: str, of: str, lang: Lang) -> bool:
    """The stem of the search joins too much in Kazakh: «тіркелгі» and «тіркелу» have one."""
    return _nouns(of).knows(word) if lang == "kk" else stem(word, lang) == stem(of, lang)


@cache
def _nouns(of: str) -> Kazakh:
    return Kazakh([of])
