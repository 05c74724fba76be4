"""MkDocs as a process apart: started early, collected late. Its own words come back when it fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import TracebackType

from generator.frame import out
from generator.model import LANGS, Lang


class ProseFailed(Exception):
    """MkDocs refused the Markdown although our checks let it pass; the text is MkDocs' own."""


class Prosework:
    """`with Prosework(root, folder) as work: …; work.pages()` gives path in the tree -> HTML; `folder` is gone afterwards."""

    def __init__(
        self, root: Path, folder: Path, langs: tuple[Lang, ...] = LANGS, address: str = "", today: date | None = None
    ) -> None:
        self._root, self._folder = root, folder
        # A language built alone goes to the root of MkDocs' folder, wherever it belongs in the tree.
        self._target = folder / out(langs[0], "") if langs != LANGS else folder
        self._env = {**os.environ, "PYTHONHASHSEED": "0", "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
        self._env |= {"SAUAT_ADDRESS": address, "SAUAT_TODAY": today.isoformat() if today else ""}
        if langs != LANGS:
            self._env["SAUAT_ONLY"] = langs[0]

    def __enter__(self) -> Prosework:
        command = [sys.executable, "-m", "mkdocs", "build", "-f", str(self._root / "mkdocs.yml"), "-d", str(self._target)]
        self._process = subprocess.Popen(command, env=self._env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return self

    def pages(self) -> dict[str, bytes]:
        said, _ = self._process.communicate()
        if self._process.returncode:
            raise ProseFailed(said.strip())
        files = sorted(self._folder.rglob("*.html"))
        return {file.relative_to(self._folder).as_posix(): file.read_bytes() for file in files}

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        # Nobody may have asked for the pages.
        if self._process.stdout:
            self._process.stdout.close()
        shutil.rmtree(self._folder, ignore_errors=True)
