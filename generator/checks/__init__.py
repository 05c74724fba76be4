"""What must hold between the records and the words. Each module looks after one concern; a check only yields problems.

A value that `load` refused is empty here, and an empty list is a file that was not read. Both are told already, so
every check passes them by.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks import (
    banks,
    course,
    drawings,
    lessons,
    links,
    news,
    pages,
    parity,
    programme,
    sites,
    teaching,
    terms,
    text,
    topics,
    usage,
    words,
)
from generator.model import Portal, Problem

_CONCERNS = (
    sites,
    course,
    lessons,
    banks,
    teaching,
    programme,
    topics,
    terms,
    words,
    pages,
    links,
    news,
    parity,
    text,
    usage,
    drawings,
)


def check(portal: Portal) -> Iterator[Problem]:
    """Every problem there is, concern by concern."""
    for concern in _CONCERNS:
        yield from concern.check(portal)
