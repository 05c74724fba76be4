"""Is this a form of a Kazakh word? Stems come from lists; their endings follow from sound and grammar, and are our own.

An ending is a template: A is а or е and I is ы or і, in harmony with the stem; Q is қ or к, G is ғ or г. A capital
Cyrillic letter at its head adapts to the last sound before it (`_HEADS`). `_ARCS` is the grammar: from a state, the
endings that may follow and the state after each. A word is right when some stem of the list, taken from its front,
leaves a rest that the grammar walks to the end.

It knows forms, not sense: a wrong word that exists («сіз ба»), a wrong case or a missing ending of two nouns pass.
The rules and their traps are those of the state's spelling rules for loan words and of common school grammar.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from generator.model import Listed
from generator.text.sounds import BACK, FRONT, VOWELS, harmony, row

# What such a letter becomes in each row of the school table, in the order of `_ROWS`.
_ROWS = "VRLZNT"
_HEADS = {
    "Л": "ллдддт",
    "Н": "нддднт",
    "О": "нддддт",
    "Д": "дддддт",
    "А": "дддднт",
    "М": "мммбмп",
    "Б": "мммббп",
    "К": "нддддт",
    "Г": "GGGGGQ",
}
_PERSONS = "МIн сIң сIз сIңдAр сIздAр ДI МIз"
_PAST = "м ң ңIз ңдAр ңIздAр Q"

# state -> [(endings, the state after them, which last sounds they follow: V a vowel, C a consonant, "" any)]. «.» ends.
_ARCS: dict[str, list[tuple[str, str, str]]] = {
    # A noun's bare stem, with endings that make new words; one more of these in `noun1`, none in `noun`.
    "noun2": [("", "noun", ""), ("ЛI шI сIз", "noun1", ""), ("ЛIQ", "kept", ""), ("ЛIG", "soft", ""), ("ДAй шA", "noun", "")],
    "noun1": [("", "noun", ""), ("ЛI шI сIз", "noun", ""), ("ЛIQ", "kept", ""), ("ЛIG", "soft", ""), ("ДAй шA", "noun", "")],
    "noun": [("", "owned", ""), ("ЛAр", "owned", ""), ("рAQ", "case", "V"), ("IрAQ", "case", "C")],
    "owned": [("", "case", ""), ("", "soft", "C"), ("м ң", "mine", "V"), ("ңIз мIз", "case", "V"), ("сI", "his", "V")],
    # A noun whose last letter softens before a vowel: «кітап» keeps it in «кітапта» and gives it up in «кітабы».
    "hardnoun": [
        ("", "kept", ""),
        ("ЛI шI сIз", "noun1", ""),
        ("ЛIQ", "kept", ""),
        ("ЛIG", "soft", ""),
        ("ДAй шA", "noun", ""),
    ],
    "kept": [("", "case", ""), ("ЛAр", "owned", ""), ("ДAй шA", "case", ""), ("ЛI шI сIз", "noun", "")],
    # What begins with a vowel, after a consonant: also the only endings of «кітаб», «әрп», «парол».
    "soft": [("Iм Iң", "mine", ""), ("IңIз IмIз", "case", ""), ("I", "his", ""), ("IрAQ", "case", "")],
    "case": [
        ("", "place", ""),
        ("НIң ОI ГA Мен шA", ".", ""),
        ("ДA АAн", "place", ""),
        ("ДAGI", "located", ""),
        ("Кікі", "his", ""),
    ],
    # «банктен» and «банктенбіз».
    "place": [("", ".", ""), ("МIн сIң сIз БIз", ".", "")],
    "mine": [("", ".", ""), ("нIң ДI A ДA нAн мен ДAй", ".", ""), ("ДAGI", "located", "")],
    "his": [
        ("", ".", ""),
        ("нIң н нA мен ндAй ншA нсIз", ".", ""),
        ("ндA нAн", "place", ""),
        ("ндAGI", "located", ""),
        ("нікі", "his", ""),
    ],
    "located": [("", "case", ""), ("ЛAр", "owned", ""), ("м ң сI", "his", ""), ("дAй", ".", "")],
    # A verb's stem; `verb2` may still get two endings that make new verbs, `verb` none.
    "verb2": [("", "verb", ""), ("", "made2", "")],
    "verb1": [("", "verb", ""), ("", "made1", "")],
    "made2": [("л н т", "verb1", "V"), ("Iл Iн Iс", "verb1", "C"), ("с", "verb1", "V"), ("ДIр ГIз т", "verb1", "")],
    "made1": [("л н т", "verb", "V"), ("Iл Iн Iс", "verb", "C"), ("с", "verb", "V"), ("ДIр ГIз т", "verb", "")],
    "verb": [
        ("", "open", "V"),
        ("", "vowel", "C"),
        ("", "hard", ""),
        ("БA", "denied", ""),
    ],
    # Endings that begin with a consonant.
    "hard": [
        ("", ".", ""),
        ("сIн сIндAр", ".", ""),
        ("ДI", "past", ""),
        ("сA", "past", ""),
        ("ГAн", "participle", ""),
        ("ГIш", "noun1", ""),
        ("ГI", "owned", ""),
        ("ГAлI ГAншA ГAйсIз", ".", ""),
        ("БAQ БAQшI", "place", ""),
    ],
    # The same after a vowel, and after a consonant: «сақтаңыз», «ашыңыз».
    "open": [
        ("ңIз ңIздAр ңIзшI ң ңдAр йIн йIQ", ".", ""),
        ("п", "gone", ""),
        ("й", "present", ""),
        ("йтIн", "participle", ""),
        ("р", "participle", ""),
        ("у", "noun1", ""),
    ],
    "vowel": [
        ("IңIз IңIздAр IңIзшI Iң IңдAр AйIн AйIQ", ".", ""),
        ("Iп", "gone", ""),
        ("A", "present", ""),
        ("AтIн", "participle", ""),
        ("Aр", "participle", ""),
        ("у Iс", "noun1", ""),
    ],
    # A verb in -к, -қ, -п has its own three: «тап» in «тапты», «таб» in «табады», «тау» in «тауып».
    "deny": [("БA", "denied", "")],
    "causes": [("ДIр ГIз т", "verb1", "")],
    "vowels": [("", "vowel", ""), ("Iл Iн Iс", "verb1", "")],
    "went": [("Iп", "gone", "")],
    # «оқы» before «оқиды, оқу», «қой» before «қояды, қою».
    "short": [("и", "present", ""), ("итIн", "participle", ""), ("у", "noun1", "")],
    "glide": [("яйын яйық", ".", ""), ("я", "present", ""), ("ятын яр", "participle", ""), ("ю", "noun1", "")],
    "glided": [("ейін ейік", ".", ""), ("е", "present", ""), ("етін ер", "participle", ""), ("ю", "noun1", "")],
    "denied": [("", "open", ""), ("", "hard", ""), ("с", "participle", "")],
    "participle": [("", "noun1", "")],
    "past": [("", ".", ""), (_PAST, ".", "")],
    "present": [("", ".", ""), (_PERSONS, ".", "")],
    "gone": [("", ".", ""), ("ТI", ".", ""), (_PERSONS, ".", "")],
    "only": [("", ".", "")],
}
_BARE = {"ге", "ке", "ні", "ға"}  # Debian's list has these endings as words
_SOFTENED = {"к": "г", "қ": "ғ", "п": "б"}
_HARDENED = {soft: hard for hard, soft in _SOFTENED.items()}
_LONGEST_WORD_LIKE_ENDING = 3
# A letter of each row.
_SAMPLES = {"V": "а", "R": "р", "L": "л", "Z": "з", "N": "н", "T": "т"}


class Stem(NamedTuple):
    """The front of a word, and how it goes on. `last` is the letter whose sound the next ending follows."""

    state: str
    harmony: str
    last: str


@cache
def _spelled(template: str, harmony: str, last: str) -> str:
    head = template[:1]
    if head in _HEADS:
        template = _HEADS[head][_ROWS.index(row(last))] + template[1:]
    pairs = zip("AIQG", "аықғ" if harmony == BACK else "еікг", strict=True)
    for sign, letter in pairs:
        template = template.replace(sign, letter)
    return template


@cache
def _endings(state: str, harmony: str, last: str) -> tuple[tuple[str, str], ...]:
    """(spelling, next state) of every ending that may follow."""
    sound = "V" if row(last) == "V" else "C"
    return tuple(
        (_spelled(template, harmony, last), following)
        for templates, following, after in _ARCS[state]
        if after in ("", sound)
        for template in templates.split() or [""]
    )


def _after(ending: str, harmony: str) -> str:
    """-нікі and -мен are front after any stem."""
    return FRONT if "і" in ending or "е" in ending else harmony


@cache
def _walks(rest: str, state: str, harmony: str, last: str) -> bool:
    """Whether the grammar walks from a state over the whole rest."""
    if state == ".":
        return not rest
    return any(
        _walks(rest[len(ending) :], following, _after(ending, harmony), ending[-1:] or last)
        for ending, following in _endings(state, harmony, last)
        if rest.startswith(ending)
    )


class Kazakh:
    """A list of stems with the grammar."""

    def __init__(self, words: Iterable[str] = (), verbs: Iterable[str] = (), own: Iterable[Listed] = ()) -> None:
        """`words` and `verbs` (with their -у) are another dictionary's; `own` is catalog/spelling/kk.txt."""
        self._stems: dict[str, set[Stem]] = {}
        self._short: set[str] = set()
        for word in words:
            if word not in _BARE:
                self._noun(word)
        for verb in verbs:
            self._noun(verb)
            for stem in stems_of(verb):
                self._verb(stem)
        for entry in own:
            self._own(entry.word.lower(), entry.kind, entry.reading)
        self._longest = max(map(len, self._stems), default=0)

    def knows(self, word: str) -> bool:
        """Whether a word in small letters is a form of a listed one; with hyphens, each of its parts."""
        if self._one(word):
            return True
        parts = word.split("-")
        # ЖИ-көмекші has two words; «нан» in ЭЦҚ-нан is a wrong ending, though there is such a word.
        words = len(parts) > 1 and (parts[0] not in self._short or len(parts[-1]) > _LONGEST_WORD_LIKE_ENDING)
        return words and all(self._one(part) for part in parts)

    def _one(self, word: str) -> bool:
        return any(
            _walks(word[at:], *stem)
            for at in range(1, min(len(word), self._longest) + 1)
            for stem in self._stems.get(word[:at], ())
        )

    def suggests(self, word: str) -> list[str]:
        """Known words that it may be a slip of, the likeliest first, three at most."""
        known = (other for other in (*_tails(word, self._stems), *_slips(word)) if other != word and self.knows(other))
        return list(islice(dict.fromkeys(known), 3))

    def _add(self, stem: str, state: str, sound: str, last: str = "") -> None:
        self._stems.setdefault(stem, set()).add(Stem(state, sound, last or stem[-1]))

    def _noun(self, word: str, sound: str = "", kept: bool = False) -> None:
        sound = sound or harmony(word)
        soft = _SOFTENED.get(word[-1])
        if word.endswith("ь"):
            self._add(word, "hardnoun", sound, word[-2:-1])
            self._add(word[:-1], "soft", sound)
        elif soft and not kept:
            self._add(word, "hardnoun", sound)
            self._add(word[:-1] + soft, "soft", sound)
        else:
            self._add(word, "noun2", sound)

    def _verb(self, stem: str, sound: str = "") -> None:
        sound = sound or harmony(stem)
        last, before = stem[-1], stem[:-1]
        if last in _SOFTENED:
            self._add(stem, "hard", sound)
            self._add(stem, "deny", sound)
            self._add(stem, "causes", sound)
            self._add(before + _SOFTENED[last], "vowels", sound)
            if last == "п":
                self._add(before + "у", "went", sound)
            return
        if last in "ыі" and before:
            self._add(before, "short", sound, last)
        if last == "й" and before:
            self._add(before, "glide" if sound == BACK else "glided", sound, last)
        self._add(stem, "verb2", sound)

    def _own(self, word: str, kind: str, reading: str) -> None:
        sound = BACK if "b" in reading else FRONT if "f" in reading else ""
        if kind == "n":
            self._noun(word, sound, "k" in reading)
        elif kind == "v":
            self._verb(word, sound)
        elif kind == "p":
            self._add(word, "soft", sound or harmony(word))
        elif kind == "x":
            self._add(word, "only", BACK)
        else:
            # A short form ends as it is read, after a hyphen: ЭЦҚ-ны.
            last = next((letter for row_, letter in _SAMPLES.items() if row_ in reading), "т")
            self._short.add(word)
            self._add(word, "only", BACK)
            self._add(word + "-", "noun2", sound or BACK, last)


def is_ending(tail: str) -> bool:
    """Whether it may end a noun of some sound: what stands after a figure or Latin letters, whose reading nobody knows."""
    return any(_walks(tail, "owned", sound, last) for sound in (BACK, FRONT) for last in _SAMPLES.values())


def stems_of(verb: str) -> Iterator[str]:
    """Stems that a verb in -у may have: ашу аш; оқу оқы; қою қой; шығу шық."""
    stem, last = verb[:-1], verb[-2:-1]
    if verb.endswith("ю"):
        yield stem + "й"
        if last == "и":
            yield stem
    elif last in _HARDENED:
        yield stem[:-1] + _HARDENED[last]
    elif last:
        yield stem
        if last not in VOWELS:
            yield stem + ("ы" if harmony(stem) == BACK else "і")


_TWINS = "аә ая еә еэ гғ кқ нң оө уұ уү ұү иі иы ыі хһ"
_LETTERS = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_FLIPS = str.maketrans("аеыіғгқк", "еаіыгғкқ")


def _tails(word: str, stems: Container[str]) -> Iterator[str]:
    """The same stem with its ending in the other harmony, after the other sound, or begun by another: сайтде, кітапы."""
    pairs = [(word[:at], word[at:]) for at in range(len(word) - 1, 1, -1)]
    pairs = [(front, tail) for front, tail in pairs if front in stems or front[:-1] + _SOFTENED.get(front[-1], "") in stems]
    for front, tail in pairs:
        softer = front[:-1] + _SOFTENED.get(front[-1], "")
        yield from (start + other for start in (softer, front) for other in (tail, tail.translate(_FLIPS)))
    for front, tail in pairs:
        for other in (tail, tail.translate(_FLIPS)):
            yield from (front + letter + other[1:] for letter in "дтнлғгқкбмп")


def _slips(word: str) -> Iterator[str]:
    """Letters for their look-alikes, two changed over, one left out, one too many, one wrong."""
    ends = range(len(word) + 1)
    once = list(dict.fromkeys(_twinned(word)))
    yield from once
    yield from (twice for other in once for twice in _twinned(other))
    yield from (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in ends[:-2])
    yield from (word[:at] + letter + word[at:] for at in ends for letter in _LETTERS)
    yield from (word[:at] + word[at + 1 :] for at in ends[:-1])
    yield from (word[:at] + letter + word[at + 1 :] for at in ends[:-1] for letter in _LETTERS)


def _twinned(word: str) -> Iterator[str]:
    pairs = [*_TWINS.split(), *(pair[::-1] for pair in _TWINS.split())]
    for at, letter in enumerate(word):
        yield from (word[:at] + pair[1] + word[at + 1 :] for pair in pairs if pair[0] == letter)
