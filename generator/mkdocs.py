"""MkDocs as a process apart: started early, collected late. Its own words come back when it fails."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType

from generator.model import LANGS, Lang


class ProseFailed(Exception):
    """MkDocs refused the Markdown although our checks let it pass; the text is MkDocs' own."""


class Prosework:
    """`with Prosework(root) as work: …; work.pages()` gives path in the tree -> HTML."""

    def __init__(self, root: Path, langs: tuple[Lang, ...] = LANGS) -> None:
        self._root = root
        self._env = {**os.environ, "PYTHONHASHSEED": "0", "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
        if langs != LANGS:
            self._env["SAUAT_ONLY"] = langs[0]

    def __enter__(self) -> Prosework:
        self._folder = tempfile.TemporaryDirectory(prefix="sauat-mkdocs-")
        command = [sys.executable, "-m", "mkdocs", "build", "-f", str(self._root / "mkdocs.yml"), "-d", self._folder.name]
        self._process = subprocess.Popen(command, env=self._env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return self

    def pages(self) -> dict[str, bytes]:
        said, _ = self._process.communicate()
        if self._process.returncode:
            raise ProseFailed(said.strip())
        folder = Path(self._folder.name)
        return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*.html"))}

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._folder.cleanup()
