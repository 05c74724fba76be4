"""The textbook: levels, modules and lessons, the lessons' files, and the parts that every lesson has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Protocol

from generator.checks.ids import ids, unique
from generator.checks.markdown import Outline, outline
from generator.load.messages import problem
from generator.model import LANGS, At, Item, Lesson, LessonMeta, Module, Portal, Problem, Prose, Text

# How many levels, modules and lessons the code knows that carries progress: assets/learn/10-code.js, its LAYOUTS.
PLACES = (3, 12, 60)
_HEADINGS = 4
_CHECKS = 2


def check(portal: Portal) -> Iterator[Problem]:
    modules = portal.course.modules
    yield from unique(portal.course.levels)
    yield from unique(modules)
    yield from unique(lesson for module in modules for lesson in module.lessons)
    levels = ids(portal.course.levels, "catalog/course.yml")
    yield from _places(portal.course.levels, PLACES[0])
    yield from _places(modules, PLACES[1])
    yield from _places([lesson for module in modules for lesson in module.lessons], PLACES[2])
    yield from _finals(portal)
    for module in modules:
        yield from levels.one(module.at, "level", module.level)
        for lesson in module.ready:
            yield from _files(portal, module, lesson)
            yield from _questions(lesson, portal.items)
    yield from _pages(portal)


class _Placed(Protocol):
    """A record with a permanent number."""

    @property
    def place(self) -> int: ...
    @property
    def at(self) -> At: ...


def _places(records: Sequence[_Placed], most: int) -> Iterator[Problem]:
    """A place is given once and never again: old codes name it."""
    seen: dict[int, At] = {}
    taken = {record.place for record in records}
    free = next(n for n in count(1) if n not in taken)
    for record in records:
        at, line = record.at, record.at.of("place")
        if "place" not in at.fields or not record.place:
            continue
        if record.place not in range(1, most + 1):
            yield problem(at.path, line, "place-range", found=record.place, most=most, free=free)
        elif (first := seen.setdefault(record.place, at)) is not at:
            other = f"{first.path}:{first.of('place')}"
            yield problem(at.path, line, "place-taken", found=record.place, other=other, free=free)


def _finals(portal: Portal) -> Iterator[Problem]:
    """A final asks about the modules of its own level."""
    for level in portal.course.levels:
        own = [module.id for module in portal.course.modules if module.level == level.id]
        for part in level.final.parts:
            if part.module and own and part.module not in own:
                example = f"{{module: {own[0]}, items: 6}}"
                yield problem(level.at.path, part.at.line, "final-part", found=part.module, example=example)


def _files(portal: Portal, module: Module, lesson: Lesson) -> Iterator[Problem]:
    """A ready lesson has its words in both languages."""
    there = {(page.lang, page.path) for page in portal.prose}
    for lang in LANGS:
        if lesson.id and module.id and (lang, path := module.file_of(lesson)) not in there:
            yield problem(lesson.at.path, lesson.at.line, "lesson-without-file", expected=f"docs/{lang}/{path}")


def _questions(lesson: Lesson, items: tuple[Item, ...]) -> Iterator[Problem]:
    """Two questions stand in the lesson itself; the others are for the module's self-test."""
    asked = sum(item.use == "check" and item.kind in ("single", "several") for item in items if item.lesson == lesson.id)
    if lesson.id and asked != _CHECKS:
        yield problem(lesson.at.path, lesson.at.line, "lesson-checks", found=lesson.id, count=asked)


def _pages(portal: Portal) -> Iterator[Problem]:
    """A lesson's file belongs to a lesson; one that is still a draft may miss some parts."""
    lessons = {module.file_of(lesson): lesson for module in portal.course.modules for lesson in module.lessons}
    terms = ids(portal.terms, "catalog/terms.yml")
    for page in portal.prose:
        if not isinstance(page.meta, LessonMeta):
            continue
        if lessons and page.path not in lessons:
            yield problem(page.at.path, 1, "file-without-lesson", expected=f"docs/{page.lang}/{_nearest(page.path, lessons)}")
        yield from terms.many(page.at, "terms", page.meta.terms)
        if page.body_line and page.path in lessons and lessons[page.path].status == "ready":
            yield from _parts(page, outline(page))


def _nearest(path: str, lessons: dict[str, Lesson]) -> str:
    """The path that the course gives a file of this name, if only its number or its module is wrong."""
    name = path.rpartition("/")[2].partition("-")[2]
    return next((known for known in lessons if known.rpartition("/")[2].partition("-")[2] == name), next(iter(lessons)))


def _parts(page: Prose, parts: Outline) -> Iterator[Problem]:
    boxes = Counter(box.text for box in parts.boxes)
    lists = [[step.bold for step in parts.steps if step.list == n] for n in {step.list for step in parts.steps}]
    headings = sum(heading.level == 2 for heading in parts.headings)
    needed = (
        (bool(parts.pictures), Text("сурет", "рисунок"), '![…](drawing:phone-parts "1 – …")'),
        (any(all(steps) for steps in lists), Text("қалың сөзден басталатын қадамдар", "шаги с жирным началом"), "1. **…** …"),
        (boxes["try"] > 0, "!!! try", "!!! try"),
        (boxes["easy"] > 0, "!!! easy", "!!! easy"),
        (boxes["safety"] > 0, "!!! safety", "!!! safety"),
        (headings >= _HEADINGS, Text("кемінде төрт «## » тақырыбы", "не меньше четырёх заголовков «## »"), "## …"),
    )
    for there, part, example in needed:
        if not there:
            yield problem(page.at.path, page.body_line, "lesson-part", found=part, example=example)
