"""Draws, blueprints and papers: what is drawn fits the plan, and a seed repeats it."""

import random
from collections import Counter
from functools import cache

import pytest

from generator.draw import Candidate, draw
from generator.load import load
from generator.model import LANGS
from generator.paper import Unknown, sheet
from generator.render.course import PLACEMENT, placement
from tests.browser.harness import ROOT

KINDS = ("single", "single", "several", "order", "match", "screen")


@cache
def portal():
    return load(ROOT).portal


def bank(chance: random.Random) -> tuple[list[Candidate], dict[str, int], int]:
    """Made-up items of some modules, a blueprint over them, and how many mock screens it wants."""
    parts = [f"m{n}" for n in range(chance.randint(1, 4))]
    items = [
        Candidate(f"{part}-{lesson}-{n}", part, f"{part}-{lesson}", chance.choice(KINDS))
        for part in parts
        for lesson in range(chance.randint(1, 6))
        for n in range(chance.randint(1, 4))
    ]
    sizes = Counter(item.part for item in items)
    return items, {part: chance.randint(1, sizes[part]) for part in parts}, chance.randint(0, 4)


def test_a_draw_fits_its_blueprint():
    chance = random.Random(42)
    for turn in range(400):
        items, plan, screens = bank(chance)
        drawn = draw(items, plan, screens, str(turn))
        assert len({item.id for item in drawn}) == len(drawn)
        assert Counter(item.part for item in drawn) == plan
        room = sum(
            min(count, sum(item.kind == "screen" and item.part == part for item in items)) for part, count in plan.items()
        )
        assert sum(item.kind == "screen" for item in drawn) >= min(screens, room)
        assert drawn == draw(items, plan, screens, str(turn))


def test_a_draw_is_spread_over_the_lessons():
    """No lesson gives a second item while another that has one left gives none."""
    chance = random.Random(43)
    for turn in range(200):
        items, plan, _ = bank(chance)
        taken = Counter(item.lesson for item in draw(items, plan, 0, str(turn)))
        for part in plan:
            there = Counter(item.lesson for item in items if item.part == part)
            most = max(taken[lesson] for lesson in there)
            assert all(taken[lesson] >= min(most - 1, count) for lesson, count in there.items())


def test_placement_asks_the_easy_first():
    order = [level.id for level in portal().course.levels]
    asked = placement(portal())
    assert [level for level, *_ in asked] == sorted((level for level, *_ in asked), key=order.index)
    assert set(Counter(level for level, *_ in asked).values()) == {PLACEMENT}
    assert len({item.id for *_, item in asked}) == len(asked)
    assert {item.kind for *_, item in asked} <= {"single", "screen"}


@pytest.mark.parametrize("lang", LANGS)
def test_paper_asks_ten_and_tells_the_key_apart(lang):
    made = sheet(ROOT / "overrides", portal(), lang, module="device", seed="7")
    questions, key = made.split('<section class="key">')
    assert questions.count('<section class="q">') == 10
    assert key.count("<tr>") == 11
    reasons = [option.why[lang] for item in portal().items for option in item.options]
    assert not any(reason in questions for reason in reasons)
    assert made == sheet(ROOT / "overrides", portal(), lang, module="device", seed="7")
    assert made != sheet(ROOT / "overrides", portal(), lang, module="device", seed="8")


def test_paper_of_nothing_says_what_there_is():
    with pytest.raises(Unknown, match=r"nowhere.*device"):
        sheet(ROOT / "overrides", portal(), "kk", module="nowhere")
