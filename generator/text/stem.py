"""One stem for all forms of a word: мекенжайымыздан -> мекенжай, страницами -> страниц. The index and the browser use it.

A stem is a key, not a word of the language. It is made of folded letters (fold.py), so a word typed without Kazakh letters
has the same stem as its right spelling. assets/search/00-stem.js is the twin, built with the same tables, stem-kk.json and
stem-ru.json; tests/test_stem.py runs both.

**Kazakh.** Endings come off the word's end by a grammar of states: `rules[state]` is a list of [endings, next state, price].
An empty ending only changes the state. In the state N or V what is left is the root of a noun or of a verb; in NK or VK it
must be a known root, or derived from one. The root has its price as well (`prices`, `roots`): little when it is known, by the
letter when it is not. The cheapest way wins; of two equally cheap ways the one with the longer root.

Endings are templates. The first letter may be a sound that adapts to the letter before it (`sounds`: D is д in қалада and т
in сайтта). A is а or е and I is ы or и, in harmony with the letters before. A template with + comes after a vowel, one that
begins with A or I after a consonant. After a colon stands what the ending has swallowed: «ю:й» turns қою into қой.

`shapes[kind][of]` are endings that make new words of that kind out of roots of another: an unknown root that has one is more
likely a root, and one that has a known root before it is as good as known. `drops` are nouns that lose their last vowel
(орын, орны). A noun is listed among the `roots` only if its forms go wrong without it; common roots are cheaper.

**Russian.** Snowball's algorithm, as the package snowballstemmer has it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import snowballstemmer

from generator.text.fold import fold

_VOWELS = "аеиоуыэюя"
_BACK, _FRONT, _NEITHER = range(3)
_SOFT = {"г": "к", "б": "п"}
_STEMMABLE = re.compile("[а-я]{3,40}")


def tables() -> dict[str, Any]:
    """The data of both languages, as its editors write it."""
    folder = Path(__file__).parent
    return {lang: json.loads((folder / f"stem-{lang}.json").read_text(encoding="utf-8")) for lang in ("kk", "ru")}


def browser_tables() -> str:
    """The same data as JSON for the browser's twin, where it stands for STEM_TABLES; the lists of roots packed."""
    both = tables()
    both["kk"]["roots"] = {kind: list(_packed(priced)) for kind, priced in both["kk"]["roots"].items()}
    return json.dumps(both, ensure_ascii=False, separators=(",", ":"))


def _packed(priced: dict[str, list[str]]) -> Iterator[tuple[int, str]]:
    """The folded roots of a price in order; each loses the letters it shares with the one before and gets their number."""
    for price, lines in priced.items():
        packed, last = "", ""
        for root in sorted(set(fold(" ".join(lines)).split())):
            shared = next(length for length in range(min(9, len(last)), -1, -1) if root.startswith(last[:length]))
            packed, last = f"{packed}{shared}{root[shared:]}", root
        yield int(price), packed


def stem(word: str, lang: str) -> str:
    """The stem of one word, Kazakh unless `lang` is ru. Whatever is no word of Cyrillic letters stays as it is, folded."""
    return _russian().stemWord(fold(word)) if lang == "ru" else _kazakh().stem(fold(word))


@cache
def _russian() -> Any:
    return snowballstemmer.stemmer("russian")


@cache
def _kazakh() -> Kazakh:
    return Kazakh(tables()["kk"])


class Ending(NamedTuple):
    """One spelling of a template."""

    text: str
    after: str
    harmony: int
    restored: str


class Step(NamedTuple):
    """What taking an ending off leads to, and costs."""

    next: str
    price: int
    ending: Ending


class Kazakh:
    """The grammar of one table, ready to stem."""

    def __init__(self, table: dict[str, Any]) -> None:
        self._sounds: dict[str, Any] = table["sounds"]
        self._prices: dict[str, Any] = table["prices"]
        self._endings: dict[str, dict[str, list[Step]]] = {}
        self._changes: dict[str, list[tuple[str, int]]] = {}
        for state, rules in table["rules"].items():
            self._endings[state] = {}
            self._changes[state] = []
            for templates, following, price in rules:
                if not templates:
                    self._changes[state].append((following, price))
                for ending in self._all_spellings(templates):
                    self._endings[state].setdefault(ending.text, []).append(Step(following, price, ending))
        self._lengths = {state: _by_last_letter(endings) for state, endings in self._endings.items()}
        self._whole = {_soften(noun[:-2] + noun[-1]): _soften(noun) for noun in fold(table["drops"]).split()}
        self._whole |= {fold(short): fold(whole) for short, whole in table["irregular"].items()}
        self._known = {kind: self._priced(table["roots"][kind]) for kind in "NV"}
        self._known["N"] |= dict.fromkeys(self._whole, self._prices["known"])
        self._shapes = {kind: self._shape_bases(shapes) for kind, shapes in table["shapes"].items()}
        self._widths = {kind: _by_last_letter(shapes, longest_first=True) for kind, shapes in self._shapes.items()}
        self._particles = set(fold(table["particles"]).split())

    def stem(self, word: str) -> str:
        """Of a word with hyphens the last part is stemmed; a particle (жоқ-ау) falls away first."""
        head, hyphen, last = word.rpartition("-")
        if head and last in self._particles:
            head, hyphen, last = head.rpartition("-")
        return head + hyphen + (self._stem(last) if _STEMMABLE.fullmatch(last) else last)

    def _stem(self, word: str) -> str:
        root = _soften(self._root(word))
        return self._whole.get(root, root)

    def _root(self, word: str) -> str:
        """The cheapest way from the word's end to a root. `paid[at]` is what each state costs with word[:at] left."""
        clashes = self._clashes(word)
        paid: list[dict[str, int]] = [{} for _ in range(len(word) + 1)]
        paid[-1]["word"] = 0
        best, root = 1_000_000, word
        for at in range(len(word), 1, -1):
            here = paid[at]
            for state in self._endings if here else ():
                spent = here.get(state, best)
                if spent >= best:
                    continue
                for start, following, price, rest in self._steps(state, word, at, clashes):
                    total = spent + price
                    if following in self._endings:
                        if total < paid[start].get(following, best):
                            paid[start][following] = total
                        continue
                    own = self._price(following[0], rest) if total < best else best
                    if total + own < best and (len(following) == 1 or own <= self._prices["derived"]):
                        best, root = total + own, rest
        return root

    def _steps(self, state: str, word: str, at: int, clashes: list[tuple[int, int, int]]) -> list[tuple[int, str, int, str]]:
        """(length left, next state, price, what is left) of each step that word[:at] allows, the longest left first."""
        found = [(at, following, price, word[:at]) for following, price in self._changes[state]]
        endings = self._endings[state]
        for length in self._lengths[state].get(word[at - 1], ()):
            start = at - length
            if start > 1 and (steps := endings.get(word[start:at])):
                before, costs = word[start - 1], clashes[start]
                found += [
                    (start, following, price + costs[ending.harmony], word[:start] + ending.restored)
                    for following, price, ending in steps
                    if not ending.after or before in ending.after
                ]
        return found

    def _clashes(self, word: str) -> list[tuple[int, int, int]]:
        """For each length of the word's beginning: what a back, a front, an indifferent ending costs after it.

        Folding hides ә behind а, and и stands for і in кісі, for a back vowel in қиын: these clash mildly.
        """
        mild, hard = self._prices["clash"]
        found = [(0, 0, 0)]
        first = True
        for letter in word:
            match letter:
                case "а" | "я" | "ы":
                    found.append((0, mild if first and letter == "а" else hard, 0))
                case "е" | "э":
                    found.append((hard, 0, 0))
                case "и" | "ь":
                    found.append((mild, 0, 0))
                case "о" | "ю":
                    found.append((0, 0, 0))
                case _:
                    found.append(found[-1])
            first = first and letter not in _VOWELS
        return found

    def _price(self, kind: str, root: str) -> int:
        form = _soften(root)
        if form in self._known[kind]:
            return self._known[kind][form]
        shape = self._shape(kind, form)
        if shape and self._is_derived(form, *shape):
            return int(self._prices["derived"])
        short = self._prices["short"]
        price: int = (
            self._prices["unknown"][kind] + self._prices["letter"] * len(root) + self._prices["last"][kind].get(form[-1], 0)
        )
        price += short[len(root)] if len(root) < len(short) else 0
        price -= self._prices["shaped"] if shape else 0
        return price if any(vowel in root for vowel in _VOWELS) else price + int(self._prices["mute"])

    def _is_derived(self, root: str, end: str, kind: str) -> bool:
        """Is it, without such an ending or more of them, a known root: қауіпсіздік?"""
        root = _soften(root[: -len(end)])
        if root in self._known[kind]:
            return True
        shape = self._shape(kind, root)
        return self._is_derived(root, *shape) if shape else False

    def _shape(self, kind: str, root: str) -> tuple[str, str] | None:
        """The longest such ending of the root, and the kind of root it is added to."""
        shapes = self._shapes[kind]
        for length in self._widths[kind].get(root[-1:], ()):
            end = root[-length:]
            if len(root) >= length + 2 and end in shapes:
                return end, shapes[end]
        return None

    def _shape_bases(self, shapes: dict[str, str]) -> dict[str, str]:
        """Ending -> the kind of root it is added to; of two kinds the first by name."""
        found = {(ending.text, base) for base, templates in shapes.items() for ending in self._all_spellings(templates)}
        return dict(sorted(found, reverse=True))

    def _all_spellings(self, templates: str) -> Iterator[Ending]:
        for template in templates.split():
            yield from self._spellings(template)

    def _spellings(self, template: str) -> Iterator[Ending]:
        shape, _, restored = template.removeprefix("+").partition(":")
        for harmony in (_BACK, _FRONT) if re.search("[AI]", template) else (_NEITHER,):
            body, root = (_voiced(part, harmony) for part in (shape, restored))
            if body[0] in self._sounds:
                for letter, after in self._sounds[body[0]].items():
                    yield Ending(letter + body[1:], after, harmony, root)
            else:
                after = self._sounds["vowel"] if template[0] == "+" else self._sounds["consonant"] if shape[0] in "AI" else ""
                yield Ending(body, after, harmony, root)

    @staticmethod
    def _priced(roots: dict[str, list[str]]) -> dict[str, int]:
        return {_soften(root): int(price) for price, lines in roots.items() for root in fold(" ".join(lines)).split()}


def _by_last_letter(endings: Iterable[str], *, longest_first: bool = False) -> dict[str, list[int]]:
    """Last letter -> the lengths that endings with it have: most letters of a word end nothing."""
    found: dict[str, set[int]] = {}
    for ending in filter(None, endings):
        found.setdefault(ending[-1], set()).add(len(ending))
    return {letter: sorted(lengths, reverse=longest_first) for letter, lengths in found.items()}


def _soften(root: str) -> str:
    """One spelling of a root whose last sound changes: кітап and кітаб(ы), жолақ and жолағ(ы), пароль and парол(і)."""
    root = root.removesuffix("ь")
    return root[:-1] + _SOFT.get(root[-1], root[-1]) if root else root


def _voiced(text: str, harmony: int) -> str:
    """A and I in one harmony, already folded."""
    return text if harmony == _NEITHER else text.replace("A", "ае"[harmony]).replace("I", "ыи"[harmony])
