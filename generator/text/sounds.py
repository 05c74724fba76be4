"""The two laws of Kazakh endings: harmony with the stem's vowels, and agreement with its last sound."""

from __future__ import annotations

BACK, FRONT = "back", "front"
VOWELS = "аәеёиоөуұүыіэюя"
_HARMONY = dict.fromkeys("аоұыяё", BACK) | dict.fromkeys("әеөүіэ", FRONT)
_ROWS = {"V": "аәеёоөұүыіэя", "R": "рйуию", "L": "л", "Z": "зж", "N": "мнң"}
_ROW = {letter: row for row, letters in _ROWS.items() for letter in letters}
_QUESTION = {"V": "м", "R": "м", "L": "м", "Z": "б", "N": "б", "T": "п"}


def harmony(word: str) -> str:
    """Back or front, of a word in small letters: its last vowel that tells decides.

    Words in -к, -г and -ь take front endings (банкке, педагогтер); of the two vowels that do not tell, и is front, у back.
    """
    if word.endswith(("к", "г", "ь")):
        return FRONT
    told = next((_HARMONY[letter] for letter in reversed(word) if letter in _HARMONY), "")
    return told or (FRONT if "и" in word else BACK)


def row(letter: str) -> str:
    """The row of the school table of endings that a last letter picks: V a vowel, R, L, Z, N, or T for the voiceless."""
    return _ROW.get(letter, "T")


def question(word: str) -> str:
    """The question particle after a word: ашылды ма, сіз бе, хат па."""
    return _QUESTION[row(word[-1:])] + ("а" if harmony(word) == BACK else "е")
