"""What a page costs its reader: bytes and requests of a first visit, compressed as the portal's servers send them.

The budgets are DESIGN's promises to people on a slow line; `sauat pack` fails when one is broken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import brotli

from generator.model import LANGS, Lang

_LINKED = re.compile(r'<(?:link rel="(?:stylesheet|icon)" href|script src)="([^"]+)"')
_OUTSIDE = re.compile(
    r'<(?:link rel="(?:stylesheet|icon|preload)"[^>]*href|script[^>]*src|img[^>]*src|iframe[^>]*src)="(?:https?:)?//'
)


@dataclass(frozen=True)
class Budget:
    """Limits of one page kind: bytes of everything, bytes of scripts, requests."""

    kind: str
    pattern: str
    total: int | None = 25_000
    scripts: int = 10_000
    requests: int = 6


# `pattern` is a glob in the tree; the Russian twin below ru/ is held to the same. None: measured and shown, not limited.
BUDGETS = (
    Budget("home", "index.html"),
    Budget("lesson", "lessons/*/[0-9]*.html"),
    Budget("self-test", "lessons/*/self-test.html"),
    Budget("final", "lessons/final-*.html", total=None),
    Budget("placement", "lessons/placement.html"),
    Budget("learning", "lessons/my-learning.html"),
    Budget("open data", "catalog/data.html"),
    Budget("course", "lessons/index.html"),
    Budget("module", "lessons/*/index.html"),
    Budget("editions", "editions.html"),
    Budget("class page", "class.html"),
    Budget("catalogue", "catalog/index.html"),
    Budget("rubric", "catalog/rubrics/*.html"),
    Budget("region", "catalog/regions/*.html"),
    Budget("site", "catalog/sites/*.html"),
    Budget("suggest", "catalog/suggest.html", requests=7),
    Budget("report", "catalog/report.html", requests=7),
    Budget("news", "news/**/*.html"),
    Budget("help", "pages/*.html"),
    Budget("calendar", "programme/calendar/**/*.html"),
    # The table of the plan, as the forms, has a script of its own beside the common ones (decisions/0021).
    Budget("plan", "programme/plan.html", requests=7),
    Budget("programme", "programme/**/*.html"),
    Budget("all sites", "catalog/a-z.html", total=None),
    Budget("glossary", "glossary.html", total=None),
)
# Scripts that come with some pages, or with a press: a pattern below assets/, and bytes at most.
ENGINES = {
    "test engine": ("test.*.js", 8_000),
    "my learning": ("learn.*.js", 8_000),
    "forms": ("form.*.js", 6_500),
    "low vision": ("vision-*.js", 2_000),
    "aloud": ("aloud.*.js", 1_000),
}
# The worker, and what a page asks for before it can tell the size of a level: a pattern, and bytes at most.
OFFLINE = {"worker": ("sw.js", 4_000), "list of levels": ("saves/*.js", 4_000)}
# An edition by what it holds: bytes of its ZIP in one language; twice as many in both.
EDITIONS = {"level": 900_000, "whole": 7_000_000}
# A first query on top of its page, with so many results.
SEARCH, RESULTS = 30_000, 10


@dataclass(frozen=True)
class Row:
    """The heaviest page of a kind."""

    kind: str
    page: str
    pages: int
    total: int
    scripts: int
    requests: int
    broken: tuple[str, ...]


def weigh(site: Path) -> Iterator[Row]:
    """One row a page kind, by its heaviest page in either language. A page is of the first kind that it fits."""
    known: set[Path] = set()
    for budget in BUDGETS:
        paths = [path for path in (*site.glob(budget.pattern), *(site / "ru").glob(budget.pattern)) if path not in known]
        known.update(paths)
        rows = [_row(site, path, budget, len(paths)) for path in paths]
        if rows:
            yield max(rows, key=lambda row: row.total)
    yield from _engines(site)
    yield from _editions(site)
    yield _search(site)


def _engines(site: Path) -> Iterator[Row]:
    """Scripts that some pages have beside the common one."""
    patterns = {kind: (f"assets/{pattern}", limit) for kind, (pattern, limit) in ENGINES.items()}
    for kind, (pattern, limit) in {**patterns, **OFFLINE}.items():
        for path in site.glob(pattern):
            yield _file(site, kind, path, _size(path), limit)


def _editions(site: Path) -> Iterator[Row]:
    """Those that were made: `sauat build --editions`."""
    for path in sorted((site / "editions").glob("*.zip")):
        scope, *langs = re.split(r"-(?=(?:kk|ru)\b)", path.stem.removeprefix("sauat-"))
        yield _file(site, "edition", path, path.stat().st_size, EDITIONS["whole" if scope == "whole" else "level"] * len(langs))


def _file(site: Path, kind: str, path: Path, size: int, limit: int) -> Row:
    scripts = size if path.suffix == ".js" else 0
    broken = (f"{size} bytes > {limit}",) if size > limit else ()
    return Row(kind, path.relative_to(site).as_posix(), 1, size, scripts, 1, broken)


def _row(site: Path, path: Path, budget: Budget, pages: int) -> Row:
    html = path.read_text(encoding="utf-8")
    parts = {link: _size((path.parent / link).resolve()) for link in dict.fromkeys(_LINKED.findall(html))}
    total = _size(path) + sum(parts.values())
    scripts = sum(size for link, size in parts.items() if link.endswith(".js"))
    requests = 1 + len(parts)
    limits = (
        (total, budget.total, "bytes"),
        (scripts, budget.scripts, "bytes of scripts"),
        (requests, budget.requests, "requests"),
    )
    broken = [f"{have} {what} > {limit}" for have, limit, what in limits if limit is not None and have > limit]
    if _OUTSIDE.search(html):
        broken.append("asks another host")
    return Row(budget.kind, path.relative_to(site).as_posix(), pages, total, scripts, requests, tuple(broken))


def _search(site: Path) -> Row:
    """The word whose first answer is the heaviest: engine, manifest, its shard, its ten cards."""
    engine = sum(_size(path) for path in (site / "assets").glob("search.*.js"))
    total, word, requests = max((found for lang in LANGS for found in _first_queries(site, lang)), default=(0, "", 0))
    total += engine
    broken = (f"{total} bytes > {SEARCH}",) if total > SEARCH else ()
    return Row("first query", f"search.html?q={word}", 1, total, total, requests + 1, broken)


def _first_queries(site: Path, lang: Lang) -> Iterator[tuple[int, str, int]]:
    """(bytes, word, requests) of each word of an index, the engine left out."""
    if not (site / f"search/{lang}.js").exists():
        return
    manifest = _put(site / f"search/{lang}.js")
    folder = site / manifest["folder"]
    always = _size(site / f"search/{lang}.js")
    for shard in sorted(folder.glob("t*.js")):
        for term, entry in _put(shard).items():
            steps = entry[1] if isinstance(entry[1], list) else entry
            documents = accumulate(steps[::2])
            best = sorted(zip(documents, steps[1::2], strict=True), key=lambda pair: (-pair[1], pair[0]))[:RESULTS]
            cards = {number // manifest["cards"] for number, _ in best}
            size = always + _size(shard) + sum(_size(folder / f"c{card}.js") for card in cards)
            yield size, term, 2 + len(cards)


def _put(script: Path) -> Any:
    """What a data script puts."""
    return json.loads(script.read_text(encoding="utf-8").partition(",")[2].rstrip().removesuffix(");"))


@cache
def _size(path: Path) -> int:
    return len(brotli.compress(path.read_bytes(), quality=11))


def table(rows: Iterable[Row]) -> Iterator[str]:
    """The rows as lines of text."""
    yield f"{'kind':12} {'pages':>5} {'bytes br':>9} {'scripts':>8} {'requests':>8}  heaviest page"
    for row in rows:
        fault = "  ✗ " + "; ".join(row.broken) if row.broken else ""
        yield f"{row.kind:12} {row.pages:5} {row.total:9} {row.scripts:8} {row.requests:8}  {row.page}{fault}"
