"""A folder where releases stand: `releases/NAME` for each, and `current`, a symlink to the one that is served.

A new release is made ready beside the old one; then one rename puts a new symlink in the place of the old. Whenever a run is
killed, the old site or the new one stands, whole; the same command again finishes what was begun.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.release import manifest, unpack
from generator.release.archive import MANIFEST, SERVER, SITE
from generator.release.refused import Refused, plainly
from generator.release.unpack import BEFORE

CURRENT, RELEASES = "current", "releases"


class Place:
    """`deploy` and `back` return the name of the release that stands after them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()
        self._releases = self._folder / RELEASES

    @property
    def current(self) -> str:
        """The release that is served; empty before the first."""
        link = self._folder / CURRENT
        if link.exists() and not link.is_symlink():
            raise Refused(f"«{link}» is not a symlink; move it away: sauat deploy puts a symlink there")
        return link.readlink().name if link.is_symlink() else ""

    @property
    def is_told(self) -> bool:
        """Whether the release's snippets speak of this very folder."""
        told = (self._folder / CURRENT / SERVER / "nginx.conf").read_text(encoding="utf-8")
        return f" {self._folder}/{CURRENT}/{SITE}/;" in told

    def deploy(self, archive: Path, keep: int, say: Callable[[str], None]) -> str:
        with self._alone():
            unpack.check_archive(archive)
            name = unpack.read_manifest(archive).name
            say("unpack")
            self._ready(archive, name)
            say("switch")
            if self.current != name:
                self._switch(name, before=self.current)
            self._prune(keep)
            return name

    def back(self) -> str:
        """To the release that stood before this one."""
        with self._alone():
            name = self.current
            before = self._before(name) if name else ""
            if not before:
                raise Refused(f"«{self._folder}» keeps no release from before {name or 'the first'}")
            if wrong := unpack.broken(self._releases / before):
                raise Refused(f"the release before, {before}, is not whole: «{wrong[0]}»; deploy its archive instead")
            self._switch(before)
            return before

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One run at a time, its files readable by the server whatever the user's own habit is."""
        if self._folder.exists() and not self._folder.is_dir():
            raise Refused(f"«{self._folder}» is not a folder")
        if not self._folder.exists():
            raise Refused(f"«{self._folder}» is not there; make it first: mkdir -p {self._folder}")
        with plainly(self._folder), (self._folder / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Refused(f"another sauat deploy is at work in «{self._folder}»; wait until it ends") from None
            habit = os.umask(0o022)
            try:
                yield
            finally:
                os.umask(habit)

    def _ready(self, archive: Path, name: str) -> None:
        """Have the release beside the others, whole."""
        whole, part = self._releases / name, self._releases / f".{name}.part"
        if whole.exists():
            wrong = unpack.broken(whole)
            if not wrong:
                return
            if name == self.current:
                raise Refused(f"«{whole / wrong[0]}» is served, and was changed by hand; deploy another release, or go back")
            shutil.rmtree(part, ignore_errors=True)
            whole.rename(part)
        part.mkdir(parents=True, exist_ok=True)
        unpack.unpack(archive, part)
        os.sync()
        part.rename(whole)

    def _switch(self, name: str, before: str | None = None) -> None:
        """`before` is written down for the way back, which itself leaves no trace."""
        release, link = self._releases / name, self._folder / f"{CURRENT}.new"
        if self.current:
            self._carry(self._releases / self.current, release)
        if before is not None:
            half = release / f"{BEFORE}.new"
            half.write_text(before, encoding="ascii")
            half.replace(release / BEFORE)
        link.unlink(missing_ok=True)
        link.symlink_to(f"{RELEASES}/{name}")
        link.replace(self._folder / CURRENT)

    @staticmethod
    def _carry(old: Path, new: Path) -> None:
        """What open pages of the old release may still ask for, named by its content, so nothing of the new is changed."""
        for path in sorted(manifest.read_file(old / MANIFEST).kept):
            source, target = old / SITE / path, new / SITE / path
            if source.exists() and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                half = target.with_name(f".{target.name}.new")
                half.unlink(missing_ok=True)
                try:
                    os.link(source, half)
                except OSError:  # a disk without hard links
                    shutil.copy2(source, half)
                half.replace(target)

    def _before(self, name: str) -> str:
        file = self._releases / name / BEFORE
        before = file.read_text(encoding="ascii").strip() if file.exists() else ""
        return before if before and (self._releases / before).is_dir() else ""

    def _prune(self, keep: int) -> None:
        """Leave this release and those one can go back to, `keep` in all."""
        kept: dict[str, None] = {}
        name = self.current
        while name and name not in kept and len(kept) < keep:
            kept[name] = None
            name = self._before(name)
        for old in sorted(self._releases.iterdir()):
            if old.name not in kept:
                gone = old if old.name.startswith(".") else old.rename(old.with_name(f".{old.name}.gone"))
                shutil.rmtree(gone)
