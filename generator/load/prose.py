"""Markdown files: a block of YAML between two lines of `---`, then the words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.load.files import Folder
from generator.load.messages import problem
from generator.load.shape import Shaper, compose
from generator.model import LANGS, At, Lang, LessonMeta, Meta, NewsMeta, PageMeta, Prose

# The first folder under docs/<lang>/ says what kind of page it is.
META: dict[str, type[Meta]] = {"lessons": LessonMeta, "programme": PageMeta, "pages": PageMeta, "news": NewsMeta}
_FENCE = "---\n"


def read_prose(folder: Folder) -> Iterator[Prose]:
    for lang in LANGS:
        for path in folder.below(f"docs/{lang}", "**/*"):
            if (page := _page(folder, lang, path)) is not None:
                yield page


def _page(folder: Folder, lang: Lang, path: str) -> Prose | None:
    inner = PurePosixPath(path).relative_to(f"docs/{lang}")
    kind = META.get(inner.parts[0])
    if kind is None or inner.suffix != ".md":
        folder.found.append(problem(path, 1, "stray-file", expected=", ".join(f"docs/{lang}/{name}/…/*.md" for name in META)))
        return None
    text = folder.text(path)
    if text is None:
        return None
    head, closed, body = text.removeprefix(_FENCE).partition("\n" + _FENCE)
    if not text.startswith(_FENCE) or not closed:
        folder.found.append(problem(path, 1, "no-front-matter", example="---\ntitle: …\n---".replace("\n", "⏎")))
        return None
    node = compose(head, path, 2, folder.found)
    meta = Shaper(path, folder.found, first_line=2).record(node, kind)
    if meta is None:
        return None
    return Prose(lang=lang, path=str(inner), meta=meta, body=body, body_line=head.count("\n") + 4, at=At(path))
