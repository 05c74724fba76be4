"""Style sheets, scripts and pictures: the small files of overrides/assets joined, squeezed, named by their content."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import rcssmin
import rjsmin

from generator.text.fold import TABLE
from generator.text.hosts import STATE
from generator.text.stem import browser_tables
from generator.text.terms import RULES

# A style sheet for every page, and those that only some pages need: the folders each is joined of.
_STYLES = {
    "sauat.css": ("css",),
    "catalog.css": ("css-paged", "css-catalog"),
    "programme.css": ("css-programme",),
    "search.css": ("css-search",),
    "news.css": ("css-paged", "css-news"),
    "form.css": ("form",),
}


@dataclass(frozen=True)
class Assets:
    """`path("sauat.css")` is a name that changes with the content, so a cache never serves a stale one."""

    folder: Path

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Path in the tree -> bytes."""
        return {self._names[name]: content for name, content in self._contents.items()}

    def path(self, name: str) -> str:
        return self._names[name]

    @cached_property
    def worker(self) -> str:
        """The service worker's script, RELEASE_DATA still to be filled in (generator/worker.py)."""
        return str(rjsmin.jsmin(self._join("worker", ".js")))

    @cached_property
    def _names(self) -> dict[str, str]:
        return {name: hashed(f"assets/{name}", content) for name, content in self._contents.items()}

    @cached_property
    def _contents(self) -> dict[str, bytes]:
        styles = {name: rcssmin.cssmin(self._join(folders, ".css")) for name, folders in _STYLES.items()}
        guess = rjsmin.jsmin(self._join("guess", ".js"))
        engine = self._join("search", ".js").replace("STEM_TABLES", browser_tables()).replace("TERM_RULES", json.dumps(RULES))
        engine = rjsmin.jsmin(engine.replace("GUESS_SCRIPT", json.dumps(hashed("assets/guess.js", guess.encode()))))
        script = self._join("js", ".js").replace("FOLD_TABLE", json.dumps(TABLE, ensure_ascii=False))
        named = hashed("assets/search.js", engine.encode())
        script = rjsmin.jsmin(script.replace("SEARCH_ENGINE", json.dumps(named)))
        pictures = {file.name: file.read_bytes() for file in sorted((self.folder / "img").glob("*.svg"))}
        scripts = {
            "sauat.js": script,
            "search.js": engine,
            "guess.js": guess,
            "learn.js": rjsmin.jsmin(self._join("qr", ".js") + self._join("learn", ".js")),
            "site.js": rjsmin.jsmin(self._join("qr", ".js") + self._join("site", ".js")),
            "form.js": rjsmin.jsmin(self._join("form", ".js").replace("STATE_HOSTS", json.dumps(STATE))),
            "plan.js": rjsmin.jsmin(self._join("plan", ".js")),
            "class.js": rjsmin.jsmin(self._join("class", ".js")),
            "save.js": rjsmin.jsmin(self._join("save", ".js")),
            "test.js": rjsmin.jsmin(self._join("test", ".js")),
            "asked.js": rjsmin.jsmin(self._join("early", ".js")),
        }
        return {name: text.encode() for name, text in (styles | scripts).items()} | pictures

    def _join(self, folders: str | tuple[str, ...], suffix: str) -> str:
        """All files of a folder, or of one folder after another, in the order of their names: a number in front says what
        comes first."""
        named = (folders,) if isinstance(folders, str) else folders
        files = (file for folder in named for file in sorted((self.folder / folder).glob("*" + suffix)))
        return "\n".join(file.read_text(encoding="utf-8") for file in files)


def hashed(path: str, content: bytes) -> str:
    """assets/sauat.css -> assets/sauat.1a2b3c4d.css."""
    stem, _, suffix = path.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{suffix}"
