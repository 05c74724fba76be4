"""Files become records, with the line of every field; what an editor's hand or machine did to them is told, never raised."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.load import Loaded, load
from generator.load.files import Folder
from generator.load.messages import problem
from generator.load.shape import Shaper
from generator.load.strings import read_words
from generator.load.syntax import compose
from generator.model import Costs, Lesson, NewsMeta, Problem, Region, Site, Term, Text

SITE = """\
# Пікір
url: https://enu.kz/
name: {kk: Сайт, ru: Сайт}
about:
  kk: Бұл сайтта
    пайдалы ақпарат бар.
  ru: Сведения.
kind: education
rubric: universities
also:
  - schools
  - colleges
region: astana
languages: [kk, ru]
evidence: ror
added: 2026-11-23
"""


def shaped(text: str, kind: type[Any]) -> tuple[Any, list[Problem]]:
    found: list[Problem] = []
    derived = {"id": "enu.kz"} if kind is Site else {}
    return Shaper("file.yml", found).record(compose(text, "file.yml", 1, found), kind, **derived), found


def codes(found: list[Problem]) -> list[tuple[int, str]]:
    return [(p.line, p.code) for p in found]


def loaded(root: Path, files: dict[str, str | bytes]) -> Loaded:
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return load(root)


def test_a_record_has_its_values_and_lines() -> None:
    site, found = shaped(SITE, Site)
    assert not found
    assert site.about == Text("Бұл сайтта пайдалы ақпарат бар.", "Сведения.")
    assert (site.also, site.languages) == (("schools", "colleges"), ("kk", "ru"))
    assert (site.added, site.checked) == (date(2026, 11, 23), None)
    lines = {name: site.at.of(name) for name in ("url", "about", "also", "also.1", "added", "owner")}
    assert lines == {"url": 2, "about": 4, "also": 10, "also.1": 12, "added": 16, "owner": 2}


FIELDS = [
    (Lesson, "fast_ageing", "true", True),
    (Lesson, "fast_ageing", "No", False),
    (Lesson, "fast_ageing", '"true"', "wrong-type"),
    (Lesson, "minutes", "20", 20),
    (Lesson, "minutes", "20.0", "wrong-type"),
    (Lesson, "minutes", "-20", "wrong-type"),
    (Lesson, "minutes", "0x14", "wrong-type"),
    (Lesson, "minutes", "1_000", "wrong-type"),
    (Lesson, "minutes", "9" * 5000, "wrong-type"),
    (Lesson, "status", "ready", "ready"),
    (Lesson, "status", "no", "yaml-bool"),
    (Lesson, "status", "[ready]", "wrong-type"),
    (Lesson, "id", "two-words", "two-words"),
    (Lesson, "id", "2009", "2009"),
    (Lesson, "id", "Two", "bad-id"),
    (Lesson, "id", "two-", "bad-id"),
    (Lesson, "id", "''", "empty-text"),
    (Lesson, "id", "null", "wrong-type"),
    (Lesson, "title", "{kk: Иә, ru: Нет}", Text("Иә", "Нет")),
    (Lesson, "title", "{kk: 103, ru: 103.kz}", Text("103", "103.kz")),
    (Lesson, "title", "{kk: no, ru: да}", "wrong-type"),
    (Lesson, "title", "{kk: Иә}", "missing-translation"),
    (Lesson, "title", "{kk: Иә, ru: }", "empty-text"),
    (Lesson, "title", "{kk: Иә, ru: Нет, en: No}", "unknown-field"),
    (Site, "checked", "2026-11-23", date(2026, 11, 23)),
    (Site, "checked", "null", None),
    (Site, "checked", "2026-11-31", "wrong-type"),
    (Site, "checked", "2026-11-23 10:00:00", "wrong-type"),
    (Site, "owner", "~", None),
    (Site, "owner", "Иесі", "wrong-type"),
    (Site, "also", "[]", ()),
    (Site, "also", "schools", "wrong-type"),
    (Region, "tile", "[6, 2]", (6, 2)),
    (Region, "tile", "[6, b]", "wrong-type"),
    (Costs, "2007", "150000", None),
    (Costs, "2007", "150 000", "wrong-type"),
    (Costs, "2007", '"150000"', "wrong-type"),
    (Term, "related", "[site, {a: b}]", "wrong-type"),
]


@pytest.mark.parametrize(("kind", "key", "written", "expected"), FIELDS)
def test_a_field_is_what_its_type_says(kind: type[Any], key: str, written: str, expected: object) -> None:
    record, found = shaped(f"{key}: {written}\n", kind)
    told = [p.code for p in found if p.code != "missing-field"]
    if isinstance(expected, str) and told:
        assert told == [expected]
    else:
        assert told == []
        assert getattr(record, key, expected) == expected


def test_a_refused_value_leaves_the_rest_of_the_record() -> None:
    lesson, found = shaped(
        "id: one\nplace: 1\ntitle: {kk: Бір}\nminutes: көп\nstatus: ready\ncolour: red\nstatus: draft\n", Lesson
    )
    assert lesson == Lesson(id="one", place=1, title=Text("Бір", ""), outcome=Text("", ""), minutes=0, status="ready")
    expected = ["duplicate-key", "missing-translation", "wrong-type", "unknown-field", "missing-field"]
    assert codes(found) == list(zip([7, 3, 4, 6, 1], expected, strict=True))


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("a: {b: c\n", 1, "yaml-syntax"),
        ("a:\n\tb: c\n", 2, "yaml-syntax"),
        ("a: b\n---\nc: d\n", 2, "yaml-syntax"),
        ("a: b\nc: \x1b\n", 2, "yaml-syntax"),
        ("a: b\nc: &d e\n", 2, "yaml-extra"),
        ("a: *b\n", 1, "yaml-extra"),
        ("a: !!str b\n", 1, "yaml-extra"),
        ("a: !b c\n", 1, "yaml-extra"),
        ("a: " + "[" * 100_000, 1, "yaml-deep"),
        ("- " * 100_000 + "a", 1, "yaml-deep"),
        ("? " * 100_000 + "a", 1, "yaml-deep"),
    ],
)
def test_yaml_that_is_refused_names_its_line(text: str, line: int, code: str) -> None:
    found: list[Problem] = []
    assert compose(text, "file.yml", 1, found) is None
    assert codes(found) == [(line, code)]


def test_interface_strings_keep_their_forms() -> None:
    text = 'found: {kk: "{n} сайт", ru: {one: "{n} сайт", few: "{n} сайта", other: "{n} сайта"}}\n'
    text += "bad: {kk: Иә}\nlist: {kk: [Иә], ru: Да}\n"
    found: list[Problem] = []
    words = read_words(Shaper("words.yml", found), compose(text, "words.yml", 1, found))
    assert words is not None
    assert words.strings == {
        "found": {"kk": {"other": "{n} сайт"}, "ru": {"one": "{n} сайт", "few": "{n} сайта", "other": "{n} сайта"}}
    }
    assert [at.line for at in words.at.values()] == [1, 2, 3]
    assert codes(found) == [(2, "missing-translation"), (3, "wrong-type")]


NEWS = """\
---
title: Жаңалық
date: 2025-08-11
kind: law
summary: Қысқаша.
sources:
  - {name: Дерек}
  - name: Екінші дерек
    url: https://egov.kz/
---

Бірінші жол.
"""


def test_a_page_knows_the_lines_of_its_words_and_of_its_fields(tmp_path: Path) -> None:
    (page,) = loaded(tmp_path, {"docs/kk/news/2025/one.md": NEWS}).portal.prose
    assert isinstance(page.meta, NewsMeta)
    assert page.meta.date == date(2025, 8, 11)
    assert (page.lang, page.path, page.html_path) == ("kk", "news/2025/one.md", "news/2025/one.html")
    assert NEWS.split("\n")[page.body_line - 1 :] == page.body.split("\n")
    assert [page.at.of(name) for name in ("date", "sources.1", "related")] == [3, 8, 1]


PAGES: list[tuple[str | bytes, int, str]] = [
    ("Мәтін.\n", 1, "no-front-matter"),
    ("---\ntitle: Ашық\n", 1, "no-front-matter"),
    ("---\n---\nМәтін.\n", 1, "no-front-matter"),
    ("---\n# Пікір\n---\nМәтін.\n", 1, "no-front-matter"),
    ("\n" + NEWS, 1, "no-front-matter"),
    ("---\n- тізім\n---\nМәтін.\n", 2, "wrong-type"),
    ("---\ntitle: [\n---\nМәтін.\n", 2, "yaml-syntax"),
    (NEWS.replace("Бірінші жол.\n", " \n"), 11, "empty-file"),
    (NEWS.replace("\n", "\r\n"), 1, "crlf"),
    (b"\xef\xbb\xbf" + NEWS.encode(), 1, "bom"),
    (NEWS.encode("cp1251", "replace"), 2, "not-utf8"),
    (NEWS.encode("utf-16-le"), 1, "not-utf8"),
]


@pytest.mark.parametrize(("content", "line", "code"), PAGES)
def test_an_unread_page_is_told_once_and_is_still_there(tmp_path: Path, content: str | bytes, line: int, code: str) -> None:
    found = loaded(tmp_path, {"docs/kk/news/2025/one.md": content})
    assert [(p.line, p.code) for p in found.problems if p.path.startswith("docs")] == [(line, code)]
    assert [(page.path, page.body_line, page.body) for page in found.portal.prose] == [("news/2025/one.md", 0, "")]


@pytest.mark.parametrize(
    "path",
    [
        *("docs/a.md", "docs/kk/a.md", "docs/en/pages/a.md", "docs/kk/pages/a.txt", "docs/kk/blog/a.md"),
        *("catalog/a.yml", "catalog/sites/a.txt", "catalog/banks/a.yaml", "catalog/programme/a.yml"),
        *("overrides/drawings/a.png", "overrides/drawings/b/a.svg"),
    ],
)
def test_a_file_that_belongs_nowhere_is_told(tmp_path: Path, path: str) -> None:
    found = loaded(tmp_path, {path: "a: b\n"})
    assert [p.code for p in found.problems if p.path == path] == ["stray-file"]


def test_nothing_at_all_is_its_missing_lists(tmp_path: Path) -> None:
    found = load(tmp_path / "nowhere")
    assert {p.code for p in found.problems} == {"missing-file"}
    assert len(found.problems) == 26


def test_a_problem_speaks_each_language_in_one_line() -> None:
    found, expected = "a\nb\x1b[31m" + "x" * 999, Text("мәтін", "текст")
    told = problem("a.yml", 1, "wrong-type", field="kk", found=found, expected=expected, example="…")
    assert told.message.kk.isprintable()
    assert "мәтін" in told.message.kk and "текст" in told.message.ru
    assert len(told.message.kk) < 400


# --- Any bytes at all ----------------------------------------------------------------------------------------


FILES = [
    *("catalog/course.yml", "catalog/rubrics.yml", "catalog/words.yml", "catalog/terms.yml", "catalog/teaching.yml"),
    "catalog/accessibility.yml",
    *("catalog/programme/plan.yml", "catalog/sites/en/enu.kz.yml", "catalog/banks/device.yml"),
    *("docs/kk/news/2025/one.md", "docs/ru/lessons/device/01-one.md", "overrides/drawings/one.svg"),
]
YAML = st.lists(
    st.sampled_from(
        [
            *("a", "id", "kk", "ru", "no", "null", "2007", "9" * 5000, "title: ", "lessons:\n", "ә"),
            *("- ", "? ", ": ", "\n", "  ", "{", "}", "[", "]", ",", "|", ">", '"', "'", "#", "<<: "),
            *("&a ", "*a", "!a ", "%", "@", "---\n", "...\n", "\t", "\x85", "\u2028", "\ufeff"),
        ]
    ),
    max_size=24,
).map(lambda pieces: "".join(pieces).encode())


@given(content=st.binary(max_size=60) | YAML, front=st.booleans())
@settings(max_examples=150, deadline=None)
@example(content=b"[" * 200_000, front=False)
@example(content="a: \ud7ff\uffff".encode(), front=True)
def test_load_never_raises(tmp_path_factory: pytest.TempPathFactory, content: bytes, front: bool) -> None:
    root = tmp_path_factory.mktemp("bytes")
    content = b"---\n" + content + b"\n---\n" + content if front else content
    found = loaded(root, dict.fromkeys(FILES, content))
    assert found.problems
    # An empty value at the end of a file stands, for YAML, on the line after it; YAML also ends lines at three odd signs.
    lines = len(content.decode("utf-8", "replace").splitlines())
    assert all(1 <= told.line <= lines + 2 for told in found.problems)


def test_a_file_is_read_again_only_when_it_changed(tmp_path):
    kept = {}
    folder = Folder(tmp_path, [], kept)
    file = tmp_path / "words.txt"
    file.write_text("one", encoding="utf-8")

    def make(alone):
        return [alone.text("words.txt")]

    first = folder.made("words.txt", make)
    assert folder.made("words.txt", make) is first
    os.utime(file, ns=(0, 0))
    assert folder.made("words.txt", make) is not first
    file.write_bytes(b"\xff")
    assert folder.made("words.txt", make) == folder.made("words.txt", make) == [None]
    assert [found.code for found in folder.found] == ["not-utf8", "not-utf8"]
    file.unlink()
    assert folder.made("words.txt", make) == [None]
    assert folder.found[-1].code == "missing-file"
