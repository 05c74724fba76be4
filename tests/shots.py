"""`make shots`: the README's picture, made anew from the built tree: home, a lesson and the catalogue."""

from __future__ import annotations

import base64
import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

from tests.browser.harness import launch

SHOTS: tuple[tuple[str, int, int, Literal["light", "dark"]], ...] = (
    ("index.html", 1280, 800, "light"),
    ("lessons/device/02-touch-and-mouse.html", 360, 800, "light"),
    ("catalog/rubrics/universities.html", 360, 800, "dark"),
)
_FRAME = '<body style="margin:0;display:flex;gap:24px;padding:24px;background:#7a7f83;width:max-content">{}</body>'


def main(site: Path, target: Path) -> None:
    """Write one picture of the pages side by side."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        pictures = []
        for page, width, height, scheme in SHOTS:
            tab = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            tab.goto((site / page).resolve().as_uri())
            pictures.append(base64.b64encode(tab.screenshot()).decode())
        sheet = browser.new_page(viewport={"width": 2144, "height": 848})
        sheet.set_content(_FRAME.format("".join(f'<img src="data:image/png;base64,{picture}">' for picture in pictures)))
        target.parent.mkdir(exist_ok=True)
        sheet.screenshot(path=target, type="jpeg", quality=80)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
