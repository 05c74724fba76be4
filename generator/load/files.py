"""Bytes to text: what an editor's machine may have done to a file is named here, before anything parses it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.load.messages import problem
from generator.model import Problem

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Folder:
    """The project's root, and the problems found while reading below it."""

    root: Path
    found: list[Problem]

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

    def below(self, path: str, pattern: str) -> list[str]:
        """Paths from the root, sorted, of the files below a folder."""
        return sorted(file.relative_to(self.root).as_posix() for file in (self.root / path).glob(pattern) if file.is_file())
