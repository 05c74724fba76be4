"""The same place on another machine, over rsync alone: nothing of ours need run there.

rsync sends what has changed and links the rest to the release before; with checksums of both sides it says whether all has
arrived; and it replaces a symlink by a rename, which is the switch.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.release import manifest, unpack
from generator.release.archive import MANIFEST, SITE, moment
from generator.release.place import CURRENT, RELEASES
from generator.release.refused import Refused
from generator.release.unpack import BEFORE

_TARGET = re.compile(r"(rsync://|[^/]+:)")
_LINK = re.compile(rf"^l.* {CURRENT} -> {RELEASES}/(\S+)$", re.MULTILINE)
_SAID = {
    "No space left": "no space is left there; free some and run the same command again",
    "Permission denied": "no right to log in or to write there",
    "No such file": "the folder is not there; make it first",
    "command not found": "rsync is not installed there",
    "Connection refused": "nobody answers there",
    "Could not resolve": "no machine has this name",
}


def is_remote(target: str) -> bool:
    """`host:folder`, `host::module/folder` or `rsync://…`, as rsync itself tells them from folders of this machine."""
    return _TARGET.match(target) is not None


class RemotePlace:
    """`target` is whatever rsync understands."""

    def __init__(self, target: str) -> None:
        self._target = target.rstrip("/")
        if shutil.which("rsync") is None:
            raise Refused("rsync is not installed; type: sudo apt-get install rsync")

    @property
    def current(self) -> str:
        found = _LINK.search(self._rsync("--list-only", "--links", f"{self._target}/"))
        return found[1] if found else ""

    def deploy(self, archive: Path, keep: int, say: Callable[[str], None]) -> str:
        with _staging() as stage:
            unpack.check_archive(archive)
            name = unpack.read_manifest(archive).name
            release = stage / RELEASES / name
            release.mkdir(parents=True)
            say("unpack")
            unpack.unpack(archive, release)
            old = self.current
            if old and old != name:
                self._carry(old, release)
            if old != name:
                _note(release / BEFORE, old)
            say("send")
            self._send(stage, name, old)
            say("switch")
            if old != name:
                self._switch(stage, name)
            self._prune(stage, name, keep)
            return name

    def back(self) -> str:
        """To the release that stood before this one."""
        with _staging() as stage:
            name = self.current
            before = self._befores(stage).get(name, "")
            if not before or before not in self._befores(stage):
                raise Refused(f"«{self._target}» keeps no release from before {name or 'the first'}")
            release = stage / RELEASES / before
            release.mkdir(parents=True)
            self._carry(name, release)
            self._rsync("-a", "--omit-dir-times", "--ignore-existing", f"{release}/", f"{self._target}/{RELEASES}/{before}/")
            self._switch(stage, before)
            return before

    def _carry(self, old: str, release: Path) -> None:
        """Fetch what open pages of the old release may still ask for; sent again, it becomes a link."""
        there = f"{self._target}/{RELEASES}/{old}"
        listed = release.parent / f"{old}.json"
        self._rsync(f"{there}/{MANIFEST}", str(listed))
        wanted = [path for path in sorted(manifest.read_file(listed).kept) if not (release / SITE / path).exists()]
        names = release.parent / "wanted"
        names.write_text("\n".join(wanted), encoding="utf-8")
        (release / SITE).mkdir(exist_ok=True)
        self._rsync("-a", "--ignore-missing-args", f"--files-from={names}", f"{there}/{SITE}/", f"{release / SITE}/")

    def _send(self, stage: Path, name: str, old: str) -> None:
        """All of the release, then the question whether anything differs there by its checksum."""
        source, target = f"{stage / RELEASES / name}/", f"{self._target}/{RELEASES}/{name}/"
        (stage / "empty" / RELEASES).mkdir(parents=True)
        self._rsync("--dirs", "--perms", f"{stage / 'empty' / RELEASES}", f"{self._target}/")
        common = ["--recursive", "--times", "--perms", "--omit-dir-times"]
        # What a release of the same name there has more was carried into it by a later one.
        extra = [] if old == name else ["--delete"]
        linked = [f"--link-dest=../{old}"] if old and old != name else []
        self._rsync(*common, *extra, *linked, source, target)
        if wrong := self._rsync(*common, *extra, "--checksum", "--dry-run", "--itemize-changes", source, target).strip():
            raise Refused(f"«{target}» is not what was sent: {wrong.splitlines()[0]}; run the same command again")

    def _switch(self, stage: Path, name: str) -> None:
        link = stage / CURRENT
        link.symlink_to(f"{RELEASES}/{name}")
        self._rsync("--links", str(link), f"{self._target}/")

    def _befores(self, stage: Path) -> dict[str, str]:
        """Release -> the one before it, for all that are there."""
        target = stage / "befores"
        filters = ("--include=/*/", f"--include=/*/{BEFORE}", "--exclude=*")
        self._rsync("--recursive", *filters, f"{self._target}/{RELEASES}/", f"{target}/")
        return {file.parent.name: file.read_text(encoding="ascii").strip() for file in target.glob(f"*/{BEFORE}")}

    def _prune(self, stage: Path, name: str, keep: int) -> None:
        befores = self._befores(stage)
        kept: dict[str, None] = {}
        while name in befores and name not in kept and len(kept) < keep:
            kept[name] = None
            name = befores[name]
        gone = [old.name for old in (stage / "befores").iterdir() if old.name not in kept]
        (stage / "nothing").mkdir()
        for old in gone:
            rules = ("--recursive", "--delete", f"--include=/{old}/***", "--exclude=*")
            self._rsync(*rules, f"{stage / 'nothing'}/", f"{self._target}/{RELEASES}/")

    def _rsync(self, *words: str) -> str:
        done = subprocess.run(
            ["rsync", *words],  # noqa: S607 - the system's own
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C"},
        )
        if done.returncode:
            said = next((words for sign, words in _SAID.items() if sign in done.stderr), done.stderr.strip())
            raise Refused(f"«{self._target}»: {said}")
        return done.stdout


def _note(file: Path, old: str) -> None:
    """Which release stood before. Its hour is of its content: two notes of one second and one length are not one file."""
    file.write_text(old, encoding="ascii")
    hour = moment(hashlib.sha256(old.encode()).hexdigest())
    os.utime(file, (hour, hour))


@contextmanager
def _staging() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="sauat-deploy-") as name:
        habit = os.umask(0o022)
        try:
            yield Path(name)
        finally:
            os.umask(habit)
