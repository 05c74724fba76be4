"""`sauat bench scale --sites N`: made-up sites through the product's own stages; seconds, memory, files and bytes of each."""

from __future__ import annotations

import gc
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import brotli

from generator import feeds, figures, opendata, search, tree
from generator.bench.synthetic import scaled
from generator.model import LANGS, Portal
from generator.pipeline import Project, pages_of_records
from generator.render.engine import Engine

_ADDRESS = "https://example.kz/literacy/"
# Seconds between two looks at the memory.
_PAUSE = 0.2
_KINDS = {
    "t": "term shards",
    "r": "tiers",
    "n": "names",
    "c": "cards",
    "f": "filters",
    "g": "runs",
    "s": "synonyms",
    "": "manifests",
}


def run(root: Path, count: int, pages: bool) -> Iterator[str]:
    """Lines of the report. All stages run in one process of their own, as in a build, with the copies that they make; memory
    is what all of them held at most, a shared page counted by its parts (Linux' PSS)."""
    project = Project(root)
    started = time.perf_counter()
    portal = scaled(project.read(), count)
    yield f"{'stage':14} {'seconds':>8} {'cpu':>7} {'MB':>6} {'files':>8} {'MB out':>7} {'ms a site':>9}"
    yield _line("records", Spent(time.perf_counter() - started, _cpu(), 0, 0, 0), count)
    with tempfile.TemporaryDirectory(prefix="sauat-scale-") as name:
        site, whole = Path(name), []
        for stage, spent in _apart(lambda tell: _build(project, portal, site, pages, tell)):
            whole.append(spent)
            yield _line(stage, spent, count)
        yield _line("all", Spent(*map(sum, zip(*whole, strict=True)))._replace(peak=max(s.peak for s in whole)), count)
        yield from _weights(site)


def index(portal: Portal, site: Path) -> None:
    """The search index of a portal without prose, into a folder."""
    for path, script in search.index(portal, {}, LANGS).items():
        tree.write(site, path, script)


class Spent(NamedTuple):
    """What a stage took: seconds by the clock and of the cores, files and bytes written, MB held at most."""

    seconds: float
    cpu: float
    files: int
    size: float
    peak: float


def _build(project: Project, portal: Portal, site: Path, pages: bool, tell: Callable[[str, int, float], None]) -> None:
    """The stages of a build that grow with the catalogue; `tell` hears of each its name, files and bytes."""
    growth = tree.Growth(site)
    written = (0, 0)

    def done(stage: str) -> None:
        nonlocal written
        now = len(growth.sizes), sum(growth.sizes.values())
        tell(stage, now[0] - written[0], (now[1] - written[1]) / 1e6)
        written = now

    paths = pages_of_records(Engine(project.overrides, portal), LANGS, growth) if pages else []
    done("pages")
    for path, script in search.index(portal, {}, LANGS).items():
        growth.write(path, script)
    done("search")
    for path, content in (opendata.files(portal) | figures.files(portal)).items():
        growth.write(path, content)
    for path, content in feeds.files(portal, paths, LANGS, {}, address=_ADDRESS).items():
        growth.write(path, content)
    done("data, feeds")


def _apart(work: Callable[[Callable[[str, int, float], None]], None]) -> Iterator[tuple[str, Spent]]:
    """(stage, what it took) of work done in a forked process, as it tells of them."""
    context = get_context("fork")
    ours, theirs = context.Pipe()

    def child() -> None:
        last = [time.perf_counter(), _cpu()]

        def tell(stage: str, files: int, size: float) -> None:
            seconds, cpu = time.perf_counter(), _cpu()
            theirs.send((stage, seconds - last[0], cpu - last[1], files, size))
            last[:] = seconds, cpu

        gc.freeze()
        work(tell)
        theirs.send(None)

    process = context.Process(target=child)
    process.start()
    peak = 0.0
    while True:
        peak = max(peak, _held(process.pid or 0))
        if ours.poll(_PAUSE):
            if (told := ours.recv()) is None:
                break
            stage, seconds, cpu, files, size = told
            yield stage, Spent(seconds, cpu, files, size, peak)
            peak = 0.0
    process.join()


def _held(pid: int) -> float:
    """MB of a process and of its copies; zero for one that is just gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0
    own = next((int(line.split()[1]) / 1000 for line in lines if line.startswith("Pss:")), 0)
    return own + sum(_held(int(child)) for child in children)


def _cpu() -> float:
    mine, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return mine.ru_utime + mine.ru_stime + children.ru_utime + children.ru_stime


def _line(stage: str, spent: Spent, count: int) -> str:
    seconds, cpu, files, size, peak = spent
    return f"{stage:14} {seconds:8.2f} {cpu:7.2f} {peak:6.0f} {files:8} {size:7.1f} {seconds / count * 1000:9.3f}"


def _weights(site: Path) -> Iterator[str]:
    """Files of the index by kind: how many, how much, the heaviest, compressed as a server sends them."""
    yield f"\n{'index':14} {'files':>8} {'MB':>7} {'MB br':>7} {'heaviest br':>11}"
    whole = 0
    for letter, kind in _KINDS.items():
        files = list(site.glob(f"search/*/{letter}*.js" if letter else "search/??.js"))
        packed = [len(brotli.compress(file.read_bytes(), quality=9)) for file in files]
        whole += sum(packed)
        size = sum(file.stat().st_size for file in files) / 1e6
        yield f"{kind:14} {len(files):8} {size:7.2f} {sum(packed) / 1e6:7.2f} {max(packed, default=0):11}"
    yield f"{'all':14} {'':8} {'':7} {whole / 1e6:7.2f}"
