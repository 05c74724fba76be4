"""lunr's ranking without lunr's objects: BM25 weights of every (term, document), summed over the fields.

lunr scores a document by the dot product of the query with the document's field vectors, divided by the query's length.
A query's weight for a term is the same in every field, so one number a (term, document) carries the whole ranking;
tests/test_search.py holds that sets, scores and order equal lunr's on random corpora.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeAlias

K1, B = 1.2, 0.75
# term -> [(document's number, weight in thousandths)], documents rising
Postings: TypeAlias = dict[str, list[tuple[int, int]]]


def postings(documents: Sequence[Mapping[str, Sequence[str]]], boosts: Mapping[str, float]) -> Postings:
    """Weights of documents given as field -> terms. Shape: one entry a term, one pair a document that has it."""
    counts = {field: [Counter(document[field]) for document in documents] for field in boosts}
    have = Counter(term for field in boosts for counter in counts[field] for term in counter)
    idf = {term: _idf(number, len(documents)) for term, number in have.items()}
    weights: defaultdict[str, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for field, boost in boosts.items():
        lengths = [sum(counter.values()) for counter in counts[field]]
        average = sum(lengths) / len(lengths) if lengths else 0
        for number, (counter, length) in enumerate(zip(counts[field], lengths, strict=True)):
            norm = K1 * (1 - B + B * length / average) if average else K1
            for term, frequency in counter.items():
                weights[term][number] += _thousandths(idf[term] * (K1 + 1) * frequency / (norm + frequency) * boost)
    return {term: sorted(weights[term].items()) for term in sorted(weights)}


def _idf(fields_with_term: int, documents: int) -> float:
    """lunr counts a document once for each field that has the term; hence the absolute value."""
    return math.log(1 + abs((documents - fields_with_term + 0.5) / (fields_with_term + 0.5)))


def _thousandths(score: float) -> int:
    return round(round(score, 3) * 1000)
