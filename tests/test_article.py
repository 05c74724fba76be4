"""Markdown's HTML to the portal's parts: cases in cases/article.yml."""

from pathlib import Path

import pytest
import yaml

from generator.article import finish

CASES = yaml.safe_load((Path(__file__).parent / "cases/article.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case):
    got = finish(
        case["from"].strip(),
        lambda key: f"[{key}]",
        lambda name: f"({name})",
        lambda name: f'<svg viewBox="0 0 1 1">{name}</svg>',
    )
    assert got == case["to"].strip()
