"""The arrows between the generator's modules, read from their syntax trees: words flow one way, and each tool has one home."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

GENERATOR = Path(__file__).resolve().parents[1] / "generator"
LONGEST = 350

# Who may import whom inside the generator; a folder is one module to the others. A new module needs its line here.
STAGE = {"model", "text"}
ARROWS: dict[str, set[str]] = {
    "bootstrap": set(),
    "model": set(),
    "text": {"model"},
    "load": STAGE,
    "audit": STAGE,
    "due": STAGE,
    "agenda": STAGE | {"due", "frame"},
    "ics": STAGE | {"agenda", "frame"},
    "checks": STAGE | {"audit", "due", "load.messages"},
    "jury": STAGE | {"load.messages"},
    "frame": STAGE,
    "assets": STAGE,
    "article": STAGE,
    "gloss": STAGE,
    "plaintext": set(),
    "tree": set(),
    "browser": set(),
    "draw": set(),
    "cores": set(),
    "mkdocs": STAGE | {"frame"},
    "new": STAGE,
    "pack": STAGE,
    "rules": {"model", "frame"},
    "render": STAGE
    | {"agenda", "assets", "audit", "chart", "due", "figures", "frame", "ics", "jury", "levels", "opendata", "schema"},
    "chart": STAGE,
    "prose": STAGE | {"frame", "render"},
    "search": STAGE | {"agenda", "cores", "frame", "render"},
    "schema": STAGE,
    "opendata": STAGE | {"due", "jury", "schema"},
    "figures": STAGE | {"due", "opendata"},
    "feeds": STAGE | {"frame", "render", "prose"},
    "worker": STAGE | {"frame"},
    "levels": STAGE | {"frame"},
    "cutting": set(),
    "editions": STAGE | {"cores", "cutting", "frame", "levels", "search"},
    "saves": STAGE | {"frame", "levels"},
    "hooks": STAGE | {"load", "article", "gloss", "render", "prose"},
    "spelling": STAGE | {"load.messages", "checks"},
    "workshop": STAGE | {"feeds", "figures", "frame", "ics", "load", "mkdocs", "opendata", "pipeline", "render", "search"},
    "pipeline": STAGE
    | {"load", "checks", "cores", "render", "mkdocs", "search", "editions", "saves", "tree", "worker"}
    | {"feeds", "figures", "ics", "opendata"},
    "serve": STAGE | {"mkdocs", "pipeline", "workshop"},
    "paper": STAGE | {"browser", "draw", "frame", "render"},
    "quality": STAGE | {"frame", "render"},
    "bench": STAGE
    | {
        "assets",
        "browser",
        "feeds",
        "figures",
        "frame",
        "opendata",
        "pipeline",
        "release",
        "render",
        "search",
        "serve",
        "tree",
        "workshop",
    },
    "release": STAGE | {"frame"},
    "commands": STAGE | {"bench", "pack", "release"},
    "__main__": STAGE
    | {
        "commands",
        "feeds",
        "jury",
        "mkdocs",
        "new",
        "paper",
        "pipeline",
        "quality",
        "rules",
        "schema",
        "serve",
        "spelling",
    },
}
# Packages from outside that have one home; every other module says what it wants in our own words.
HOMES = {
    "mkdocs": {"hooks"},
    "markdown": {"plaintext", "checks"},
    "yaml": {"load", "bench"},
    "nh3": {"article"},
    "jinja2": {"render", "hooks"},
    "watchfiles": {"serve"},
    "snowballstemmer": {"text"},
    "typer": {"__main__", "commands"},
    "rich": {"__main__"},
    "brotli": {"pack", "bench", "release"},
    "rcssmin": {"assets"},
    "rjsmin": {"assets"},
}
# Nothing but the standard library: `model` is for everyone, `bootstrap` runs before anything is installed.
BARE = {"model", "bootstrap"}
# Who may open a file, and which. Words and records are `load`'s alone.
OPENERS = {
    "load": "docs, catalog, drawings, its own table of messages",
    "text": "its own tables",
    "assets": "overrides/assets",
    "mkdocs": "the pages MkDocs has just made",
    "workshop": "the same, one by one",
    "spelling": "the system's dictionary",
    "tree": "the tree it writes",
    "rules": "the built tree it looks at",
    "pack": "the finished tree",
    "release": "the finished tree, and releases",
    "editions": "the finished tree",
    "saves": "the finished tree",
    "paper": "the paper it writes",
    "quality": "the page it writes",
    "jury": "the sheet it is given",
    "browser": "where the set-up found a browser",
    "bootstrap": "the locks",
    "bench": "the copy it measures, /proc",
}


def noun(file: Path) -> str:
    return file.relative_to(GENERATOR).parts[0].removesuffix(".py")


def imports(file: Path) -> Iterator[str]:
    """Full names: `from generator import article` is `generator.article`."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: a relative import hides where it leads"
            module = node.module or ""
            yield from (f"{module}.{name.name}" for name in node.names) if module == "generator" else [module]


FILES = sorted(GENERATOR.rglob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(GENERATOR)))
def test_arrows(file: Path):
    own = noun(file)
    if own == "__init__":
        assert not list(imports(file))
        return
    inner = {name.removeprefix("generator.") for name in imports(file) if name.startswith("generator")}
    allowed = ARROWS[own] | {own}
    assert [name for name in sorted(inner) if not any(f"{name}.".startswith(f"{to}.") for to in allowed)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(GENERATOR)))
def test_tools_have_one_home(file: Path):
    own = noun(file)
    outer = {name.split(".")[0] for name in imports(file)} - {"generator", "__future__"}
    assert [name for name in outer if own not in HOMES.get(name, {own})] == []
    if own in BARE:
        assert outer <= sys.stdlib_module_names


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(GENERATOR)))
def test_only_readers_read(file: Path):
    calls = [node.func for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    names = {func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "") for func in calls}
    assert noun(file) in OPENERS or not names & {"open", "read_text", "read_bytes"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(GENERATOR)))
def test_files_are_small(file: Path):
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_table_is_true():
    """The arrows make no circle, and every line of the tables stands for something there is."""
    order = TopologicalSorter({own: {name.split(".")[0] for name in to} for own, to in ARROWS.items()})
    assert list(order.static_order())
    there = {noun(file) for file in FILES} - {"__init__"}
    assert there == ARROWS.keys()
    assert OPENERS.keys() | BARE <= there
