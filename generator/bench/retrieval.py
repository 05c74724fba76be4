"""`sauat bench retrieval`: any documents and queries through the product's indexer and the product's browser search.

DOCS.tsv: id, title, text. QUERIES.tsv: id, text. Prints `query<TAB>document<TAB>score`, the best ten a query.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator import tree
from generator.assets import Assets
from generator.browser import page
from generator.model import Lang
from generator.search import Document
from generator.search.shards import cut

_PAGE = '<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>bench</title><script src="{script}"></script></html>'
_ASK = """async ([lang, texts]) =>
  Promise.all(texts.map(async text => (await sauat.search(text, {lang})).map(found => [found.url, found.score])))"""


def run(overrides: Path, lang: Lang, docs: Path, queries: Path) -> Iterator[str]:
    """Lines of the answer; documents and queries whole, the ten best of each."""
    rows = [line.split("\t") for line in docs.read_text(encoding="utf-8").splitlines()]
    asked = [line.split("\t")[:2] for line in queries.read_text(encoding="utf-8").splitlines()]
    documents = [Document(f"{n}.html", "page", title, text) for n, (_, title, text, *_) in enumerate(rows)]
    with tempfile.TemporaryDirectory(prefix="sauat-bench-") as name, page() as tab:
        site, assets = Path(name), Assets(overrides / "assets")
        for path, content in {**assets.files, **dict(cut(documents, lang))}.items():
            tree.write(site, path, content)
        tree.write(site, "index.html", _PAGE.format(lang=lang, script=assets.path("sauat.js")).encode())
        tab.goto((site / "index.html").as_uri())
        for start in range(0, len(asked), 50):
            batch = asked[start : start + 50]
            for (query, _), results in zip(batch, tab.evaluate(_ASK, [lang, [text for _, text in batch]]), strict=True):
                for url, score in results:
                    number = int(Path(url).stem)
                    yield f"{query}\t{rows[number][0]}\t{score:.3f}"
