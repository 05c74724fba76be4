"""What a Markdown body is made of, with the line of each part. It reads lines, and renders nothing.

Where it is in doubt it sees more than Python-Markdown does, never less: a link that it cannot take apart comes out
as one with an unreadable target, so that none goes unchecked.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markdown.extensions.toc import unique
from pymdownx.slugs import slugify

from generator.model import Prose

_FENCED = re.compile(r"^(~{3,}|`{3,}) *[\w#.+-]* *\n.*?(?<=\n)\1 *$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"(?<!\\)(`+)([^\n]+?)(?<!`)\1(?!`)")
_HEADING = re.compile(r"(?:[ >]|[-*+] |\d+\. )*(#{1,6})\s*(.*?)\s*#*")
_UNDERLINE = re.compile(r" {0,3}(=+|-+) *")
_STEP = re.compile(r"( *)\d+\.\s+(\*\*)?")
_LINE = re.compile(r"\s*[-*+]\s+(\[[ xX]\] )?")
_BOX = re.compile(r"\s*!!! *(.*?)\s*")
_LINK = re.compile(
    r"""(?P<sign>!?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*(?P<to><[^<>\n]*>|(?:[^\s()<>]|\([^\s()<>]*\))+)(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\s*\)"""
)
_OPEN = re.compile(r"\]\(")
_REFERENCE = re.compile(r"\[[^\[\]]+\]:\s*(\S+)")
_AUTOMATIC = re.compile(r"<((?:https?|ftp)://[^<>\s]*)>", re.IGNORECASE)
HTML = re.compile(r"</?[A-Za-z][^<>\n]*>?|<[!?][^<>\n]*>?")


@dataclass(frozen=True)
class Part:
    """A part of a page: its line and its words, or what a link leads to."""

    line: int
    text: str


@dataclass(frozen=True)
class Heading(Part):
    """`text` is as written, code included; `level` counts the signs."""

    level: int


@dataclass(frozen=True)
class Step(Part):
    """A line of a numbered list; `list` counts the page's lists, and a step that begins with bold words is `bold`."""

    list: int
    bold: bool


@dataclass(frozen=True)
class Picture(Part):
    """`text` is the source; `alone`: a paragraph of its own; `alt`: what a listener hears."""

    alt: str
    alone: bool


@dataclass(frozen=True)
class Outline:
    """The parts of one page, each kind in the page's order. `lines` are the words without code."""

    lines: tuple[Part, ...]
    headings: tuple[Heading, ...]
    steps: tuple[Step, ...]
    bullets: tuple[Part, ...]
    tasks: tuple[Part, ...]
    boxes: tuple[Part, ...]
    links: tuple[Part, ...]
    pictures: tuple[Picture, ...]
    html: tuple[Part, ...]

    @property
    def anchors(self) -> tuple[str, ...]:
        """The ids that Python-Markdown's toc gives the headings, with mkdocs.yml's slug rule."""
        slug: Callable[[str, str], Any] = slugify(case="lower")
        taken: set[str] = set()
        return tuple(unique(slug(_LINK.sub(r"\g<text>", heading.text), "-"), taken) for heading in self.headings)


@lru_cache(maxsize=1024)
def _outline(body: str, first: int) -> Outline:
    written = _FENCED.sub(_blank, body)
    text = _CODE.sub(_dotted, written)
    lines = tuple(Part(n, line) for n, line in enumerate(text.split("\n"), start=first))
    bullets = [(line, found) for line in lines if (found := _LINE.match(line.text))]
    links, pictures = _links(text, first)
    return Outline(
        lines=lines,
        headings=tuple(_headings(lines, written.split("\n"))),
        steps=tuple(_steps(lines)),
        bullets=tuple(line for line, found in bullets if not found[1]),
        tasks=tuple(line for line, found in bullets if found[1]),
        boxes=tuple(Part(line.line, found[1]) for line in lines if (found := _BOX.fullmatch(line.text))),
        links=links,
        pictures=pictures,
        html=tuple(_found(HTML, _AUTOMATIC.sub(_blank, text), first)),
    )


def outline(page: Prose) -> Outline:
    """The parts of a page; the lines are those of its file."""
    return _outline(page.body, page.body_line)


def _blank(found: re.Match[str]) -> str:
    """The same lines, empty: what follows keeps its line."""
    return "\n" * found[0].count("\n")


def _dotted(found: re.Match[str]) -> str:
    """Code in a line: something stands there, and it is no word."""
    return "·" * len(found[0])


def _found(pattern: re.Pattern[str], text: str, first: int, group: int = 0) -> Iterator[Part]:
    for found in pattern.finditer(text):
        yield Part(first + text.count("\n", 0, found.start()), found[group])


def _headings(lines: tuple[Part, ...], written: list[str]) -> Iterator[Heading]:
    """Both of Markdown's kinds: signs in front, or a line of signs below."""
    before = Part(0, "")
    for line, raw in zip(lines, written, strict=True):
        if found := _HEADING.fullmatch(line.text):
            yield Heading(line.line, raw[found.start(2) : found.end(2)], len(found[1]))
        elif before.text.strip() and (found := _UNDERLINE.fullmatch(line.text)):
            yield Heading(before.line, before.text.strip(), 1 if "=" in found[1] else 2)
        before = line


def _steps(lines: tuple[Part, ...]) -> Iterator[Step]:
    """A numbered list ends at the first line that stands at the margin after an empty one and is no step."""
    count, open_, after_empty = 0, False, True
    for line in lines:
        if found := _STEP.match(line.text):
            count += not open_
            open_ = True
            yield Step(line.line, line.text, count, found[2] is not None)
        elif line.text.strip() and after_empty and not line.text.startswith("    "):
            open_ = False
        after_empty = not line.text.strip()


def _links(text: str, first: int) -> tuple[tuple[Part, ...], tuple[Picture, ...]]:
    """Links and pictures. Entities are read as a browser reads them: `javascript&#58;` is no way around a check."""
    links = [*_found(_REFERENCE, text, first, 1), *_found(_AUTOMATIC, text, first, 1)]
    pictures, seen = [], set()
    for found in _LINK.finditer(text):
        seen.add(found.end("text"))
        line = first + text.count("\n", 0, found.start())
        target = html.unescape(found["to"].strip("<>"))
        if found["sign"]:
            pictures.append(Picture(line, target, found["text"].strip(), _alone(text, found)))
        else:
            links.append(Part(line, target))
    for opened in _OPEN.finditer(text):
        if opened.start() not in seen:
            links.append(Part(first + text.count("\n", 0, opened.start()), text[opened.start() :].split("\n")[0]))
    return tuple(sorted(links, key=lambda link: link.line)), tuple(pictures)


def _alone(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()].rstrip(" "), text[found.end() :].lstrip(" ")
    return (not before or before.endswith("\n\n")) and (not after or after.startswith("\n\n") or after == "\n")
