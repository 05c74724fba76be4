"""Reading an archive that `archive` wrote: each file is checked against its SHA-256 on the way in, and once more at the end."""

from __future__ import annotations

import hashlib
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from generator.release import manifest
from generator.release.archive import MANIFEST, SUMS, moment
from generator.release.manifest import Manifest
from generator.release.refused import Refused

_BLOCK = 4096
# Written beside the release's own files: the release that stood before it, and nothing if there was none.
BEFORE = "before"


def newest(folder: Path) -> Path:
    """The archive that was made last."""
    made = sorted(folder.glob("sauat-*.tar.gz"), key=lambda file: (file.stat().st_mtime_ns, file.name))
    if not made:
        raise Refused(f"there is no release in «{folder}»; first: sauat pack --release {folder}")
    return made[-1]


@contextmanager
def _opened(archive: Path) -> Iterator[Iterator[tuple[str, str, IO[bytes]]]]:
    """(release, path, bytes) of each file, in the archive's order."""
    if not archive.is_file():
        raise Refused(f"«{archive}» is not there; make it with: sauat pack --release {archive.parent}")
    try:
        with tarfile.open(archive, "r|gz") as tar:
            yield _files(tar)
    except (tarfile.TarError, EOFError, zlib.error, OSError) as broken:
        if isinstance(broken, OSError) and broken.errno:
            raise
        raise Refused(f"«{archive}» is damaged, or is not a release; fetch or make it again") from None


def _files(tar: tarfile.TarFile) -> Iterator[tuple[str, str, IO[bytes]]]:
    for entry in tar:
        release, _, path = entry.name.partition("/")
        body = tar.extractfile(entry) if entry.isfile() else None
        parts = path.split("/")
        if body is None or not release.startswith("sauat-") or not path or {"", ".", ".."} & set(parts):
            raise Refused(f"the archive holds «{entry.name}», which no release has")
        yield release, path, body


def read_manifest(archive: Path) -> Manifest:
    with _opened(archive) as files:
        for _, path, body in files:
            if path == MANIFEST:
                return manifest.read(body.read(), f"{archive}: {MANIFEST}")
    raise Refused(f"«{archive}» has no {MANIFEST}: it is not a release")


def check_archive(archive: Path) -> None:
    """Against the sum that `sauat pack` left beside it, where somebody has brought that along."""
    beside = archive.with_name(archive.name + ".sha256")
    if archive.is_file() and beside.is_file():
        with archive.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found not in beside.read_text(encoding="ascii", errors="replace"):
            raise Refused(f"«{archive}» does not have the SHA-256 that «{beside.name}» names; fetch both again")


def unpack(archive: Path, part: Path) -> None:
    """Fill `part`. What an earlier run has left there and is right stays; what does not belong there goes."""
    sums: dict[str, str] = {}
    with _opened(archive) as files:
        for _, path, body in files:
            content = body.read()
            if path == SUMS:
                sums = manifest.read_sums(content, archive)
                sums[SUMS] = hashlib.sha256(content).hexdigest()
            if sums.get(path) != hashlib.sha256(content).hexdigest():
                raise Refused(f"«{path}» of «{archive}» does not have the SHA-256 that {SUMS} names; fetch the archive again")
            if path == MANIFEST:
                _check_space(part, manifest.read(content, archive))
            _keep(part / path, content, sums[path])
    for extra in set(_there(part)) - sums.keys():
        (part / extra).unlink()
    if wrong := broken(part):
        raise Refused(
            f"«{part / wrong[0]}» could not be written as it should be; look at the disk, then run the same command again"
        )


def broken(release: Path) -> list[str]:
    """The files of an unpacked release that are not what its sums say."""
    try:
        sums = manifest.read_sums((release / SUMS).read_bytes(), release / SUMS)
    except FileNotFoundError:
        return [SUMS]
    return [path for path, sha256 in sums.items() if _digest(release / path) != sha256]


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def _keep(file: Path, content: bytes, sha256: str) -> None:
    hour = moment(sha256)
    if file.is_file() and file.stat().st_size == len(content) and _digest(file) == sha256:
        os.utime(file, (hour, hour))
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.write_bytes(content)
    os.utime(file, (hour, hour))


def _there(folder: Path) -> Iterator[str]:
    return (file.relative_to(folder).as_posix() for file in folder.rglob("*") if not file.is_dir())


def _check_space(part: Path, whole: Manifest) -> None:
    """Say that a disk is too full before it is."""
    sizes = [size for file in whole.files for size in (file.size, *(copy[1] for copy in file.copies))]
    there = [file.stat().st_size for file in part.rglob("*") if file.is_file()]
    need = _on_disk(sizes) - _on_disk(there)
    if (free := shutil.disk_usage(part).free) < need:
        raise Refused(f"the release needs {need / 1e6:.0f} MB, and the disk of «{part.parent}» has {free / 1e6:.0f} MB free")


def _on_disk(sizes: Iterable[int]) -> int:
    """A disk gives whole blocks."""
    return sum(-(-size // _BLOCK) * _BLOCK for size in sizes)
