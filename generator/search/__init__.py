"""Documents to index: BM25 weights as lunr gives them, cut by term into small scripts (decisions/0006)."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model import Lang, Portal
from generator.search.documents import KINDS, Document, documents
from generator.search.fields import synonyms
from generator.search.shards import cut

__all__ = ["KINDS", "Document", "documents", "shards"]

_WORDS = ("found", "found-all", "found-kinds", "found-guess", "found-shown", "found-none", "found-more", "in-this-language")


def shards(portal: Portal, pages: Mapping[str, bytes], langs: tuple[Lang, ...]) -> dict[str, bytes]:
    """Path in the tree -> script: a manifest a language, its term shards, its cards."""
    made: dict[str, bytes] = {}
    for lang in langs:
        words = {key: _forms(portal, lang, key) for key in (*_WORDS, *(f"type-{kind}" for kind in KINDS))}
        made |= cut(list(documents(portal, pages, lang)), lang, words, synonyms(portal, lang))
    return made


def _forms(portal: Portal, lang: Lang, key: str) -> str | dict[str, str]:
    forms = portal.words.strings[key][lang]
    return forms["other"] if len(forms) == 1 else dict(forms)
