"""For those who teach: what a module needs in a class, and schedules over the lessons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.model.base import Record, Text, identifier, like


@dataclass(frozen=True, kw_only=True)
class Stage(Record):
    """A part of one lesson in a class."""

    minutes: int = like("5")
    what: Text


@dataclass(frozen=True, kw_only=True)
class Mistake(Record):
    """What learners often do, and what helps."""

    seen: Text
    do: Text


@dataclass(frozen=True, kw_only=True)
class Guide(Record):
    """One written module for its teacher. `minutes` are those of one lesson in a class."""

    module: str = identifier("device")
    minutes: int = like("40")
    aims: tuple[Text, ...]
    prepare: tuple[Text, ...]
    mistakes: tuple[Mistake, ...]
    handout: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class Meeting(Record):
    """One row of a schedule: a week's or a day's lessons, self-tests by module, a level's final, and what else is done."""

    lessons: tuple[str, ...] = like("[keyboard]", default=())
    self_tests: tuple[str, ...] = like("[device]", default=())
    final: str | None = like("start", default=None)
    note: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Schedule(Record):
    """A course by its weeks or days. `measures` are the rows of the plan that it takes its idea from."""

    id: str = identifier("twelve-weeks")
    title: Text
    about: tuple[Text, ...]
    unit: Literal["week", "day"]
    measures: tuple[str, ...] = like('["4-7.3"]', default=())
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, kw_only=True)
class Teaching(Record):
    """The teacher's corner: advice for all classes, the parts of one, how a test comes on paper, guides, schedules."""

    advice: tuple[Text, ...]
    stages: tuple[Stage, ...]
    paper: tuple[Text, ...]
    guides: tuple[Guide, ...]
    schedules: tuple[Schedule, ...]
