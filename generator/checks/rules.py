"""Rules for state sites: ids given once; where a person looks, how it stands."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.ids import unique
from generator.load.messages import problem
from generator.model import Portal, Problem


def check(portal: Portal) -> Iterator[Problem]:
    yield from unique(portal.rules)
    for rule in portal.rules:
        if rule.by == "person" and rule.state is None:
            yield problem(
                rule.at.path, rule.at.line, "missing-field", field="state", example="state: {kk: Әлі жоқ., ru: Пока нет.}"
            )
