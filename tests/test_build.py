"""What a build promises: the same bytes anywhere, the last good tree whatever happens, and no markup but our own."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from generator import due, prose, search
from generator.load import load
from generator.model import LANGS, Portal, Text, Words
from generator.render import sheets
from generator.render.engine import Engine, Sheet

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("docs", "catalog", "overrides", "generator", "mkdocs.yml")
RECORD = "catalog/sites/po/post.kz.yml"
# Texts that are plain strings, because their file is of one language or they are as printed in 2006.
SHOWN = {"title", "summary", "name", "text", "executors_printed", "source_printed", "groups"}
# Pages of one template that are looked at: there are more than a thousand of the catalogue's.
ENOUGH = 100
SMUGGLED = """"'><script>alert(1)</script><img src=x onerror="alert(1)" """


def copied(folder: Path) -> Path:
    """The project at another address."""
    folder.mkdir(parents=True)
    for name in PARTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(ROOT / name, folder / name)
    return folder


def sauat(folder: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", *arguments]
    return subprocess.run(command, cwd=folder, env={**os.environ, **env}, capture_output=True, text=True, timeout=120)


def digest(tree: Path) -> dict[str, str]:
    """Path -> hash of every file."""
    files = (file for file in sorted(tree.rglob("*")) if file.is_file())
    return {file.relative_to(tree).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@contextmanager
def edited(file: Path, before: str, after: str) -> Iterator[int]:
    """A file with other words in it, and the line they stand on."""
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    yield 1 + text[: text.index(before)].count("\n")
    file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A copy of the project with a good tree in it."""
    folder = copied(tmp_path_factory.mktemp("project") / "sauat")
    done = sauat(folder, "build", "--out", "site")
    assert done.returncode == 0, done.stderr
    return folder


def test_same_bytes_anywhere(project, tmp_path):
    """Whatever the folder, the hour, the language of the machine, the order of its sets."""
    other = copied(tmp_path / "a longer path" / "сауат")
    done = sauat(other, "build", "--out", str(tmp_path / "out"), LC_ALL="C", TZ="Asia/Tokyo", PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stderr
    assert digest(tmp_path / "out") == digest(project / "site")


def test_tree_tells_no_path_of_its_maker(project):
    own = str(project).encode()
    assert [file for file in (project / "site").rglob("*") if file.is_file() and own in file.read_bytes()] == []


def test_one_language(project, tmp_path):
    """The pages of one language, the same as in the whole tree, and none of the other."""
    done = sauat(project, "build", "--only", "ru", "--quiet", "--out", str(tmp_path / "site"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    whole, one = digest(project / "site"), digest(tmp_path / "site")
    pages = {path: hash for path, hash in one.items() if path.endswith(".html")}
    assert pages == {path: hash for path, hash in whole.items() if path.endswith(".html") and path.startswith("ru/")}


def test_wrong_record_leaves_the_last_good_tree(project):
    good = digest(project / "site")
    with edited(project / RECORD, "rubric: ", "rubric: no-such-") as line:
        done = sauat(project, "build", "--out", "site")
        checked = sauat(project, "check")
    assert done.returncode == checked.returncode == 1
    assert f"{RECORD}:{line}: " in done.stderr
    assert "Traceback" not in done.stderr + checked.stderr
    assert digest(project / "site") == good
    assert left_over(project) == []


@pytest.mark.parametrize("template", ["pages/site.html", "pages/lesson.html"], ids=["ours", "in MkDocs"])
def test_broken_template_leaves_the_last_good_tree(project, template):
    """A fault in the middle of the work, when half of the new tree is written."""
    good = digest(project / "site")
    with edited(project / "overrides" / template, "{% block content %}", "{% block content %}{{ no_such_value }}"):
        done = sauat(project, "build", "--out", "site")
    assert done.returncode != 0
    assert "no_such_value" in done.stderr
    assert digest(project / "site") == good
    assert left_over(project) == []


def test_killed_build_leaves_a_whole_tree(project, tmp_path):
    """SIGKILL to the build and its MkDocs, at several moments of a build that changes every page: the old tree or the new."""
    good = digest(project / "site")
    command = [sys.executable, "-m", "generator", "build", "--quiet", "--out"]
    with edited(project / "overrides/base.html", "</body>", "<!-- changed --></body>"):
        started = time.monotonic()
        assert subprocess.run([*command, str(tmp_path / "next")], cwd=project).returncode == 0
        seconds, changed = time.monotonic() - started, digest(tmp_path / "next")
        assert changed != good
        for share in (0.6, 0.95):
            running = subprocess.Popen([*command, "site"], cwd=project, start_new_session=True)
            time.sleep(seconds * share)
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
            assert digest(project / "site") in (good, changed)
    assert sauat(project, "build", "--quiet", "--out", "site").returncode == 0
    assert digest(project / "site") == good
    assert left_over(project) == []


def test_html_in_a_record_is_refused(project):
    with edited(project / RECORD, "name: {kk: ", "name: {kk: <script>alert(1)</script>") as line:
        done = sauat(project, "check")
    assert done.returncode == 1
    assert f"{RECORD}:{line}: raw-html: " in done.stderr


def test_html_past_the_checks_is_escaped(monkeypatch):
    """Were the checks to miss it: markup in every text there is, on every template's pages, stays text."""
    read = due.read  # words of dates are a grammar: markup behind them must not cost the pages of those dates
    monkeypatch.setattr(due, "read", lambda text, lang: read(text.removesuffix(SMUGGLED), lang))
    portal = load(ROOT).portal
    clean, foul = Engine(ROOT / "overrides", portal), Engine(ROOT / "overrides", spoiled(portal))
    seen: Counter[str] = Counter()
    for one, other in zip(every_sheet(clean.portal), every_sheet(foul.portal), strict=True):
        seen[other.template] += 1
        if seen[other.template] > ENOUGH:
            continue
        page = foul.html(other)
        assert "alert(1)" in page, other.view.path
        assert active(page) == active(clean.html(one)), other.view.path
    for script in search.index(foul.portal, {}, LANGS).values():
        assert b"</script" not in script.lower()


def every_sheet(portal: Portal) -> Iterator[Sheet]:
    """Our pages, and MkDocs' with nothing between their head and their foot."""
    yield from sheets(portal)
    for page in portal.published:
        made = prose.sheet(portal, page)
        yield dataclasses.replace(made, data={**made.data, "page": {"content": "", "meta": page.meta}})


def spoiled(value: Any, name: str = "") -> Any:
    """The same records, each text with markup behind it, but for words of due dates: with anything behind them they are no
    dates any more, and bring other pages."""
    if name == "due":
        return value
    if isinstance(value, Text):
        return Text(value.kk + SMUGGLED, value.ru + SMUGGLED)
    if isinstance(value, str):
        return value + SMUGGLED if name in SHOWN else value
    if isinstance(value, tuple):
        return tuple(spoiled(entry, name) for entry in value)
    if isinstance(value, Words):
        forms = {
            key: {lang: {n: form + SMUGGLED for n, form in side.items()} for lang, side in sides.items()}
            for key, sides in value.strings.items()
        }
        return dataclasses.replace(value, strings=forms)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(
            value, **{f.name: spoiled(getattr(value, f.name), f.name) for f in dataclasses.fields(value)}
        )
    return value


def active(page: str) -> Counter[str]:
    """How often each element stands on a page, and each attribute that acts."""
    found: Counter[str] = Counter()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found[tag] += 1
            found.update(name for name, _ in attrs if name.startswith("on"))

    Reader().feed(page)
    return found


def left_over(project: Path) -> list[str]:
    """What a build should have cleared away beside the tree."""
    return [path.name for path in project.iterdir() if path.name not in (*PARTS, "site")]
