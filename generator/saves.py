"""What a browser fetches to keep a level: `saves/kk.js`, one a language, tells each file's path, bytes on the line, digest.

A page asks for the list when its reader turns to "keep this level" (assets/save/), compares it with what is kept, and
fetches the difference.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import posixpath
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator import levels
from generator.frame import out
from generator.model import Lang, Portal

_ASSET = re.compile(r'(?:href|src)="((?:\.\./)*assets/[^"]+)"')
# Bytes of a digest in hexadecimal: it tells a changed file and a stranger's page, and defends against nobody.
_DIGITS = 16


def scripts(portal: Portal, site: Path, langs: Sequence[Lang]) -> dict[str, bytes]:
    """Path in the tree -> script, from the finished pages of `site`."""
    return {f"saves/{lang}.js": _script(portal, site, lang) for lang in langs}


def _script(portal: Portal, site: Path, lang: Lang) -> bytes:
    top = site / out(lang, "")
    below = [file.relative_to(top).as_posix() for file in sorted(top.rglob("*.html"))]
    # Places in the list of all files, by level.
    chosen = {
        level.id: _files(site, [out(lang, path) for path in levels.pages(portal, level, below)])
        for level in levels.written(portal)
    }
    paths = sorted({path for files in chosen.values() for path in files})
    data = {
        "files": [[path, *_weight((site / path).read_bytes())] for path in paths],
        "levels": {level: [paths.index(path) for path in files] for level, files in chosen.items()},
    }
    return f'sauat.put("saves/{lang}",{json.dumps(data, separators=(",", ":"))});\n'.encode()


def _files(site: Path, pages: list[str]) -> list[str]:
    assets = {asset for page in pages for asset in _assets(page, (site / page).read_text(encoding="utf-8"))}
    return [*pages, *sorted(assets)]


def _assets(page: str, html: str) -> Iterator[str]:
    for link in _ASSET.findall(html):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(page), link))


def _weight(content: bytes) -> tuple[int, int, str]:
    """Bytes on the line as a server without brotli sends them, bytes on the device, digest."""
    return len(gzip.compress(content, 6, mtime=0)), len(content), hashlib.sha256(content).hexdigest()[:_DIGITS]
