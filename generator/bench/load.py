"""`sauat bench load`: a release under nginx and wrk on this machine's own line, beside a bare file of the same size.

Ours and the bare file are asked for in turn, so that whatever else the machine does falls on both. At last releases are
switched while pages, shards and styles of both are asked for: each answer that is not a 200 counts as dropped.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.bench import host
from generator.release import archive as releases
from generator.release import unpack
from generator.release.facts import File
from generator.release.manifest import Manifest
from generator.release.place import Place
from generator.release.refused import Refused

GOAL = 0.95
_CONNECTIONS = 64
_BARE = "    location / {{ root {folder}; }}"
_REPORT = """
done = function(summary, latency, requests)
  local wrong = summary.errors
  print(string.format("REPORT %d %d %d %d", summary.requests, summary.duration, latency:percentile(99),
    wrong.status + wrong.connect + wrong.read + wrong.write + wrong.timeout))
end
"""
_IN_TURN = """
local paths, turn = {{{paths}}}, 0
request = function()
  turn = turn % #paths + 1
  return wrk.format("GET", paths[turn])
end
"""


@dataclass(frozen=True)
class Run:
    """What wrk has seen: requests a second, milliseconds that 99 of 100 stayed below, answers, and those that were no 200."""

    rate: float
    p99: float
    answers: int
    dropped: int


def run(archive: Path, seconds: int, times: int) -> Iterator[str]:
    """Lines of the report; says how to get nginx and wrk where they are not."""
    for name, package in (("nginx", host.HOW.removeprefix("sudo apt-get install ")), ("wrk", "wrk")):
        if host.program(name) is None:
            yield f"{name} is not installed: sudo apt-get install {package}"
            return
    with tempfile.TemporaryDirectory(prefix="sauat-load-") as name:
        folder = Path(name)
        place = folder / "place"
        place.mkdir()
        release = Place(place).deploy(archive, 3, lambda stage: None)
        manifest = unpack.read_manifest(archive)
        bare = folder / "bare"
        asked = dict(_asked(manifest))
        for kind, file in asked.items():
            _bare_file(bare / kind, place / "current" / releases.SITE / file.path)
        ours = _snippet(place)
        with host.nginx(host.Server(ours), host.Server(_BARE.format(folder=bare)), workers=2) as (port, bare_port):
            yield f"{'':8} {'bytes':>7} {'requests/s':>11} {'p99 ms':>7} {'bare/s':>9} {'p99 ms':>7} {'ratio':>6}"
            for kind, file in asked.items():
                yield _row(
                    kind,
                    (bare / kind).stat().st_size,
                    [_pair(manifest, file, port, bare_port, kind, seconds) for _ in range(times)],
                )
            yield _switches(place, release, manifest, port, max(seconds, 5))


def _asked(manifest: Manifest) -> Iterator[tuple[str, File]]:
    """A home page, a lesson and a shard of the search: the middle one of its kind by its size."""
    patterns = {"home": r"index\.html", "lesson": r"lessons/[^/]+/[0-9][^/]*\.html", "shard": r"search/kk-[0-9a-f]{8}/t\d+\.js"}
    for kind, pattern in patterns.items():
        found = sorted((file for file in manifest.files if re.fullmatch(pattern, file.path)), key=lambda file: file.size)
        if not found:
            raise Refused(f"this release has no {kind}")
        yield kind, found[len(found) // 2]


def _bare_file(bare: Path, file: Path) -> None:
    """As many bytes as a browser gets of the file, under a name that tells nothing."""
    bare.parent.mkdir(exist_ok=True)
    copy = file.with_name(file.name + _ending())
    shutil.copyfile(copy if copy.exists() else file, bare)


def _ending() -> str:
    return ".br" if host.BROTLI.exists() else ".gz"


def _snippet(place: Path) -> str:
    """The release's own snippet, its folder put in the place of the server's."""
    name = "nginx-brotli.conf" if host.BROTLI.exists() else "nginx.conf"
    text = (place / "current" / releases.SERVER / name).read_text(encoding="utf-8")
    return re.sub(r"alias \S+;", f"alias {place}/current/{releases.SITE}/;", text)


def _pair(manifest: Manifest, file: File, port: int, bare_port: int, kind: str, seconds: int) -> tuple[Run, Run]:
    ours = _wrk(f"http://127.0.0.1:{port}{manifest.path}{file.path}", seconds)
    return ours, _wrk(f"http://127.0.0.1:{bare_port}/{kind}", seconds)


def _wrk(url: str, seconds: int, script: str = "") -> Run:
    with tempfile.NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as lua:
        lua.write(script + _REPORT)
        lua.flush()
        coding = {".br": "br", ".gz": "gzip"}[_ending()]
        command = [
            "wrk",
            "-t",
            "2",
            "-c",
            str(_CONNECTIONS),
            "-d",
            f"{seconds}s",
            "-s",
            lua.name,
            "-H",
            f"Accept-Encoding: {coding}",
        ]
        done = subprocess.run([*command, url], capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
    answers, micros, p99, dropped = map(float, re.search(r"REPORT (\d+) (\d+) (\d+) (\d+)", done.stdout).groups())  # type: ignore[union-attr]
    return Run(answers / micros * 1e6, p99 / 1000, int(answers), int(dropped))


def _row(kind: str, size: int, pairs: list[tuple[Run, Run]]) -> str:
    """Medians; the ratio is that of each pair."""
    ours, bare = ([pair[side] for pair in pairs] for side in (0, 1))
    ratio = statistics.median(one.rate / other.rate for one, other in pairs)
    rates = [statistics.median(run.rate for run in runs) for runs in (ours, bare)]
    p99s = [statistics.median(run.p99 for run in runs) for runs in (ours, bare)]
    fault = "" if ratio >= GOAL else f"  ✗ below {GOAL}"
    dropped = sum(run.dropped for run in ours)
    fault += f"  ✗ {dropped} dropped" if dropped else ""
    return f"{kind:8} {size:7} {rates[0]:11.0f} {p99s[0]:7.2f} {rates[1]:9.0f} {p99s[1]:7.2f} {ratio:6.3f}{fault}"


def _switches(place: Path, name: str, manifest: Manifest, port: int, seconds: int) -> str:
    """There and back between two releases while wrk asks for what both of them have."""
    other = name + "-other"
    shutil.copytree(place / "releases" / name, place / "releases" / other)
    paths = [file.path for _, file in _asked(manifest)] + [
        file.path for file in manifest.files if file.path.startswith("assets/")
    ]
    script = _IN_TURN.format(paths=", ".join(f'"{manifest.path}{path}"' for path in paths))
    stop, turns = threading.Event(), [0]

    def switching() -> None:
        while not stop.is_set():
            Place(place)._switch((other, name)[turns[0] % 2])
            turns[0] += 1
            time.sleep(0.05)

    thread = threading.Thread(target=switching)
    thread.start()
    try:
        seen = _wrk(f"http://127.0.0.1:{port}{manifest.path}", seconds, script)
    finally:
        stop.set()
        thread.join()
    fault = "  ✗" if seen.dropped else ""
    return (
        f"switches {turns[0]} in {seconds} s under {seen.rate:.0f} requests/s: {seen.dropped} of {seen.answers} dropped{fault}"
    )
