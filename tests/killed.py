"""A deploy that is killed at each of its steps: `python -m tests.killed PLACE ARCHIVE [back]`, run by test_deploy.py.

Every step on the disk passes Python's audit hooks. Before step N a copy of this process kills itself, as a power cut would;
then the place is looked at, and the same command is run again.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from itertools import count
from pathlib import Path
from typing import Any

from generator.release.place import Place
from generator.release.unpack import broken

STEPS = {
    "open",
    "os.rename",
    "os.link",
    "os.symlink",
    "os.mkdir",
    "os.remove",
    "os.rmdir",
    "os.chmod",
    "os.utime",
    "shutil.rmtree",
}


def act(place: Path, archive: Path, back: bool) -> None:
    if back:
        Place(place).back()
    else:
        Place(place).deploy(archive, 1, lambda stage: None)


def killed(place: Path, archive: Path, back: bool, last: int) -> bool:
    """Whether the run was killed before step `last`; False once it has fewer steps."""
    child = os.fork()
    if not child:
        steps = count(1)

        def hook(event: str, details: tuple[Any, ...]) -> None:
            writes = event != "open" or (
                len(details) > 2 and isinstance(details[2], int) and details[2] & (os.O_WRONLY | os.O_RDWR)
            )
            if event in STEPS and writes and next(steps) == last:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        act(place, archive, back)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, status
    return os.WIFSIGNALED(status)


def main(place: Path, archive: Path, back: bool) -> None:
    """Prints the release that stood after each kill, one line a step."""
    before = Place(place).current
    for last in count(1):
        copy = place.with_name(f"{place.name}-{last}")
        shutil.copytree(place, copy, symlinks=True)
        ended = not killed(copy, archive, back, last)
        stands = Place(copy).current
        assert broken(copy / "current") == [], f"step {last}: {stands} is not whole"
        if not back or stands == before:
            act(copy, archive, back)
        assert broken(copy / "current") == [], f"step {last}, again"
        assert not list(copy.glob("releases/.*")), f"step {last}: something half done is left"
        print(stands, Place(copy).current)
        shutil.rmtree(copy)
        if ended:
            return


if __name__ == "__main__":
    os.sync = lambda: None  # the machine's other work need not wait for these copies
    main(Path(sys.argv[1]), Path(sys.argv[2]), "back" in sys.argv)
