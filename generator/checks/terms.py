"""The glossary: ids given once, and related terms that exist."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.ids import ids, unique
from generator.load.messages import problem
from generator.model import Portal, Problem


def check(portal: Portal) -> Iterator[Problem]:
    terms = ids(portal.terms, "catalog/terms.yml")
    yield from unique(portal.terms)
    for term in portal.terms:
        yield from terms.many(term.at, "related", term.related)
        if term.id and term.id in term.related:
            line = term.at.of(f"related.{term.related.index(term.id)}")
            yield problem(term.at.path, line, "own-relation", found=term.id)
