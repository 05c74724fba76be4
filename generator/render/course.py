"""The e-textbook's own pages: the course, its modules, their self-tests. Lessons themselves go through MkDocs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.frame import Crumb, View
from generator.model import Item, Lang, Lesson, Module, Portal, Term
from generator.render.engine import Sheet, Speaker


@dataclass(frozen=True)
class Place:
    """A page of the course with its number: 1.3. Keyboard."""

    title: str
    path: str
    here: bool = False
    label: str = ""


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
        return Place(f"{number}. {lesson.title[self.lang]}", module.file_of(lesson).removesuffix(".md") + ".html", here, label)

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


def sheets(portal: Portal, lang: Lang) -> Iterator[Sheet]:
    course, plan = portal.course, Syllabus(portal, lang)
    w, numbers = plan.w, plan.numbers
    yield Sheet(
        View(lang, "lessons/index.html", "course", w("course-title"), w("course-lead")),
        "course.html",
        {
            "levels": [(level, [m for m in course.modules if m.level == level.id]) for level in course.levels],
            "numbers": numbers,
            "ready": sum(len(m.ready) for m in course.modules),
            "lessons": sum(len(m.lessons) for m in course.modules),
        },
    )
    for module in course.modules:
        place, items = plan.module(module), _items(portal, module)
        data: dict[str, Any] = {
            "module": module,
            "number": numbers[module.id],
            "numbers": numbers,
            "modules": course.modules,
            "items": len(items),
            "minutes": sum(lesson.minutes for lesson in module.ready),
        }
        yield Sheet(View(lang, place.path, "module", place.title, module.about[lang], plan.crumbs()), "module.html", data)
        if module.ready:
            yield _self_test(plan, module, items)


def _items(portal: Portal, module: Module) -> list[Item]:
    lessons = {lesson.id for lesson in module.ready}
    return [item for item in portal.items if item.lesson in lessons]


@dataclass(frozen=True)
class _Numbered:
    """An item with its number on the page: templates see the item's own fields through it."""

    item: Item
    number: int

    def __getattr__(self, name: str) -> Any:
        return getattr(self.item, name)


def _self_test(plan: Syllabus, module: Module, items: list[Item]) -> Sheet:
    place = plan.self_test(module)
    numbered = [_Numbered(item, n) for n, item in enumerate(items, start=1)]
    groups = [
        (plan.lesson(module, lesson), [entry for entry in numbered if entry.item.lesson == lesson.id])
        for lesson in module.ready
    ]
    view = View(
        plan.lang,
        place.path,
        "self-test",
        plan.w("self-test-of", title=module.title[plan.lang]),
        plan.w("self-test-lead", n=len(items)),
        plan.crumbs(module),
    )
    return Sheet(view, "self-test.html", {"groups": groups, "count": len(items)})
