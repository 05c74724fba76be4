"""What the portal is made of: frozen values and closed lists, without reading or writing anything.

A field's type is its rule: `load.shape` builds every record from these hints, so a rule has one home.
`metadata` may carry `example` (shown in messages) and `pattern` (a regular expression for the whole value).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

Lang: TypeAlias = Literal["kk", "ru"]
LANGS: tuple[Lang, ...] = ("kk", "ru")
YEARS = (2007, 2008, 2009)

ID = r"[a-z0-9]+(-[a-z0-9]+)*"


def identifier(example: str) -> Any:
    return field(metadata={"pattern": ID, "example": example})


def like(example: str, default: Any = ...) -> Any:
    """A field with an example for messages, and a default where it is optional."""
    meta = {"example": example}
    return field(metadata=meta) if default is ... else field(default=default, metadata=meta)


@dataclass(frozen=True)
class At:
    """Where a record stands: a path from the project's root, its line, and the line of each field."""

    path: str
    line: int = 1
    fields: Mapping[str, int] = field(default_factory=dict)

    def of(self, name: str) -> int:
        """The line of a field, or the record's own."""
        return self.fields.get(name, self.line)


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that stops a build. `message` is in plain words for an editor: wrong; expected; example."""

    path: str
    line: int
    code: str
    message: Text = field(compare=False)


@dataclass(frozen=True)
class Text:
    """The same words in both languages."""

    kk: str
    ru: str

    def __getitem__(self, lang: Lang) -> str:
        return self.kk if lang == "kk" else self.ru


@dataclass(frozen=True, kw_only=True)
class Record:
    """Everything read from a file knows where it came from."""

    at: At = field(default_factory=lambda: At(""), compare=False, repr=False)
