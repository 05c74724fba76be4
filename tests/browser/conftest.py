"""An operator who puts a new release in the place of the old one, and a reader's first visit."""

from __future__ import annotations

import gzip
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from generator.pipeline import Project, build
from tests.browser.harness import CONTROLLED, POLICY, ROOT, Address, Tree, serving
from tests.conftest import shared

# What the second release changes: words, and with them the index; a style, a script, the engine.
CHANGES = (
    ("docs/kk/lessons/device/03-keyboard.md", "\n## Бірдеңе", "\n## Мүлде жаңа тарау\n\nЖаңа сөз.\n\n## Бірдеңе"),
    ("docs/ru/lessons/device/03-keyboard.md", "\n## Если что-то", "\n## Совсем новая глава\n\nНовое слово.\n\n## Если что-то"),
    ("overrides/assets/css/10-tokens.css", "--ink:", "--next: 1; --ink:"),
    ("overrides/assets/js/50-item.js", "sauat.modules.item", "sauat.next = true;\nsauat.modules.item"),
    ("overrides/assets/search/00-stem.js", "", "sauat.nextEngine = true;\n"),
)


@dataclass
class Portal:
    """A tree at an operator's, who can put another in its place, and what was asked of him."""

    address: Address
    link: Path
    asked: list[str]
    silent: Event
    clean: Event
    slow: Event

    def release(self, tree: Path) -> None:
        beside = self.link.with_name("next")
        beside.symlink_to(tree)
        beside.replace(self.link)


@pytest.fixture
def portal(site, tmp_path) -> Iterator[Portal]:
    link, asked, silent, clean, slow = tmp_path / "site", list[str](), Event(), Event(), Event()
    link.symlink_to(site)

    class Operator(Tree):
        def send_head(self) -> Any:
            asked.append(self.path)
            while silent.is_set():
                time.sleep(0.05)
            if slow.is_set():
                time.sleep(0.2)
            if self.path.endswith("/lessons/moved.html"):
                return self.answer(302, b"", Location="index.html")
            if clean.is_set() and self.path.endswith("/index.html"):
                return self.answer(302, b"", Location="./")
            if self.path.endswith("/neighbour/account.html"):
                return self.answer(200, b"mine")
            file = Path(self.translate_path(self.path))
            if not file.is_file():
                return super().send_head()
            headers = {"Content-Type": self.guess_type(file), "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
            return self.answer(200, gzip.compress(file.read_bytes(), 1), **headers)

        def answer(self, status: int, body: bytes, **headers: str) -> Any:
            self.send_response(status)
            for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            return BytesIO(body)

        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

    with serving(link, Operator) as address:
        yield Portal(address, link, asked, silent, clean, slow)
        silent.clear()


@pytest.fixture(scope="session")
def second(tmp_path_factory):
    """The next release, built once for all the workers of a run."""
    with shared(tmp_path_factory, "second") as root:
        if not (root / "site").exists():
            _next_release(root)
    return root / "site"


def _next_release(root):
    for name in ("docs", "catalog", "overrides", "generator"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    for path, before, after in CHANGES:
        text = (root / path).read_text(encoding="utf-8")
        assert before in text
        (root / path).write_text(text.replace(before, after, 1), encoding="utf-8")
    build(Project(root), root / "site")


@pytest.fixture
def visit(portal, open_page):
    """A first visit, until the worker has all that it keeps ahead."""

    def visited(mount, path, **options):
        page = open_page(portal.address.url(mount, path), worker=True, **options)
        page.wait_for_function(CONTROLLED)
        return page

    return visited
