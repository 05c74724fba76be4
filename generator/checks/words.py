"""Interface strings: the plural forms each language needs, and the same gaps in both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import Formatter

from generator.load.messages import problem
from generator.model import LANGS, At, Lang, Portal, Problem
from generator.text.say import CATEGORIES

_GAP = re.compile("[a-z]+")
# A counted word: «{n} сайт» changes with the number, «Вопрос {n}» does not.
_COUNTED = re.compile(r"\{n\}\s+\w")


def check(portal: Portal) -> Iterator[Problem]:
    for key, sides in portal.words.strings.items():
        at = portal.words.at[key]
        for lang in LANGS:
            yield from _forms(at, key, lang, sides[lang])
        yield from _gaps(at, key, [form for lang in LANGS for form in sides[lang].values()])


def _forms(at: At, key: str, lang: Lang, forms: Mapping[str, str]) -> Iterator[Problem]:
    """One text, or exactly the forms of the language; a counted word has all of them."""
    needed = CATEGORIES[lang]
    single = tuple(forms) == ("other",)
    counted = any(_COUNTED.search(form) for form in forms.values())
    if set(forms) != set(needed) and not (single and not counted):
        yield problem(at.path, at.line, "word-forms", found=key, lang=lang, expected=", ".join(needed))


def _gaps(at: At, key: str, forms: list[str]) -> Iterator[Problem]:
    """The program fills `{…}` by name, the same names in every form of both languages."""
    found = [_names(form) for form in forms]
    if any(names is None or names != found[0] for names in found):
        expected = " / ".join(sorted({form for form in forms if "{" in form or "}" in form}))
        yield problem(at.path, at.line, "word-gaps", found=key, expected=expected)


def _names(form: str) -> set[str] | None:
    """The names of a form's gaps; None where it cannot be filled."""
    try:
        gaps = [(name, spec, conversion) for _, name, spec, conversion in Formatter().parse(form) if name is not None]
    except ValueError:
        return None
    good = all(_GAP.fullmatch(name) and not spec and not conversion for name, spec, conversion in gaps)
    return {name for name, _, _ in gaps} if good else None
