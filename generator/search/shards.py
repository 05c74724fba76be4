"""The index as scripts: a manifest, term shards in the order of their terms, cards in the order of the documents.

    search/kk.js                   the manifest: which folder, where each shard begins, where each kind of document begins
    search/kk-1a2b3c4d/t0.js …     term -> [document, weight, document, weight …], documents as steps from the one before
    search/kk-1a2b3c4d/c0.js …     what a result shows, a few documents a file
    search/kk-1a2b3c4d/s.js        what words of the other language are called here

The folder is named by the content: files of two builds never mix, and a page with an old manifest finds nothing in its
folder and says so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence

from generator.frame import out
from generator.model import Lang
from generator.search.documents import KINDS, Document
from generator.search.fields import BOOSTS, fields
from generator.search.weights import Postings, postings

# Bytes of a term shard before compression: one word asked for costs one such file, some 3 kB on the line.
SHARD = 9_000
# Documents a card file.
CARDS = 4


def cut(
    documents: Sequence[Document], lang: Lang, words: Mapping[str, object], synonyms: Mapping[str, Sequence[str]]
) -> dict[str, bytes]:
    """Path in the tree -> script, for one language. `words` go into the manifest, for the results page; `synonyms` lead
    from a stem of the other language to stems of this one."""
    parts = list(_terms(postings([fields(document, lang) for document in documents], BOOSTS)))
    cards = [_cards(documents[at : at + CARDS], lang) for at in range(0, len(documents), CARDS)]
    bodies = {f"t{n}": shard for n, (_, shard) in enumerate(parts)} | {f"c{n}": card for n, card in enumerate(cards)}
    bodies["s"] = _json(synonyms)
    digest = hashlib.sha256("\n".join(bodies.values()).encode()).hexdigest()[:8]
    folder = f"search/{lang}-{digest}/"
    manifest = {
        "folder": folder,
        "count": len(documents),
        "cards": CARDS,
        "starts": [start for start, _ in parts],
        "order": KINDS,
        "kinds": _kinds(documents),
        "words": words,
    }
    made = {f"{folder}{name}.js": _script(f"{lang}/{name}", body) for name, body in bodies.items()}
    return {f"search/{lang}.js": _script(lang, _json(manifest)), **made}


def place(term: str) -> str:
    """Where a term stands in the order: the mark of a whole title does not part it from its words."""
    return term.removeprefix("=")


def _terms(index: Postings) -> Iterator[tuple[str, str]]:
    """(first place, JSON) of each shard."""
    entries: list[str] = []
    start, size = "", 0
    for term in sorted(index, key=lambda term: (place(term), term)):
        entry = f"{json.dumps(term, ensure_ascii=False)}:{_json(_steps(index[term]))}"
        if entries and size + len(entry) > SHARD:
            yield start, "{" + ",".join(entries) + "}"
            entries, start, size = [], place(term), 0
        entries.append(entry)
        size += len(entry.encode())
    yield start, "{" + ",".join(entries) + "}"


def _steps(posting: Sequence[tuple[int, int]]) -> list[int]:
    before, flat = 0, []
    for document, weight in posting:
        flat += [document - before, weight]
        before = document
    return flat


def _cards(documents: Sequence[Document], lang: Lang) -> str:
    return _json([[out(lang, d.path), d.title, " · ".join(filter(None, (d.host, d.place))), d.text] for d in documents])


def _kinds(documents: Sequence[Document]) -> list[tuple[int, int]]:
    """(kind's number, its first document) of each run of documents of one kind."""
    runs: list[tuple[int, int]] = []
    for n, document in enumerate(documents):
        kind = KINDS.index(document.kind)
        if not runs or runs[-1][0] != kind:
            runs.append((kind, n))
    return runs


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _script(name: str, data: str) -> bytes:
    """JSON as a harmless script: no end tag in it, no line separators that old engines end a string at."""
    inert = data.replace("</", "<\\/").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'sauat.put("{name}",{inert});\n'.encode()
