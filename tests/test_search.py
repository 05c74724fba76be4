"""The index: lunr's own ranking, shards within their size, the same twice."""

import json
from functools import cache
from itertools import pairwise
from pathlib import Path

import brotli
import lunr.builder
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lunr.query import QueryPresence

from generator.load import load
from generator.model import LANGS
from generator.search import Document, facets, index, shards
from generator.search.fields import BOOSTS, fields, synonyms
from generator.search.shards import CARDS, cut
from generator.search.weights import Corpus
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


def postings(corpus, boosts):
    """term -> [(document, weight) …]."""
    made = Corpus(boosts)
    for document in corpus:
        made.add(document)
    return {term: list(zip(found.documents, found.weights, strict=True)) for term, found in made.postings().items()}


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
    made = dict(cut(DOCUMENTS, "kk"))
    again = dict(cut(DOCUMENTS, "kk"))
    changed = dict(cut([*DOCUMENTS[1:], DOCUMENTS[0]], "kk"))
    assert made == again
    assert not {path for path in made if "/kk-" in path} & {path for path in changed if "/kk-" in path}
    for path, script in made.items():
        assert len(brotli.compress(script)) <= 16_000, path
        assert b"</script" not in script
        assert "\u2028".encode() not in script


def test_a_manifest_leads_to_every_document():
    made = dict(cut(DOCUMENTS, "kk"))
    manifest = data(made["search/kk.js"])
    assert manifest["count"] == len(DOCUMENTS)
    cards = [data(made[f"{manifest['folder']}c{n}.js"]) for n in range(-(-len(DOCUMENTS) // CARDS))]
    assert [card[1] for block in cards for card in block] == [document.title for document in DOCUMENTS]
    expected = postings([fields(document, "kk") for document in DOCUMENTS], BOOSTS)
    assert {term: unpacked(steps) for term, steps in terms_of(made, manifest, "t", "starts").items()} == expected
    names = [name for n in range(len(manifest["names"])) for name in data(made[f"{manifest['folder']}n{n}.js"]).split(" ")]
    assert {name[:-1]: ord(name[-1]) - ord("A") for name in names} == {
        term: len(found).bit_length() - 1 for term, found in expected.items() if term[0] != "="
    }


def test_frequent_words_come_in_tiers(monkeypatch):
    """Whatever stands in its shard or follows in tiers, each document of a word is there once, and tiers lose weight."""
    monkeypatch.setattr(shards, "TOP", 20)
    monkeypatch.setattr(shards, "TIER", 32)
    made = dict(cut(DOCUMENTS, "kk"))
    manifest = data(made["search/kk.js"])
    expected = postings([fields(document, "kk") for document in DOCUMENTS], BOOSTS)
    tiered = 0
    for term, entry in terms_of(made, manifest, "t", "starts").items():
        if not entry or not isinstance(entry[1], list):
            assert unpacked(entry) == expected[term]
            continue
        count, top, tiers = entry
        parts = [unpacked(top), *(unpacked(data(made[f"{manifest['folder']}r{file}.js"])) for _, file in tiers)]
        assert count == len(expected[term])
        assert sorted(pair for part in parts for pair in part) == expected[term]
        heaviest = [max(weight for _, weight in part) for part in parts[1:]]
        assert heaviest == [most for most, _ in tiers]
        assert all(min(w for _, w in before) >= max(w for _, w in after) for before, after in pairwise(parts))
        tiered += 1
    assert tiered > 3


def test_runs_tell_where_a_site_stands():
    """From a document's number alone to its rubric, region and languages."""
    for lang in LANGS:
        made = index(portal(), {}, (lang,))
        manifest = data(made[f"search/{lang}.js"])
        shelves = data(made[f"{manifest['folder']}f.js"])
        assert [row[:2] for row in shelves["rubrics"]] == [list(row[:2]) for row in facets(portal(), lang)["rubrics"]]
        known = {site.id: site for site in portal().sites}
        runs = [run for n in range(manifest["runs"]) for run in data(made[f"{manifest['folder']}g{n}.js"])]
        cards = [data(made[f"{manifest['folder']}c{n}.js"]) for n in range(-(-manifest["count"] // CARDS))]
        for number, (path, *_) in enumerate(card for block in cards for card in block):
            run = [run for run in runs if run[0] <= number][-1]
            if "/sites/" not in path:
                assert len(run) == 1
                continue
            site = known[path.rpartition("/")[2].removesuffix(".html")]
            rubric, region, languages, also, owner = run[1:]
            assert shelves["owners"][owner][0] == site.kind
            assert shelves["rubrics"][rubric][0] == site.rubric
            assert shelves["regions"][region][0] == site.region
            assert [shelves["sites"][n][0] for n in languages] == list(site.languages)
            assert [shelves["rubrics"][n][0] for n in also] == list(site.also)


def terms_of(made, manifest, letter, starts):
    """Every term of the shards; each stands where the manifest says."""
    index = {}
    assert manifest[starts] == sorted(manifest[starts])
    for n, start in enumerate(manifest[starts]):
        shard = data(made[f"{manifest['folder']}{letter}{n}.js"])
        assert all(start <= term.removeprefix("=") for term in shard)
        index |= shard
    return index


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
