"""One release as a folder and as an archive: the same tree gives the same bytes, whoever makes it and whenever."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import tarfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from generator.frame import out
from generator.model import LANGS
from generator.release import apache, copies, nginx, policy, sbom, security
from generator.release.facts import File, check_path
from generator.release.manifest import Manifest, identity, sums_text
from generator.release.refused import Refused, plainly

SITE, SERVER, MANIFEST, SUMS, BOM = "site", "server", "manifest.json", "SHA256SUMS", "sbom.cdx.json"
_PATH = re.compile(r"/([A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*")
_ROOT = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+")
_BASE = '<base href="./">'
# Between 2001 and 2017: an age that no clock calls the future.
_SINCE, _SPAN = 978_307_200, 500_000_000


@dataclass(frozen=True)
class Order:
    """What the operator asks for. `root` is where the release's tree will stand on the server; `contact` is whom to tell of a
    hole, as a URI."""

    site: Path
    to: Path
    date: str
    path: str = "/"
    root: str = "/srv/sauat/current/site"
    contact: str = ""


def make(order: Order, overrides: Path, lock: Path, say: Callable[[str], None] = lambda stage: None) -> Path:
    """Write the archive of a built tree; returns its path. What is half done goes away with the block."""
    if not _PATH.fullmatch(order.path):
        raise Refused(f"«{order.path}» is not a portal's path; for example / or /literacy/")
    if not _ROOT.fullmatch(order.root):
        raise Refused(f"«{order.root}» is not a folder that servers can be told of; for example /srv/sauat")
    part = order.to / ".part"
    with plainly(order.to):
        order.to.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        try:
            say("compress")
            manifest = fill(part, order, overrides, lock)
            say("archive")
            return _tar(part, order.to / f"{manifest.name}.tar.gz", manifest.name)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def fill(part: Path, order: Order, overrides: Path, lock: Path) -> Manifest:
    """Put the whole release into an empty folder."""
    paths = sorted(_paths(order.site))
    for path in paths:
        check_path(path)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        files = tuple(pool.map(lambda path: _put(part / SITE, path, _content(order, path)), paths))
    snippets = _snippets(order, paths)
    for name, text in snippets.items():
        _write(part / SERVER / name, text.encode())
    sums = {f"{SITE}/{path}": sha256 for path, sha256 in Manifest("", "", "", files).sums()}
    sums |= {f"{SERVER}/{name}": _sha256(text.encode()) for name, text in snippets.items()}
    manifest = Manifest(f"sauat-{order.date}-{identity(sums.items())}", order.date, order.path, files)
    packages = sbom.vendored(file.read_text(encoding="utf-8") for file in sorted(overrides.glob("assets/**/*.js")))
    lists = {MANIFEST: manifest.json()}
    lists[BOM] = sbom.bom(manifest.name, order.date, files, packages, lock.read_text(encoding="utf-8"))
    for name, content in lists.items():
        _write(part / name, content)
        sums[name] = _sha256(content)
    _write(part / SUMS, sums_text(sums.items()))
    return manifest


def _paths(site: Path) -> Iterator[str]:
    for file in site.rglob("*"):
        if file.is_symlink():
            raise Refused(f"«{file}» is a symlink; a release holds plain files only")
        if file.is_file():
            yield file.relative_to(site).as_posix()


def _content(order: Order, path: str) -> bytes:
    """A file as the release has it: a 404 page is shown at any address, so it must know where the portal stands."""
    content = (order.site / path).read_bytes()
    for lang in LANGS:
        if path == out(lang, "404.html"):
            return content.replace(_BASE.encode(), f'<base href="{order.path}{out(lang, "")}">'.encode())
    return content


def _put(site: Path, path: str, content: bytes) -> File:
    _write(site / path, content)
    made = copies.compressed(path, content)
    for ending, copy in made.items():
        _write(site / f"{path}.{ending}", copy)
    sums = tuple((ending, len(copy), _sha256(copy)) for ending, copy in made.items())
    return File(path, len(content), _sha256(content), sums)


def _snippets(order: Order, paths: list[str]) -> dict[str, str]:
    pages = ((path, (order.site / path).read_text(encoding="utf-8")) for path in paths if path.endswith(".html"))
    said = list(policy.headers(policy.content_policy(policy.inline(pages))))
    place = {"path": order.path, "root": order.root}
    told = {security.NAME: security.text(order.contact, order.date)} if order.contact else {}
    return told | {
        "nginx.conf": nginx.snippet(said, brotli=False, told=bool(told), **place),
        "nginx-brotli.conf": nginx.snippet(said, brotli=True, told=bool(told), **place),
        "apache.conf": apache.snippet(said, told=bool(told), **place),
    }


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def moment(sha256: str) -> int:
    """A file's hour, worked out from its content. Servers make an ETag of size and hour, and rsync compares them: equal
    files are equal in every release, and a changed one never passes for the one before, not even twice a day."""
    return _SINCE + int(sha256[:12], 16) % _SPAN


def _tar(part: Path, archive: Path, name: str) -> Path:
    """The sums come first: whoever unpacks can check each file as it comes."""
    files = sorted((file for file in part.rglob("*") if file.is_file()), key=lambda file: (file.name != SUMS, file.as_posix()))
    half = archive.with_name(f".{archive.name}")
    with (
        half.open("wb") as raw,
        gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for file in files:
            content = file.read_bytes()
            entry = tarfile.TarInfo(f"{name}/{file.relative_to(part).as_posix()}")
            entry.size, entry.mode, entry.mtime = len(content), 0o644, moment(_sha256(content))
            with file.open("rb") as body:
                tar.addfile(entry, body)
    with half.open("rb") as whole:
        sha256 = hashlib.file_digest(whole, "sha256").hexdigest()
    half.replace(archive)
    archive.with_name(archive.name + ".sha256").write_text(f"{sha256}  {archive.name}\n", encoding="ascii")
    return archive
