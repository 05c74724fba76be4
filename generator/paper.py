"""`sauat paper`: a test on paper for a class, its key on a sheet of its own. A seed draws here what it draws on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.browser import chromium
from generator.draw import Candidate, Chance, chance, draw, shuffled
from generator.frame import View
from generator.model import Item, Lang, Option, Pair, Portal, Text
from generator.render.course import SELF_TEST, Syllabus, pool
from generator.render.engine import Engine, Sheet

MARKS: dict[Lang, str] = {"kk": "АӘБВГҒ", "ru": "АБВГДЕ"}


@dataclass(frozen=True)
class Question:
    """An item as the paper asks it: options, steps or pairs in the order of this draw, and the letters that answer it."""

    item: Item
    options: tuple[Option, ...]
    steps: tuple[Text, ...]
    rights: tuple[Pair, ...]
    key: str


class Unknown(ValueError):
    """There is no such module or level, or its lessons are not written yet."""


def sheet(overrides: Path, portal: Portal, lang: Lang, *, module: str = "", level: str = "", seed: str = "1") -> str:
    """The paper's HTML, ready to print: one file with its own style. `module` asks for a self-test, `level` for a final."""
    parts, screens, title, minutes = _blueprint(portal, lang, module, level)
    homes = {item.id: part for part in parts for item in _pool(portal, part)}
    items = {item.id: item for item in portal.items if item.id in homes}
    candidates = [Candidate(item.id, homes[item.id], item.lesson, item.kind) for item in items.values()]
    random = chance(seed + "o")
    questions = [_question(items[one.id], lang, random) for one in draw(candidates, parts, screens, seed)]
    engine = Engine(overrides, portal)
    view = View(lang, "paper.html", "paper", title)
    return engine.html(
        Sheet(view, "paper.html", {"questions": questions, "seed": seed, "minutes": minutes, "marks": MARKS[lang]})
    )


def _blueprint(portal: Portal, lang: Lang, module: str, level: str) -> tuple[dict[str, int], int, str, int]:
    words = Syllabus(portal, lang).w
    for one in portal.course.modules:
        if one.id == module and one.ready:
            return {module: min(SELF_TEST, len(pool(portal, one)))}, 0, words("self-test-of", title=one.title[lang]), 0
    for stage in portal.course.levels:
        if stage.id == level:
            parts = {part.module: part.items for part in stage.final.parts}
            short = [part for part, count in parts.items() if len(_pool(portal, part)) < count]
            if not short:
                return parts, stage.final.screens, words("final-of", title=stage.title[lang]), stage.final.minutes
            raise Unknown(f"{level}: not enough items in {', '.join(short)}")
    known = [one.id for one in portal.course.modules if one.ready]
    raise Unknown(f"{module or level or '–'}: expected a module with lessons ({', '.join(known)}) or a level")


def _pool(portal: Portal, module: str) -> list[Item]:
    return next(pool(portal, one) for one in portal.course.modules if one.id == module)


def _question(item: Item, lang: Lang, random: Chance) -> Question:
    marks = MARKS[lang]
    # A mock screen's options are numbered as its drawing is.
    mixed = item.kind in ("single", "several")
    options = tuple(shuffled(item.options, random) if mixed else item.options)
    steps = tuple(shuffled(item.sequence, random))
    rights = tuple(shuffled(item.pairs, random))
    if options:
        key = ", ".join(marks[n] for n, option in enumerate(options) if option.right)
    elif steps:
        key = " ".join(marks[steps.index(step)] for step in item.sequence)
    else:
        key = ", ".join(f"{n}{marks[rights.index(pair)]}" for n, pair in enumerate(item.pairs, start=1))
    return Question(item, options, steps, rights, key)


def write(html: str, out: Path) -> None:
    """As HTML, or printed to PDF by a browser."""
    if out.suffix != ".pdf":
        out.write_text(html, encoding="utf-8")
        return
    with chromium() as browser:
        page = browser.new_page()
        page.set_content(html)
        page.pdf(path=out, format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "15mm"))
