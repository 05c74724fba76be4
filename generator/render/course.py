"""The e-textbook's own pages: the course, its modules, their self-tests. Lessons themselves go through MkDocs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import Any, TypeAlias

from generator import levels
from generator.frame import Crumb, View
from generator.model import Item, Lang, Lesson, Level, Module, Portal, Term
from generator.render.engine import Sheet, Speaker


@dataclass(frozen=True)
class Place:
    """A page of the course with its number: 1.3. Keyboard."""

    title: str
    path: str
    here: bool = False
    label: str = ""
    id: str = ""


@dataclass(frozen=True)
class LessonPage:
    """A lesson with everything its page shows beside the words."""

    record: Lesson
    number: str
    module: str
    module_number: int
    checks: tuple[Item, ...]
    terms: tuple[Term, ...]
    siblings: tuple[Place, ...]
    previous: Place | None
    next: Place


class Syllabus:
    """Numbers, names and neighbours of modules and lessons in one language."""

    def __init__(self, portal: Portal, lang: Lang) -> None:
        self.portal, self.lang = portal, lang
        self.w = Speaker(portal.words, lang)
        self.numbers = {module.id: n for n, module in enumerate(portal.course.modules, start=1)}

    def modules(self) -> list[Place]:
        return [self.module(module) for module in self.portal.course.modules]

    def module(self, module: Module) -> Place:
        title = self.w("module-n", number=self.numbers[module.id], title=module.title[self.lang])
        return Place(title, f"lessons/{module.id}/index.html")

    def lesson(self, module: Module, lesson: Lesson, here: bool = False, label: str = "") -> Place:
        number = f"{self.numbers[module.id]}.{module.lessons.index(lesson) + 1}"
        path = module.file_of(lesson).removesuffix(".md") + ".html"
        return Place(f"{number}. {lesson.title[self.lang]}", path, here, label, lesson.id)

    def crumbs(self, module: Module | None = None) -> tuple[Crumb, ...]:
        first = (Crumb(self.w("tab-learn"), "lessons/index.html"),)
        if module is None:
            return first
        place = self.module(module)
        return (*first, Crumb(place.title, place.path))

    def self_test(self, module: Module) -> Place:
        return Place(self.w("self-test"), f"lessons/{module.id}/self-test.html", label=self.w("next-self-test"))

    def lesson_page(self, module: Module, lesson: Lesson, terms: tuple[str, ...]) -> LessonPage:
        ready = module.ready
        at = ready.index(lesson)
        known = {term.id: term for term in self.portal.terms}
        following = (
            self.lesson(module, ready[at + 1], label=self.w("next-lesson")) if at + 1 < len(ready) else self.self_test(module)
        )
        return LessonPage(
            record=lesson,
            number=f"{self.numbers[module.id]}.{module.lessons.index(lesson) + 1}.",
            module=module.id,
            module_number=self.numbers[module.id],
            checks=tuple(item for item in self.portal.items if item.lesson == lesson.id and item.use == "check"),
            terms=tuple(known[term] for term in terms),
            siblings=tuple(self.lesson(module, other, here=other is lesson) for other in ready),
            previous=self.lesson(module, ready[at - 1]) if at else None,
            next=following,
        )


# Items of a self-test, and of each level in the placement.
SELF_TEST, PLACEMENT = 10, 6
# Questions of a lesson that tests have.
_DEPTH = 4
# Part of a test, module, lesson, item.
_Row: TypeAlias = tuple[str, Module, Lesson, Item]


def sheets(portal: Portal, lang: Lang) -> Iterator[Sheet]:
    course, plan = portal.course, Syllabus(portal, lang)
    w, numbers = plan.w, plan.numbers
    placed = placement(portal)
    finals = [level for level in course.levels if ready(portal, level)]
    yield Sheet(
        View(lang, "lessons/index.html", "course", w("course-title"), w("course-lead")),
        "course.html",
        {
            "levels": [(level, [m for m in course.modules if m.level == level.id]) for level in course.levels],
            "numbers": numbers,
            "ready": sum(len(m.ready) for m in course.modules),
            "lessons": sum(len(m.lessons) for m in course.modules),
            "placement": bool(placed),
            "finals": [level.id for level in finals],
        },
    )
    for module in course.modules:
        place, items = plan.module(module), pool(portal, module)
        data: dict[str, Any] = {
            "module": module,
            "number": numbers[module.id],
            "numbers": numbers,
            "modules": course.modules,
            "items": min(SELF_TEST, len(items)),
            "minutes": sum(lesson.minutes for lesson in module.ready),
            "kept": next((level for level in levels.written(portal) if level.id == module.level), None),
        }
        yield Sheet(View(lang, place.path, "module", place.title, module.about[lang], plan.crumbs()), "module.html", data)
        if module.ready:
            yield _self_test(plan, module, items)
    yield from (_final(plan, level) for level in finals)
    if placed:
        yield _placement(plan, placed)
    yield _learning(plan)


def _learning(plan: Syllabus) -> Sheet:
    """What a learner has done is known to the browser alone: the page gives it the names and the permanent places."""
    course, lang = plan.portal.course, plan.lang
    written = [(module, lesson) for module in course.modules for lesson in module.ready]
    places = {
        "lessons": {lesson.id: lesson.place for module in course.modules for lesson in module.lessons},
        "tests": {module.id: module.place for module in course.modules},
        "finals": {level.id: level.place for level in course.levels},
    }
    titles = {
        "lessons": {lesson.id: plan.lesson(module, lesson).title for module, lesson in written},
        "tests": {module.id: plan.w("self-test-of", title=module.title[lang]) for module in course.modules if module.ready},
        "finals": {level.id: plan.w("final-of", title=level.title[lang]) for level in course.levels},
    }
    view = View(lang, "lessons/my-learning.html", "learning", plan.w("learning"), plan.w("learning-lead"), plan.crumbs())
    return Sheet(view, "learning.html", {"places": places, "titles": titles})


def pool(portal: Portal, module: Module) -> list[Item]:
    """The items that tests draw from a module: those of its ready lessons that no lesson asks itself."""
    lessons = {lesson.id for lesson in module.ready}
    return [item for item in portal.items if item.lesson in lessons and item.use == "test"]


def ready(portal: Portal, level: Level) -> bool:
    """Whether a level's final can be drawn: all the lessons of its parts are written, and there are items enough."""
    modules = {module.id: module for module in portal.course.modules}
    return bool(level.final.parts) and all(
        len(module.ready) == len(module.lessons) and len(pool(portal, module)) >= part.items
        for part in level.final.parts
        for module in [modules[part.module]]
    )


def placement(portal: Portal) -> list[_Row]:
    """The placement in its order: of each level six questions of one choice or on a mock screen, the first of each lesson
    before any second, taken from the modules in turn. A level without lessons has none."""
    found = list[_Row]()
    for level in portal.course.levels:
        modules = [module for module in portal.course.modules if module.level == level.id]
        turns = [row for depth in range(_DEPTH) for row in _turn(portal, level, modules, depth)]
        order = {module.id: n for n, module in enumerate(modules)}
        found += sorted(turns[:PLACEMENT], key=lambda row: (order[row[1].id], row[1].lessons.index(row[2])))
    return found


def _turn(portal: Portal, level: Level, modules: list[Module], depth: int) -> Iterator[_Row]:
    """The first, second … question of every lesson, a lesson of each module in turn."""
    rows = [
        [
            (level.id, module, lesson, easy[depth])
            for lesson in module.ready
            if len(easy := _easy(portal, module, lesson)) > depth
        ]
        for module in modules
    ]
    yield from (row for turn in zip_longest(*rows) for row in turn if row is not None)


def _easy(portal: Portal, module: Module, lesson: Lesson) -> list[Item]:
    """Choices first: a drawing weighs as much as five of them."""
    found = [item for item in pool(portal, module) if item.lesson == lesson.id and item.kind in ("single", "screen")]
    return sorted(found, key=lambda item: item.kind == "screen")


@dataclass(frozen=True)
class _Numbered:
    """An item with its number on the page: templates see the item's own fields through it."""

    item: Item
    number: int

    def __getattr__(self, name: str) -> Any:
        return getattr(self.item, name)


# (part of the test, lesson, its items) as the page lists them.
_Group: TypeAlias = tuple[str, Place, list[_Numbered]]


def _groups(plan: Syllabus, rows: Iterable[_Row]) -> list[_Group]:
    numbered = [(part, module, lesson, _Numbered(item, n)) for n, (part, module, lesson, item) in enumerate(rows, start=1)]
    groups = groupby(numbered, key=lambda row: row[:3])
    return [(part, plan.lesson(module, lesson), [row[3] for row in some]) for (part, module, lesson), some in groups]


def _rows(portal: Portal, module: Module) -> list[_Row]:
    items = pool(portal, module)
    return [(module.id, module, lesson, item) for lesson in module.ready for item in items if item.lesson == lesson.id]


def _test(kind: str, ident: str, parts: dict[str, int], groups: list[_Group], lead: str, **more: object) -> dict[str, Any]:
    data = {"kind": kind, "id": ident, "plan": parts, "groups": groups, "lead": lead}
    return {**data, "note": "", "minutes": 0, "passing": 0, "screens": 0, **more}


def _self_test(plan: Syllabus, module: Module, items: list[Item]) -> Sheet:
    place, count = plan.self_test(module), min(SELF_TEST, len(items))
    title, lead = plan.w("self-test-of", title=module.title[plan.lang]), plan.w("self-test-lead", n=count)
    view = View(plan.lang, place.path, "self-test", title, lead, plan.crumbs(module))
    groups = _groups(plan, _rows(plan.portal, module))
    return Sheet(view, "self-test.html", _test("self", module.id, {module.id: count}, groups, lead))


def _final(plan: Syllabus, level: Level) -> Sheet:
    final, modules = level.final, {module.id: module for module in plan.portal.course.modules}
    lead = plan.w("final-lead", n=final.items, minutes=final.minutes, **{"pass": final.passing})
    title = plan.w("final-of", title=level.title[plan.lang])
    view = View(plan.lang, f"lessons/final-{level.id}.html", "final", title, lead, plan.crumbs())
    groups = _groups(plan, [row for part in final.parts for row in _rows(plan.portal, modules[part.module])])
    parts = {part.module: part.items for part in final.parts}
    more = {"note": plan.w("final-note"), "minutes": final.minutes, "passing": final.passing, "screens": final.screens}
    return Sheet(view, "self-test.html", _test("final", level.id, parts, groups, lead, **more))


def _placement(plan: Syllabus, rows: list[_Row]) -> Sheet:
    lead = plan.w("placement-lead", n=len(rows))
    view = View(plan.lang, "lessons/placement.html", "placement", plan.w("placement"), lead, plan.crumbs())
    parts = {level: len(list(some)) for level, some in groupby(rows, key=lambda row: row[0])}
    return Sheet(view, "self-test.html", _test("placement", "all", parts, _groups(plan, rows), lead))
