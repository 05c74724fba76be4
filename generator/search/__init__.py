"""Documents to index: BM25 weights as lunr gives them, cut by term into small scripts (decisions/0006, 0007)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.cores import each
from generator.frame import out
from generator.model import NATIONAL, SITE_KINDS, SITE_LANGUAGES, Lang, Portal
from generator.search.documents import KINDS, Document, documents
from generator.search.fields import synonyms
from generator.search.shards import cut
from generator.text.say import say

__all__ = ["KINDS", "Document", "documents", "facets", "index", "part"]

_WORDS = (
    "found",
    "found-all",
    "found-kinds",
    "found-shown",
    "found-exact",
    "found-filtered",
    "found-list",
    "found-none",
    "found-more",
    "in-this-language",
)


def index(portal: Portal, pages: Mapping[str, bytes], langs: tuple[Lang, ...]) -> dict[str, bytes]:
    """Path in the tree -> script: a manifest a language, its term shards, its cards."""

    def one(lang: Lang) -> dict[str, bytes]:
        return _scripts(portal, list(documents(portal, pages, lang)), lang, facets(portal, lang))

    return {path: script for made in each(one, langs) for path, script in made.items()}


def part(portal: Portal, pages: Mapping[str, bytes], lang: Lang) -> dict[str, bytes]:
    """The same of some pages of a language, by their paths in the tree; without any, an index that finds nothing."""
    inside = [one for one in documents(portal, pages, lang) if out(lang, one.path.partition("#")[0]) in pages]
    places = {way: rows if any(one.kind == "site" for one in inside) else [] for way, rows in facets(portal, lang).items()}
    return _scripts(portal, inside, lang, places)


def _scripts(
    portal: Portal, found: list[Document], lang: Lang, places: Mapping[str, Sequence[Sequence[object]]]
) -> dict[str, bytes]:
    words = {key: _forms(portal, lang, key) for key in (*_WORDS, *(f"type-{kind}" for kind in KINDS))}
    return dict(cut(found, lang, words=words, synonyms=synonyms(portal, lang), facets=places))


def facets(portal: Portal, lang: Lang) -> dict[str, list[tuple[object, ...]]]:
    """What sites can be narrowed by, each as (id, name); a rubric below another has that one's place in the list too."""
    rubrics: list[tuple[object, ...]] = []
    for rubric in portal.rubrics:
        parent = len(rubrics)
        rubrics.append((rubric.id, rubric.name[lang]))
        rubrics += ((child.id, child.name[lang], parent) for child in rubric.children)
    regions = [(NATIONAL, say(portal.words, lang, "national")), *((region.id, region.name[lang]) for region in portal.regions)]
    languages = [(code, say(portal.words, lang, f"lang-{code}")) for code in SITE_LANGUAGES]
    owners = [(kind, say(portal.words, lang, f"kind-{kind}")) for kind in SITE_KINDS]
    return {"rubrics": rubrics, "regions": list(regions), "sites": list(languages), "owners": list(owners)}


def _forms(portal: Portal, lang: Lang, key: str) -> str | dict[str, str]:
    forms = portal.words.strings[key][lang]
    return forms["other"] if len(forms) == 1 else dict(forms)
