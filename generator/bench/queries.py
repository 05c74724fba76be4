"""`sauat bench queries`: what people type, family by family, against the built portal; success at 1, 3 and 10."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.bench.browser import page

_ASK = """async asked => Promise.all(asked.map(async ({text, lang, typing}) =>
  (await sauat.search(text, {lang, typing})).map(found => found.url.slice(sauat.root.length))))"""


@dataclass(frozen=True)
class Family:
    """A way of typing, and where the right page of each query came: its place from 1, or 0 for not among ten."""

    name: str
    places: dict[str, int]

    def success(self, at: int) -> float:
        return sum(0 < place <= at for place in self.places.values()) / len(self.places)


def run(site: Path, cases: Path) -> list[Family]:
    with page() as tab:
        tab.goto((site / "search.html").resolve().as_uri())
        return families(tab, cases)


def families(tab: Any, cases: Path) -> list[Family]:
    """Families in the order of the file, asked in a tab that shows a page of the portal."""
    return [_family(tab, case) for case in yaml.safe_load(cases.read_text(encoding="utf-8"))]


def _family(tab: Any, case: dict[str, Any]) -> Family:
    shared = {"lang": case["lang"], "typing": case.get("typing", False)}
    answers = tab.evaluate(_ASK, [{"text": query["text"], **shared} for query in case["queries"]])
    places = {}
    for query, urls in zip(case["queries"], answers, strict=True):
        right = [place for place, url in enumerate(urls, start=1) if query["finds"] in url]
        places[query["text"]] = right[0] if right else 0
    return Family(case["family"], places)


def table(families: list[Family]) -> Iterator[str]:
    yield f"{'family':28} {'queries':>7} {'S@1':>5} {'S@3':>5} {'S@10':>5}  missed in three"
    for family in families:
        rates = " ".join(f"{family.success(at):5.2f}" for at in (1, 3, 10))
        missed = ", ".join(text for text, place in family.places.items() if not 0 < place <= 3)
        yield f"{family.name:28} {len(family.places):7} {rates}  {missed}"
