"""`sauat bench pages`: what a first visit costs on a slow line and an old phone, page kind by page kind.

The release stands under nginx with its own snippet; beside it, in the same run, the same Markdown under MkDocs and Material as
they come, and a bare page: one lesson's words in HTML, without a style or a script, as little as a browser can be given.
"""

from __future__ import annotations

import html
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import brotli

from generator import tree
from generator.bench import host, lighthouse
from generator.bench.build import STOCK
from generator.bench.line import visit
from generator.browser import chromium
from generator.release import unpack
from generator.release.archive import SITE
from generator.release.place import Place
from generator.release.refused import Refused

# Page kind -> a page of ours, and the same words under stock Material.
_LESSON = "lessons/device/01-what-devices-do"
_KINDS = {
    "home": ("index.html", "pages/about.html"),
    "lesson": (f"{_LESSON}.html", f"{_LESSON}.html"),
    "long lesson": ("lessons/device/03-keyboard.html", "lessons/device/03-keyboard.html"),
    "self-test": ("lessons/device/self-test.html", ""),
    "catalogue": ("catalog/index.html", ""),
    "rubric": ("catalog/rubrics/universities.html", ""),
    "site": ("catalog/sites/egov.kz.html", ""),
    "programme": ("programme/about.html", "programme/about.html"),
    "plan": ("programme/plan.html", ""),
    "news": ("news/2025/state-sites-rules.html", "news/2025/state-sites-rules.html"),
    "help": ("pages/help.html", "pages/help.html"),
    "search": ("search.html", ""),
}
_WATCH = """
window.seen = {fcp: 0, lcp: 0, cls: 0, tbt: 0};
const watch = (type, take) => new PerformanceObserver(list => list.getEntries().forEach(take)).observe({type, buffered: true});
watch("paint", e => { if (e.name === "first-contentful-paint") seen.fcp = e.startTime; });
watch("largest-contentful-paint", e => { seen.lcp = e.startTime; });
watch("layout-shift", e => { if (!e.hadRecentInput) seen.cls += e.value; });
watch("longtask", e => { seen.tbt += Math.max(0, e.duration - 50); });
"""
# Milliseconds of quiet after the last byte, for what a page still does by itself.
_QUIET = 1_000


@dataclass(frozen=True)
class Visit:
    """Bytes and requests; milliseconds to the first and to the largest paint, and of blocking; how much the layout moved."""

    size: int
    requests: int
    fcp: float
    lcp: float
    cls: float
    tbt: float


def run(root: Path, archive: Path, times: int, judge: Path | None = None) -> Iterator[str]:
    """Lines of the report, medians of so many visits, and the marks of a Lighthouse where one is given; says how to get nginx
    where it is not."""
    if host.program("nginx") is None:
        yield f"nginx is not installed: {host.HOW}"
        return
    with tempfile.TemporaryDirectory(prefix="sauat-pages-") as name:
        folder = Path(name)
        place = folder / "place"
        place.mkdir()
        Place(place).deploy(archive, 1, lambda stage: None)
        path = unpack.read_manifest(archive).path
        _stock(root, folder / "stock")
        _bare(place / "current" / SITE / f"{_LESSON}.html", folder / "bare")
        servers = [host.Server(host.snippet(place), host.certify(folder))]
        servers += [host.Server(_folder(folder / each), folder) for each in ("stock", "bare")]
        with host.nginx(*servers) as running, chromium() as browser:
            places = zip(running.ports, (path, "/", "/"), strict=True)
            ours, stock, bare = (f"https://localhost:{port}{below}" for port, below in places)
            yield f"{'':12} {'bytes':>8} {'requests':>8} {'FCP':>6} {'LCP':>6} {'CLS':>6} {'TBT':>5}   beside stock: bytes, LCP"
            for kind, (page, other) in _KINDS.items():
                yield from _rows(browser, kind, ours + page, stock + other if other else "", times)
            yield _line("bare page", _seen(browser, bare + "index.html", times))
            yield from _judged(judge, ours) if judge else ()


def _judged(program: Path, ours: str) -> Iterator[str]:
    for kind, (page, _) in _KINDS.items():
        marks = lighthouse.scores(program, ours + page)
        yield f"Lighthouse, {kind}: " + ", ".join(f"{name} {mark}" for name, mark in marks.items())


def _rows(browser: Any, kind: str, ours: str, stock: str, times: int) -> Iterator[str]:
    mine = _seen(browser, ours, times)
    if not stock:
        yield _line(kind, mine)
        return
    theirs = _seen(browser, stock, times)
    yield f"{_line(kind, mine)}   1/{theirs.size / mine.size:.1f}, {mine.lcp / theirs.lcp:.2f}"
    yield _line("  stock", theirs)


def _line(label: str, seen: Visit) -> str:
    figures = f"{seen.size:8} {seen.requests:8} {seen.fcp:6.0f} {seen.lcp:6.0f} {seen.cls:6.3f} {seen.tbt:5.0f}"
    return f"{label:12} {figures}"


def _seen(browser: Any, url: str, times: int) -> Visit:
    """The median visit of somebody who was never here."""
    visits = [_visit(browser, url) for _ in range(times)]
    values = {name: median(getattr(each, name) for each in visits) for name in ("fcp", "lcp", "cls", "tbt")}
    size, requests = (int(median(getattr(each, name) for each in visits)) for name in ("size", "requests"))
    return Visit(size, requests, **values)


def _visit(browser: Any, url: str) -> Visit:
    with visit(browser, slow=True) as (page, line):
        page.add_init_script(_WATCH)
        answer = page.goto(url, wait_until="networkidle")
        if answer is None or not answer.ok:
            raise Refused(f"{url}: there is no such page to measure")
        page.wait_for_timeout(_QUIET)
        came = line.take()
        return Visit(sum(came.values()), len(came), **page.evaluate("window.seen"))


def _stock(root: Path, out: Path) -> None:
    """The same words under MkDocs and Material as they come, each file with the copies that nginx sends of ours."""
    config = out.with_suffix(".yml")
    config.write_text(STOCK.replace("docs_dir: docs", f"docs_dir: {root / 'docs'}"), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(out)]
    subprocess.run(command, check=True, capture_output=True, cwd=root)
    _pack(out)


def _bare(lesson: Path, out: Path) -> None:
    article = re.search(r"<article.*?</article>", lesson.read_text(encoding="utf-8"), re.DOTALL)
    words = html.escape(re.sub(r"<[^>]+>", " ", article[0])) if article else ""
    page = f'<!doctype html><html lang="kk"><meta charset="utf-8"><title>a</title><p>{words}</p></html>\n'
    tree.write(out, "index.html", page.encode())
    _pack(out)


def _pack(folder: Path) -> None:
    for file in [*folder.rglob("*")]:
        if file.is_file() and file.suffix in (".html", ".css", ".js", ".json", ".svg", ".xml"):
            file.with_name(file.name + ".br").write_bytes(brotli.compress(file.read_bytes(), quality=11))


def _folder(folder: Path) -> str:
    packed = "brotli_static on;" if host.BROTLI.exists() else "gzip on; gzip_types *;"
    return f"    root {folder}; include /etc/nginx/mime.types; {packed}"
