"""`sauat bench queries`: what people type, family by family, against the built portal; success at 1, 3 and 10."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.browser import page
from generator.frame import out

_ASK = """async asked => {
  const answers = [];
  for (const {text, lang, typing} of asked) {
    answers.push((await sauat.search(text, {lang, typing})).map(found => found.url.slice(sauat.root.length)));
  }
  return answers;
}"""
# The longest of the searches, in milliseconds: while one runs, the page does nothing else.
_SLOWEST = """async ([texts, options]) => {
  let slowest = 0;
  for (const text of texts) {
    const started = performance.now();
    await sauat.search(text, options);
    slowest = Math.max(slowest, performance.now() - started);
  }
  return slowest;
}"""
_RANGES = ((1, 0x24F), (0x400, 0x4FF), (0x2000, 0xD7FF), (0xE000, 0xFFFF), (0x1F300, 0x1FAFF))
_OPERATORS = (
    "<img src=x onerror=alert(1)>|+must -not ~2 *:^|title:сайт^9|*|сай*|](|(?:(a+)+)+$|constructor|__proto__ toString|\\|%00"
)
_PASTED = ("а", "сөз ", "kitap", "<b>", "ұ-", "0", "😀", "ə'", "\u0301", "[;,.")


@dataclass(frozen=True)
class Family:
    """A way of typing, and where the right page of each query came: its place from 1, or 0 for not among ten."""

    name: str
    places: dict[str, int]

    def success(self, at: int) -> float:
        return sum(0 < place <= at for place in self.places.values()) / len(self.places)


def run(site: Path, cases: Path) -> Iterator[str]:
    """Lines of the report."""
    with page() as tab:
        tab.goto((site / "search.html").resolve().as_uri())
        yield from table(families(tab, cases))
        yield f"{'hostile texts':28} {len(hostile()):7} slowest {slowest(tab, hostile()):.0f} ms"


def families(tab: Any, cases: Path) -> list[Family]:
    """A family a file, in the order of their names, asked in a tab that shows a page of the portal."""
    return [_family(tab, path.stem, yaml.safe_load(path.read_text(encoding="utf-8"))) for path in sorted(cases.glob("*.yml"))]


def _family(tab: Any, name: str, case: dict[str, Any]) -> Family:
    shared = {"lang": case["lang"], "typing": case.get("typing", False)}
    answers = tab.evaluate(_ASK, [{"text": query["text"], **shared} for query in case["queries"]])
    places = {}
    for query, urls in zip(case["queries"], answers, strict=True):
        pages = [query["finds"]] if isinstance(query["finds"], str) else query["finds"]
        finds = [out(case["lang"], page) for page in pages]
        right = [
            place for place, url in enumerate(urls, start=1) if any(url == one or url.startswith(one + "#") for one in finds)
        ]
        places[query["text"]] = right[0] if right else 0
    return Family(name, places)


def hostile(random_texts: int = 10_000) -> list[str]:
    """Texts that nobody means: random letters of all scripts, operators of search languages, markup, pastes of 100 kB."""
    chance = random.Random(302)  # noqa: S311 - the same noise each time is the point
    noise = [
        "".join(chr(chance.randint(*chance.choice(_RANGES))) for _ in range(chance.randint(1, 40))) for _ in range(random_texts)
    ]
    return [*_OPERATORS.split("|"), *(piece * (100_000 // len(piece)) for piece in _PASTED), *noise]


def slowest(tab: Any, texts: list[str]) -> float:
    """Milliseconds of the slowest search, once the index' parts are there; each text as typed and as meant to the letter."""
    for _ in range(2):
        times: list[float] = [tab.evaluate(_SLOWEST, [texts, options]) for options in ({"exact": True}, {"typing": True})]
    return max(times)


def table(families: list[Family]) -> Iterator[str]:
    yield f"{'family':28} {'queries':>7} {'S@1':>5} {'S@3':>5} {'S@10':>5}  missed in three"
    for family in families:
        rates = " ".join(f"{family.success(at):5.2f}" for at in (1, 3, 10))
        missed = ", ".join(f"{text} ({place})" for text, place in family.places.items() if not 0 < place <= 3)
        yield f"{family.name:28} {len(family.places):7} {rates}  {missed}"
