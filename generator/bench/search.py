"""`sauat bench search`: a link to results, a first and a second query of a new visitor, at full speed and on a slow line.

The index is the product's own over made-up sites (`synthetic`), the page the product's own search.html, the line that of
`line`, compressed with brotli. Queries are words of the sites' own names: frequent, middling and rare ones, and pairs of them.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import brotli

from generator import tree
from generator.bench import pagefind
from generator.bench.line import Line, serving, visit
from generator.bench.scale import index
from generator.bench.synthetic import scaled
from generator.browser import chromium
from generator.frame import out
from generator.model import LANGS, Lang, Portal
from generator.pipeline import Project
from generator.render import sheets
from generator.render.engine import Engine
from generator.text.terms import terms

# When the first results stood on the page, in milliseconds from the start of the navigation or from `window.asked`.
WATCH = """() => {
  const told = () => {
    const rows = document.querySelectorAll("[data-module=results] > .rows > li");
    if (rows.length && !document.querySelector(".rows[data-old]")) window.came = performance.now();
    else requestAnimationFrame(told);
  };
  window.watch = () => {
    window.came = 0;
    document.querySelectorAll(".rows").forEach(e => e.dataset.old = "");
    window.asked = performance.now();
    told();
  };
  window.asked = 0;
  told();
}"""
_ENTER = """([text]) => {
  const field = document.querySelector("input[name=q]");
  watch();
  field.value = text;
  field.form.requestSubmit();
}"""


@dataclass(frozen=True)
class Asked:
    """One query: what came over the line for it, in how many requests, and when its results stood there."""

    size: int
    requests: int
    seconds: float


def run(root: Path, sizes: list[int], queries: int, beside: bool) -> Iterator[str]:
    """Lines of the report, medians and the worst in brackets."""
    project = Project(root)
    real = project.read()
    head = f"{'sites':>7} {'lang':4} {'words':5} {'line':5} {'query':7} {'kB':>14} {'requests':>9} {'ms to results':>15}"
    for count in sizes:
        portal = scaled(real, count)
        with tempfile.TemporaryDirectory(prefix="sauat-search-") as name, chromium() as browser:
            site = Path(name)
            _tree(project, portal, site)
            with serving(site) as host:
                yield f"\nover {'HTTP/2' if host.startswith('https') else 'HTTP/1.1'}\n{head}"
                for lang in LANGS:
                    for words in (1, 2):
                        texts = list(asked(portal, lang, words, queries))
                        for slow in (False, True):
                            yield from _cell(browser, host, count, lang, words, slow, texts)
                    yield _keys(browser, host, count, lang, next(asked(portal, lang, 1, 1)))
            if beside:
                ours = sum(len(brotli.compress(file.read_bytes(), quality=9)) for file in (site / "search").rglob("*.js"))
                yield from pagefind.run(browser, portal, {lang: list(asked(portal, lang, 1, queries)) for lang in LANGS}, ours)


def _tree(project: Project, portal: Portal, site: Path) -> None:
    engine = Engine(project.overrides, portal)
    for path, content in engine.assets.files.items():
        tree.write(site, path, content)
    for sheet in sheets(portal):
        if sheet.view.kind == "search":
            tree.write(site, sheet.view.out, engine.html(sheet).encode())
    index(portal, site)


def asked(portal: Portal, lang: Lang, words: int, count: int) -> Iterator[str]:
    """Queries of so many words out of the sites' names: a third of them frequent, a third middling, a third rare."""
    chance = random.Random(302)  # noqa: S311 - the same queries each time are the point
    names = [site.name[lang].lower().split() for site in portal.sites]
    counted = Counter(word for name in names for word in name).most_common()
    order = [word for word, _ in counted if len(word) > 3 and terms(word, lang)]
    bounds = (0, 50, max(51, len(order) // 20), len(order))
    classes = [set(order[start:end]) for start, end in pairwise(bounds)]
    while count > 0:
        for some in classes:
            name = chance.choice(names)
            if len(name) >= words and some & set(name):
                first = chance.choice(sorted(some & set(name)))
                rest = [word for word in name if word != first][: words - 1]
                if len(rest) == words - 1 and count > 0:
                    count -= 1
                    yield " ".join([first, *rest])


def _cell(browser: Any, host: str, count: int, lang: Lang, words: int, slow: bool, texts: list[str]) -> Iterator[str]:
    """A link to results; a first query on a page of search that was just opened; and one more query after it."""
    found: dict[str, list[Asked]] = {"link": [], "first": [], "second": []}
    for text, after in zip(texts, texts[1:] + texts[:1], strict=True):
        for way in ("link", "first"):
            with visit(browser, slow) as (page, line):
                page.add_init_script(f"document.addEventListener('DOMContentLoaded', {WATCH})")
                if way == "link":
                    page.goto(f"{host}{out(lang, 'search.html')}?q={text}", wait_until="commit")
                    found[way].append(_asked(page, line))
                    continue
                page.goto(f"{host}{out(lang, 'search.html')}", wait_until="load")
                for which, asking in (("first", text), ("second", after)):
                    page.evaluate(_ENTER, [asking])
                    found[which].append(_asked(page, line))
                    page.wait_for_load_state("networkidle")
                    line.take()
    speed = "slow" if slow else "full"
    for query, some in found.items():
        yield (
            f"{count:7} {lang:4} {words:5} {speed:5} {query:7} {_figure([one.size / 1000 for one in some]):>14} "
            f"{median(one.requests for one in some):9} {_figure([one.seconds for one in some]):>15}"
        )


def _figure(values: list[float]) -> str:
    return f"{median(values):.1f} ({max(values):.1f})"


def _asked(page: Any, line: Line) -> Asked:
    """The answer once it stands there; of the line only what the search brought, not the page."""
    page.wait_for_function("window.came", timeout=120_000)
    seconds = page.evaluate("window.came - window.asked")
    parts = {
        url: size for url, size in line.take().items() if "/search/" in url or "/assets/search." in url or "/guess." in url
    }
    return Asked(sum(parts.values()), len(parts), seconds)


def _keys(browser: Any, host: str, count: int, lang: Lang, word: str) -> str:
    """From a key to the results that follow, the parts at hand: the second time each beginning is asked for."""
    with visit(browser, False) as (page, _):
        page.goto(f"{host}{out(lang, 'search.html')}", wait_until="networkidle")
        times = page.evaluate(
            """async ([word, lang]) => {
              const times = [];
              for (let turn = 0; turn < 2; turn++) {
                times.length = 0;
                for (let end = 2; end <= word.length; end++) {
                  const started = performance.now();
                  await sauat.search(word.slice(0, end), {lang, typing: true});
                  times.push(performance.now() - started);
                }
              }
              return times;
            }""",
            [word, lang],
        )
    return f"{count:7} {lang:4} key to results, parts at hand: {_figure(times)} ms"
