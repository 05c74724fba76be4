"""What of a document is indexed, and what the other language calls it.

A whole title and a whole host are terms too, marked by `=`, so that what was asked for exactly stands above everything
that only contains it. A document answers to its title in the other language as well, by that language's stems.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.model import LANGS, Lang, Portal
from generator.search.documents import Document
from generator.text.terms import terms, whole

# The fields, and how much more a word counts there than in the text.
BOOSTS: Mapping[str, float] = {"whole": 8, "title": 2, "place": 2, "text": 1, "twin": 1}


def synonyms(portal: Portal, lang: Lang) -> dict[str, list[str]]:
    """Stem of the other language -> stems of this one, for the glossary's terms of one word and for abbreviations."""
    other = LANGS[1 - LANGS.index(lang)]
    pairs = [(text[other], text[lang]) for term in portal.terms for text in (term.term, term.short) if text]
    found: dict[str, list[str]] = {}
    for theirs, ours in pairs:
        keys, meant = terms(theirs, other), terms(ours, lang)
        if len(keys) == 1 and len(meant) == 1 and keys != meant:
            found[keys[0]] = sorted({*found.get(keys[0], []), *meant})
    return dict(sorted(found.items()))


def fields(document: Document, lang: Lang) -> dict[str, list[str]]:
    """Field -> terms of one document."""
    other = LANGS[1 - LANGS.index(lang)]
    names = [(name, lang) for name in (document.title, *document.hosts, *document.names.split(", "))]
    marks = [whole(name, side) for name, side in (*names, (document.twin, other))]
    return {
        "whole": [mark for mark in dict.fromkeys(marks) if mark != "="],
        "title": terms(document.title, lang),
        "place": terms(" ".join((*document.hosts, document.place, document.names)), lang),
        "text": terms(document.text, lang),
        "twin": terms(f"{document.twin} {document.twin_place}", other),
    }
