"""The service worker of one release: its script, told what the tree holds. What it does: overrides/assets/worker/sw.js."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from generator.frame import HOME, out
from generator.model import LANGS

# Shown in the place of a page that was never opened while there was a network.
OFFLINE = "offline.html"
# Bytes of an index, uncompressed, up to which it is fetched as a whole after a reader's first search: some 0.7 MB on the line.
WHOLE = 2_000_000
_INDEX = re.compile(r"(search/(..)-[0-9a-f]{8}/)(.+)")


def script(source: str, sizes: Mapping[str, int], digest: str) -> bytes:
    """sw.js at the tree's root. `sizes` are all other files, path -> bytes; a new `digest` is a new release."""
    pages = {path for path in sizes if path.endswith(".html")}
    assets = [path for path in sizes if path.startswith("assets/")]
    frame = [path for path in assets if path.startswith(("assets/sauat.", "assets/early.")) or path.endswith(".svg")]
    release = {
        "id": digest,
        "tops": sorted({path.split("/")[0] for path in pages}),
        # Kept on every line: what every page has. Then what is kept ahead where the line allows.
        "always": [*frame, *_twins(OFFLINE, pages)],
        "more": [
            *(path for path in assets if path not in frame and "-narrow." not in path),
            *_twins(HOME, pages),
            *_twins("search.html", pages),
        ],
        "indexes": _indexes(sizes),
    }
    return source.replace("RELEASE_DATA", json.dumps(release, separators=(",", ":"))).encode()


def _twins(path: str, pages: set[str]) -> list[str]:
    """A page in the languages that the tree has."""
    return [out(lang, path) for lang in LANGS if out(lang, path) in pages]


def _indexes(sizes: Mapping[str, int]) -> dict[str, dict[str, Any]]:
    """Language -> folder and files of its search index; no files where they are too many bytes to fetch them all."""
    indexes: dict[str, dict[str, Any]] = {}
    weights: dict[str, int] = {}
    for found in filter(None, map(_INDEX.fullmatch, sizes)):
        folder, lang, name = found.groups()
        indexes.setdefault(lang, {"folder": folder, "files": []})["files"].append(name)
        weights[lang] = weights.get(lang, 0) + sizes[found[0]]
    return {lang: index if weights[lang] <= WHOLE else {**index, "files": []} for lang, index in indexes.items()}
