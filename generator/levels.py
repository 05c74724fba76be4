"""What belongs to a level of the textbook, in an autonomous edition and on a reader's device: paths in, paths out."""

from __future__ import annotations

from collections.abc import Iterable

from generator.frame import HOME
from generator.model import Level, Portal

# Pages inside a language's tree that go with every level.
_COMMON = {
    HOME,
    "search.html",
    "glossary.html",
    "site-map.html",
    "404.html",
    "class.html",
    "lessons/index.html",
    "lessons/my-learning.html",
    "lessons/teacher.html",
}


def written(portal: Portal) -> list[Level]:
    """The levels that have a lesson to read."""
    return [level for level in portal.course.levels if lessons(portal, level)]


def lessons(portal: Portal, level: Level) -> int:
    return sum(len(module.ready) for module in portal.course.modules if module.level == level.id)


def pages(portal: Portal, level: Level, paths: Iterable[str]) -> list[str]:
    """Those of the pages of a language, by their paths inside its tree, that a level's copy holds."""
    folders = tuple(f"lessons/{module.id}/" for module in portal.course.modules if module.level == level.id)
    final = f"lessons/final-{level.id}.html"
    return [path for path in paths if path in _COMMON or path == final or path.startswith(("pages/", *folders))]
