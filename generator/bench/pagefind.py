"""Pagefind beside us: the same sites as its records, the same queries, the same line. It is no tool of the project:
`pip install "pagefind[extended]"` into .venv brings it for this bench alone."""

from __future__ import annotations

import html
import importlib.util
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from generator import tree
from generator.bench.line import serving, visit
from generator.model import LANGS, Lang, Portal

_PAGE = '<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>pagefind</title></html>'
_SITE = '<!doctype html><html lang="{lang}"><title>{title}</title><body><h1>{title}</h1><p>{text}</p></body></html>'
_ASK = """async text => {
  const started = performance.now();
  const pagefind = await import("/pagefind/pagefind.js");
  const found = await pagefind.search(text);
  await Promise.all(found.results.slice(0, 10).map(result => result.data()));
  return performance.now() - started;
}"""


def run(browser: Any, portal: Portal, queries: dict[Lang, list[str]], ours: int) -> Iterator[str]:
    """Lines of the report; `ours` is the size of our index in bytes, compressed as a server sends it. Pagefind's own files are
    compressed as they lie."""
    if not importlib.util.find_spec("pagefind"):
        yield 'Pagefind is not here: pip install "pagefind[extended]" into .venv'
        return
    with tempfile.TemporaryDirectory(prefix="sauat-pagefind-") as name:
        site = Path(name)
        _index(portal, site)
        sizes = [file.stat().st_size for file in (site / "pagefind").rglob("*") if file.is_file()]
        size = sum(sizes)
        yield f"Pagefind: {len(sizes)} files, {size / 1e6:.1f} MB; ours {ours / 1e6:.1f} MB: {ours / size:.2f} of it"
        for lang in LANGS:
            tree.write(site, f"{lang}.html", _PAGE.format(lang=lang).encode())
        with serving(site) as host:
            for lang in LANGS:
                for slow in (False, True):
                    yield _cell(browser, host, lang, slow, queries[lang])


def _index(portal: Portal, site: Path) -> None:
    """Its program reads pages of a folder: a plain page a site and language."""
    for record in portal.sites:
        for lang in LANGS:
            title, text = html.escape(record.name[lang]), html.escape(f"{record.about[lang]} {record.host}")
            tree.write(site, f"{lang}/{record.id}.html", _SITE.format(lang=lang, title=title, text=text).encode())
    subprocess.run([sys.executable, "-m", "pagefind", "--site", str(site), "--quiet"], check=True)


def _cell(browser: Any, host: str, lang: Lang, slow: bool, texts: list[str]) -> str:
    sizes, times = [], []
    for text in texts:
        with visit(browser, slow) as (page, line):
            page.goto(f"{host}{lang}.html", wait_until="networkidle")
            line.take()
            times.append(page.evaluate(_ASK, text))
            sizes.append(sum(line.take().values()) / 1000)
    return f"Pagefind {lang} {'slow' if slow else 'full'}: {median(sizes):.0f} kB, {median(times):.0f} ms to ten results' data"
