"""What every test shares: the real portal, built once, served on loopback, and a Chromium to read it with."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from generator.model import LANGS
from generator.pipeline import Project, Stopped, build
from tests.browser.harness import ROOT, Address, Faults, launch, serving

Opener = Callable[..., Page]


# A day on which the warning of tests/cases/alert is in force, and where that tree says it stands.
ALERT_DAY, ALERT_PLACE = date(2026, 12, 5), "https://example.kz/literacy/"


@contextmanager
def shared(tmp_path_factory: pytest.TempPathFactory, name: str) -> Iterator[Path]:
    """A folder that the workers of one run share: the first makes it, the others wait."""
    base = tmp_path_factory.getbasetemp()
    common = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with (common / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield common / name


def built(project: Project, tree: Path, *, copies: bool = False) -> Path:
    """The project's tree."""
    try:
        build(project, tree, copies=copies)
    except Stopped as stopped:
        pytest.fail("\n".join(map(str, stopped.problems[:20])), pytrace=False)
    return tree


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree of the real project, with its editions."""
    with shared(tmp_path_factory, "site") as tree:
        return tree if tree.exists() else built(Project(ROOT), tree, copies=True)


@pytest.fixture(scope="session")
def alerted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a made-up warning in force, which the real project never has."""
    with shared(tmp_path_factory, "alerted") as tree:
        return tree if tree.exists() else built(with_alert(tree.with_name("alerted-source"), ALERT_DAY), tree)


def with_alert(root: Path, today: date) -> Project:
    """The real project and the warning of tests/cases/alert, read on a day."""
    for name in ("docs", "catalog"):
        shutil.copytree(ROOT / name, root / name, dirs_exist_ok=True)
    for lang in LANGS:
        shutil.copy(ROOT / "tests" / "cases" / "alert" / f"{lang}.md", root / "docs" / lang / "news" / "2026" / "alert.md")
    for name in ("overrides", "generator"):
        (root / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    return Project(root, address=ALERT_PLACE, today=today)


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[Address]:
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, launch(playwright) as chromium:
        yield chromium


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Callable[[bool], Page]:
    """A tab with scripts and one without, both without a memory: each page in them opens as on a first visit."""

    @cache
    def tab(scripts: bool) -> Page:
        context = browser.new_context(java_script_enabled=scripts, viewport={"width": 1280, "height": 740})
        context.add_init_script("delete Navigator.prototype.serviceWorker")
        context.add_init_script("try { localStorage.clear(); sessionStorage.clear(); } catch {}")
        page = context.new_page()
        page.set_default_timeout(5_000)
        return page

    return tab


@pytest.fixture
def look(tabs: Callable[[bool], Page]) -> Iterator[Opener]:
    """`look(url, width=360, scripts=True, faults=None)`: one page after another in the same tab, for tests that only look: a
    context of its own for each, as `open_page` makes it, is three times the work."""
    ended: list[Callable[[], None]] = []

    def opened(url: str, *, width: int = 1280, scripts: bool = True, faults: Faults | None = None) -> Page:
        page = tabs(scripts)
        page.set_viewport_size({"width": width, "height": 740})
        if faults:
            ended.append(faults.watch(page))
        page.goto(url)
        ended.append(lambda: _forget(page))
        return page

    yield opened
    for end in ended:
        end()


def _forget(page: Page) -> None:
    """What a test said of the reader's device."""
    page.emulate_media(media="null", color_scheme="null", reduced_motion="null", forced_colors="null", contrast="null")
    page.goto("about:blank")


@pytest.fixture(scope="session")
def people() -> dict[str, list[BrowserContext]]:
    """Contexts that no test is using, by what they were opened with: a new one is twice the work of an emptied one."""
    return {}


@pytest.fixture
def open_page(browser: Browser, people: dict[str, list[BrowserContext]]) -> Iterator[Opener]:
    """`open_page(url, width=360, scripts=True, faults=None, …)`: a page of somebody who was never here, as in a browser without
    service workers unless `worker` is asked for, so that nothing but the page itself asks for anything. Each is another person;
    tests that want more of a context than a page make one of their own."""
    met: list[tuple[str, BrowserContext]] = []

    def opened(
        url: str, *, width: int = 1280, scripts: bool = True, worker: bool = False, faults: Faults | None = None, **options: Any
    ) -> Page:
        key = "" if worker else repr((scripts, sorted(options.items())))
        if key and people.get(key):
            context = people[key].pop()
        else:
            context = browser.new_context(java_script_enabled=scripts, **options)
            if not worker:
                context.add_init_script("delete Navigator.prototype.serviceWorker")
        met.append((key, context))
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 740})
        page.set_default_timeout(5_000)
        if faults:
            faults.watch(page)
        page.goto(url)
        return page

    yield opened
    for key, context in met:
        if key and _emptied(context):
            people.setdefault(key, []).append(context)
        else:
            context.close()


def _emptied(context: BrowserContext) -> bool:
    """Whether nothing of what its pages kept is left. A page that cannot be asked leaves its context to be closed."""
    try:
        for page in context.pages:
            page.evaluate("localStorage.clear()")
            page.close()
    except Error:
        return False
    return True
