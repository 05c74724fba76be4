"""What must hold between the records and the words. Each module looks after one concern; a check only yields problems.

A value that `load` refused is empty here, and an empty list is a file that was not read. Both are told already, so
every check passes them by.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.checks import (
    banks,
    course,
    drawings,
    events,
    indicators,
    lessons,
    links,
    news,
    pages,
    parity,
    programme,
    rules,
    sites,
    teaching,
    terms,
    text,
    topics,
    usage,
    words,
)
from generator.model import Portal, Problem, Site

_CONCERNS = (
    sites,
    course,
    lessons,
    banks,
    teaching,
    programme,
    events,
    indicators,
    topics,
    rules,
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
# Those that look at a site's record.
_OF_SITES = (sites, text, usage)


def check(portal: Portal, fresh: tuple[Site, ...] | None = None) -> Iterator[Problem]:
    """Every problem there is, concern by concern. With `fresh`, all but these sites was found good before, and is only looked
    at as what they may name or repeat."""
    if fresh is None:
        for concern in _CONCERNS:
            yield from concern.check(portal)
    else:
        alone = replace(portal, sites=fresh, items=(), prose=(), drawings={})
        for concern in _OF_SITES:
            yield from concern.check(alone)
    yield from sites.together(portal)
