"""The tree as it would be now: any page made when it is asked for, so an edit costs one page and not the portal.

Between edits everything made is kept; an edit throws away what was made and reads anew the files that have changed, so that
one site of 100,000 costs as little as one of ten. Prose goes through a MkDocs process that stays loaded (`hooks.worker`).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from generator import feeds, figures, ics, opendata, search
from generator.frame import out
from generator.load import Kept, Stamps, stamps
from generator.mkdocs import ProseFailed
from generator.model import LANGS, Lang, Portal
from generator.pipeline import Project
from generator.render import Pages, sheets
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
        self._kept: Kept = {}

    def read(self) -> None:
        """Read the sources anew. Raises `Stopped`; then everything made before stays as it was."""
        before = self._state
        portal = self.project.read(self._kept, before.portal if before else None)
        looks = stamps(self.project.overrides)
        same = before and before.looks == looks and _sounds_like(before.portal, portal)
        engine = before.engine.beside(portal) if before and same else Engine(self.project.overrides, portal)
        self._state = _State(portal, engine, looks, self._prose)

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
_DERIVED = ("search/", "sitemap.txt", "catalog/data/", "catalog/feed-", "news/feed-", "programme/data/")


def _sounds_like(one: Portal, other: Portal) -> bool:
    """Whether the templates of one portal are those of the other."""
    return one.words == other.words and one.drawings == other.drawings


class _State:
    """One reading of the sources and what has been made of it so far."""

    def __init__(self, portal: Portal, engine: Engine, looks: Stamps, prose: Callable[[str], Path]) -> None:
        self.portal, self.engine, self.looks, self._prose = portal, engine, looks, prose
        self._pages = {lang: Pages(portal, lang) for lang in LANGS}
        self._made: dict[str, bytes] = dict(self.engine.assets.files)

    def page(self, path: str) -> bytes | None:
        if path not in self._made:
            content = self._make(path)
            if content is None:
                return None
            self._made[path] = content
        return self._made[path]

    def _make(self, path: str) -> bytes | None:
        if path in self._sources:
            return (self._prose(self._sources[path]) / path).read_bytes()
        if path.endswith(".ics"):
            return self._calendars.get(path)
        if path.startswith(_DERIVED):
            return self._derived.get(path)
        lang: Lang = "ru" if path.startswith("ru/") else "kk"
        sheet = self._pages[lang].at(path.removeprefix("ru/"))
        return self.engine.html(sheet).encode() if sheet else None

    @cached_property
    def _sources(self) -> dict[str, str]:
        """Page in the tree -> Markdown file below docs/."""
        return {out(page.lang, page.html_path): f"{page.lang}/{page.path}" for page in self.portal.published}

    @cached_property
    def _calendars(self) -> dict[str, bytes]:
        return ics.files(self.portal, LANGS)

    @cached_property
    def _derived(self) -> dict[str, bytes]:
        """What needs every page: the search index and the feeds."""
        folder = self._prose("*")
        pages = {path: (folder / path).read_bytes() for path in self._sources}
        paths = [sheet.view.path for sheet in sheets(self.portal) if sheet.view.indexed]
        told = feeds.files(self.portal, paths, LANGS, pages)
        return search.index(self.portal, pages, LANGS) | told | opendata.files(self.portal) | figures.files(self.portal)
