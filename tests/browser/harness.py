"""What the browser tests stand on: the table of page kinds, a server like an operator's, a Chromium, and a page's faults."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Browser, Page, Playwright

from generator.browser import executable
from generator.frame import out
from generator.model import LANGS, Lang

ROOT = Path(__file__).resolve().parents[2]
NODE_MODULES = ROOT / "tests" / "tools" / "node_modules"

# One page of every kind, inside its language's tree. test_pages.py fails when the portal has a kind that is not here.
KINDS = {
    "home": "index.html",
    "course": "lessons/index.html",
    "module": "lessons/device/index.html",
    "module-draft": "lessons/money/index.html",
    "teacher": "lessons/teacher.html",
    "guide": "lessons/device/teacher.html",
    "lesson": "lessons/device/01-what-devices-do.html",
    "lesson-tables": "lessons/device/03-keyboard.html",
    "self-test": "lessons/device/self-test.html",
    "final": "lessons/final-start.html",
    "placement": "lessons/placement.html",
    "learning": "lessons/my-learning.html",
    "catalogue": "catalog/index.html",
    "rubric": "catalog/rubrics/education.html",
    "rubric-child": "catalog/rubrics/universities.html",
    "list-page": "catalog/rubrics/universities/2.html",
    "way": "catalog/kinds/state.html",
    "newest": "catalog/newest.html",
    "site-official": "catalog/sites/stat.gov.kz.html",
    "region": "catalog/regions/astana.html",
    "region-national": "catalog/regions/national.html",
    "site": "catalog/sites/post.kz.html",
    "suggest": "catalog/suggest.html",
    "report": "catalog/report.html",
    "data": "catalog/data.html",
    "a-z": "catalog/a-z.html",
    "programme": "programme/index.html",
    "passport": "programme/passport.html",
    "plan": "programme/plan.html",
    "money": "programme/money.html",
    "calendar": "programme/calendar/index.html",
    "calendar-year": "programme/calendar/2007.html",
    "calendar-month": "programme/calendar/2007-12.html",
    "calendar-region": "programme/calendar/regions/astana.html",
    "portals": "programme/portals.html",
    "indicators": "programme/indicators.html",
    "indicator": "programme/indicators/internet-users.html",
    "indicator-empty": "programme/indicators/people-trained.html",
    "analysis": "programme/analysis.html",
    "bodies": "programme/bodies.html",
    "measure": "programme/plan/4-3.5.html",
    "direction": "programme/directions/4.html",
    "body": "programme/bodies/aba.html",
    "topic": "programme/incentives.html",
    "tariffs": "programme/tariffs.html",
    "audiences": "programme/audiences.html",
    "reports": "programme/reports.html",
    "contests": "programme/contests.html",
    "abbreviations": "programme/abbreviations.html",
    "prose-programme": "programme/directions.html",
    "prose-came": "programme/after-2009.html",
    "news-list": "news/index.html",
    "news": "news/2025/state-sites-rules.html",
    "news-page": "news/index/2.html",
    "news-year": "news/2007.html",
    "news-kind": "news/kinds/law.html",
    "prose": "pages/help.html",
    "vision": "pages/vision.html",
    "rules": "pages/rules.html",
    "glossary": "glossary.html",
    "search": "search.html",
    "search-results": "search.html?q=мекенжай",
    "map": "site-map.html",
    "editions": "editions.html",
    "class": "class.html",
    "lost": "404.html",
    "unsaved": "offline.html",
}
# A reader's look: {size, colours, letters, lines, pictures}, on an open page.
CHOOSE = "async look => { sauat.vision.keep(look); await sauat.vision.look(); }"
PAGES = [(kind, lang) for kind in KINDS for lang in LANGS]
# Each kind once, in turn Kazakh and Russian: for what is the same in both.
TURNS = [(kind, LANGS[n % 2]) for n, kind in enumerate(KINDS)]
# What an operator is asked to send with every page.
POLICY = "default-src 'none'; " + "; ".join(
    f"{what} 'self'" for what in ("script-src", "style-src", "img-src", "connect-src", "worker-src", "form-action", "base-uri")
)
# Whether a page has its worker.
CONTROLLED = "() => navigator.serviceWorker.controller && navigator.serviceWorker.controller.state === 'activated'"
# From disk, at a host's root, below a path: one tree for all three.
PLACES = ("disk", "/", "/literacy/")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Tree(SimpleHTTPRequestHandler):
    """The tree at / and below /literacy/, as an operator serves it: a missing page is the portal's own 404."""

    protocol_version = "HTTP/1.1"
    # Headers and body go out in two writes: without this the second waits 40 ms for the first to be acknowledged.
    disable_nagle_algorithm = True

    def translate_path(self, path: str) -> str:
        inner = unquote(urlsplit(path).path).removeprefix("/literacy/").lstrip("/")
        return str(Path(self.directory) / inner)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        mount = "/literacy/" if self.path.startswith("/literacy/") else "/"
        lang: Lang = "ru" if self.path.startswith(f"{mount}ru/") else "kk"
        body = lost_page(Path(self.directory), mount, lang).encode()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle(self) -> None:
        """A browser that goes on to the next page hangs up: no fault of ours."""
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: the tests read what the browser saw."""


def lost_page(site: Path, mount: str, lang: Lang) -> str:
    """The 404 page knows no address of its own: the operator's server writes the portal's into `<base>`."""
    page = (site / out(lang, "404.html")).read_text(encoding="utf-8")
    assert '<base href="./">' in page
    return page.replace('<base href="./">', f'<base href="{mount}{out(lang, "")}">')


@contextmanager
def serving(site: Path, handler: type[Tree] = Tree) -> Iterator[Address]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield Address(site, f"http://127.0.0.1:{server.server_port}")
        server.shutdown()


@dataclass(frozen=True)
class Address:
    """Where a page of the tree stands, at each place."""

    site: Path
    host: str

    def url(self, place: str, path: str) -> str:
        """`path` is a page's place in the tree, perhaps with a query."""
        if place == "disk":
            path, _, query = path.partition("?")
            return (self.site / path).as_uri() + ("?" + quote(query, safe="=&") if query else "")
        return self.host + place + quote(path, safe="/?=&")

    def page(self, place: str, kind: str, lang: Lang) -> str:
        return self.url(place, out(lang, KINDS[kind]))


def chromium() -> str | None:
    """The one that is named for this run; else the benches' own."""
    return os.environ.get("SAUAT_CHROMIUM") or executable()


def launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS])


class Reader(HTMLParser):
    """A page's ids and links, as they stand in its source."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name in ("href", "src", "action") and tag != "base":
                self.links.append(value or "")


def read(file: Path) -> Reader:
    reader = Reader()
    reader.feed(file.read_text(encoding="utf-8"))
    return reader


def settle(page: Page, kind: str) -> None:
    """Wait for what a page's scripts bring by themselves."""
    if kind == "search-results":
        page.locator("[data-module=results] li").first.wait_for()


@dataclass
class Faults:
    """What went wrong on a page while it was open, in words; `own` is the start of every address that is the portal's."""

    own: str
    said: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> Callable[[], None]:
        """From now on until what it gives back is called."""
        own = (self.own, "data:")
        heard: dict[Any, Callable[[Any], None]] = {
            "console": lambda message: self._add(message.type != "log", f"{message.type}: {message.text}"),
            "pageerror": lambda error: self._add(True, f"script: {error}"),
            "requestfailed": lambda asked: self._add(True, f"failed: {asked.url} {asked.failure}"),
            "request": lambda asked: self._add(not asked.url.startswith(own), f"elsewhere: {asked.url}"),
            "response": lambda got: self._add(got.status >= 400, f"{got.status}: {got.url}"),
        }
        for event, hear in heard.items():
            page.on(event, hear)

        def leave() -> None:
            for event, hear in heard.items():
                page.remove_listener(event, hear)

        return leave

    def _add(self, wrong: bool, what: str) -> None:
        if wrong:
            self.said.append(what)
