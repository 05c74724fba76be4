"""What surrounds every page: its place in the tree, its links to the rest, its language twin.

The chrome is one template, overrides/base.html, with two callers: MkDocs for prose and `render` for records. Both
hand it a `View`, so a page looks the same whoever built it (decisions/0002).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from generator.model import LANGS, Lang

Section: TypeAlias = Literal["home", "learn", "catalog", "programme", "news", "help"]
HOME = "index.html"
# The first page of each section, in the order of the tabs.
TABS: dict[Section, str] = {
    "learn": "lessons/index.html",
    "catalog": "catalog/index.html",
    "programme": "programme/index.html",
    "news": "news/index.html",
    "help": "pages/help.html",
}
_FOLDERS: dict[str, Section] = {"lessons": "learn", "catalog": "catalog", "programme": "programme", "news": "news"}


@dataclass(frozen=True)
class Crumb:
    """A link by its title: an ancestor of a page, or a row of a list."""

    title: str
    path: str


@dataclass(frozen=True)
class View:
    """One page as its chrome needs it. `path` is inside its language's tree: Kazakh at the root, Russian below ru/."""

    lang: Lang
    path: str
    kind: str
    title: str
    description: str = ""
    crumbs: tuple[Crumb, ...] = ()
    indexed: bool = True

    @cached_property
    def section(self) -> Section:
        if self.path == HOME:
            return "home"
        return _FOLDERS.get(self.path.split("/")[0], "help")

    @property
    def tab(self) -> str:
        """The page's own path where it is the first page of a section, else nothing."""
        return self.path if self.path in TABS.values() else ""

    @cached_property
    def out(self) -> str:
        """Where the page lies in the tree."""
        return self.at(self.lang)

    @cached_property
    def root(self) -> str:
        """From this page up to the tree's root; empty at the root itself."""
        return "../" * self.out.count("/")

    @property
    def other(self) -> Lang:
        return LANGS[1 - LANGS.index(self.lang)]

    def url(self, path: str) -> str:
        """A link from this page to a page of the same language."""
        return self.root + out(self.lang, path)

    def at(self, lang: Lang) -> str:
        """Where the page lies in the tree in a language."""
        return out(lang, self.path)

    def twin(self, lang: Lang) -> str:
        """A link from this page to itself in a language."""
        return self.root + self.at(lang)


def row_path(id: str) -> str:
    """The page of a row of the plan, inside its language's tree."""
    return f"programme/plan/{id}.html"


def out(lang: Lang, path: str) -> str:
    """A page's path in the whole tree."""
    return path if lang == "kk" else f"{lang}/{path}"
