"""One spelling for what people type in many: small letters, no ё, the nine Kazakh letters by their Russian look-alikes.

`fold.json` is the only table; the browser's twin, assets/js/fold.js, is built with the same file, and
tests/contract/fold.json runs through both. NFD is no help: the Kazakh letters have no decomposition.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

TABLE: dict[str, str] = json.loads(Path(__file__).with_name("fold.json").read_text(encoding="utf-8"))
_MAP = str.maketrans(TABLE)
_WORD = re.compile(r"[0-9a-zа-я]+")


def fold(text: str) -> str:
    """The text as it is compared: lower case, folded letters. The length in letters stays the same."""
    return text.lower().translate(_MAP)


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return _WORD.findall(fold(text))
