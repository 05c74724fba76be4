"""Sites that do not exist, for scale: as many as asked for, in both languages, the same for the same seed.

Words follow Zipf's law over the catalogue's own words, the frequent ones first, and a long tail of made-up ones, so that the
vocabulary grows with the number of sites as Heaps' law has it. Made-up words are syllables with an ending of their
language; hosts end in `.test`, which no real host does. What they are not: sentences, and misspelt as people's are.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import accumulate

from generator.model import LANGS, NATIONAL, SITE_KINDS, At, Lang, Portal, Site, SiteKind, Text

_TAIL = 60_000
_SOUNDS: dict[Lang, tuple[str, str, tuple[str, ...]]] = {
    "kk": ("бжзқкғмнрстшд", "аеыіоө", ("", "", "лық", "шы", "стан", "ма", "ік")),
    "ru": ("бвгдзклмнпрст", "аеиоуя", ("", "", "ник", "ство", "ка", "ный", "ция")),
}
_ENDINGS: dict[Lang, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "kk": (
        ("", "", "", "лар", "ның", "ға", "да", "дан", "ы", "ымыз"),
        ("", "", "", "лер", "нің", "ге", "де", "ден", "і", "іміз"),
    ),
    "ru": (("", "", "", "а", "у", "ом", "ы", "ов"), ("", "", "", "а", "у", "ом", "и", "ей")),
}
_LATIN = re.compile("[A-Za-z]")
_BACK = frozenset("аоұыуя")


class Vocabulary:
    """Words of one language by their frequency; `draw` takes some by Zipf's law."""

    def __init__(self, portal: Portal, lang: Lang, chance: random.Random) -> None:
        self._chance, self._lang = chance, lang
        texts = (f"{site.name[lang]} {site.about[lang]}" for site in portal.sites)
        counted = Counter(word for text in texts for word in text.split() if word.isalpha() and not _LATIN.search(word))
        real = [word for word, _ in counted.most_common()]
        self.words = [*real, *(self._made() for _ in range(_TAIL))]
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))

    def _made(self) -> str:
        consonants, vowels, ends = _SOUNDS[self._lang]
        pick = self._chance.choice
        return "".join(pick(consonants) + pick(vowels) for _ in range(self._chance.randint(2, 3))) + pick(ends)

    def draw(self, count: int) -> str:
        """So many words, some with an ending."""
        found = self._chance.choices(self.words, cum_weights=self._weights, k=count)
        return " ".join(self._ended(word) for word in found)

    def _ended(self, word: str) -> str:
        back, front = _ENDINGS[self._lang]
        last = next((letter for letter in reversed(word) if letter in "аәеиоөұүыіуэюя"), "а")
        return word + self._chance.choice(back if last in _BACK else front)


def sites(portal: Portal, count: int, seed: int = 995) -> Iterator[Site]:
    """`count` made-up sites that stand in the portal's own rubrics and regions, some much fuller than others."""
    chance = random.Random(seed)  # noqa: S311 - the same sites each time are the point
    words = {lang: Vocabulary(portal, lang, chance) for lang in LANGS}
    rubrics = [child.id for rubric in portal.rubrics for child in rubric.children]
    regions = [NATIONAL, *(region.id for region in portal.regions)]
    spread = [list(accumulate(1 / rank for rank in range(1, len(places) + 1))) for places in (rubrics, regions)]
    evidence = portal.evidence[0].id
    at = At("synthetic")
    for number in range(count):
        name, about = chance.randint(2, 6), chance.randint(10, 40)
        host = f"s{number:06}.test"
        rubric = chance.choices(rubrics, cum_weights=spread[0])[0]
        yield Site(
            id=host,
            url=f"https://{host}/",
            name=Text(*(words[lang].draw(name).capitalize() for lang in LANGS)),
            about=Text(*(words[lang].draw(about).capitalize() + "." for lang in LANGS)),
            kind=_kind(chance, rubrics.index(rubric)),
            rubric=rubric,
            region=chance.choices(regions, cum_weights=spread[1])[0],
            languages=chance.choice(((), ("kk",), ("ru",), ("kk", "ru"), ("kk", "ru", "en"))),
            evidence=evidence,
            added=date(2026, 1, 1),
            at=at,
        )


def _kind(chance: random.Random, rubric: int) -> SiteKind:
    """Nine sites of ten are of their rubric's own kind."""
    return SITE_KINDS[rubric % len(SITE_KINDS)] if chance.random() < 0.9 else chance.choice(SITE_KINDS)


def scaled(portal: Portal, count: int) -> Portal:
    """The portal with made-up sites in place of its own, and nothing that names one of those."""
    return replace(portal, sites=tuple(sites(portal, count)), successors=())
