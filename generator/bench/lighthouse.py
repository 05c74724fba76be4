"""Lighthouse's own marks of a page, where somebody has put Lighthouse on the machine; it is no part of the set-up."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from generator.browser import executable
from generator.release.refused import Refused

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# It loses the browser's trace now and then, whatever the page.
_TRIES = 3


def scores(program: Path, url: str) -> dict[str, int]:
    """Category -> its mark of 100, by Lighthouse's own slow phone.

    Refused, with the last of what it said, when it ends with a fault.
    """
    flags = "--headless=new --no-sandbox --ignore-certificate-errors --disable-gpu"
    command = [str(program), url, "--quiet", "--output=json", "--output-path=stdout", f"--chrome-flags={flags}"]
    command.append(f"--only-categories={','.join(CATEGORIES)}")
    path = executable()
    environment = os.environ | ({"CHROME_PATH": path} if path else {})
    for _ in range(_TRIES):
        done = subprocess.run(command, capture_output=True, text=True, env=environment)
        if not done.returncode:
            break
    else:
        raise Refused(f"{url}: Lighthouse: {done.stderr.strip()[-300:]}")
    report = json.loads(done.stdout)["categories"]
    return {name: round(100 * (report[name]["score"] or 0)) for name in CATEGORIES}
