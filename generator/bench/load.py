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
    """What wrk has seen: requests a second, milliseconds that 99 of 100 stayed below, answers, and those that were no 200.
    `cpu`: microseconds of nginx' own work for each, which tell more than the clock on a machine that does other work too."""

    rate: float
    p99: float
    answers: int
    dropped: int
    cpu: float


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
        for file in asked.values():
            _bare_file(bare / f".{manifest.path}{file.path}", place / "current" / releases.SITE / file.path)
        ours = host.snippet(place)
        with host.nginx(host.Server(ours), host.Server(_BARE.format(folder=bare)), workers=2) as running:
            head = f"{'requests/s':>11} {'p99 ms':>7} {'µs cpu':>7}"
            yield f"{'':8} {'bytes':>7} {head} {'bare/s':>11} {'p99 ms':>7} {'µs cpu':>7} {'ratio':>6} {'by cpu':>6}"
            for kind, file in asked.items():
                pairs = [_pair(running, manifest.path + file.path, seconds, turn) for turn in range(times)]
                yield _row(kind, (bare / f".{manifest.path}{file.path}").stat().st_size, pairs)
            yield _switches(place, release, manifest, running, max(seconds, 5))


def _asked(manifest: Manifest) -> Iterator[tuple[str, File]]:
    """A home page, a lesson and a shard of the search: the middle one of its kind by its size."""
    patterns = {"home": r"index\.html", "lesson": r"lessons/[^/]+/[0-9][^/]*\.html", "shard": r"search/kk-[0-9a-f]{8}/t\d+\.js"}
    for kind, pattern in patterns.items():
        found = sorted((file for file in manifest.files if re.fullmatch(pattern, file.path)), key=lambda file: file.size)
        if not found:
            raise Refused(f"this release has no {kind}")
        yield kind, found[len(found) // 2]


def _bare_file(bare: Path, file: Path) -> None:
    """As many bytes as a browser gets of the file, at the same address."""
    bare.parent.mkdir(parents=True, exist_ok=True)
    copy = file.with_name(file.name + _ending())
    shutil.copyfile(copy if copy.exists() else file, bare)


def _ending() -> str:
    return ".br" if host.BROTLI.exists() else ".gz"


def _pair(running: host.Running, path: str, seconds: int, turn: int) -> tuple[Run, Run]:
    """Ours and the bare one, each first in every other turn."""
    urls = [f"http://127.0.0.1:{port}{path}" for port in running.ports]
    if turn % 2:
        bare, ours = (_wrk(running, url, seconds) for url in reversed(urls))
    else:
        ours, bare = (_wrk(running, url, seconds) for url in urls)
    return ours, bare


def _wrk(running: host.Running, url: str, seconds: int, script: str = "") -> Run:
    with tempfile.NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as lua:
        lua.write(script + _REPORT)
        lua.flush()
        coding = {".br": "br", ".gz": "gzip"}[_ending()]
        command = ["wrk", "-t", "2", "-c", str(_CONNECTIONS), "-d", f"{seconds}s", "-s", lua.name]
        before = running.cpu()
        done = subprocess.run(
            [*command, "-H", f"Accept-Encoding: {coding}", url],
            capture_output=True,
            text=True,
            check=True,
            stdin=subprocess.DEVNULL,
        )
        spent = running.cpu() - before
    said = re.search(r"REPORT (\d+) (\d+) (\d+) (\d+)", done.stdout)
    if said is None:
        raise Refused(f"wrk: {done.stdout}{done.stderr}")
    answers, micros, p99, dropped = map(int, said.groups())
    return Run(answers / micros * 1e6, p99 / 1000, answers, dropped, spent / answers * 1e6 if answers else 0)


def _row(kind: str, size: int, pairs: list[tuple[Run, Run]]) -> str:
    """The best runs, for the machine's other work only takes away, the median of nginx' own work, and how both compare."""
    ours, bare = ([pair[side] for pair in pairs] for side in (0, 1))
    best = [max(runs, key=lambda run: run.rate) for runs in (ours, bare)]
    cpus = [statistics.median(run.cpu for run in runs) for runs in (ours, bare)]
    ratio = best[0].rate / best[1].rate
    fault = "" if ratio >= GOAL else f"  ✗ below {GOAL}"
    dropped = sum(run.dropped for run in ours)
    fault += f"  ✗ {dropped} dropped" if dropped else ""
    sides = " ".join(f"{best[side].rate:11.0f} {best[side].p99:7.2f} {cpus[side]:7.1f}" for side in (0, 1))
    return f"{kind:8} {size:7} {sides} {ratio:6.3f} {cpus[1] / cpus[0]:6.3f}{fault}"


def _switches(place: Path, name: str, manifest: Manifest, running: host.Running, seconds: int) -> str:
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
        seen = _wrk(running, f"http://127.0.0.1:{running.ports[0]}{manifest.path}", seconds, script)
    finally:
        stop.set()
        thread.join()
    fault = "  ✗" if seen.dropped else ""
    return (
        f"switches {turns[0]} in {seconds} s under {seen.rate:.0f} requests/s: {seen.dropped} of {seen.answers} dropped{fault}"
    )
