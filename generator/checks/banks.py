"""Item banks: every question has the parts of its kind, one key, and a lesson of its file's module."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.checks.ids import ids, unique
from generator.checks.markdown import outline
from generator.checks.text import length
from generator.load.messages import problem
from generator.model import LANGS, Item, Lang, Module, Portal, Problem, Text

_STEM = 25
# Single choices of a bank below which a cue tells nothing.
_FEW = 4
_ALL = re.compile(r"(?i)барлығы дұрыс|бәрі дұрыс жауап|все (ответы )?верны|всё перечисленное|все перечисленные|ни один из")
_PARTS = {
    "single": {"options"},
    "several": {"options"},
    "screen": {"options", "screen"},
    "order": {"sequence", "why"},
    "match": {"pairs", "why"},
}
_EXAMPLES = {
    "options": "options: [{text: …, why: …, right: true}, …]",
    "sequence": "sequence: [{kk: …, ru: …}, …]",
    "pairs": "pairs: [{left: …, right: …}, …]",
    "screen": "screen: phone-parts",
    "why": "why: {kk: …, ru: …}",
}
_NONE, _REMOVE = Text("болмауы керек", "не должно быть"), Text("бұл жолды өшіріңіз", "удалите эту строку")
_SIZES = {"options": (3, 5), "sequence": (3, 5), "pairs": (3, 4)}


def check(portal: Portal) -> Iterator[Problem]:
    lessons = ids((lesson for module in portal.course.modules for lesson in module.lessons), "catalog/course.yml")
    steps = dict(_steps(portal))
    yield from unique(portal.items)
    yield from _banks(portal)
    yield from _cues(portal)
    for item in portal.items:
        yield from lessons.one(item.at, "lesson", item.lesson)
        if item.kind:
            yield from _parts(item)
            yield from _key(item)
        if item.screen and item.screen not in portal.drawings:
            yield problem(item.at.path, item.at.of("screen"), "unknown-drawing", found=item.screen)
        for lang in LANGS:
            if (count := length(item.stem[lang])) > _STEM:
                yield problem(item.at.path, item.at.of("stem"), "long-stem", lang=lang, found=count)
        known = steps.get(item.lesson)
        if item.step is not None and known is not None and item.step not in range(1, known + 1):
            yield problem(item.at.path, item.at.of("step"), "unknown-step", found=item.step, expected=known)


def _banks(portal: Portal) -> Iterator[Problem]:
    """A bank is named by its module, and holds that module's items only."""
    modules = [module.id for module in portal.course.modules if module.id]
    homes = {lesson.id: module for module in portal.course.modules for lesson in module.lessons if lesson.id}
    named: set[str] = set()
    for item in portal.items:
        path = item.at.path
        if PurePosixPath(path).stem in modules:
            home = homes.get(item.lesson)
            if home is not None and path != _bank(home):
                yield problem(path, item.at.of("lesson"), "item-file", found=item.lesson, expected=_bank(home))
        elif modules and path not in named:
            named.add(path)
            yield problem(path, 1, "bank-name", expected=", ".join(dict.fromkeys(modules)))


def _cues(portal: Portal) -> Iterator[Problem]:
    """A learner must not find the key by its length or its place: of a bank's single choices half at most may have either."""
    banks: dict[str, list[Item]] = {}
    for item in portal.items:
        if item.kind == "single" and sum(option.right for option in item.options) == 1:
            banks.setdefault(item.at.path, []).append(item)
    for path, items in banks.items():
        if len(items) < _FEW:
            continue
        for lang in LANGS:
            longest = [item.id for item in items if _key_is_longest(item, lang)]
            if len(longest) * 2 > len(items):
                found = f"{len(longest)} / {len(items)}"
                yield problem(path, 1, "bank-cue", lang=lang, found=found, items=", ".join(longest[:5]))
        place, most = Counter([option.right for option in item.options].index(True) + 1 for item in items).most_common(1)[0]
        if most * 2 > len(items):
            yield problem(path, 1, "bank-places", place=place, found=f"{most} / {len(items)}")


def _key_is_longest(item: Item, lang: Lang) -> bool:
    lengths = [len(option.text[lang]) for option in item.options]
    key = next(len(option.text[lang]) for option in item.options if option.right)
    return key == max(lengths) and lengths.count(key) == 1


def _bank(module: Module) -> str:
    return f"catalog/banks/{module.id}.yml"


def _steps(portal: Portal) -> Iterator[tuple[str, int]]:
    """How many steps the first numbered list of each written lesson has."""
    pages = {page.path: page for page in portal.prose if page.body_line}
    for module in portal.course.modules:
        for lesson in module.lessons:
            if (page := pages.get(module.file_of(lesson))) is not None:
                yield lesson.id, sum(step.list == 1 for step in outline(page).steps)


def _parts(item: Item) -> Iterator[Problem]:
    """What belongs to the item's kind is there, in good number, and nothing else is."""
    for part, example in _EXAMPLES.items():
        value = getattr(item, part)
        count = len(value) if isinstance(value, tuple) else int(value is not None)
        least, most = _SIZES.get(part, (1, 1))
        if part not in _PARTS[item.kind]:
            if count:
                yield _part(item, part, part, _NONE, _REMOVE)
        elif not least <= count <= most:
            yield _part(item, part, part, f"{least}–{most}" if most > 1 else "1", example)
    if item.use == "check" and item.kind not in ("single", "several"):
        yield _part(item, "use", "use: check", "use: test", "use: test")


def _part(item: Item, field: str, found: str, expected: str | Text, example: str | Text) -> Problem:
    values = {"kind": item.kind, "found": found, "expected": expected, "example": example}
    return problem(item.at.path, item.at.of(field), "item-parts", **values)


def _key(item: Item) -> Iterator[Problem]:
    """One right answer; of several, two at least and a wrong one beside them."""
    if not item.options:
        return
    for n, option in enumerate(item.options):
        for found in dict.fromkeys(option.text[lang] for lang in LANGS if _ALL.search(option.text[lang])):
            yield problem(item.at.path, item.at.of(f"options.{n}"), "item-all", found=found)
    right = sum(option.right for option in item.options)
    several = item.kind == "several"
    good = 2 <= right < len(item.options) if several else right == 1
    if not good:
        expected = Text("екі не одан көп, бірақ бәрі емес", "два и больше, но не все") if several else "1"
        yield problem(item.at.path, item.at.of("options"), "item-key", found=right, kind=item.kind, expected=expected)
