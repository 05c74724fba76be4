"""The reader's own looks: colour pairs are measured, light and dark are the tokens' own, narrow sheets have no wide rule."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from generator.assets import Assets, twin
from generator.model import LANGS
from tests.browser.test_axe import PALETTES
from tests.test_draw import portal

ROOT = Path(__file__).resolve().parents[1]
# WCAG: text of AAA, text of AA, parts of a picture.
AAA, AA, PARTS = 7.0, 4.5, 3.0


@cache
def sheets() -> dict[str, str]:
    assets = Assets(ROOT / "overrides/assets")
    return {name: assets.files[assets.path(name)].decode() for name in ("sauat.css", "vision.css")}


def luminance(colour: str) -> float:
    """Of #rgb or #rrggbb, as WCAG counts it."""
    digits = colour.removeprefix("#")
    pairs = [digit * 2 for digit in digits] if len(digits) == 3 else re.findall("..", digits)
    parts = [int(pair, 16) / 255 for pair in pairs]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours(look: str) -> dict[str, str]:
    """The plain colours that vision.css gives to a look."""
    block = re.search(rf":root\[data-colours={look}\][^{{]*\{{([^}}]*)\}}", sheets()["vision.css"])
    assert block, look
    return dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", block[1]))


def test_the_measure_is_right() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("look", PALETTES)
def test_palettes_are_of_the_highest_contrast(look: str) -> None:
    """Two colours make every pair of text and ground; the third is a chart's second bar."""
    found = colours(look)
    assert found.keys() == {"paper", "ink", "mid"}
    assert contrast(found["ink"], found["paper"]) >= AAA
    assert contrast(found["mid"], found["paper"]) >= PARTS
    assert contrast(found["mid"], found["ink"]) >= 1.9


@pytest.mark.parametrize("look", ["light", "dark"])
def test_light_and_dark_are_the_tokens(look: str) -> None:
    """One home for the portal's colours; a look chosen against the device's has each of them."""
    first, _, rest = sheets()["sauat.css"].partition("@media (prefers-color-scheme:dark)")
    block = {"light": first, "dark": rest}[look].partition(":root{")[2].partition("}")[0]
    assert colours(look) == dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", block))
    assert {"paper", "ink", "link", "soft"} <= colours(look).keys()


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        *(("ink", ground, AAA) for ground in ("paper", "tint-sky", "tint-gold")),
        *((text, "paper", AA) for text in ("soft", "link", "warn", "right")),
        *(
            ("ink", "found", AA),
            ("edge", "paper", PARTS),
            ("on-sky", "sky", AA),
            ("on-gold", "gold", AA),
            ("on-deep", "deep", AA),
        ),
        *(("warn", "warn-ground", AA), ("right", "right-ground", AA), ("on-press", "press", AAA), ("bar", "paper", PARTS)),
    ],
)
def test_light_and_dark_pairs(look: str, text: str, ground: str, least: float) -> None:
    assert contrast(colours(look)[text], colours(look)[ground]) >= least


def test_narrow_twins() -> None:
    """Each sheet has one; it has no rule for wide screens, and what was for narrow ones holds always."""
    assets = Assets(ROOT / "overrides/assets")
    for path in [path for path in assets.files if path.endswith(".css") and "-narrow." not in path]:
        wide, narrow = assets.files[path].decode(), assets.files[twin(path)].decode()
        assert not re.search(r"(min|max)-width:[\d.]+em\)", narrow), path
        assert narrow.count("{") == narrow.count("}")
        assert len(narrow) <= len(wide)
    narrow = assets.files[twin(assets.path("sauat.css"))].decode()
    assert ".crumbs li:not(:last-child){display:none}" in narrow
    assert "grid-template-columns:repeat(3,1fr)" not in narrow


def test_every_choice_has_its_words_and_its_rule() -> None:
    """What the panel offers is what the sheet knows."""
    panel = (ROOT / "overrides/partials/vision.html").read_text(encoding="utf-8")
    parts = {name: re.findall(r'"([\w-]+)"', values) for name, values in re.findall(r'\("(\w+)", \(([^)]*)\)', panel)}
    assert list(parts) == ["size", "colours", "letters", "lines", "pictures"]
    for name, values in parts.items():
        for value in values:
            assert re.search(rf'\[data-{name}="?{value}"?\]', sheets()["vision.css"]), (name, value)
            words = portal().words.strings
            assert name == "size" or all(words[f"vision-{name}-{value}"][lang]["other"] for lang in LANGS)
