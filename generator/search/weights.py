"""lunr's ranking without lunr's objects: BM25 weights of every (term, document), summed over the fields.

lunr scores a document by the dot product of the query with the document's field vectors, divided by the query's length.
A query's weight for a term is the same in every field, so one number a (term, document) carries the whole ranking;
tests/test_search.py holds that sets, scores and order equal lunr's on random corpora.

Documents come in one at a time and stay as numbers: some 4 bytes a word, 8 a posting, whatever the size of the corpus.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

K1, B = 1.2, 0.75


@dataclass
class Posting:
    """The documents that have a term, rising, and the term's weight in each, in thousandths."""

    documents: array[int] = field(default_factory=lambda: array("I"))
    weights: array[int] = field(default_factory=lambda: array("I"))

    def __len__(self) -> int:
        return len(self.documents)


class Corpus:
    """Documents as field -> terms; `postings()` when all are in."""

    def __init__(self, boosts: Mapping[str, float]) -> None:
        self._boosts = boosts
        self._numbers: dict[str, int] = {}
        self._words = array("I")
        # How many words of each document's fields, field by field in the order of the boosts.
        self._lengths = array("I")
        self._worth = array("d")
        self._have: list[int] = []

    def __len__(self) -> int:
        return len(self._lengths) // len(self._boosts)

    def add(self, document: Mapping[str, Sequence[str]], worth: float = 1) -> None:
        """Take in one document; its weights count `worth` times, as with lunr's boost of a document."""
        self._worth.append(worth)
        numbers, have = self._numbers, self._have
        for name in self._boosts:
            found = [numbers.setdefault(term, len(numbers)) for term in document[name]]
            self._words.extend(found)
            self._lengths.append(len(found))
            have.extend(0 for _ in range(len(numbers) - len(have)))
            for number in set(found):
                have[number] += 1

    def postings(self) -> dict[str, Posting]:
        """term -> its posting, terms in order."""
        idf = [_idf(count, len(self)) for count in self._have]
        index = [Posting() for _ in idf]
        for number, weights in enumerate(self._documents(idf)):
            for term, weight in weights.items():
                index[term].documents.append(number)
                index[term].weights.append(weight)
        return {term: index[number] for term, number in sorted(self._numbers.items())}

    def _documents(self, idf: Sequence[float]) -> Iterator[dict[int, int]]:
        """Each document's weight of each of its terms."""
        boosts = list(self._boosts.values())
        averages = [sum(self._lengths[n :: len(boosts)]) / max(1, len(self)) for n in range(len(boosts))]
        at = 0
        for start, worth in zip(range(0, len(self._lengths), len(boosts)), self._worth, strict=True):
            weights: dict[int, int] = {}
            for boost, average, length in zip(boosts, averages, self._lengths[start : start + len(boosts)], strict=True):
                counts = Counter(self._words[at : at + length])
                at += length
                norm = K1 * (1 - B + B * length / average) if average else K1
                for term, count in counts.items():
                    score = idf[term] * (K1 + 1) * count / (norm + count) * boost * worth
                    # Rounded up from the half, as lunr.js does it.
                    weights[term] = weights.get(term, 0) + int(score * 1000 + 0.5)
            yield weights


def _idf(fields_with_term: int, documents: int) -> float:
    """lunr counts a document once for each field that has the term; hence the absolute value."""
    return math.log(1 + abs((documents - fields_with_term + 0.5) / (fields_with_term + 0.5)))
