"""Ids: given once, and named only where they are given."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from generator.load.messages import problem
from generator.model import At, Problem


class Named(Protocol):
    """A record with an id of its own."""

    @property
    def id(self) -> str: ...
    @property
    def at(self) -> At: ...


def unique(records: Iterable[Named]) -> Iterator[Problem]:
    """The second record with an id is the wrong one."""
    seen: dict[str, At] = {}
    for record in records:
        if record.id and (first := seen.setdefault(record.id, record.at)) is not record.at:
            other = f"{first.path}:{first.of('id')}"
            yield problem(record.at.path, record.at.of("id"), "duplicate-id", found=record.id, other=other)


@dataclass(frozen=True)
class Ids:
    """The ids that a field may name, and the file that gives them."""

    known: Collection[str]
    where: str

    def one(self, at: At, field: str, used: str | None) -> Iterator[Problem]:
        """The id a field names must be known."""
        return self.at(at.path, at.of(field), field, used)

    def many(self, at: At, field: str, used: tuple[str, ...]) -> Iterator[Problem]:
        """The ids a list names must be known and not come twice."""
        for n, name in enumerate(used):
            line = at.of(f"{field}.{n}")
            yield from self.at(at.path, line, field, name, "[{}]")
            if name and name in used[:n]:
                yield problem(at.path, line, "repeated-id", field=field, found=name)

    def at(self, path: str, line: int, field: str, name: str | None, form: str = "{}") -> Iterator[Problem]:
        """The same, for a line that the caller has found."""
        if name and self.known and name not in self.known:
            example = f"{field}: {form.format(min(self.known))}"
            yield problem(path, line, "unknown-id", field=field, found=name, where=self.where, example=example)


def ids(records: Iterable[Named], where: str) -> Ids:
    """The ids of a file's records."""
    return Ids({record.id for record in records if record.id}, where)
