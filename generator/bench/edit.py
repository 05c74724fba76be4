"""`sauat bench edit --sites N`: one record of N made-up ones changes under `sauat serve`; seconds until its pages show it."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

from generator import tree
from generator.bench.synthetic import scaled
from generator.frame import out
from generator.model import LANGS, At, Site
from generator.pipeline import Project
from generator.render.shelf import rubric_path, site_path
from generator.workshop import Workshop

_EDITS = 5
_FIELDS = ("url", "name", "about", "kind", "rubric", "region", "languages", "evidence", "added")


def run(root: Path, count: int) -> Iterator[str]:
    """Lines of the report: what an edit costs from the saved file on, part by part, and all of it."""
    with tempfile.TemporaryDirectory(prefix="sauat-edit-") as name:
        copy = Path(name)
        sites = _project(root, copy, count)
        workshop = Workshop(Project(copy))
        yield f"{'seconds':24} {'reading':>8} {'its pages':>9} {'its lists':>9} {'all':>8} {'cpu':>7}"
        yield _line(f"{count} records, first", workshop, sites[0], "")
        for n in range(1, _EDITS + 1):
            # Far from one another, and from the edges of the list.
            site, mark = sites[len(sites) * n // (_EDITS + 1)], f"edit-{n}"
            file = copy / site.at.path
            file.write_text(file.read_text(encoding="utf-8").replace('"kk": "', f'"kk": "{mark} '), encoding="utf-8")
            yield _line(f"edit {n}", workshop, site, mark)
        workshop.close()


def _line(label: str, workshop: Workshop, site: Site, mark: str) -> str:
    """Read what has changed, then ask for the site's page and for the page of its rubric's list that it stands on."""
    started, cpu = time.perf_counter(), time.process_time()
    workshop.read()
    read = time.perf_counter()
    for lang in LANGS:
        _shown(workshop, out(lang, site_path(site.id)), mark if lang == "kk" else "")
    pages = time.perf_counter()
    for lang in LANGS:
        # The mark puts the Kazakh name among the Latin ones, at the list's beginning.
        _shown(workshop, out(lang, rubric_path(site.rubric)), mark if lang == "kk" else "")
    done = time.perf_counter()
    spent = time.process_time() - cpu
    return f"{label:24} {read - started:8.2f} {pages - read:9.2f} {done - pages:9.2f} {done - started:8.2f} {spent:7.2f}"


def _shown(workshop: Workshop, path: str, mark: str) -> None:
    if mark.encode() not in (workshop.page(path) or b""):
        raise RuntimeError(f"{path} does not show the change")


def _project(root: Path, copy: Path, count: int) -> list[Site]:
    """The project with made-up records in place of its sites', each in its file."""
    for part in ("docs", "overrides"):
        shutil.copytree(root / part, copy / part)
    shutil.copytree(root / "catalog", copy / "catalog", ignore=shutil.ignore_patterns("sites"))
    (copy / "catalog/programme/successors.yml").write_text("[]\n", encoding="utf-8")
    made = []
    for site in scaled(Project(root).read(), count).sites:
        path = f"catalog/sites/{site.id[:2]}/{site.id}.yml"
        tree.write(copy, path, _record(site).encode())
        made.append(replace(site, at=At(path)))
    return made


def _record(site: Site) -> str:
    """A line a field; JSON is YAML."""
    values = {name: value for name, value in asdict(site).items() if name in _FIELDS}
    added = values.pop("added")
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items()]
    return "".join([*lines, f"added: {added}\n"])
