"""The spelling check's own word lists: `catalog/spelling/<lang>.txt`, one word a line, `#` before a remark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.load.files import Folder
from generator.load.messages import problem
from generator.model import LANGS, Lang, Listed

# A stem; its kind where it is no noun; how a short form or a loan word is read. Russian: a word, and one like it.
_LINES: dict[Lang, re.Pattern[str]] = {
    "kk": re.compile(r"(?P<word>[\w.-]+)(?: (?P<kind>[nvapx])(?: (?P<reading>[bf]?k?[VRLZNT]?))?)?"),
    "ru": re.compile(r"(?P<word>[\w-]+)(?:/(?P<like>[\w-]+))?"),
}
_EXAMPLES: dict[Lang, str] = {"kk": "сайт; сырғыт v; логин n f; ЭЦҚ a bV", "ru": "спам; скриншот/стол"}
WORDLISTS = tuple(f"catalog/spelling/{lang}.txt" for lang in LANGS)


def read_wordlists(folder: Folder) -> Iterator[tuple[Lang, tuple[Listed, ...]]]:
    """Both lists; one that is not there is empty."""
    for lang, path in zip(LANGS, WORDLISTS, strict=True):
        text = folder.text(path) if folder.has(path) else ""
        yield lang, tuple(_read(folder, path, lang, text or ""))


def _read(folder: Folder, path: str, lang: Lang, text: str) -> Iterator[Listed]:
    seen: dict[str, int] = {}
    for n, line in enumerate(text.split("\n"), start=1):
        entry = " ".join(line.partition("#")[0].split())
        if not entry:
            continue
        if (found := _LINES[lang].fullmatch(entry)) is None:
            folder.found.append(problem(path, n, "bad-listed-word", found=entry, expected=_EXAMPLES[lang]))
        elif (first := seen.setdefault(entry, n)) != n:
            folder.found.append(problem(path, n, "listed-twice", found=entry, other=first))
        else:
            yield Listed(**{name: value for name, value in found.groupdict().items() if value})
