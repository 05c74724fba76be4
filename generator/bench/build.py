"""`sauat bench build`: a cold build beside `mkdocs build` alone, memory, and the time from a saved file to a page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from generator.pipeline import Project
from generator.serve import EVENTS, SOURCES, Studio, server

# The same Markdown under MkDocs and Material as they come, in both languages, with Material's search.
STOCK = """site_name: Sauat
docs_dir: docs
use_directory_urls: false
theme: {name: material, font: false}
plugins:
  - search
  - i18n:
      docs_structure: folder
      fallback_to_default: false
      reconfigure_material: false
      languages:
        - {locale: kk, name: kk, default: true, build: true}
        - {locale: ru, name: ru, build: true}
markdown_extensions:
  - admonition
  - tables
  - toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}
  - pymdownx.tasklist
nav: [pages/about.md]
not_in_nav: /**
"""
_EDITS = 6
# A file of each kind, what to change in it, and a page that must show the change.
_CHANGES = (
    ("lesson", "docs/kk/lessons/device/03-keyboard.md", "## ", "lessons/device/03-keyboard.html"),
    ("record", "catalog/sites/eg/egov.kz.yml", "  kk: ", "catalog/sites/egov.kz.html"),
    ("template", "overrides/pages/site.html", "<article>\n", "catalog/sites/egov.kz.html"),
)


def run(root: Path, times: int) -> Iterator[str]:
    """Lines of the report. Times are seconds of the wall, medians of `times` runs; memory is the sum over processes."""
    with tempfile.TemporaryDirectory(prefix="sauat-bench-") as name:
        copy = Path(name) / "project"
        for source in (*SOURCES, "pyproject.toml", "generator"):
            _copy(root / source, copy / source)
        ours = [sys.executable, "-m", "generator", "build", "--quiet", "--out", str(Path(name) / "site")]
        stock = Path(name) / "stock.yml"
        stock.write_text(STOCK.replace("docs_dir: docs", f"docs_dir: {copy / 'docs'}"), encoding="utf-8")
        theirs = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(stock), "-d", str(Path(name) / "stock")]
        bare = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(copy / "mkdocs.yml"), "-d", str(Path(name) / "bare")]
        figures = {
            label: _timed(command, copy, times) for label, command in (("build", ours), ("stock", theirs), ("bare", bare))
        }
        (cold, memory), (alone, _), (prose, _) = figures["build"], figures["stock"], figures["bare"]
        yield f"cold build, everything      {cold:6.2f} s   (goal <= 10 s)"
        yield f"mkdocs build, stock Material {alone:5.2f} s   ratio {cold / alone:.2f} (goal <= 1.5)"
        yield f"mkdocs build, our prose only {prose:5.2f} s   ratio {cold / prose:.2f}"
        yield f"peak memory, all processes  {memory / 1e6:6.0f} MB  (goal <= 300 MB)"
        yield from _edits(copy)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)


def _timed(command: list[str], folder: Path, times: int) -> tuple[float, int]:
    """Median seconds, and the highest memory in bytes that the command and its children held at one time."""
    seconds, peak = [], 0
    for _ in range(times):
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, "PYTHONPATH": str(folder), "NO_MKDOCS_2_WARNING": "1"}
        )
        while process.poll() is None:
            peak = max(peak, _memory(process.pid))
            time.sleep(0.02)
        seconds.append(time.perf_counter() - started)
        if process.returncode:
            raise RuntimeError(f"{command[1:4]} ended with {process.returncode}")
    return median(seconds), peak


def _memory(pid: int) -> int:
    """Bytes resident in a process and its descendants, as Linux tells it."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") + sum(_memory(int(child)) for child in children)


def _edits(copy: Path) -> Iterator[str]:
    studio = Studio(Project(copy), "ru")
    stop = threading.Event()
    http = server(studio, 0)
    address = f"http://127.0.0.1:{http.server_address[1]}"
    threading.Thread(target=http.serve_forever, daemon=True).start()
    threading.Thread(target=studio.follow, args=(stop, lambda said: None), daemon=True).start()
    time.sleep(0.5)
    for kind, path, before, page in _CHANGES:
        _get(f"{address}/{page}")
        times = [_edit(copy / path, before, f"{address}/{page}", address + EVENTS, n) for n in range(_EDITS)]
        shown = " ".join(f"{seconds:.2f}" for seconds in times)
        yield f"saved {kind:9} to page     {max(times):6.2f} s   worst of: {shown} (goal <= 1 s, the sixth as the first)"
    stop.set()
    http.shutdown()
    studio.workshop.close()


def _edit(file: Path, before: str, page: str, events: str, n: int) -> float:
    """Seconds from a saved file until a browser, told of the change, has the page with it."""
    mark = f"edit-{n}-{time.monotonic_ns()}"
    with urllib.request.urlopen(events, timeout=10) as stream:  # noqa: S310 - our own server on loopback
        told = _first_event(stream.readline)
        text = file.read_text(encoding="utf-8")
        started = time.perf_counter()
        file.write_text(text.replace(before, f"{before}{mark} ", 1), encoding="utf-8")
        told()
        if mark not in _get(page):
            raise RuntimeError(f"{page} did not show the change of {file.name}")
        return time.perf_counter() - started


def _first_event(readline: Callable[[], bytes]) -> Callable[[], None]:
    def wait() -> None:
        while not readline().startswith(b"data:"):
            pass

    return wait


def _get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - our own server on loopback
        content: bytes = answer.read()
    return content.decode()
