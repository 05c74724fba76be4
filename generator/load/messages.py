"""What an editor is told: every problem's words, in Kazakh and Russian, from one table.

A message says what is wrong, what was expected and shows an example. `{…}` are filled by the caller; a `Text` is
filled by language.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import cast

import yaml

from generator.model import LANGS, Lang, Problem, Text

_TABLE = Path(__file__).with_name("messages.yml")
_LONGEST = 200


@cache
def table() -> dict[str, dict[str, str]]:
    """Code -> language -> words."""
    return cast("dict[str, dict[str, str]]", yaml.safe_load(_TABLE.read_text(encoding="utf-8")))


def problem(path: str, line: int, code: str, **values: object) -> Problem:
    """A problem with its words filled in. An unknown code or an unfilled `{…}` is a KeyError: our own fault."""
    words = table()[code]
    kk, ru = (words[lang].format(**{name: _shown(value, lang) for name, value in values.items()}) for lang in LANGS)
    return Problem(path, line, code, Text(kk, ru))


def _shown(value: object, lang: Lang) -> str:
    """A value as it fits into one line of a terminal: no line ends, no control characters, not too long."""
    side = value[lang] if isinstance(value, Text) else str(value)
    printable = "".join(letter if letter.isprintable() else " " for letter in side)
    line = " ".join(printable.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
