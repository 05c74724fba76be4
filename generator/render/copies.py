"""Pages about copies of the portal: the editions to download, and the first page of a class computer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from generator import levels
from generator.frame import Crumb, View
from generator.model import Lang, Level, Portal
from generator.render.engine import Sheet, Speaker
from generator.text.say import megabytes


class Copy(NamedTuple):
    """An edition that lies in the tree: its level or, without one, everything; its languages, path, bytes and sum."""

    level: Level | None
    langs: tuple[Lang, ...]
    path: str
    size: int
    digest: str


def sheets(portal: Portal, lang: Lang) -> Iterator[Sheet]:
    w = Speaker(portal.words, lang)
    yield download(portal, lang)
    view = View(lang, "class.html", "class", w("class"), w("class-lead"), (Crumb(w("name"), "index.html"),), indexed=False)
    yield Sheet(view, "class.html", {"levels": _numbered(portal)})


def download(portal: Portal, lang: Lang, made: Sequence[Copy] = ()) -> Sheet:
    """The page of editions. It is made before them, without their sizes, and again when they are there."""
    w = Speaker(portal.words, lang)
    view = View(lang, "editions.html", "editions", w("offline"), w("editions-lead"), (Crumb(w("name"), "index.html"),))
    data = {"levels": _numbered(portal), "rows": list(_rows(portal, lang, w, made)), "copies": made}
    return Sheet(view, "editions.html", data)


def _numbered(portal: Portal) -> list[tuple[int, Level, int]]:
    """(number, level, lessons) of the levels that have lessons."""
    numbers = {level.id: n for n, level in enumerate(portal.course.levels, start=1)}
    return [(numbers[level.id], level, levels.lessons(portal, level)) for level in levels.written(portal)]


def _rows(portal: Portal, lang: Lang, w: Speaker, made: Sequence[Copy]) -> Iterator[dict[str, Any]]:
    """A row a level, then everything; each with its files, this page's language first."""
    for number, level, lessons in [*_numbered(portal), (0, None, 0)]:
        files = sorted((one for one in made if one.level == level), key=lambda one: (len(one.langs), one.langs != (lang,)))
        if not files:
            continue
        yield {
            "id": level.id if level else "whole",
            "title": f"{w('level-n', level=number)} {level.title[lang]}" if level else w("edition-whole"),
            "about": w("edition-level", n=lessons) if level else w("edition-all"),
            "files": [(w("edition-" + "-".join(one.langs)), one.path, megabytes(one.size)) for one in files],
        }
