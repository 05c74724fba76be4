"""Why a release cannot be made or put in place, in words for the operator."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager


class Refused(Exception):
    """What is wrong, and what to do about it. The site that stands is as it was."""


_SAID = {
    errno.ENOSPC: "no space is left on the disk of «{}»; free some and run the same command again",
    errno.EDQUOT: "the quota of this account on the disk of «{}» is used up; free some space and run the same command again",
    errno.EACCES: "no right to write «{}»; run as the user that owns it",
    errno.EPERM: "no right to write «{}»; run as the user that owns it",
    errno.EROFS: "«{}» is on a disk that is read-only",
    errno.ENOENT: "«{}» is not there",
    errno.ENOTDIR: "«{}» is not a folder",
}


@contextmanager
def plainly(where: object) -> Iterator[None]:
    """What the system refuses, in plain words."""
    try:
        yield
    except OSError as failed:
        said = _SAID.get(failed.errno or 0, "«{}»: " + (failed.strerror or str(failed)))
        raise Refused(said.format(failed.filename or where)) from None
