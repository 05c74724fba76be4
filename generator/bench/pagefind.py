"""Pagefind beside us: the same sites as its records, the same queries, the same line. It is no tool of the project:
`pip install "pagefind[extended]"` into .venv brings it for this bench alone."""

from __future__ import annotations

import asyncio
import importlib
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import Any

from generator import tree
from generator.bench.line import serving, visit
from generator.model import LANGS, Lang, Portal

_PAGE = '<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>pagefind</title></html>'
_ASK = """async text => {
  const started = performance.now();
  const pagefind = await import("/pagefind/pagefind.js");
  const found = await pagefind.search(text);
  await Promise.all(found.results.slice(0, 10).map(result => result.data()));
  return performance.now() - started;
}"""


def run(browser: Any, portal: Portal, queries: dict[Lang, list[str]], ours: int) -> Iterator[str]:
    """Lines of the report; `ours` is the size of our index in bytes, as it lies on the disk."""
    try:
        library = importlib.import_module("pagefind.index")
    except ImportError:
        yield 'Pagefind is not here: pip install "pagefind[extended]" into .venv'
        return
    with tempfile.TemporaryDirectory(prefix="sauat-pagefind-") as name:
        site = Path(name)
        # The benches' browser has an event loop in this thread.
        with ThreadPoolExecutor(1) as other:
            other.submit(asyncio.run, _index(library, portal, site)).result()
        files = [file.stat().st_size for file in (site / "pagefind").rglob("*") if file.is_file()]
        size = sum(files)
        yield f"Pagefind: {len(files)} files, {size / 1e6:.1f} MB as it lies; ours {ours / 1e6:.1f} MB: {ours / size:.2f} of it"
        for lang in LANGS:
            tree.write(site, f"{lang}.html", _PAGE.format(lang=lang).encode())
        with serving(site) as host:
            for lang in LANGS:
                for slow in (False, True):
                    yield _cell(browser, host, lang, slow, queries[lang])


async def _index(library: Any, portal: Portal, site: Path) -> None:
    config = library.IndexConfig(output_path=str(site / "pagefind"))
    async with library.PagefindIndex(config=config) as index:
        for record in portal.sites:
            for lang in LANGS:
                title = record.name[lang]
                await index.add_custom_record(
                    url=f"/{lang}/{record.id}.html",
                    content=f"{title}. {record.about[lang]} {record.host}",
                    language=lang,
                    meta={"title": title},
                )


def _cell(browser: Any, host: str, lang: Lang, slow: bool, texts: list[str]) -> str:
    sizes, times = [], []
    for text in texts:
        with visit(browser, slow) as (page, line):
            page.goto(f"{host}{lang}.html", wait_until="networkidle")
            line.take()
            times.append(page.evaluate(_ASK, text))
            sizes.append(sum(line.take().values()) / 1000)
    return f"Pagefind {lang} {'slow' if slow else 'full'}: {median(sizes):.0f} kB, {median(times):.0f} ms to ten results' data"
