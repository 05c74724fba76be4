"""Drawings are set into pages as they are, so they may hold clean shapes and nothing that acts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from generator.load.messages import problem
from generator.model import ID, Portal, Problem

_LARGEST = 6144
_SHAPES = frozenset("svg g path rect circle ellipse line polyline polygon text tspan title".split())
_ATTRIBUTES = re.compile(r"on.*|style|href|id|data-.*|xml.+|.*:.*", re.IGNORECASE | re.DOTALL)
_VALUES = re.compile(r"url\s*\(|\\", re.IGNORECASE)
_WORDS = re.compile(r'\{\{ t\("[^"{}\\\n]*", "[^"{}\\\n]*"\) \}\}')
# What HTML reads in another way than XML does, and what would be run as a template.
_SIGNS = re.compile(r"<[!?]|\{[{%#]")


def check(portal: Portal) -> Iterator[Problem]:
    for name, drawing in portal.drawings.items():
        path = f"overrides/drawings/{name}.svg"
        if not re.fullmatch(ID, name):
            yield problem(path, 1, "file-name", found=f"{name}.svg")
        if (size := len(drawing.encode())) > _LARGEST:
            yield problem(path, 1, "large-drawing", found=size, expected=_LARGEST)
        for line, found in _faults(_WORDS.sub("", drawing)):
            yield problem(path, line, "bad-drawing" if found else "no-viewbox", found=found)


def _faults(drawing: str) -> Iterator[tuple[int, str]]:
    """Where a drawing, its `{{ t("…", "…") }}` taken out, holds what it must not; "" stands for a missing viewBox."""
    signs = list(_SIGNS.finditer(drawing))
    yield from ((1 + drawing.count("\n", 0, sign.start()), sign[0]) for sign in signs)
    if not signs:
        yield from _elements(drawing)


def _elements(drawing: str) -> list[tuple[int, str]]:
    faults: list[tuple[int, str]] = []
    depth = 0
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        line = parser.CurrentLineNumber
        if tag not in _SHAPES or (tag == "svg") != (depth == 0):
            faults.append((line, f"<{tag}>"))
        if depth == 0 and "viewBox" not in attributes:
            faults.append((line, ""))
        for name, value in attributes.items():
            if (_ATTRIBUTES.fullmatch(name) and name != "xmlns") or _VALUES.search(value):
                faults.append((line, f'{name}="{value}"'))
        depth += 1

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(drawing, True)
    except expat.ExpatError as error:
        faults.append((error.lineno, drawing.split("\n")[error.lineno - 1].strip()))
    return faults
