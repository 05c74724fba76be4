"""The textbook: levels, modules and lessons, their permanent places, and the lessons' files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Protocol

from generator.checks.ids import ids, unique
from generator.load.messages import problem
from generator.model import LANGS, At, Lesson, LessonMeta, Module, Portal, Problem

# How many levels, modules and lessons the code knows that carries progress: assets/learn/10-code.js, its LAYOUTS.
PLACES = (3, 12, 60)


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


def _pages(portal: Portal) -> Iterator[Problem]:
    """A lesson's file belongs to a lesson."""
    lessons = {module.file_of(lesson): lesson for module in portal.course.modules for lesson in module.lessons}
    terms = ids(portal.terms, "catalog/terms.yml")
    for page in portal.prose:
        if not isinstance(page.meta, LessonMeta):
            continue
        if lessons and page.path not in lessons:
            yield problem(page.at.path, 1, "file-without-lesson", expected=f"docs/{page.lang}/{_nearest(page.path, lessons)}")
        yield from terms.many(page.at, "terms", page.meta.terms)


def _nearest(path: str, lessons: dict[str, Lesson]) -> str:
    """The path that the course gives a file of this name, if only its number or its module is wrong."""
    name = path.rpartition("/")[2].partition("-")[2]
    return next((known for known in lessons if known.rpartition("/")[2].partition("-")[2] == name), next(iter(lessons)))
