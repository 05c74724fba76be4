"""Are the words spelled right? Kazakh by our own endings on the stems of Debian's dictionary, Russian by hunspell itself.

Takes the portal, gives problems. The dictionaries stay where the system has them; the portal's own lists,
`catalog/spelling/`, add what they lack. Names are not judged: a word with a capital letter inside a sentence passes,
and so does a short form that no list knows. What stands in «…» may be of the other language, as a screen shows it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple, Self

from generator.checks import said
from generator.checks.said import Said
from generator.load.messages import problem
from generator.model import Lang, Listed, Portal, Problem
from generator.text.kazakh import Kazakh, is_ending

PACKAGES = ("hunspell", "hunspell-kk", "hunspell-ru")
_FOLDERS = (Path("/usr/share/hunspell"), Path("/usr/share/myspell/dicts"), Path("/usr/share/myspell"))
# What no dictionary has: words that are not ours, and short forms.
_UNJUDGED = (*said.NOT_OURS, "Body.abbr", "Term.short")
_MARKUP = re.compile(r"\]\([^()\s]*|<https?:[^>]*>|\{[^{}]*\}|^\s*!!! *\w+|https?://\S+|\.[a-z]{2,4}\b")
_TOKEN = re.compile(r"[^\W_]+(?:[-.’'][^\W_]+)*")
_CYRILLIC = re.compile("[\u0400-\u052f]")
# No Russian word has these: in a Russian text they make a Kazakh one.
_KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
# What a Russian number may end in: 2-й, 20-летний is a word.
_ORDINAL = re.compile("[йяемх]|го|му|ми|ти|ю|ой|ый|ая|ое|ые|ых")
_SENTENCE = re.compile(r"(?:^|[.!?:…–|]|[.!?]»)[\s«„\"(*_>#|\d.\[\]-]*$")


class Missing(Exception):
    """A dictionary is not installed; the words say which packages bring it."""


class Word(NamedTuple):
    """A word where it stands. `named`: a capital letter says that it may be a name; `quoted`: it stands in «…»."""

    said: Said
    word: str
    named: bool
    quoted: bool


def check(portal: Portal) -> Iterator[Problem]:
    """Every word that no dictionary and no list knows, once a line. Raises `Missing`."""
    return judge((text for text in said.everything(portal) if not text.field.startswith(_UNJUDGED)), portal.spelling)


def judge(texts: Iterable[Said], own: Mapping[Lang, tuple[Listed, ...]]) -> Iterator[Problem]:
    """The same for any texts; one without a language is not judged."""
    words = list(dict.fromkeys(word for text in texts if text.lang for word in _words(text)))
    kazakh = _kazakh(own["kk"])
    kk = {w.word for w in words if w.said.lang == "kk" and not _is_kazakh(w.word, kazakh)}
    ru = {w.word for w in words if w.said.lang == "ru"} | {w.word for w in words if w.quoted and w.word in kk}
    with _Russian(own["ru"]) as russian:
        refused = russian.refuses(ru)
        for text, word, named, quoted in words:
            in_kazakh = text.lang == "kk"
            if word not in (kk if in_kazakh else refused) or (named and not (in_kazakh and _is_short_form(word, kazakh))):
                continue
            if quoted and in_kazakh and word not in refused:
                continue
            if not in_kazakh and (quoted or _KAZAKH.search(word)) and _is_kazakh(word, kazakh):
                continue
            like = kazakh.suggests(word.lower()) if in_kazakh else russian.suggests(word)
            where = f"catalog/spelling/{text.lang}.txt"
            yield problem(text.path, text.line, "unknown-word", found=word, like=", ".join(like) or "–", expected=where)


def _words(text: Said) -> Iterator[Word]:
    """The words of letters of a text. A part after Latin letters or a figure is an ending, and is judged as a tail."""
    words = _MARKUP.sub(lambda found: " " * len(found[0]), text.words)
    for found in _TOKEN.finditer(words):
        word = found[0]
        if len(word) > 1 and _CYRILLIC.search(word):
            before = words[: found.start()]
            head = word.partition("-")[0]
            begun = head[:1].isupper() and _SENTENCE.search(before) is None
            capital = begun or head.isupper() or word.isupper()
            mark = "-" if before.endswith("-") else ""
            yield Word(text._replace(words=""), mark + word, capital, before.count("«") > before.count("»"))


def _is_short_form(word: str, kazakh: Kazakh) -> bool:
    """ЭЦҚ-нан: the list says how ЭЦҚ is read, so its ending can be wrong."""
    head = word.partition("-")[0]
    return head.isupper() and kazakh.knows(head.lower())


def _is_kazakh(word: str, kazakh: Kazakh) -> bool:
    """Known, or a known tail behind Latin letters or a figure: Wi-Fi-ға, 20 %-ға, 5-сабақ, eGov.kz-те."""
    small = word.lower()
    if kazakh.knows(small):
        return True
    head, hyphen, tail = small.rpartition("-")
    return bool(hyphen) and not _CYRILLIC.search(head) and (is_ending(tail) or kazakh.knows(tail))


def _dictionary(name: str) -> Path:
    found = next((path for folder in _FOLDERS if (path := folder / f"{name}.dic").is_file()), None)
    if found is None or shutil.which("hunspell") is None:
        raise Missing(" ".join(PACKAGES))
    return found


@cache
def _stems() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Nouns and verbs of Debian's list. Its rules of endings look one letter back and know one ending: we leave them."""
    nouns: list[str] = []
    verbs: list[str] = []
    for line in _dictionary("kk_KZ").read_text(encoding="utf-8-sig").splitlines()[1:]:
        word, _, flags = line.strip().partition("/")
        (verbs if "M" in flags else nouns).append(word.lower())
    return tuple(filter(None, nouns)), tuple(filter(None, verbs))


@cache
def _kazakh(own: tuple[Listed, ...]) -> Kazakh:
    nouns, verbs = _stems()
    return Kazakh(nouns, verbs, own)


class _Russian:
    """hunspell with the portal's own words, which lie in a temporary file as long as it is open."""

    def __init__(self, own: Iterable[Listed]) -> None:
        _dictionary("ru_RU")
        self._own = tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".dic")  # noqa: SIM115 - __exit__ closes it
        self._own.writelines(f"{entry.word}/{entry.like}\n" if entry.like else f"{entry.word}\n" for entry in own)
        self._own.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._own.close()

    def refuses(self, words: Iterable[str]) -> set[str]:
        """Those of the words that it does not know."""
        parts = {word: list(_parts(word)) for word in words}
        unknown = set(self._ask("-l", sorted({part for each in parts.values() for part in each})).split())
        # hunspell names the part between hyphens that it refuses.
        return {word for word, each in parts.items() if unknown.intersection({*each, *word.split("-")})}

    def suggests(self, word: str) -> list[str]:
        """The likeliest three of what it may be a slip of."""
        found = re.search(r"^& [^:\n]*: (.*)", self._ask("-a", [f"^{word}"]), re.MULTILINE)
        return found[1].split(", ")[:3] if found else []

    def _ask(self, how: str, lines: Iterable[str]) -> str:
        command = ["hunspell", "-i", "utf-8", "-d", "ru_RU", "-p", self._own.name, how]
        return subprocess.run(command, input="\n".join(lines) + "\n", capture_output=True, text=True, check=True).stdout


def _parts(word: str) -> Iterator[str]:
    """What hunspell is asked: a word, or the tail of one with Latin letters or figures before it."""
    head, hyphen, tail = word.rpartition("-")
    if not hyphen or _CYRILLIC.search(head):
        yield word.lstrip("-")
    elif not _ORDINAL.fullmatch(tail):
        yield tail
