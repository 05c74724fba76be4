"""Writing a tree so that a reader of the old one never notices: beside it first, then one exchange of names."""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """A folder to fill; it takes the place of `out` when the block ends well, and vanishes when it does not.

    A run that was killed leaves only its own half-filled folder, which the next run clears away.
    """
    out = out.absolute()
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh, old = out.with_name(out.name + ".new"), out.with_name(out.name + ".old")
    if old.exists() and not out.exists():
        old.rename(out)
    for left in (fresh, old):
        shutil.rmtree(left, ignore_errors=True)
    fresh.mkdir()
    try:
        yield fresh
        if not out.exists():
            fresh.rename(out)
        elif not _exchange(fresh, out):
            out.rename(old)
            fresh.rename(out)
    finally:
        for left in (fresh, old):
            shutil.rmtree(left, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two names in one step, so that there is no moment without a site. False where the system cannot."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    done = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(done == 0)


def write(site: Path, path: str, content: bytes) -> None:
    """Put one file into the tree; its folders come with it."""
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


class Growth:
    """A tree being written, and what it is so far: how large each file is, and one digest of them all."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._folders: set[str] = set()
        self._sums: dict[str, bytes] = {}
        self.sizes: dict[str, int] = {}

    def write(self, path: str, content: bytes) -> None:
        folder, _, _ = path.rpartition("/")
        if folder not in self._folders:
            (self._site / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        with open(f"{self._site}/{path}", "wb", buffering=0) as file:  # noqa: PTH123 - a Path a page is a tenth of the time
            file.write(content)
        self.sizes[path] = len(content)
        self._sums[path] = hashlib.sha256(content).digest()

    def part(self) -> Growth:
        """A growth of the same tree, to be joined later."""
        return Growth(self._site)

    def join(self, other: Growth) -> None:
        """Take in what another part of the work has written, in another process maybe."""
        self.sizes |= other.sizes
        self._sums |= other._sums

    @property
    def digest(self) -> str:
        """The same for the same files, in whatever order they came."""
        whole = hashlib.sha256()
        for path in sorted(self._sums):
            whole.update(path.encode() + b"\n" + self._sums[path])
        return whole.hexdigest()[:8]


def count(site: Path) -> int:
    return sum(len(files) for _, _, files in os.walk(site))
