"""The Kazakh alphabet's order. ICU's root and Russian orders, and plain code points, misplace its letters."""

from __future__ import annotations

ALPHABET = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class _Ranks(dict[int, str | None]):
    """Each letter to a sign that stands in its place of the order; what does not count falls away."""

    def __missing__(self, letter: int) -> None:
        return None


_RANKS = _Ranks({ord(letter): chr(ord(" ") + rank) for rank, letter in enumerate(" 0123456789" + LATIN + ALPHABET)})


def sort_key(name: str) -> tuple[str, str]:
    """Names in Cyrillic order, Latin before Cyrillic, digits first; quotes, dots and hyphens do not count."""
    return name.upper().translate(_RANKS).lstrip(" "), name


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
