"""Markdown files: a block of YAML between two lines of `---`, then the words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import PurePosixPath

import yaml

from generator.load.files import Folder
from generator.load.messages import problem
from generator.load.shape import Shaper
from generator.load.syntax import compose
from generator.model import LANGS, At, Lang, LessonMeta, Meta, NewsMeta, PageMeta, Prose

# The first folder under docs/<lang>/ says what kind of page it is.
META: dict[str, type[Meta]] = {"lessons": LessonMeta, "programme": PageMeta, "pages": PageMeta, "news": NewsMeta}
_UNREAD: dict[str, Meta] = {
    "lessons": LessonMeta(checked=date.min),
    "programme": PageMeta(title="", summary="", checked=date.min),
    "pages": PageMeta(title="", summary="", checked=date.min),
    "news": NewsMeta(title="", date=date.min, kind="programme", summary="", sources=()),
}
_FENCE = "---\n"


def read_prose(folder: Folder) -> Iterator[Prose]:
    """Every page. One that could not be read has a `body_line` of 0: it is there, and nothing else is known of it."""
    for path in folder.below("docs"):
        lang, kind = _place(path)
        if lang is None or kind is None:
            folder.found.append(problem(path, 1, "stray-file", expected=", ".join(f"docs/kk/{name}/…/*.md" for name in META)))
        else:
            inner = str(PurePosixPath(path).relative_to(f"docs/{lang}"))
            yield folder.made(path, partial(_page, lang=lang, path=path, inner=inner, kind=kind))


def _place(path: str) -> tuple[Lang | None, str | None]:
    """The language and the kind of page that a path below docs/ stands for."""
    parts = PurePosixPath(path).parts
    lang = next((lang for lang in LANGS if parts[1] == lang), None)
    kind = parts[2] if len(parts) > 3 and parts[2] in META and path.endswith(".md") else None
    return lang, kind


def _page(folder: Folder, lang: Lang, path: str, inner: str, kind: str) -> Prose:
    page = _read(folder, lang, path, inner, META[kind])
    return page or Prose(lang=lang, path=inner, meta=_UNREAD[kind], body="", body_line=0, at=At(path))


def _read(folder: Folder, lang: Lang, path: str, inner: str, kind: type[Meta]) -> Prose | None:
    text = folder.text(path)
    if text is None:
        return None
    head, closed, body = text.removeprefix(_FENCE).partition("\n" + _FENCE)
    node = compose(head, path, 2, folder.found) if text.startswith(_FENCE) and closed else None
    if node is None:
        if not any(p.path == path for p in folder.found):
            folder.found.append(problem(path, 1, "no-front-matter"))
        return None
    shaper = Shaper(path, folder.found, first_line=2)
    meta = shaper.record(node, kind)
    if meta is None or not isinstance(node, yaml.MappingNode):
        return None
    line = head.count("\n") + 4
    if not body.strip():
        folder.found.append(problem(path, line, "empty-file"))
        return None
    at = At(path, 1, shaper.lines(node))
    return Prose(lang=lang, path=inner, meta=meta, body=body, body_line=line, at=at)
