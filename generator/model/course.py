"""The e-textbook: levels, modules, lessons, and the items of the banks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.model.base import Record, Text, identifier, like


@dataclass(frozen=True, kw_only=True)
class Part(Record):
    """How many items of a final come from a module."""

    module: str = identifier("device")
    items: int = like("6")


@dataclass(frozen=True, kw_only=True)
class Final(Record):
    """The blueprint of a level's final: its minutes, the per cent to pass with, how many mock screens at least, its parts."""

    minutes: int = like("30")
    passing: int = like("75")
    screens: int = like("0", default=0)
    parts: tuple[Part, ...]

    @property
    def items(self) -> int:
        return sum(part.items for part in self.parts)


@dataclass(frozen=True, kw_only=True)
class Level(Record):
    id: str = identifier("start")
    place: int = like("1")
    title: Text
    about: Text
    final: Final


@dataclass(frozen=True, kw_only=True)
class Lesson(Record):
    """One page with one aim; its words are in docs/<lang>/lessons/<module>/<NN-id>.md once it is ready."""

    id: str = identifier("what-devices-do")
    place: int = like("1")
    title: Text
    outcome: Text
    minutes: int = like("20")
    status: Literal["ready", "draft"]
    fast_ageing: bool = False


@dataclass(frozen=True, kw_only=True)
class Module(Record):
    id: str = identifier("device")
    place: int = like("1")
    level: str = identifier("start")
    title: Text
    about: Text
    lessons: tuple[Lesson, ...]

    def file_of(self, lesson: Lesson) -> str:
        """The lesson's Markdown file under docs/<lang>/."""
        return f"lessons/{self.id}/{self.lessons.index(lesson) + 1:02}-{lesson.id}.md"

    @property
    def ready(self) -> tuple[Lesson, ...]:
        return tuple(lesson for lesson in self.lessons if lesson.status == "ready")


@dataclass(frozen=True, kw_only=True)
class Course(Record):
    levels: tuple[Level, ...]
    modules: tuple[Module, ...]


@dataclass(frozen=True, kw_only=True)
class Option(Record):
    """One answer of an item, and the reason why it is right or wrong."""

    text: Text
    why: Text
    right: bool = False


@dataclass(frozen=True, kw_only=True)
class Pair(Record):
    left: Text
    right: Text


@dataclass(frozen=True, kw_only=True)
class Item(Record):
    """One question with its key. Which of options, sequence and pairs it has depends on its kind."""

    id: str = identifier("device-1-1")
    lesson: str = identifier("what-devices-do")
    use: Literal["check", "test"]
    kind: Literal["single", "several", "order", "match", "screen"]
    stem: Text
    step: int | None = None
    screen: str | None = None
    options: tuple[Option, ...] = ()
    sequence: tuple[Text, ...] = ()
    pairs: tuple[Pair, ...] = ()
    why: Text | None = None
