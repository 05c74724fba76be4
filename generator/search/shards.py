"""The index as scripts: a manifest, term shards and names in the order of the terms, cards in the order of the documents.

    search/kk.js                   the manifest: which folder, where each shard begins, where each kind of document begins
    search/kk-1a2b3c4d/t0.js …     term -> [document, weight, document, weight …], documents as steps from the one before
    search/kk-1a2b3c4d/r0.js …     what a frequent term's shard has no room for: its documents of less weight, in tiers
    search/kk-1a2b3c4d/n0.js …     the terms alone, each with its frequency: for words begun and words mistyped
    search/kk-1a2b3c4d/c0.js …     what a result shows, a few documents a file
    search/kk-1a2b3c4d/f.js        names of rubrics, regions, languages and kinds of owners
    search/kk-1a2b3c4d/g0.js …     the runs of sites that stand in the same of them
    search/kk-1a2b3c4d/s.js        what words of the other language are called here

The folder is named by the content: files of two builds never mix, and a page with an old manifest finds nothing in its
folder and says so. decisions/0007 tells what each part weighs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isqrt
from typing import Any

from generator.frame import out
from generator.model import Lang
from generator.search.documents import KINDS, Document, Shelf
from generator.search.fields import BOOSTS, fields
from generator.search.weights import Corpus, Posting

# Characters of a term shard before compression, at least and at most. A first query costs the manifest, which holds a place
# a shard, and one shard: together they are lightest when the shards grow with the root of the index.
SHARDS = 4_000, 24_000
# Characters of a file of names: a word begun or mistyped costs one or a few.
NAMES = 6_000
# Documents of the most weight that stand in a term's shard, and documents a tier of the rest.
TOP, TIER = 800, 2_000
# Runs a file.
RUNS = 1_500
# Documents a card file.
CARDS = 2
# Characters of a text on its card: the results show a part of it round the first word that was found.
TEXT = 360


def cut(
    documents: Sequence[Document],
    lang: Lang,
    *,
    words: Mapping[str, object] | None = None,
    synonyms: Mapping[str, Sequence[str]] | None = None,
    facets: Mapping[str, Sequence[Sequence[object]]] | None = None,
) -> Iterator[tuple[str, bytes]]:
    """(path in the tree, script) of everything of one language, the manifest last.

    `words` go into the manifest, for the results; `synonyms` lead from a stem of the other language to stems of this one;
    `facets` names what sites can be narrowed by.
    """
    index = _index(documents, lang)
    rest: list[str] = []
    bodies: dict[str, bytes] = {}

    def shelve(letter: str, files: Iterable[str]) -> None:
        """Each file is bytes at once: a large index must not stand in memory twice."""
        for n, body in enumerate(files):
            bodies[f"{letter}{n}"] = _script(f"{lang}/{letter}{n}", body)

    starts: list[str] = []
    entries = ((place(term), _entry(term, index[term], rest)) for term in _ordered(index))
    shelve("t", ("{" + ",".join(some) + "}" for some in _filled(entries, _shard(index), starts)))
    beginnings: list[str] = []
    names = ((term, _name(term, index[term])) for term in index if term[0] != "=")
    shelve("n", (json.dumps(" ".join(some), ensure_ascii=False) for some in _filled(names, NAMES, beginnings)))
    index.clear()
    shelve("r", rest)
    shelve("c", _cards(documents, lang))
    runs = list(_runs(documents, facets or {}))
    shelve("g", (_json(runs[at : at + RUNS]) for at in range(0, len(runs), RUNS)))
    bodies["f"] = _script(f"{lang}/f", _json(facets or {}))
    bodies["s"] = _script(f"{lang}/s", _json(synonyms or {}))
    digest = hashlib.sha256()
    for body in bodies.values():
        digest.update(body)
    folder = f"search/{lang}-{digest.hexdigest()[:8]}/"
    for name, body in bodies.items():
        yield f"{folder}{name}.js", body
    manifest = {
        "folder": folder,
        "count": len(documents),
        "cards": CARDS,
        "starts": starts,
        "names": beginnings,
        "order": KINDS,
        "kinds": _kinds(documents),
        "runs": -(-len(runs) // RUNS),
        "pages": list(_pages(documents)),
        "words": words or {},
    }
    yield f"search/{lang}.js", _script(lang, _json(manifest))


def _index(documents: Sequence[Document], lang: Lang) -> dict[str, Posting]:
    corpus = Corpus(BOOSTS)
    for document in documents:
        corpus.add(fields(document, lang), document.worth)
    return corpus.postings()


def _shard(index: Mapping[str, Posting]) -> int:
    """Characters of a shard, by a guess of all there are: 8 a posting, 12 a term."""
    least, most = SHARDS
    guess = sum(8 * min(len(posting), TOP) + 12 for posting in index.values())
    return min(most, max(least, isqrt(8 * guess)))


def place(term: str) -> str:
    """Where a term stands in the order: the mark of a whole title does not part it from its words."""
    return term.removeprefix("=")


def _ordered(index: Mapping[str, Posting]) -> list[str]:
    return sorted(index, key=lambda term: (place(term), term))


def _filled(entries: Iterable[tuple[str, str]], most: int, starts: list[str]) -> Iterator[list[str]]:
    """The entries of each file, filled up to so many characters; `starts` gets the shortest beginning that parts the file's
    first place from the last one before."""
    last, filled, size = "", list[str](), 0
    starts.append("")
    for at, entry in entries:
        if filled and size + len(entry) > most:
            yield filled
            starts.append(_parting(last, at))
            filled, size = [], 0
        filled.append(entry)
        size += len(entry)
        last = at
    yield filled


def _parting(before: str, after: str) -> str:
    """The shortest beginning of a text that stands after another text."""
    return next((after[:end] for end in range(1, len(after)) if after[:end] > before), after)


def _entry(term: str, posting: Posting, rest: list[str]) -> str:
    """A term in its shard. Of a frequent one only the documents of the most weight; the others follow in `rest`, and the
    entry tells their number, and for each tier its most weight and its file."""
    name = json.dumps(term, ensure_ascii=False)
    if len(posting) <= TOP + TIER // 4:
        return f"{name}:[{_steps(posting.documents, posting.weights)}]"
    ranked = sorted(range(len(posting)), key=lambda n: (-posting.weights[n], posting.documents[n]))
    tiers = []
    for at in range(TOP, len(ranked), TIER):
        tiers.append([posting.weights[ranked[at]], len(rest)])
        rest.append(f"[{_some(posting, ranked[at : at + TIER])}]")
    return f"{name}:[{len(posting)},[{_some(posting, ranked[:TOP])}],{_json(tiers)}]"


def _some(posting: Posting, numbers: list[int]) -> str:
    rising = sorted(numbers)
    return _steps([posting.documents[n] for n in rising], [posting.weights[n] for n in rising])


def _steps(documents: Sequence[int], weights: Sequence[int]) -> str:
    steps = (after - before for before, after in zip((0, *documents), documents, strict=False))
    return ",".join(f"{step},{weight}" for step, weight in zip(steps, weights, strict=True))


def _name(term: str, posting: Posting) -> str:
    """A term and how frequent it is: 0 for one document, and one more for each doubling, as a letter from a."""
    return term + chr(ord("A") + len(posting).bit_length() - 1)


def _cards(documents: Sequence[Document], lang: Lang) -> Iterator[str]:
    for at in range(0, len(documents), CARDS):
        some = documents[at : at + CARDS]
        yield _json([[out(lang, d.path), d.title, " · ".join(filter(None, (d.host, d.place))), _short(d.text)] for d in some])


def _short(text: str) -> str:
    return text if len(text) <= TEXT else text[:TEXT].rpartition(" ")[0] + " …"


def _pages(documents: Sequence[Document]) -> Iterator[tuple[int, int]]:
    """(first document, how many) of each page that has sections: it comes first, without an anchor, and they follow."""
    first, path = 0, ""
    for n, document in enumerate([*documents, None]):
        if document is None or document.path.partition("#")[0] != path:
            if path and n - first > 1 and "#" not in documents[first].path:
                yield first, n - first
            first, path = n, document.path.partition("#")[0] if document else ""


def _kinds(documents: Sequence[Document]) -> list[tuple[int, int]]:
    """(kind's number, its first document) of each run of documents of one kind."""
    return list(_changes(KINDS.index(document.kind) for document in documents))


def _runs(documents: Sequence[Document], facets: Mapping[str, Sequence[Sequence[object]]]) -> Iterator[list[object]]:
    """[first document, rubric, region, languages, other rubrics, owner] of each run of sites that stand alike, as places in
    the lists of `facets`. A run of what is no site has its first document alone."""
    numbers = {kind: {row[0]: n for n, row in enumerate(rows)} for kind, rows in facets.items()}

    def numbered(shelf: Shelf | None) -> tuple[object, ...]:
        if shelf is None or not numbers:
            return ()
        rubrics = numbers["rubrics"]
        languages = [numbers["sites"][lang] for lang in shelf.languages]
        return (
            rubrics[shelf.rubric],
            numbers["regions"][shelf.region],
            languages,
            [rubrics[one] for one in shelf.also],
            numbers["owners"][shelf.owner],
        )

    for found, first in _changes(numbered(document.shelf) for document in documents):
        yield [first, *found]


def _changes(values: Iterable[Any]) -> Iterator[tuple[Any, int]]:
    """(value, its first place) of each run of equal values."""
    last: object = object()
    for n, value in enumerate(values):
        if value != last:
            yield value, n
            last = value


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _script(name: str, data: str) -> bytes:
    """JSON as a harmless script: no end tag in it, no line separators that old engines end a string at."""
    inert = data.replace("</", "<\\/").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'sauat.put("{name}",{inert});\n'.encode()
