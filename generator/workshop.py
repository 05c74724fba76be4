"""The tree as it would be now: any page made when it is asked for, so an edit costs one page and not the portal.

Between edits everything made is kept; an edit throws away what was made and reads the words again. Prose goes
through a MkDocs process that stays loaded (`hooks.worker`).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from generator import feeds, figures, opendata, search
from generator.frame import out
from generator.mkdocs import ProseFailed
from generator.model import LANGS, Portal
from generator.pipeline import Project
from generator.render import Sheet, sheets
from generator.render.engine import Engine


class Workshop:
    """`page("lessons/index.html")` gives the bytes of any file of the tree, or None; nothing before the first `read`.

    One thread at a time.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self._folder = tempfile.TemporaryDirectory(prefix="sauat-workshop-")
        self._worker: subprocess.Popen[str] | None = None
        self._state: _State | None = None

    def read(self) -> None:
        """Read the sources anew. Raises `Stopped`; then everything made before stays as it was."""
        self._state = _State(self.project.read(), self.project, self._prose)

    def page(self, path: str) -> bytes | None:
        return self._state.page(path) if self._state else None

    def close(self) -> None:
        self._dismiss()
        self._folder.cleanup()

    def _dismiss(self) -> None:
        """End the MkDocs process and close its pipes."""
        if self._worker is not None:
            with self._worker as worker:
                worker.kill()

    def _prose(self, page: str) -> Path:
        """Have MkDocs build one page (`*`: all) and say where."""
        if self._worker is None or self._worker.poll() is not None:
            self._dismiss()
            command = [sys.executable, "-m", "generator.hooks"]
            pipe = subprocess.PIPE
            self._worker = subprocess.Popen(command, cwd=self.project.root, stdin=pipe, stdout=pipe, text=True)
        stdin, stdout = self._worker.stdin, self._worker.stdout
        assert stdin is not None and stdout is not None  # noqa: S101 - both were asked for as pipes above
        stdin.write(f"{page}\t{self._folder.name}\n")
        stdin.flush()
        answer = stdout.readline().strip()
        if answer != "ok":
            raise ProseFailed(answer)
        return Path(self._folder.name)


# Beginnings of paths of what is made from all pages or all records.
_DERIVED = ("search/", "sitemap.txt", "catalog/data/", "catalog/feed-", "programme/data/")


class _State:
    """One reading of the sources and what has been made of it so far."""

    def __init__(self, portal: Portal, project: Project, prose: Callable[[str], Path]) -> None:
        self.portal, self._prose = portal, prose
        self.engine = Engine(project.overrides, portal)
        self._made: dict[str, bytes] = dict(self.engine.assets.files)

    def page(self, path: str) -> bytes | None:
        if path not in self._made:
            content = self._make(path)
            if content is None:
                return None
            self._made[path] = content
        return self._made[path]

    def _make(self, path: str) -> bytes | None:
        if path in self._sheets:
            return self.engine.html(self._sheets[path]).encode()
        if path in self._sources:
            return (self._prose(self._sources[path]) / path).read_bytes()
        return self._derived.get(path) if path.startswith(_DERIVED) else None

    @cached_property
    def _sheets(self) -> dict[str, Sheet]:
        return {sheet.view.out: sheet for sheet in sheets(self.portal)}

    @cached_property
    def _sources(self) -> dict[str, str]:
        """Page in the tree -> Markdown file below docs/."""
        return {out(page.lang, page.html_path): f"{page.lang}/{page.path}" for page in self.portal.published}

    @cached_property
    def _derived(self) -> dict[str, bytes]:
        """What needs every page: the search index and the feeds."""
        folder = self._prose("*")
        pages = {path: (folder / path).read_bytes() for path in self._sources}
        paths = [sheet.view.path for sheet in self._sheets.values() if sheet.view.indexed]
        found = search.index(self.portal, pages, LANGS) | feeds.files(self.portal, paths, LANGS)
        return found | opendata.files(self.portal) | figures.files(self.portal)
