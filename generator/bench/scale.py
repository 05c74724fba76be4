"""`sauat bench scale --sites N`: made-up sites through the product's own stages; seconds, memory, files and bytes of each."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path

import brotli

from generator import search, tree
from generator.bench.synthetic import scaled
from generator.model import LANGS, Portal
from generator.pipeline import Project
from generator.render import sheets
from generator.render.engine import Engine

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
    """Lines of the report. Each stage is a process of its own that begins with the made-up portal at hand; its memory is
    the most it held, what it began with included."""
    project = Project(root)
    started = time.perf_counter()
    portal = scaled(project.read(), count)
    yield f"{'stage':14} {'seconds':>8} {'cpu':>7} {'MB':>6} {'files':>8} {'MB out':>7} {'ms a site':>9}"
    yield _line("records", time.perf_counter() - started, _cpu(), _peak(), 0, 0, count)
    with tempfile.TemporaryDirectory(prefix="sauat-scale-") as name:
        site = Path(name)
        stages: dict[str, Callable[[], None]] = {"search": lambda: index(portal, site)}
        if pages:
            stages["pages"] = lambda: _pages(project, portal, site)
        for stage, work in stages.items():
            yield _line(stage, *_apart(work, site / "search" if stage == "search" else site), count)
        yield from _weights(site)


def index(portal: Portal, site: Path) -> None:
    """The search index of a portal without prose, into a folder."""
    for path, script in search.index(portal, {}, LANGS).items():
        tree.write(site, path, script)


def _pages(project: Project, portal: Portal, site: Path) -> None:
    engine = Engine(project.overrides, portal)
    for sheet in sheets(portal):
        if sheet.view.section == "catalog":
            tree.write(site, sheet.view.out, engine.html(sheet).encode())


def _apart(work: Callable[[], None], folder: Path) -> tuple[float, float, float, int, float]:
    """(seconds, CPU seconds, MB at most, files, MB written) of work done in a forked process."""
    context = get_context("fork")
    ours, theirs = context.Pipe()

    def child() -> None:
        work()
        theirs.send((_cpu(), _peak()))

    started = time.perf_counter()
    process = context.Process(target=child)
    process.start()
    cpu, peak = ours.recv()
    process.join()
    seconds = time.perf_counter() - started
    sizes = [entry.stat().st_size for entry in folder.rglob("*") if entry.is_file()]
    return seconds, cpu, peak, len(sizes), sum(sizes) / 1e6


def _cpu() -> float:
    mine, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return mine.ru_utime + mine.ru_stime + children.ru_utime + children.ru_stime


def _peak() -> float:
    """MB: the most of this process and of the largest of its copies; pages that they share count twice."""
    return sum(resource.getrusage(who).ru_maxrss / 1000 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def _line(stage: str, seconds: float, cpu: float, peak: float, files: int, size: float, count: int) -> str:
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
