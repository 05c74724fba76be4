"""Lighthouse's own marks of a page, where somebody has put Lighthouse on the machine; it is no part of the set-up."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from generator.browser import executable

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def scores(program: Path, url: str) -> dict[str, int]:
    """Category -> its mark of 100, by Lighthouse's own slow phone.

    OSError when the program is not there, subprocess.CalledProcessError when it ends with a fault.
    """
    flags = "--headless=new --no-sandbox --ignore-certificate-errors --disable-gpu"
    command = [str(program), url, "--quiet", "--output=json", "--output-path=stdout", f"--chrome-flags={flags}"]
    command.append(f"--only-categories={','.join(CATEGORIES)}")
    path = executable()
    environment = os.environ | ({"CHROME_PATH": path} if path else {})
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    report = json.loads(done.stdout)["categories"]
    return {name: round(100 * (report[name]["score"] or 0)) for name in CATEGORIES}
