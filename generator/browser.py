"""A Chromium for benches and for printing: the one the set-up found, else the system's, else Playwright's own."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
)


def executable() -> str | None:
    """The browser's file; nothing where Playwright is to use its own."""
    known = Path(sys.prefix) / "chromium"
    return known.read_text(encoding="utf-8").strip() if known.is_file() else shutil.which("chromium")


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser. Playwright is a tool of the tests, so it is asked for only here."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(_FLAGS))
        yield browser
        browser.close()


@contextmanager
def page() -> Iterator[Any]:
    """An empty tab."""
    with chromium() as browser:
        yield browser.new_page()
