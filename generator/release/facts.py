"""What servers are told of a file: its type, how long it may be kept, whether it is worth compressing. Said once, by path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from generator.model import LANGS
from generator.release.refused import Refused

Caching: TypeAlias = Literal["immutable", "checked", "short"]

# What each kind of caching is on the line. Pages are asked for anew after five minutes, by the worker each time.
CACHE_CONTROL: dict[Caching, str] = {
    "immutable": "public, max-age=31536000, immutable",
    "checked": "no-cache",
    "short": "public, max-age=300",
}
# Folders by what their paths begin with, and single files; all others are "short". No release's own names stand here: a
# server reads them once, and must be right about the next release too.
IMMUTABLE = ("assets/", *(f"search/{lang}-" for lang in LANGS))
CHECKED = ("sw.js", *(f"{folder}/{lang}.js" for folder in ("search", "saves") for lang in LANGS))
_TEXT = "; charset=utf-8"
TYPES = {
    "html": "text/html" + _TEXT,
    "css": "text/css" + _TEXT,
    "js": "text/javascript" + _TEXT,
    "txt": "text/plain" + _TEXT,
    "md": "text/markdown" + _TEXT,
    "csv": "text/csv" + _TEXT,
    "tsv": "text/tab-separated-values" + _TEXT,
    "ics": "text/calendar" + _TEXT,
    "opml": "text/x-opml" + _TEXT,
    "yml": "application/yaml",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml",
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "mp3": "audio/mpeg",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "epub": "application/epub+zip",
}
# Files whose names say more than their endings; tests look whether each feed and each description of the tree is here.
SPECIAL = {
    **{f"{folder}/feed-{lang}.xml": "application/atom+xml" for folder in ("catalog", "news") for lang in LANGS},
    **{f"news/feed-{lang}.json": "application/feed+json" for lang in LANGS},
    **{f"opensearch-{lang}.xml": "application/opensearchdescription+xml" for lang in LANGS},
    "catalog/data/v1/site.schema.json": "application/schema+json",
    "editions/SHA256SUMS": "text/plain" + _TEXT,
}
# These are compressed inside already.
_PACKED = {"png", "jpg", "webp", "avif", "woff2", "mp3", "zip", "epub", "pdf"}
# An immutable file that lacks a hash in its path would be kept for a year after it has changed.
_HASHED = re.compile(r"assets/.+\.[0-9a-f]{8}\.\w+|search/[a-z]{2}-[0-9a-f]{8}/.+")
# Endings of the copies that a server sends instead.
COPIES = {"br": "br", "gz": "gzip"}


@dataclass(frozen=True)
class File:
    """A file of the tree. `copies` are the sizes of its compressed copies, by their ending."""

    path: str
    size: int
    sha256: str
    copies: tuple[tuple[str, int, str], ...] = ()

    @property
    def type(self) -> str:
        return type_of(self.path)

    @property
    def caching(self) -> Caching:
        return caching_of(self.path)

    @property
    def is_page(self) -> bool:
        return self.path.endswith(".html")


def caching_of(path: str) -> Caching:
    if path.startswith(IMMUTABLE):
        return "immutable"
    return "checked" if path in CHECKED else "short"


def type_of(path: str) -> str:
    if path in SPECIAL:
        return SPECIAL[path]
    ending = path.rpartition(".")[2]
    if ending not in TYPES:
        raise Refused(f"no type is known for «{path}»: say it in TYPES of generator/release/facts.py")
    return TYPES[ending]


def is_compressible(path: str) -> bool:
    return path.rpartition(".")[2] not in _PACKED


def check_path(path: str) -> None:
    """Refuse what no server can be told of truly."""
    if path.rpartition(".")[2] in COPIES:
        raise Refused(f"«{path}» has the name of a compressed copy; a release makes those itself")
    type_of(path)
    if caching_of(path) == "immutable" and not _HASHED.fullmatch(path):
        raise Refused(f"«{path}» has no hash in its name, and files of this folder are kept for a year")
