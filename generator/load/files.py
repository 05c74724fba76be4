"""Bytes to text: what an editor's machine may have done to a file is named here, before anything parses it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, TypeVar, cast

from generator.load.messages import problem
from generator.model import Problem

R = TypeVar("R")


# When a file was changed last, its bytes, its place on the disk: another of them is another file.
Stamp: TypeAlias = tuple[int, int, int]
Stamps: TypeAlias = dict[str, Stamp]


class Reading(NamedTuple):
    """What a file was when it was read, what was made of it, and what was wrong with it."""

    stamp: Stamp
    made: Any
    found: list[Problem]


# Readings by path, for whoever reads the same folder many times.
Kept: TypeAlias = dict[str, Reading]
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Folder:
    """The project's root, the problems found while reading below it, and what is kept of an earlier reading."""

    root: Path
    found: list[Problem]
    kept: Kept = field(default_factory=dict)

    def made(self, path: str, make: Callable[[Folder], R]) -> R:
        """What `make` makes of a file: the very same object as the last time while the file has not changed."""
        stamp = _stamp(f"{self.root}/{path}")
        known = self.kept.get(path)
        if stamp is None or known is None or known.stamp != stamp:
            found: list[Problem] = []
            known = Reading(stamp or (0, 0, 0), make(Folder(self.root, found)), found)
            self.kept[path] = known
        self.found.extend(known.found)
        return cast(R, known.made)

    def text(self, path: str) -> str | None:
        """A file's text, or None with the reason written down."""
        try:
            raw = (self.root / path).read_bytes()
        except OSError:
            self.found.append(problem(path, 1, "missing-file"))
            return None
        for bad, code in ((_BOM, "bom"), (b"\r", "crlf"), (b"\0", "not-utf8")):
            if bad in (raw[:3] if bad is _BOM else raw):
                self.found.append(problem(path, 1 + raw[: raw.index(bad)].count(b"\n"), code))
                return None
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError as error:
            self.found.append(problem(path, 1 + raw[: error.start].count(b"\n"), "not-utf8"))
            return None

    def has(self, path: str) -> bool:
        return (self.root / path).is_file()

    def below(self, path: str) -> list[str]:
        """Paths from the root, sorted, of the files below a folder."""
        return sorted(self._files(path))

    def _files(self, path: str) -> Iterator[str]:
        try:
            entries = list(os.scandir(self.root / path))
        except OSError:
            return
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from self._files(f"{path}/{entry.name}")
            elif entry.is_file():
                yield f"{path}/{entry.name}"


def stamps(folder: Path) -> Stamps:
    """Every file below a folder as it is now: equal as long as nothing in it has changed."""
    paths = Folder(folder, []).below(".")
    return {path: stamp for path in paths if (stamp := _stamp(f"{folder}/{path}"))}


def _stamp(path: str) -> Stamp | None:
    try:
        told = os.stat(path)  # noqa: PTH116 - a Path for each of 100,000 files is a second
    except OSError:
        return None
    return told.st_mtime_ns, told.st_size, told.st_ino
