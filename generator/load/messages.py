"""What an editor is told: every problem's words, in Kazakh and Russian, from one table.

A message says what is wrong, what was expected and shows an example. `{…}` are filled by the caller.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import cast

import yaml

from generator.model import Problem, Text

_TABLE = Path(__file__).with_name("messages.yml")


@cache
def table() -> dict[str, dict[str, str]]:
    """Code -> language -> words."""
    return cast("dict[str, dict[str, str]]", yaml.safe_load(_TABLE.read_text(encoding="utf-8")))


def problem(path: str, line: int, code: str, **values: object) -> Problem:
    """A problem with its words filled in. An unknown code or an unfilled `{…}` is a KeyError: our own fault."""
    words = table()[code]
    return Problem(path, line, code, Text(words["kk"].format(**values), words["ru"].format(**values)))
