"""What of a document is indexed, and what the other language calls it.

A whole title and a whole host are terms too, marked by `=`, so that what was asked for exactly stands above everything
that only contains it.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.model import LANGS, Lang, Portal
from generator.search.documents import Document
from generator.text.terms import terms, whole

# The fields, and how much more a word counts there than in the text.
BOOSTS: Mapping[str, float] = {"whole": 8, "title": 2, "place": 2, "text": 1}


def synonyms(portal: Portal, lang: Lang) -> dict[str, list[str]]:
    """Stem of the other language -> stems of this one, for the glossary's terms of one word and for abbreviations."""
    other = LANGS[1 - LANGS.index(lang)]
    pairs = [(text[other], text[lang]) for term in portal.terms for text in (term.term, term.short) if text]
    found: dict[str, list[str]] = {}
    for theirs, ours in pairs:
        keys, meant = terms(theirs, other), terms(ours, lang)
        # The index looks a word up by its stem in the page's language, so the key is that stem too.
        if len(keys) == 1 and len(meant) == 1 and (key := terms(theirs, lang)[0]) != meant[0]:
            found[key] = sorted({*found.get(key, []), *meant})
    return dict(sorted(found.items()))


def fields(document: Document, lang: Lang) -> dict[str, list[str]]:
    """Field -> terms of one document."""
    return {
        "whole": [whole(part, lang) for part in (document.title, document.host) if part],
        "title": terms(document.title, lang),
        "place": terms(f"{document.host} {document.place}", lang),
        "text": terms(document.text, lang),
    }
