"""Words of the glossary in a lesson: the first time each stands there, in whatever form, it leads to what it means.

Strings in, strings out: the HTML of a lesson's words, and the terms. Without scripts the word is a link to the glossary;
assets/lesson/10-gloss.js makes it a button that opens the meaning where the reader is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

from generator.model import Lang, Term
from generator.text.fold import spans
from generator.text.terms import term

_TAG = re.compile(r"(<[^>]+>)")
# Nothing is marked inside these: a heading names, a link leads elsewhere, code is typed, a drawing is drawn.
_CLOSED = re.compile(r"</?(h[1-6]|a|code|pre|svg|button|label|figcaption)\b")
# A conjunction and a pronoun that look like forms of «ИИ» and «меню».
_OTHERS = frozenset({"и", "меня"})
# What may stand between the words of one term.
_BETWEEN = frozenset(" \u00a0\n-")


@dataclass(frozen=True)
class Meaning:
    """A term as a page shows it."""

    id: str
    name: str
    says: str
    example: str


@dataclass(frozen=True)
class _Form:
    """A term's words as they stand in the glossary, folded, and their stems."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    meaning: Meaning

    def likeness(self, some: list[str], lang: Lang) -> int:
        """How many letters of so many words it shares; 0 when one of them only has the stem: зарядтау and зарядтағыш."""
        shared = [_shared(word, own) for word, own in zip(some, self.words, strict=True)]
        enough = all(count >= _needed(own, lang) for count, own in zip(shared, self.words, strict=True))
        return sum(shared) if enough and not (len(some) == 1 and some[0] in _OTHERS) else 0


def _shared(one: str, two: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False)))


def _needed(word: str, lang: Lang) -> int:
    """Letters that a form of a word keeps: in Kazakh endings are added, in Russian the last two letters change."""
    return min(len(word), max(2, len(word) - (2 if lang == "ru" and len(word) > 5 else 1)))


class Glossary:
    """The terms of one language by their stems."""

    def __init__(self, terms: Iterable[Term], lang: Lang) -> None:
        self.lang = lang
        self._known: dict[str, list[_Form]] = {}
        for entry in terms:
            if entry.group == "computer" and lang not in entry.homonym:
                example = entry.example[lang] if entry.example else ""
                meaning = Meaning(entry.id, entry.term[lang], entry.meaning[lang], example)
                for form in (entry.term[lang], *((entry.short[lang],) if entry.short else ())):
                    self._add(tuple(word for word, _, _ in spans(form)), meaning)

    def _add(self, words: tuple[str, ...], meaning: Meaning) -> None:
        if words:
            stems = tuple(term(word, self.lang) for word in words)
            self._known.setdefault(stems[0], []).append(_Form(words, stems, meaning))

    def found(self, text: str) -> Iterator[tuple[int, int, Meaning]]:
        """(start, end, meaning) of each term in a text; of several the one of most words, then of most letters."""
        words = spans(text)
        at = 0
        while at < len(words):
            fits = [(len(form.words), likeness, n) for n, form, likeness in self._fits(text, words, at)]
            if fits:
                length, _, n = max(fits)
                form = self._known[term(words[at][0], self.lang)][n]
                yield words[at][1], words[at + length - 1][2], form.meaning
                at += length - 1
            at += 1

    def _fits(self, text: str, words: list[tuple[str, int, int]], at: int) -> Iterator[tuple[int, _Form, int]]:
        for n, form in enumerate(self._known.get(term(words[at][0], self.lang), ())):
            some = words[at : at + len(form.words)]
            together = all(set(text[one[2] : two[1]]) <= _BETWEEN for one, two in pairwise(some))
            same = together and tuple(term(word[0], self.lang) for word in some) == form.stems
            if same and (likeness := form.likeness([word[0] for word in some], self.lang)):
                yield n, form, likeness


def mark(body: str, glossary: Glossary, link: str) -> str:
    """The same HTML with the first occurrence of each term as a link to `link`#id that carries its meaning."""
    seen, closed, made = set[str](), 0, list[str]()
    for part in _TAG.split(body):
        if part.startswith("<"):
            if _CLOSED.match(part):
                closed += -1 if part.startswith("</") else 1
            made.append(part)
        elif closed or not part.strip():
            made.append(part)
        else:
            made.append(_marked(part, glossary, link, seen))
    return "".join(made)


def _marked(written: str, glossary: Glossary, link: str, seen: set[str]) -> str:
    text, made, last = html.unescape(written), list[str](), 0
    for start, end, meaning in glossary.found(text):
        if meaning.id in seen:
            continue
        seen.add(meaning.id)
        facts = f'data-name="{html.escape(meaning.name)}" data-says="{html.escape(meaning.says)}"'
        example = f' data-example="{html.escape(meaning.example)}"' if meaning.example else ""
        word = html.escape(text[start:end], quote=False)
        made += [
            html.escape(text[last:start], quote=False),
            f'<a class="term" href="{link}#{meaning.id}" {facts}{example}>{word}</a>',
        ]
        last = end
    return "".join(made) + html.escape(text[last:], quote=False) if made else written
