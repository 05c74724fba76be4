"""`make proof`: axe-core over one page of each kind, in both languages and every mode; writes what it saw into
catalog/accessibility.yml, from which the portal makes its statement. What it finds it prints, and then it fails."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from generator.frame import out
from generator.model import LANGS
from tests.browser.harness import KINDS, NODE_MODULES, PAGES, Address, launch, settle
from tests.browser.test_axe import MODES, all_findings

RECORD = Path(__file__).resolve().parents[1] / "catalog/accessibility.yml"
_RUN = re.compile(r"^run:\n(?:  .*\n)+", re.MULTILINE)


def look(site: Path) -> list[str]:
    """Every finding, with its page and its mode."""
    found = []
    with sync_playwright() as playwright, launch(playwright) as browser:
        for kind, lang in PAGES:
            context = browser.new_context(viewport={"width": 360, "height": 740})
            page = context.new_page()
            page.goto(Address(site.resolve(), "").url("disk", out(lang, KINDS[kind])))
            settle(page, kind)
            found += [f"{kind}, {lang}, {mode}: {each}" for mode, all_of in all_findings(page).items() for each in all_of]
            context.close()
    return found


def main(site: Path) -> int:
    found = look(site)
    tool = json.loads((NODE_MODULES / "axe-core/package.json").read_text(encoding="utf-8"))["version"]
    run = (
        ("day", date.today().isoformat()),
        ("tool", f"axe-core {tool}"),
        ("kinds", len(KINDS)),
        ("pages", len(KINDS) * len(LANGS)),
        ("modes", f"[{', '.join(MODES)}]"),
        ("findings", len(found)),
    )
    lines = "".join(f"  {name}: {value}\n" for name, value in run)
    RECORD.write_text(_RUN.sub(f"run:\n{lines}", RECORD.read_text(encoding="utf-8")), encoding="utf-8")
    print("\n".join(found) or f"{run[3][1]} pages × {len(MODES)} modes: no findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
