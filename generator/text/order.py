"""The Kazakh alphabet's order. ICU's root and Russian orders, and plain code points, misplace its letters."""

from __future__ import annotations

ALPHABET = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_RANK = {letter: rank for rank, letter in enumerate("0123456789" + LATIN + ALPHABET, start=1)}


def sort_key(name: str) -> tuple[list[int], str]:
    """Names in Cyrillic order, Latin before Cyrillic, digits first; quotes, dots and hyphens do not count."""
    upper = name.upper()
    ranks = [_RANK.get(letter, 0) for letter in upper if letter == " " or letter in _RANK]
    while ranks and ranks[0] == 0:
        ranks.pop(0)
    return ranks, name


def initial(name: str) -> str:
    """The letter a name stands under: a Cyrillic letter, `A–Z` for Latin, `0–9` for digits."""
    for letter in name.upper():
        if letter in ALPHABET:
            return letter
        if letter in LATIN:
            return "A–Z"
        if letter.isdigit():
            return "0–9"
    return "0–9"
