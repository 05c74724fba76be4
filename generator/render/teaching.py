"""The teacher's corner: an overview with its schedules, and a guide to each written module."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.frame import Crumb, View, row_path
from generator.model import Guide, Lang, Meeting, Module, Portal, Schedule
from generator.render.course import Place, Syllabus, ready
from generator.render.engine import Sheet
from generator.render.rows import number

OVERVIEW = "lessons/teacher.html"


def guide_path(module: str) -> str:
    return f"lessons/{module}/teacher.html"


@dataclass(frozen=True)
class _Row:
    """A week or a day of a schedule: its lessons, and the tests and other things after them."""

    name: str
    lessons: list[Place]
    tests: list[Place]
    note: str


class _Desk:
    """What the pages name by id, in one language."""

    def __init__(self, portal: Portal, lang: Lang) -> None:
        self.portal, self.lang = portal, lang
        self.plan = Syllabus(portal, lang)
        self.modules = {module.id: module for module in portal.course.modules}
        self.homes = {lesson.id: (module, lesson) for module in portal.course.modules for lesson in module.lessons}
        self.finals = {level.id: level for level in portal.course.levels if ready(portal, level)}

    def rows(self, schedule: Schedule) -> list[_Row]:
        return [self._row(schedule, n, meeting) for n, meeting in enumerate(schedule.meetings, start=1)]

    def _row(self, schedule: Schedule, number: int, meeting: Meeting) -> _Row:
        tests = [self._self_test(self.modules[module]) for module in meeting.self_tests]
        if meeting.final in self.finals:
            title = self.finals[meeting.final].title[self.lang]
            tests.append(Place(self.plan.w("final-of", title=title), f"lessons/final-{meeting.final}.html"))
        return _Row(
            self.plan.w(f"{schedule.unit}-n", n=number),
            [self.plan.lesson(*self.homes[lesson]) for lesson in meeting.lessons],
            tests,
            meeting.note[self.lang] if meeting.note else "",
        )

    def _self_test(self, module: Module) -> Place:
        return Place(self.plan.w("self-test-of", title=module.title[self.lang]), self.plan.self_test(module).path)

    def facts(self, guide: Guide) -> dict[str, int]:
        count = len(self.modules[guide.module].ready)
        return {"n": count, "minutes": guide.minutes, "all": count * guide.minutes}

    def guides(self) -> list[tuple[Place, dict[str, int]]]:
        named = {guide.module: guide for guide in self.portal.teaching.guides}
        order = [named[module] for module in self.modules if module in named]
        titles = [self.plan.module(self.modules[guide.module]).title for guide in order]
        return [
            (Place(title, guide_path(guide.module), id=guide.module), self.facts(guide))
            for title, guide in zip(titles, order, strict=True)
        ]

    def measures(self, schedule: Schedule) -> list[Crumb]:
        rows = {measure.id: measure for measure in self.portal.plan.measures}
        return [
            Crumb(self.plan.w("measure-n", number=number(id), title=rows[id].title[self.lang]), row_path(id))
            for id in schedule.measures
        ]


def sheets(portal: Portal, lang: Lang) -> Iterator[Sheet]:
    desk = _Desk(portal, lang)
    plan, teaching = desk.plan, portal.teaching
    view = View(lang, OVERVIEW, "teacher", plan.w("teacher"), plan.w("teacher-lead"), plan.crumbs())
    schedules = [(schedule, desk.rows(schedule), desk.measures(schedule)) for schedule in teaching.schedules]
    yield Sheet(view, "teacher.html", {"teaching": teaching, "guides": desk.guides(), "schedules": schedules})
    for guide in teaching.guides:
        yield _guide(desk, guide)


def _guide(desk: _Desk, guide: Guide) -> Sheet:
    module, plan, lang = desk.modules[guide.module], desk.plan, desk.lang
    title = plan.w("teacher-of", title=module.title[lang])
    view = View(lang, guide_path(module.id), "guide", title, plan.w("guide-lead"), plan.crumbs(module))
    data: dict[str, Any] = {
        "guide": guide,
        "module": plan.module(module),
        "facts": desk.facts(guide),
        "lessons": [plan.lesson(module, lesson) for lesson in module.ready],
        "guides": [place for place, _ in desk.guides() if place.id != module.id],
        "overview": OVERVIEW,
    }
    return Sheet(view, "guide.html", data)
