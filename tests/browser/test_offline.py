"""After the first visit: pages and search without a network, a new release, and the reader's switch; under the strict policy."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from generator.frame import out
from generator.model import LANGS
from generator.pipeline import Project, build
from generator.worker import WHOLE
from tests.browser.harness import ROOT, Address, Faults, Tree, serving

MOUNTS = ("/", "/literacy/")
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'self'"
OPENED, OTHER = "lessons/device/03-keyboard.html", "lessons/device/05-when-it-freezes.html"
# A word that the reader asks for, and one of quite other letters that nobody has asked for yet.
WORDS = {"kk": ("пернетақта", "университет"), "ru": ("клавиатура", "университет")}
CONTROLLED = "() => navigator.serviceWorker.controller && navigator.serviceWorker.controller.state === 'activated'"
KEPT = """async () => {
  const kept = [];
  for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) kept.push(url);
  return kept;
}"""
THRIFTY = "() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
# What the second release changes: words, and with them the index; a style, a script, the engine.
CHANGES = (
    ("docs/kk/lessons/device/03-keyboard.md", "\n## ", "\n## Мүлде жаңа тарау\n\nЖаңа сөз.\n\n## "),
    ("docs/ru/lessons/device/03-keyboard.md", "\n## ", "\n## Совсем новая глава\n\nНовое слово.\n\n## "),
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

    def release(self, tree: Path) -> None:
        beside = self.link.with_name("next")
        beside.symlink_to(tree)
        beside.replace(self.link)


@pytest.fixture
def portal(site, tmp_path) -> Iterator[Portal]:
    link, asked, silent = tmp_path / "site", list[str](), Event()
    link.symlink_to(site)

    class Operator(Tree):
        def do_GET(self) -> None:
            asked.append(self.path)
            while silent.is_set():
                time.sleep(0.05)
            if self.path.endswith("/lessons/moved.html"):
                self.send_response(302)
                self.send_header("Location", "index.html")
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif self.path.endswith("/neighbour/account.html"):
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", "4")
                self.end_headers()
                self.wfile.write(b"mine")
            else:
                super().do_GET()

        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

    with serving(link, Operator) as address:
        yield Portal(address, link, asked, silent)
        silent.clear()


@pytest.fixture(scope="module")
def second(tmp_path_factory) -> Path:
    """The next release."""
    root = tmp_path_factory.mktemp("second")
    for name in ("docs", "catalog", "overrides", "generator"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    for path, before, after in CHANGES:
        text = (root / path).read_text(encoding="utf-8")
        assert before in text
        (root / path).write_text(text.replace(before, after, 1), encoding="utf-8")
    build(Project(root), root / "site")
    return root / "site"


@pytest.fixture
def visit(portal, open_page) -> Callable[..., Page]:
    """A first visit, until the worker has all that it keeps ahead."""

    def visited(mount: str, path: str, **options: Any) -> Page:
        page = open_page(portal.address.url(mount, path), worker=True, **options)
        page.wait_for_function(CONTROLLED)
        return page

    return visited


def kept(page: Page, start: str) -> list[str]:
    """What the browser keeps, as paths below `start`."""
    return sorted(url[len(start) :] for url in page.evaluate(KEPT) if url.startswith(start))


def until_whole(page: Page, portal: Portal, mount: str, lang: str) -> None:
    """Wait until the whole index is here."""
    (folder,) = portal.link.glob(f"search/{lang}-*")
    names, start = sorted(file.name for file in folder.iterdir()), portal.address.url(mount, f"search/{folder.name}/")
    for _ in range(200):
        if kept(page, start) == names:
            return
        page.wait_for_timeout(100)
    assert kept(page, start) == names


def offline(page: Page) -> BrowserContext:
    page.context.set_offline(True)
    return page.context


@pytest.mark.parametrize("mount", MOUNTS)
@pytest.mark.parametrize("lang", LANGS)
def test_pages_offline(portal, visit, lang, mount):
    """The very first page, home and the search page open; any other says in its language that it is not here, and what is."""
    elsewhere: list[str] = []
    faults = Faults(portal.address.host)
    page = visit(mount, out(lang, OPENED), faults=faults)
    page.context.on("request", lambda asked: None if asked.url.startswith(portal.address.host) else elsewhere.append(asked.url))
    assert faults.said == []
    title = page.title()
    offline(page)
    for path in (OPENED, "index.html", "search.html"):
        page.goto(portal.address.url(mount, out(lang, path)))
        assert page.locator("h1").is_visible()
        assert page.locator("html").get_attribute("lang") == lang
        assert page.evaluate("getComputedStyle(document.querySelector('.field')).backgroundColor") != "rgba(0, 0, 0, 0)"
    answer = page.goto(portal.address.url(mount, out(lang, OTHER)))
    assert answer is not None
    assert answer.status == 503
    assert answer.headers["content-security-policy"] == POLICY
    assert page.locator("html").get_attribute("lang") == lang
    assert page.title() in (portal.link / out(lang, "offline.html")).read_text(encoding="utf-8")
    link = page.locator("#saved a", has_text=title.rpartition(" – ")[0])
    assert page.locator("#saved a").count() == 3
    link.click()
    page.wait_for_url(portal.address.url(mount, out(lang, OPENED)))
    assert page.title() == title
    assert elsewhere == []


@pytest.mark.parametrize("mount", MOUNTS)
@pytest.mark.parametrize("lang", LANGS)
def test_any_word_is_found_offline(portal, visit, lang, mount):
    """Once the reader has searched, the page's index comes as a whole, and no other; before that nothing of it."""
    page = visit(mount, out(lang, "index.html"))
    assert not [path for path in kept(page, portal.address.url(mount, "")) if path.startswith("search/")]
    asked, unasked = WORDS[lang]
    results = search(page, portal, mount, lang, asked)
    results.first.wait_for()
    until_whole(page, portal, mount, lang)
    offline(page)
    search(page, portal, mount, lang, unasked).first.wait_for()
    results.first.locator("a").first.wait_for()


def test_a_reader_who_saves_keeps_what_was_asked(portal, visit):
    """With data saving on, an asked word is found offline, and for another the page says that the list did not come."""
    page = visit("/", "index.html")
    page.context.service_workers[0].evaluate(THRIFTY)
    asked, unasked = WORDS["kk"]
    search(page, portal, "/", "kk", asked).first.wait_for()
    page.wait_for_timeout(3_000)
    parts = [path for path in kept(page, portal.address.url("/", "search/")) if path.startswith("kk-")]
    assert 0 < len(parts) < 30
    offline(page)
    search(page, portal, "/", "kk", asked).first.wait_for()
    results = search(page, portal, "/", "kk", unasked)
    page.wait_for_function("document.querySelector('[data-module=results] [role=status]').textContent.trim() !== ''")
    assert results.count() == 0


def search(page: Page, portal: Portal, mount: str, lang: Any, word: str) -> Any:
    page.goto(portal.address.url(mount, out(lang, f"search.html?q={word}")))
    assert page.locator("input[name=q]").first.input_value() == word
    return page.locator("[data-module=results] li")


def test_words_asked_for_do_not_leave(portal, visit):
    """Once the worker is there, the server does not see what a reader searches for, and no copy of it stays."""
    page = visit("/", "index.html")
    search(page, portal, "/", "kk", WORDS["kk"][0]).first.wait_for()
    assert "/search.html" in portal.asked
    assert [path for path in portal.asked if "q=" in path] == []
    assert [url for url in page.evaluate(KEPT) if "?" in url] == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_new_release(portal, visit, second, lang):
    """An open page goes on as it was; any page opened is the new one; offline, an old page not opened again still stands."""
    page = visit("/literacy/", out(lang, OPENED))
    page.goto(portal.address.url("/literacy/", out(lang, OTHER)))
    asked, unasked = WORDS[lang]
    ask = "([text, lang]) => window.sauat.search(text, { lang }).then(found => found.length)"
    assert page.evaluate(ask, [asked, lang])
    until_whole(page, portal, "/literacy/", lang)
    portal.release(second)
    tab = page.context.new_page()
    tab.goto(portal.address.url("/literacy/", out(lang, OPENED)))
    assert tab.locator("h2", has_text={"kk": "Мүлде жаңа тарау", "ru": "Совсем новая глава"}[lang]).is_visible()
    assert tab.evaluate("sauat.next && getComputedStyle(document.documentElement).getPropertyValue('--next').trim()") == "1"
    release = (second / "sw.js").read_text(encoding="utf-8")
    tab.wait_for_function(
        "async () => (await caches.open([...await caches.keys()].find(name => name.endsWith(' assets')))).keys().then(all => all.length === 8)"
    )
    # The page that was left open: the engine it has, the manifest it has, and the shards of both.
    assert page.evaluate(ask, [unasked, lang])
    assert page.evaluate("[sauat.next, sauat.nextEngine]") == [None, None]
    assert tab.evaluate(ask, [asked, lang])
    assert tab.evaluate("sauat.nextEngine")
    assert release != (portal.link.parent / "site" / "index.html").read_text(encoding="utf-8")
    offline(page)
    tab.reload()
    assert tab.evaluate("sauat.next")
    assert tab.evaluate(ask, [asked, lang])
    page.goto(portal.address.url("/literacy/", out(lang, OTHER)))
    assert page.evaluate("sauat.next") is None
    assert page.evaluate("getComputedStyle(document.querySelector('.field')).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_a_silent_line(portal, visit):
    """When nothing comes for a while, the copy does."""
    page = visit("/", OPENED)
    portal.silent.set()
    started = time.monotonic()
    page.goto(portal.address.url("/", OPENED), timeout=15_000)
    assert 3.5 < time.monotonic() - started < 10
    assert page.locator("h1").is_visible()


def test_what_is_never_kept(portal, visit):
    """A page that is missing, one that sends on, and a neighbour's on the same host."""
    page = visit("/", "index.html")
    for path in ("lessons/nowhere.html", "lessons/moved.html", "neighbour/account.html"):
        page.goto(portal.address.url("/", path))
    assert page.locator("body").inner_text() == "mine"
    page.goto(portal.address.url("/", "lessons/moved.html"))
    assert page.url == portal.address.url("/", "lessons/index.html")
    here = [path for path in kept(page, portal.address.url("/", "")) if path.endswith(".html")]
    assert here == ["index.html", "lessons/index.html", "offline.html", "ru/index.html", "ru/offline.html", "ru/search.html", "search.html"]


def test_the_last_two_hundred(portal, visit):
    page = visit("/", "index.html")
    paths = [file.relative_to(portal.link).as_posix() for file in sorted(portal.link.glob("catalog/sites/*.html"))[:230]]
    start = portal.address.url("/", "")
    page.evaluate("async paths => { for (const path of paths) await (await fetch(path)).text(); }", [paths[0], *paths])
    page.wait_for_timeout(300)
    here = {path for path in kept(page, start) if path.startswith("catalog/")}
    assert here == set(paths[-200:])
    assert {"index.html", "search.html", "offline.html"} <= set(kept(page, start))


@pytest.mark.parametrize("mount", MOUNTS)
@pytest.mark.parametrize("lang", LANGS)
def test_the_switch(portal, visit, lang, mount):
    """It tells how much is kept, erases it and the worker, and keeps nothing more until it is turned on again."""
    privacy = portal.address.url(mount, out(lang, "pages/privacy.html"))
    page = visit(mount, out(lang, OPENED))
    page.goto(privacy)
    box = page.locator("[data-module=keep]")
    said, button = box.locator("[role=status]"), box.locator("button")
    assert "0,0" not in said.inner_text()
    stop = button.inner_text()
    button.click()
    page.wait_for_function("async () => (await navigator.serviceWorker.getRegistrations()).length === 0")
    page.wait_for_function("text => document.querySelector('[data-module=keep] button').textContent !== text", arg=stop)
    page.goto(portal.address.url(mount, out(lang, OTHER)))
    page.goto(privacy)
    page.wait_for_timeout(500)
    assert page.evaluate(KEPT) == []
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
    assert button.inner_text() != stop
    button.click()
    page.wait_for_function(CONTROLLED)
    page.wait_for_function("text => document.querySelector('[data-module=keep] button').textContent === text", arg=stop)
    offline(page)
    page.reload()
    assert page.locator("h1").is_visible()


@pytest.mark.parametrize("lang", LANGS)
def test_the_switch_without_scripts(portal, open_page, lang):
    """The words tell what to do in the browser; there is no button that does nothing."""
    page = open_page(portal.address.url("/", out(lang, "pages/privacy.html")), scripts=False)
    assert not page.locator("[data-module=keep]").is_visible()
    assert page.locator("article ol").first.is_visible()


def test_two_portals_on_one_host(portal, visit):
    """One portal's switch leaves the other's pages."""
    page = visit("/", OPENED)
    page.goto(portal.address.url("/literacy/", OPENED))
    page.wait_for_function("async () => (await navigator.serviceWorker.getRegistrations()).length === 2")
    page.wait_for_function("() => navigator.serviceWorker.controller.scriptURL.includes('/literacy/')")
    page.goto(portal.address.url("/literacy/", "pages/privacy.html"))
    page.locator("[data-module=keep] button").click()
    page.wait_for_function("async () => (await navigator.serviceWorker.getRegistrations()).length === 1")
    page.wait_for_function("async () => (await caches.keys()).every(name => !name.includes('/literacy/') || name.endsWith(' off'))")
    assert OPENED in kept(page, portal.address.url("/", ""))


def test_from_disk_there_is_no_worker(server, open_page):
    faults = Faults(server.url("disk", ""))
    page = open_page(server.url("disk", "pages/privacy.html"), worker=True, faults=faults)
    page.wait_for_timeout(500)
    assert page.context.service_workers == []
    assert not page.locator("[data-module=keep]").is_visible()
    assert faults.said == []


def test_the_whole_index_is_small(site):
    """What is fetched after a first search is within its bound; a larger index would not be fetched whole."""
    for folder in site.glob("search/*-*"):
        assert sum(file.stat().st_size for file in folder.iterdir()) < WHOLE
