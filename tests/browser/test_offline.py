"""After the first visit: pages and search without a network, a new release, the reader's switch; all under a strict policy."""

from __future__ import annotations

import time
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from generator.frame import out
from generator.model import LANGS
from generator.worker import WHOLE
from tests.browser.conftest import Portal
from tests.browser.harness import CONTROLLED, POLICY, Faults

MOUNTS = ("/", "/literacy/")
OPENED, OTHER = "lessons/device/03-keyboard.html", "lessons/device/05-when-it-freezes.html"
# A word that the reader asks for, and one of quite other letters that nobody has asked for yet.
WORDS = {"kk": ("пернетақта", "университет"), "ru": ("клавиатура", "университет")}
KEPT = """async () => {
  const kept = [];
  for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) kept.push(url);
  return kept;
}"""
# Whether the cache whose name ends so has so many entries.
COUNT = """async ([end, count]) => {
  const name = (await caches.keys()).find(name => name.endsWith(end));
  return name && (await (await caches.open(name)).keys()).length === count;
}"""
HERE = "async paths => (await Promise.all(paths.map(path => caches.match(path)))).every(Boolean)"
STYLED = "getComputedStyle(document.querySelector('.field')).backgroundColor !== 'rgba(0, 0, 0, 0)'"
THRIFTY = "() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"


def until(page: Page, script: str, argument: Any = None, seconds: int = 10) -> None:
    """Wait until an async script says yes; Playwright's own waiting takes a promise for a yes."""
    end = time.monotonic() + seconds
    while not page.evaluate(script, argument):
        assert time.monotonic() < end, script
        page.wait_for_timeout(200)


def kept(page: Page, start: str) -> list[str]:
    """What the browser keeps, as paths below `start`."""
    return sorted(url[len(start) :] for url in page.evaluate(KEPT) if url.startswith(start))


def until_whole(page: Page, portal: Portal, mount: str, lang: str) -> None:
    """Wait until the whole index is here."""
    (folder,) = portal.link.glob(f"search/{lang}-*")
    names = sorted(file.name for file in folder.iterdir())
    until(page, COUNT, [f"search/{folder.name}/", len(names)], 60)
    assert kept(page, portal.address.url(mount, f"search/{folder.name}/")) == names


def offline(page: Page) -> BrowserContext:
    page.context.set_offline(True)
    return page.context


@pytest.mark.parametrize("mount", MOUNTS)
@pytest.mark.parametrize("lang", LANGS)
def test_pages_offline(portal, visit, lang, mount):
    """The very first page, home and the search page open; any other says in its language that it is not here, and what is."""
    elsewhere = list[str]()
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
        assert page.evaluate(STYLED)
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


@pytest.mark.parametrize(("lang", "mount"), [("kk", "/"), ("ru", "/literacy/")])
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
def test_a_new_release(portal, visit, site, second, lang):
    """An open page goes on as it was; any page opened is the new one; offline, an old page not opened again still stands."""
    page = visit("/literacy/", out(lang, OPENED))
    page.evaluate("name => caches.open(name)", long_ago := f"sauat /literacy/ search/{lang}-00000000/")
    ask = "([text, lang]) => window.sauat.search(text, { lang }).then(found => found.length)"
    asked = [WORDS[lang][0], lang]
    assert page.evaluate(ask, asked)
    page.goto(portal.address.url("/literacy/", out(lang, OTHER)))
    assert page.evaluate(ask, ["", lang]) == 0
    portal.release(second)
    tab = page.context.new_page()
    tab.goto(portal.address.url("/literacy/", out(lang, OPENED)))
    assert tab.locator("h2", has_text={"kk": "Мүлде жаңа тарау", "ru": "Совсем новая глава"}[lang]).is_visible()
    assert tab.evaluate("sauat.next && getComputedStyle(document.documentElement).getPropertyValue('--next').trim()") == "1"
    # The new worker takes over, with its own assets beside the old ones.
    names = {file.name for tree in (site, second) for file in (tree / "assets").iterdir()}
    both = {name for name in names if "-narrow." not in name}
    until(tab, COUNT, [" assets", len(both)])
    until(tab, "async name => !(await caches.has(name))", long_ago)
    assert tab.evaluate(ask, asked)
    assert tab.evaluate("sauat.nextEngine")
    # The page that was left open has its manifest, and asks for shards that are on the server no more.
    assert page.evaluate(ask, asked)
    assert page.evaluate("[sauat.next, sauat.nextEngine]") == [None, None]
    offline(page)
    tab.reload()
    assert tab.evaluate("sauat.next")
    assert tab.evaluate(ask, asked)
    page.reload()
    assert page.evaluate("sauat.next") is None
    assert page.evaluate(STYLED)


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
    assert here == [
        "index.html",
        "lessons/index.html",
        "offline.html",
        "ru/index.html",
        "ru/offline.html",
        "ru/search.html",
        "search.html",
    ]


def test_a_server_that_shortens_addresses(portal, visit):
    """A home page that is sent on to `./` is kept as it was opened, and none that was only sent on."""
    portal.clean.set()
    page = visit("/", "")
    page.reload()
    offline(page)
    page.reload()
    assert page.locator("html").get_attribute("lang") == "kk"
    answer = page.goto(portal.address.url("/", "ru/"))
    assert (answer.status, page.locator("html").get_attribute("lang")) == (503, "ru")


def test_the_last_two_hundred(portal, visit):
    page = visit("/", "index.html")
    paths = [file.relative_to(portal.link).as_posix() for file in sorted(portal.link.glob("catalog/sites/*.html"))[:240]]
    for some in (paths[:120], paths[120:]):
        page.evaluate("paths => Promise.all(paths.map(async path => (await fetch(path)).text()))", some)
        until(page, HERE, some)
    start = portal.address.url("/", "")
    until(page, COUNT, [" pages", 200 + 6])
    here = {path for path in kept(page, start) if path.startswith("catalog/")}
    assert len(here) == 200
    assert set(paths[120:]) < here
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
    until(page, "async () => (await navigator.serviceWorker.getRegistrations()).length === 0")
    page.wait_for_function("text => document.querySelector('[data-module=keep] button').textContent !== text", arg=stop)
    # This page still has its worker, the next one has none.
    page.evaluate("path => fetch(path).then(answer => answer.text())", portal.address.url(mount, out(lang, OTHER)))
    page.wait_for_timeout(300)
    assert page.evaluate(KEPT) == []
    page.goto(portal.address.url(mount, out(lang, OTHER)))
    page.goto(privacy)
    page.wait_for_timeout(300)
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
    assert page.locator("main ol").first.is_visible()


def test_two_portals_on_one_host(portal, visit):
    """One portal's switch leaves the other's pages."""
    page = visit("/", OPENED)
    page.goto(portal.address.url("/literacy/", OPENED))
    until(page, "async () => (await navigator.serviceWorker.getRegistrations()).length === 2")
    page.wait_for_function("() => navigator.serviceWorker.controller.scriptURL.includes('/literacy/')")
    page.goto(portal.address.url("/literacy/", "pages/privacy.html"))
    page.locator("[data-module=keep] button").click()
    until(page, "async () => (await navigator.serviceWorker.getRegistrations()).length === 1")
    until(page, "async () => (await caches.keys()).every(name => !name.includes('/literacy/') || name.endsWith(' off'))")
    assert OPENED in kept(page, portal.address.url("/", ""))
    assert kept(page, portal.address.url("/literacy/", "")) == []


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
