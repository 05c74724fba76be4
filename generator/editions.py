"""Autonomous editions: the finished tree as ZIP files, whole and by level, in each language and in both (decisions/0020).

The same tree gives the same bytes. An edition has no worker and no list of editions with sizes: it is made before them.
"""

from __future__ import annotations

import hashlib
import html
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from generator import cutting, levels, search
from generator.cores import each
from generator.frame import HOME, out
from generator.model import LANGS, Lang, Level, Portal
from generator.text.say import say

FOLDER, SUMS = "editions/", "editions/SHA256SUMS"
# Inside an edition, the sums of its files.
_INNER = "SHA256SUMS"
# What only a server's tree has.
_SERVED = ("sw.js", "saves/", FOLDER)
# Files of the tree's address, true of the whole tree alone.
_ADDRESS = ("sitemap", "robots.txt", "opensearch-")
_NOTE = '</div>\n<nav aria-labelledby="foot-sections">'
# ZIP has no earlier moment; a real one would make every build's bytes differ.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_GATE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url={url}">
<title>{name}</title>
</head>
<body><p><a href="{url}">{name}</a></p></body>
</html>
"""


@dataclass(frozen=True)
class Edition:
    """What a ZIP holds: a level, or everything; some languages."""

    level: Level | None
    langs: tuple[Lang, ...]

    @property
    def path(self) -> str:
        return f"{FOLDER}sauat-{self.level.id if self.level else 'whole'}-{'-'.join(self.langs)}.zip"


@dataclass(frozen=True)
class Made:
    """An edition as it lies in the tree."""

    edition: Edition
    size: int
    digest: str


def editions(portal: Portal, langs: Sequence[Lang]) -> list[Edition]:
    """Each language alone and, where there are both, both; the levels in their order, then everything."""
    choices = [(lang,) for lang in langs] + ([tuple(langs)] if len(langs) > 1 else [])
    return [Edition(level, some) for level in (*levels.written(portal), None) for some in choices]


def make(portal: Portal, site: Path, langs: Sequence[Lang]) -> list[Made]:
    """Write every edition of a finished tree into it, with the list of their sums."""
    (site / FOLDER).mkdir(exist_ok=True)
    paths = sorted(file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())
    tree = _Tree(portal, site, [path for path in paths if not path.startswith(_SERVED)])
    wanted = editions(portal, langs)
    # Editions of one language are cut, those of both are long: on two cores both halves take the same time.
    halves = [[one for one in wanted if len(one.langs) == n] for n in sorted({len(one.langs) for one in wanted})]
    made = {one.edition.path: one for half in each(tree.write_all, halves) for one in half}
    listed = [made[one.path] for one in wanted]
    sums = "".join(f"{one.digest}  {one.edition.path.removeprefix(FOLDER)}\n" for one in listed)
    (site / SUMS).write_text(sums, encoding="ascii")
    return listed


class _Tree:
    """A finished tree, and what an edition takes of it."""

    def __init__(self, portal: Portal, site: Path, paths: list[str]) -> None:
        self.portal, self.site, self.paths = portal, site, paths

    def write_all(self, wanted: Iterable[Edition]) -> list[Made]:
        return [self._write(one) for one in wanted]

    def _write(self, edition: Edition) -> Made:
        content = archive(dict(self._files(edition)))
        (self.site / edition.path).write_bytes(content)
        return Made(edition, len(content), hashlib.sha256(content).hexdigest())

    def _read(self, path: str) -> bytes:
        return (self.site / path).read_bytes()

    def _files(self, edition: Edition) -> Iterator[tuple[str, bytes]]:
        if edition.level is None and edition.langs == LANGS:
            yield from ((path, self._read(path)) for path in self.paths)
            return
        inside = self._inside(edition)
        pages = {path: self._read(path).decode() for path in inside if path.endswith(".html")}
        yield from ((path, self._read(path)) for path in inside if path not in pages)
        index = self._index(edition, pages)
        yield from index.items()
        gate = {} if HOME in pages else {HOME: self._gate(edition)}
        # The gate is no page to go to: it would only lead back.
        known = {*inside, *index}
        cut = {path: cutting.cut(page, path, lambda target, _: target in known) for path, page in pages.items()}
        if edition.level:
            cut = self._noted(_anchored(cut), edition.level)
        yield from ((path, page.encode()) for path, page in {**cut, **gate}.items())

    def _inside(self, edition: Edition) -> list[str]:
        """Paths of everything that is taken as it is or cut."""
        theirs = [path for path in self.paths if path.startswith("assets/") or _lang(path) in edition.langs]
        theirs = [path for path in theirs if not path.startswith(_ADDRESS)]
        if edition.level is None:
            return [path for path in theirs if _lang(path) or not path.startswith("search/")]
        pages = {out(lang, path) for lang in edition.langs for path in self._pages(edition.level, lang)}
        return [path for path in theirs if path.startswith("assets/") or path in pages]

    def _pages(self, level: Level, lang: Lang) -> list[str]:
        there = [path for path in self.paths if path.endswith(".html") and _lang(path) == lang]
        return levels.pages(self.portal, level, (path.removeprefix(out(lang, "")) for path in there))

    def _index(self, edition: Edition, pages: Mapping[str, str]) -> dict[str, bytes]:
        """The search over what is inside; an index without documents for a language that is not, since the page asks for both.
        Everything of a language has its index already."""
        found: dict[str, bytes] = {}
        for lang in LANGS:
            if edition.level or lang not in edition.langs:
                found |= search.part(self.portal, {path: page.encode() for path, page in pages.items()}, lang)
        return found

    def _noted(self, pages: Mapping[str, str], level: Level) -> dict[str, str]:
        """Each page of a level says of what it is a part."""
        notes = {lang: html.escape(say(self.portal.words, lang, "edition-note", title=level.title[lang])) for lang in LANGS}
        return {
            path: page.replace(_NOTE, f'<p class="small">{notes[_lang(path) or LANGS[0]]}</p>\n{_NOTE}', 1)
            for path, page in pages.items()
        }

    def _gate(self, edition: Edition) -> str:
        """`index.html` stands at the top whatever the language."""
        lang = edition.langs[0]
        return _GATE.format(lang=lang, url=out(lang, HOME), name=say(self.portal.words, lang, "name"))


def _anchored(pages: Mapping[str, str]) -> dict[str, str]:
    """A place on a page that went with what led out of the edition takes the links to it along."""
    marks = {path: cutting.ids(page) for path, page in pages.items()}

    def there(target: str, anchor: str) -> bool:
        return not anchor or target not in marks or anchor in marks[target]

    return {path: cutting.cut(page, path, there) for path, page in pages.items()}


def _lang(path: str) -> Lang | None:
    """The language whose tree a file belongs to; none for what belongs to both."""
    for lang in LANGS:
        if path.startswith((f"search/{lang}", f"catalog/feed-{lang}")):
            return lang
    if path.startswith("ru/"):
        return "ru"
    return "kk" if path.endswith(".html") else None


def archive(files: Mapping[str, bytes]) -> bytes:
    """The files and the list of their sums as a ZIP, home first: the same files give the same bytes."""
    sums = "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files))
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as zipped:
        for path in sorted(files, key=lambda path: (path != HOME, path)):
            _put(zipped, path, files[path])
        _put(zipped, _INNER, sums.encode())
    return target.getvalue()


def _put(zipped: zipfile.ZipFile, path: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(path, _MOMENT)
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
    zipped.writestr(entry, content, compresslevel=9)
