"""The list of a release: every file of its tree with what servers are told of it, and what has changed since another one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.release.facts import CACHE_CONTROL, File
from generator.release.refused import Refused


@dataclass(frozen=True)
class Manifest:
    """`path` is where the portal stands: its 404 pages and the servers' snippets were made for there."""

    name: str
    date: str
    path: str
    files: tuple[File, ...]

    def json(self) -> bytes:
        files = [_told(file) for file in self.files]
        whole = {"release": self.name, "date": self.date, "path": self.path, "files": files}
        return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()

    def sums(self) -> Iterator[tuple[str, str]]:
        """(path, SHA-256) of each file and of each copy of it, below the tree."""
        for file in self.files:
            yield file.path, file.sha256
            for ending, _, sha256 in file.copies:
                yield f"{file.path}.{ending}", sha256

    @property
    def kept(self) -> set[str]:
        """What an open page of this release may still ask for after a switch to another."""
        immutable = {file.path: file for file in self.files if file.caching == "immutable"}
        return {path for path, _ in Manifest("", "", "", tuple(immutable.values())).sums()}


def _told(file: File) -> dict[str, Any]:
    copies = {ending: {"size": size, "sha256": sha256} for ending, size, sha256 in file.copies}
    told = {"path": file.path, "size": file.size, "sha256": file.sha256, "type": file.type, "caching": file.caching}
    return told | ({"copies": copies} if copies else {})


def read(content: bytes, where: object) -> Manifest:
    """A manifest that `json` wrote, of this version or of an older one."""
    try:
        told = json.loads(content)
        files = tuple(
            File(
                file["path"],
                file["size"],
                file["sha256"],
                tuple((ending, copy["size"], copy["sha256"]) for ending, copy in file.get("copies", {}).items()),
            )
            for file in told["files"]
        )
        return Manifest(told["release"], told["date"], told["path"], files)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refused(f"«{where}» is not the manifest.json of a release") from None


def read_file(path: Path) -> Manifest:
    return read(path.read_bytes(), path)


def plan(old: Manifest, new: Manifest) -> Iterator[tuple[str, ...]]:
    """What to do, in this order, so that a place without a switch never shows a page whose parts are not there yet.

    First what only new pages ask for, then data, then pages, at last what is gone. Old immutable files stay: open pages of
    the release before may still ask for them; the next plan takes them away.
    """
    before = {file.path: file.sha256 for file in old.files}
    changed = [file for file in new.files if before.get(file.path) != file.sha256]
    for file in sorted(changed, key=lambda file: (_turn(file), file.path)):
        yield "put", file.path, file.type, CACHE_CONTROL[file.caching], file.sha256
    there = {file.path for file in new.files}
    for file in sorted(old.files, key=lambda file: file.path):
        if file.path not in there:
            yield ("later" if file.caching == "immutable" else "delete"), file.path


def _turn(file: File) -> int:
    """Immutable files, then what stands by itself, the indexes' entrances, pages, and the worker that speaks of them all."""
    if file.path == "sw.js":
        return 4
    return {"immutable": 0, "short": 1, "checked": 2}[file.caching] if not file.is_page else 3


def identity(sums: Iterable[tuple[str, str]]) -> str:
    """Eight signs that are the same for the same files."""
    whole = "".join(f"{sha256}  {path}\n" for path, sha256 in sorted(sums))
    return hashlib.sha256(whole.encode()).hexdigest()[:8]


def sums_text(sums: Iterable[tuple[str, str]]) -> bytes:
    """As `sha256sum --check` reads it."""
    return "".join(f"{sha256}  {path}\n" for path, sha256 in sorted(sums)).encode()


def read_sums(content: bytes, where: object) -> dict[str, str]:
    """Path -> SHA-256."""
    found: dict[str, str] = {}
    for line in content.decode("utf-8", "replace").splitlines():
        sha256, gap, path = line.partition("  ")
        if len(sha256) != 64 or not gap or path.startswith("/") or ".." in path.split("/"):
            raise Refused(f"«{where}» has a line that is not a SHA-256 sum: {line[:80]}")
        found[path] = sha256
    return found
