"""A long list cut into pages of one length: first.html, first/2.html and so on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, TypeVar

from generator.frame import View

T = TypeVar("T")


def page_path(first: str, number: int) -> str:
    """Where page `number` of a list lies."""
    return first if number == 1 else f"{first.removesuffix('.html')}/{number}.html"


def pages_of(records: Sequence[T], size: int) -> list[tuple[T, ...]]:
    """Pages of one length, give or take a record, none longer than `size`; an empty list has one page."""
    count = max(1, -(-len(records) // size))
    bounds = [len(records) * n // count for n in range(count + 1)]
    return [tuple(records[low:high]) for low, high in pairwise(bounds)]


def strip(view: View, first: str, words: Sequence[str], here: int) -> Iterator[dict[str, Any]]:
    """The first and the last page and those beside this one, each with its guide words; a gap is a row of its own."""
    near = sorted({1, len(words), *(n for n in range(here - 2, here + 3) if 1 <= n <= len(words))})
    for before, number in zip([0, *near], near, strict=False):
        if number - before > 1:
            yield {"number": 0}
        url = view.url(page_path(first, number))
        yield {"number": number, "url": url, "words": words[number - 1], "here": number == here}
