"""From a document's words to its index terms; assets/search/10-terms.js does the same to a query.

A term is the beginning of the stem of a folded word. A whole title and a whole host are terms too, marked by `=`, so that
what was asked for exactly stands above everything that only contains it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from generator.model import LANGS, Lang, Portal
from generator.search.documents import Document
from generator.text.fold import words
from generator.text.stem import stem

# The fields, and how much more a word counts there than in the text.
BOOSTS: Mapping[str, float] = {"whole": 8, "title": 2, "place": 2, "text": 1}
# Letters of a stem that count: beyond them there is derivation (программалау, программалық), not another word.
LONGEST = 7
_stem = cache(stem)
# Parts of addresses that tell nothing: every second site has them.
IDLE = frozenset("kz www http https html".split())


def terms(text: str, lang: Lang) -> list[str]:
    return [_stem(word, lang)[:LONGEST] for word in words(text) if word not in IDLE]


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


def whole(text: str, lang: Lang) -> str:
    """The mark of a whole title or host, in whatever forms its words stand."""
    return "=" + " ".join(terms(text, lang))


def fields(document: Document, lang: Lang) -> dict[str, list[str]]:
    """Field -> terms of one document."""
    return {
        "whole": [whole(part, lang) for part in (document.title, document.host) if part],
        "title": terms(document.title, lang),
        "place": terms(f"{document.host} {document.place}", lang),
        "text": terms(document.text, lang),
    }
