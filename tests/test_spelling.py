"""The spelling of everything the portal says, by the dictionaries that set-up installs."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from generator import spelling
from generator.__main__ import app
from generator.checks import said
from generator.load import load
from generator.model import Lang, Portal
from generator.text.kazakh import Kazakh

ROOT = Path(__file__).parents[1]
CASES = yaml.safe_load((ROOT / "tests" / "cases" / "spelling.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def portal() -> Portal:
    return load(ROOT).portal


def saying(portal: Portal, lang: Lang, words: str) -> list[tuple[str, str]]:
    """(word, what it is like) of each that is refused when a page says the words."""
    problems = list(spelling.judge([said.Said("docs/a.md", 1, words, lang)], portal.spelling))
    return [re.findall("«(.*?)».*ұқсас сөз: (.*?);", problem.message.kk)[0] for problem in problems]


def test_nothing_is_misspelled(portal: Portal) -> None:
    assert [f"{p.path}:{p.line}: {p.message.ru}" for p in spelling.check(portal)] == []


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_right_words_pass(portal: Portal, lang: Lang) -> None:
    assert saying(portal, lang, CASES[lang]["right"]) == []


@pytest.mark.parametrize(("lang", "wrong", "like"), [(lang, *pair) for lang in CASES for pair in CASES[lang]["wrong"].items()])
def test_slips_are_refused(portal: Portal, lang: Lang, wrong: str, like: str) -> None:
    (found,) = saying(portal, lang, f"алма {wrong}." if lang == "kk" else f"слово {wrong}.")
    assert found[0] == wrong
    assert not like or like in found[1].split(", ")


def test_what_is_not_judged(portal: Portal) -> None:
    """Names inside a sentence, addresses, code, labels of the other language."""
    assert saying(portal, "kk", "Ол Жмерикода тұрады. «Настройки» [сайт](жоқ.md) 20 %-ға А. Ә. 124-НҚ") == []
    assert [word for word, _ in saying(portal, "kk", "Жмерикода тұрады. Настройки")] == ["Жмерикода", "Настройки"]
    assert saying(portal, "ru", "Нажмите «Баптау» и ә, слово қауіпсіз, город Жмерин.") == []


def test_check_tells_where(tmp_path: Path) -> None:
    """A wrong word planted in each kind of place stops `sauat check`, with path and line."""
    for folder in ("docs", "catalog", "overrides"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    planted = {
        "docs/kk/pages/help.md": ("checked:", "сөззде"),
        "docs/ru/pages/help.md": ("checked:", "сдесь"),
        "catalog/sites/eg/egov.kz.yml": ("  ru: ", "порттал"),
        "catalog/words.yml": ("search:", "ііздеу"),
    }
    where = []
    for path, (mark, wrong) in planted.items():
        lines = (tmp_path / path).read_text(encoding="utf-8").split("\n")
        at = next(n for n, line in enumerate(lines) if line.startswith(mark))
        if path.endswith(".md"):
            lines.append(f"Тағы {wrong} бар." if "/kk/" in path else f"Ещё {wrong} есть.")
            where.append(f"{path}:{len(lines)}: unknown-word: ")
        elif "sites" in path:
            lines[at] = lines[at].replace("портал", wrong)
            where.append(f"{path}:{next(n for n, line in enumerate(lines, 1) if line.startswith('about'))}: unknown-word: ")
        else:
            lines[at] = lines[at].replace("Іздеу", wrong)
            where.append(f"{path}:{at + 1}: unknown-word: ")
        (tmp_path / path).write_text("\n".join(lines), encoding="utf-8")
    done = CliRunner().invoke(app, ["check", "--root", str(tmp_path), "--lang", "ru"])
    assert done.exit_code == 1
    told = done.stderr.strip().split("\n")
    assert sorted(line[: line.index("слово")] for line in told) == sorted(where)


def test_without_dictionaries_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(spelling, "_FOLDERS", (tmp_path,))
    spelling._stems.cache_clear()
    done = CliRunner().invoke(app, ["check", "--root", str(ROOT)])
    assert done.exit_code == 0
    assert done.stderr == "The spelling was not checked: sudo apt-get install hunspell hunspell-kk hunspell-ru\n"


_SOFT = dict(zip("әғқңөұүһі", "агкноуухи", strict=True))
_FLAT = str.maketrans("аыеі", "еіаы")
_HARD = str.maketrans("дтғқгк", "тдқғкг")


def other_harmony(word: str, rnd: random.Random) -> str:
    ending = re.search("(?:[ғгқкдтн][ае]н?|[лдт][ае]р|[ндт][ыі]ң?)$", word)
    return word[: ending.start()] + ending[0].translate(_FLAT) if ending else word


def lost_letter(word: str, rnd: random.Random) -> str:
    places = [n for n, letter in enumerate(word) if letter in _SOFT]
    at = rnd.choice(places or [0])
    return word[:at] + _SOFT.get(word[at], word[at]) + word[at + 1 :]


def other_consonant(word: str, rnd: random.Random) -> str:
    ending = re.search("[ғгқкдт][аеыі]н?$", word)
    return word[: ending.start()] + ending[0].translate(_HARD) if ending else word


def slip(word: str, rnd: random.Random) -> str:
    at = rnd.randrange(len(word))
    return word[:at] + rnd.choice("аәбвгғдежзийкқлмнңоөпрстуұүыі") + word[at + 1 :]


@pytest.mark.parametrize(
    ("damage", "least"),
    [(other_harmony, 0.98), (lost_letter, 0.95), (other_consonant, 0.85), (slip, 0.92)],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_most_slips_are_caught(portal: Portal, damage: Callable[[str, random.Random], str], least: float) -> None:
    """Every word that the portal says, with one slip: Debian's own dictionary refuses good words by the quarter."""
    kazakh = spelling._kazakh(portal.spelling["kk"])
    texts = (text for text in said.everything(portal) if text.lang == "kk")
    known = {word.word.lower() for text in texts for word in spelling._words(text)}
    words = sorted(word for word in known if re.fullmatch("[а-яәғқңөұүһіё]{4,}", word) and kazakh.knows(word))
    rnd = random.Random(1)
    damaged = [wrong for word in words if (wrong := damage(word, rnd)) not in known]
    caught = sum(not kazakh.knows(wrong) for wrong in damaged)
    assert len(damaged) > 1500
    assert caught / len(damaged) >= least, f"{caught} of {len(damaged)}"


def test_an_empty_list_knows_nothing() -> None:
    assert not Kazakh().knows("сайт")
    assert Kazakh(["сайт"]).knows("сайттарыңыздағы")
