"""The index: lunr's own ranking, shards within their size, the same twice."""

import json
from functools import cache
from pathlib import Path

import brotli
import lunr.builder
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lunr.query import QueryPresence

from generator.load import load
from generator.search import Document
from generator.search.fields import BOOSTS, fields, synonyms
from generator.search.shards import CARDS, cut
from generator.search.weights import postings
from generator.text.terms import terms

ROOT = Path(__file__).parent.parent
FIELDS = {"title": 4, "text": 1}
_TERMS = st.lists(st.sampled_from([f"сөз{n}" for n in range(9)]), max_size=7)
CORPORA = st.lists(st.fixed_dictionaries({"title": _TERMS, "text": _TERMS}), min_size=1, max_size=12)
QUERIES = st.lists(st.sampled_from([f"сөз{n}" for n in range(11)]), min_size=1, max_size=4, unique=True)


def by_lunr(corpus, query):
    """lunr's answer: document -> score."""
    builder = lunr.builder.Builder()
    builder.ref("id")
    for field, boost in FIELDS.items():
        builder.field(field, boost=boost)
    for number, document in enumerate(corpus):
        builder.add({"id": str(number), **{field: " ".join(document[field]) for field in FIELDS}})
    index = builder.build()
    asked = index.create_query()
    for word in query:
        asked.clause(word, presence=QueryPresence.OPTIONAL, use_pipeline=False)
    return {int(found["ref"]): found["score"] for found in index.query(asked)}


def ours(corpus, query):
    index = postings(corpus, FIELDS)
    scores = {}
    for word in query:
        for number, weight in index.get(word, ()):
            scores[number] = scores.get(number, 0) + weight
    # lunr's query has a length only for the words that its index has.
    length = 1000 * len([word for word in query if word in index]) ** 0.5
    return {number: score / length for number, score in scores.items()}


@settings(max_examples=150, deadline=None)
@given(CORPORA, QUERIES)
def test_the_weights_are_lunrs(corpus, query):
    if not any(document[field] for document in corpus for field in FIELDS):
        return
    assert ours(corpus, query) == pytest.approx(by_lunr(corpus, query))


@cache
def portal():
    return load(ROOT).portal


DOCUMENTS = [
    Document(
        f"p{n}.html",
        "site" if n % 2 else "page",
        f"Атауы {n} сайт",
        "Мәтін </script> \u2028 " + "сөздер " * (n % 9),
        "айдар",
        "x.kz",
    )
    for n in range(200)
]


def test_shards_are_small_harmless_and_named_by_their_content():
    made = cut(DOCUMENTS, "kk", {}, {})
    again = cut(DOCUMENTS, "kk", {}, {})
    changed = cut([*DOCUMENTS[1:], DOCUMENTS[0]], "kk", {}, {})
    assert made == again
    assert not {path for path in made if "/kk-" in path} & {path for path in changed if "/kk-" in path}
    for path, script in made.items():
        assert len(brotli.compress(script)) <= 16_000, path
        assert b"</script" not in script
        assert "\u2028".encode() not in script


def test_a_manifest_leads_to_every_document():
    made = cut(DOCUMENTS, "kk", {}, {})
    manifest = data(made["search/kk.js"])
    assert manifest["count"] == len(DOCUMENTS)
    cards = [data(made[f"{manifest['folder']}c{n}.js"]) for n in range(-(-len(DOCUMENTS) // CARDS))]
    assert [card[1] for block in cards for card in block] == [document.title for document in DOCUMENTS]
    starts = manifest["starts"]
    assert starts == sorted(starts)
    index = {}
    for n in range(len(starts)):
        index |= data(made[f"{manifest['folder']}t{n}.js"])
    expected = postings([fields(document, "kk") for document in DOCUMENTS], BOOSTS)
    assert {term: unpacked(steps) for term, steps in index.items()} == expected


def data(script):
    return json.loads(script.decode().partition(",")[2].rstrip().removesuffix(");"))


def unpacked(steps):
    pairs, number = [], 0
    for step, weight in zip(steps[::2], steps[1::2], strict=True):
        number += step
        pairs.append((number, weight))
    return pairs


def test_the_glossary_gives_synonyms():
    assert synonyms(portal(), "kk")[terms("клавиатура", "kk")[0]] == terms("пернетақта", "kk")
    assert synonyms(portal(), "ru")[terms("ЭЦҚ", "ru")[0]] == terms("ЭЦП", "ru")
