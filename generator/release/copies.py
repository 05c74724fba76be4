"""Compressed copies, made once here so that no server spends a moment on them at each request."""

from __future__ import annotations

import gzip

import brotli

from generator.release.facts import is_compressible


def compressed(path: str, content: bytes) -> dict[str, bytes]:
    """Ending -> copy, for those that are smaller than the file itself. The same bytes each time: no name, no hour inside."""
    if not is_compressible(path):
        return {}
    made = {"br": brotli.compress(content, quality=11), "gz": gzip.compress(content, 9, mtime=0)}
    return {ending: copy for ending, copy in made.items() if len(copy) < len(content)}
