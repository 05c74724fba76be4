"""Every Markdown page: its file's name, its headings, boxes and pictures, and no HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.markdown import Outline, Picture, outline
from generator.load.messages import problem
from generator.model import ID, Portal, Problem, Prose

BOXES = ("safety", "try", "easy")
_NAME = re.compile(rf"({ID}/)+{ID}\.md")
_DRAWING = re.compile(r"drawing:([\w-]+)")


def check(portal: Portal) -> Iterator[Problem]:
    for page in portal.prose:
        if not _NAME.fullmatch(page.path) or page.path.endswith("/index.md"):
            yield problem(page.at.path, 1, "file-name", found=page.path.rpartition("/")[2])
        if page.body_line:
            parts = outline(page)
            yield from _words(page, parts)
            for picture in parts.pictures:
                yield from _picture(page, picture, portal)


def _words(page: Prose, parts: Outline) -> Iterator[Problem]:
    path = page.at.path
    for heading in parts.headings:
        if heading.level == 1:
            yield problem(path, heading.line, "heading-one")
    for box in parts.boxes:
        if box.text not in BOXES:
            yield problem(path, box.line, "unknown-box", found=box.text, expected=", ".join(BOXES))
    for tag in parts.html:
        yield problem(path, tag.line, "raw-html", found=tag.text)


def _picture(page: Prose, picture: Picture, portal: Portal) -> Iterator[Problem]:
    """A picture is one of our drawings, told in words, in a paragraph of its own."""
    name = _DRAWING.fullmatch(picture.text)
    if name is None or name[1] not in portal.drawings:
        yield problem(page.at.path, picture.line, "unknown-drawing", found=picture.text.removeprefix("drawing:"))
    if not picture.alt:
        yield problem(page.at.path, picture.line, "drawing-alt")
    if not picture.alone:
        yield problem(page.at.path, picture.line, "drawing-place")
