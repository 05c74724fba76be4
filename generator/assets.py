"""Style sheets, scripts and pictures: the small files of overrides/assets joined, squeezed, named by their content."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import rcssmin
import rjsmin

from generator.text.fold import TABLE
from generator.text.hosts import STATE
from generator.text.sounds import VOWELS
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
    "teach.css": ("css-teach",),
    "vision.css": ("css-vision",),
}
_NARROW = re.compile(r"@media ([^{]*)\((min|max)-width:[\d.]+em\)\{((?:[^{}]*\{[^{}]*\})*)\}")
_COLOURS = re.compile(r"--[\w-]+: #[0-9a-f]{3,6};")


@dataclass(frozen=True)
class Assets:
    """`path("sauat.css")` is a name that changes with the content, so a cache never serves a stale one."""

    folder: Path
    # Language -> the low-vision panel's HTML, which its script brings to a page.
    panels: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Path in the tree -> bytes."""
        narrow = {self._names[twin(name)]: _narrow(self._contents[name].decode()).encode() for name in _STYLES}
        return {self._names[name]: content for name, content in self._contents.items()} | narrow

    def path(self, name: str) -> str:
        return self._names[name]

    @cached_property
    def worker(self) -> str:
        """The service worker's script, RELEASE_DATA still to be filled in (generator/worker.py)."""
        return str(rjsmin.jsmin(self._join("worker", ".js")))

    @cached_property
    def _names(self) -> dict[str, str]:
        names = {name: hashed(f"assets/{name}", content) for name, content in self._contents.items()}
        # A narrow twin has its sheet's hash, so that a script finds it by the sheet's own name.
        return names | {twin(name): twin(names[name]) for name in _STYLES}

    @cached_property
    def _contents(self) -> dict[str, bytes]:
        styles = {name: self._style(folders) for name, folders in _STYLES.items()}
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
            "early.js": self._early(styles["vision.css"]),
            "aloud.js": rjsmin.jsmin(self._join("aloud", ".js")),
            "lesson.js": rjsmin.jsmin(self._join("lesson", ".js") + self._join("aloud", ".js")),
        }
        panel = self._join("vision", ".js").replace("SOUND_VOWELS", VOWELS)
        scripts |= {
            f"vision-{lang}.js": rjsmin.jsmin(panel.replace("PANEL_MARKUP", json.dumps(markup, ensure_ascii=False)))
            for lang, markup in self.panels.items()
        }
        return {name: text.encode() for name, text in (styles | scripts).items()} | pictures

    def _style(self, folders: tuple[str, ...]) -> str:
        """A bundle's sheet. Those that name the portal's light and dark colours get them from the tokens, their one home."""
        text = self._join(folders, ".css")
        if "LIGHT_TOKENS" in text:
            tokens = self._join("css", ".css")
            light, _, rest = tokens.partition("@media (prefers-color-scheme: dark) {")
            for name, block in (("LIGHT_TOKENS", light), ("DARK_TOKENS", rest)):
                text = text.replace(name, "".join(_COLOURS.findall(block.partition("{")[2].partition("}")[0])))
        return str(rcssmin.cssmin(text))

    def _early(self, sheet: str) -> str:
        named = hashed("assets/vision.css", sheet.encode())
        return str(rjsmin.jsmin(self._join("early", ".js").replace("VISION_SHEET", json.dumps(named))))

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


def twin(path: str) -> str:
    """assets/sauat.1a2b3c4d.css -> assets/sauat-narrow.1a2b3c4d.css."""
    stem, _, rest = path.partition(".")
    return f"{stem}-narrow.{rest}"


def _narrow(sheet: str) -> str:
    """A squeezed style sheet as a narrow screen has it, at any width: for a reader whose letters are twice as large."""

    def ruled(found: re.Match[str]) -> str:
        media, bound, rules = found.groups()
        if bound == "min":
            return ""
        kept = media.removesuffix("and ").strip()
        return f"@media {kept}{{{rules}}}" if kept else rules

    return _NARROW.sub(ruled, sheet)
