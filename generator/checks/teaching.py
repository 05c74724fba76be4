"""The teacher's corner: every written module has its guide, and schedules name what is written."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.ids import Ids, ids, unique
from generator.checks.text import length
from generator.load.messages import problem
from generator.model import LANGS, At, Guide, Meeting, Portal, Problem, Text

_COURSE, _PLAN = "catalog/course.yml", "catalog/programme/plan.yml"
# How many lines a guide's lists have, at least and at most; the handout goes on one sheet.
PARTS = {"aims": (3, 4), "prepare": (1, 6), "mistakes": (3, 5), "handout": (5, 8)}
# Words in a line of the handout.
LONGEST = 14


def check(portal: Portal) -> Iterator[Problem]:
    teaching = portal.teaching
    yield from _guides(portal)
    if not teaching.guides:
        return
    whole = sum(stage.minutes for stage in teaching.stages)
    for guide in teaching.guides:
        yield from _parts(guide)
        if guide.minutes and whole and guide.minutes != whole:
            yield problem(guide.at.path, guide.at.of("minutes"), "class-minutes", found=guide.minutes, expected=whole)
    yield from unique(teaching.schedules)
    measures = ids(portal.plan.measures, _PLAN)
    for schedule in teaching.schedules:
        yield from measures.many(schedule.at, "measures", schedule.measures)
        for meeting in schedule.meetings:
            yield from _meeting(portal, meeting)


def _guides(portal: Portal) -> Iterator[Problem]:
    """One for each module that has a written lesson, and for no other."""
    modules = portal.course.modules
    known, ready = ids(modules, _COURSE), {module.id for module in modules if module.ready}
    seen: dict[str, At] = {}
    for guide in portal.teaching.guides:
        at = guide.at
        yield from _written(known, ready, at, "module", at.of("module"), guide.module, "{}")
        if guide.module and (first := seen.setdefault(guide.module, at)) is not at:
            other = f"{first.path}:{first.of('module')}"
            yield problem(at.path, at.of("module"), "duplicate-id", found=guide.module, other=other)
    if seen:
        for module in modules:
            if module.id and module.ready and module.id not in seen:
                yield problem(module.at.path, module.at.of("id"), "module-without-guide", found=module.id)


def _parts(guide: Guide) -> Iterator[Problem]:
    at = guide.at
    for field, (least, most) in PARTS.items():
        count = len(getattr(guide, field))
        if field in at.fields and not least <= count <= most:
            yield problem(at.path, at.of(field), "guide-parts", field=field, found=count, expected=f"{least}–{most}")
    for n, line in enumerate(guide.handout):
        yield from _short(at, f"handout.{n}", line)


def _short(at: At, field: str, line: Text) -> Iterator[Problem]:
    """A line of the handout is read from paper, at a glance."""
    for lang in LANGS:
        if (count := length(line[lang])) > LONGEST:
            expected = f"1–{LONGEST}"
            yield problem(at.path, at.of(field), "text-length", field="handout", lang=lang, found=count, expected=expected)


def _meeting(portal: Portal, meeting: Meeting) -> Iterator[Problem]:
    modules, at = portal.course.modules, meeting.at
    lessons = [lesson for module in modules for lesson in module.lessons]
    written = {lesson.id for module in modules for lesson in module.ready}
    tested = {module.id for module in modules if module.ready}
    for field, known, ready, named in (
        ("lessons", ids(lessons, _COURSE), written, meeting.lessons),
        ("self_tests", ids(modules, _COURSE), tested, meeting.self_tests),
    ):
        for n, name in enumerate(named):
            yield from _written(known, ready, at, field, at.of(f"{field}.{n}"), name)
    yield from ids(portal.course.levels, _COURSE).one(at, "final", meeting.final)
    if not at.fields.keys() & {"lessons", "self_tests", "final", "note"}:
        yield problem(at.path, at.line, "empty-meeting", example=min(written, default="keyboard"))


def _written(known: Ids, ready: set[str], at: At, field: str, line: int, name: str, form: str = "[{}]") -> Iterator[Problem]:
    """What is named is in the course, and its words are there for readers."""
    yield from known.at(at.path, line, field, name, form)
    if name in known.known and name not in ready and ready:
        yield problem(at.path, line, "not-written", field=field, found=name, example=f"{field}: {form.format(min(ready))}")
