"""What is wrong is found, and told in both languages; what is right is left alone."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from pymdownx.slugs import slugify

from generator import article
from generator.checks import check, links, pages
from generator.checks.markdown import outline
from generator.load import load
from generator.load.messages import table
from generator.model import LANGS, At, PageMeta, Portal, Problem, Prose

ROOT = Path(__file__).parents[1]
WRONG = Path(__file__).with_name("wrong")
EXPECTED = WRONG / "expected.txt"


def problems(root: Path) -> list[Problem]:
    """All there are, as `sauat check` finds them."""
    loaded = load(root)
    return sorted([*loaded.problems, *check(loaded.portal)])


def told(root: Path) -> list[str]:
    return [f"{p.path}:{p.line}: {p.code}: {p.message[lang]}" for p in problems(root) for lang in LANGS]


def everything() -> str:
    """expected.txt: the wrong project, then the one that is hardly there."""
    return "\n".join([*told(WRONG), "", *told(WRONG / "lost")]) + "\n"


def test_every_problem_is_told_in_order() -> None:
    assert everything() == EXPECTED.read_text(encoding="utf-8")


def test_every_message_is_needed() -> None:
    codes = set(re.findall(r"^[^:\n]+:\d+: ([a-z0-9-]+): ", EXPECTED.read_text(encoding="utf-8"), re.MULTILINE))
    # tests/test_spelling.py and tests/test_jury.py have the cases of these two.
    assert codes | {"unknown-word", "sheet-cell"} == set(table())


@pytest.mark.parametrize("code", table())
def test_a_message_has_three_parts(code: str) -> None:
    for lang in LANGS:
        parts = table()[code][lang].split("; ")
        assert len(parts) == 3 and all(part.strip() for part in parts)
        assert table()[code][lang].count(";") == 2
    gaps = [set(re.findall(r"(?<!{){(\w+)}", table()[code][lang])) for lang in LANGS]
    assert gaps[0] == gaps[1]


def test_a_problem_is_one_line() -> None:
    for line in EXPECTED.read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"\S.*?:\d+: [a-z0-9-]+: .+|", line) and line.isprintable()


def test_the_line_of_a_problem_is_in_its_file() -> None:
    for found in problems(WRONG):
        file = WRONG / found.path
        assert 1 <= found.line <= max(1, file.read_bytes().count(b"\n") + 1), found


def test_the_real_project_has_no_problem() -> None:
    assert told(ROOT) == []


def test_the_boxes_are_those_that_are_drawn() -> None:
    assert set(pages.BOXES) == set(article.BOXES)


# --- The outline of a page and Python-Markdown's own reading of it ------------------------------------------


class Rendered(HTMLParser):
    """What a browser would get: headings' ids, targets of links and sources of pictures."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.pictures: list[str] = []
        self.steps = self.tasks = 0
        self._lists: list[str] = []
        self.feed(markdown().convert(body))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if re.fullmatch("h[1-6]", tag):
            self.anchors.append(values["id"])
        self.links += [values["href"]] if "href" in values else []
        self.pictures += [values["src"]] if "src" in values else []
        if tag in ("ol", "ul"):
            self._lists.append(tag)
        self.steps += tag == "li" and self._lists[-1:] == ["ol"]
        self.tasks += values.get("type") == "checkbox"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ol", "ul"):
            self._lists.pop()


def markdown() -> Markdown:
    """As mkdocs.yml sets it; the tables and the fences are MkDocs' own."""
    plain = ["admonition", "tables", "fenced_code", "toc", "pymdownx.tasklist", "generator.plaintext"]
    return Markdown(extensions=plain, extension_configs={"toc": {"slugify": slugify(case="lower")}})


PORTAL = load(ROOT).portal


def alone(body: str) -> Portal:
    """The real records with one page: every link of it leads outside, to itself or nowhere."""
    meta = PageMeta(title="…", summary="…", checked=date(2026, 11, 23))
    page = Prose(lang="kk", path="pages/page.md", meta=meta, body=body, body_line=1, at=At("docs/kk/pages/page.md"))
    return replace(PORTAL, prose=(page,))


@pytest.mark.parametrize("prose", PORTAL.prose, ids=lambda prose: f"{prose.lang}/{prose.path}")
def test_an_outline_is_what_is_rendered(prose: Prose) -> None:
    parts, rendered = outline(prose), Rendered(prose.body)
    assert list(parts.anchors) == rendered.anchors
    assert sorted(link.text for link in parts.links) == sorted(rendered.links)
    assert [picture.text for picture in parts.pictures] == rendered.pictures
    assert len(parts.steps) == rendered.steps
    assert len(parts.tasks) == rendered.tasks


HEADINGS = """
## Шаг
## Шаг
## Шаг_1
## **Жирный** и *косой*
## Файл `index.html`
## Ссылка [сюда](help.md)
## «Кавычки» – тире, 5 000 ₸
#Без пробела
### Ә, Ғ & Һ ###
Черта снизу
-----------

```
## код
```
"""


def test_anchors_are_those_of_mkdocs() -> None:
    assert list(outline(alone(HEADINGS).prose[0]).anchors) == Rendered(HEADINGS).anchors


PIECES = [
    *"[]()!<>`\\\n* ",
    *("\n\n", "    ", "- ", "1. ", "](", "]: ", "[a]", "[a]: ", "text", '"t"'),
    *("`` ", "```\n", "~~~\n", "!!! try\n    ", "| a |\n|---|\n"),
    *("javascript:x", "JaVaScRiPt&#58;x", "javascript&colon;x", "data:x"),
    *("//egov.kz", "https://egov.kz/", "ftp://egov.kz", "a@egov.kz"),
    *("drawing:phone-parts", "x.png", "<https://egov.kz/>", "<b onclick=x>", "<script>", "page.md", "#a"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=400, deadline=None)
@example("[a](javascript:x)")
@example("[a][b]\n\n[b]:\n    javascript:x")
@example("[![a](drawing:phone-parts)](javascript:x)")
@example("`a\n\n[x](javascript:x) `")
@example("```\n[a](javascript:x)\n")
@example("\\`[a](javascript:x)\\`")
def test_no_address_goes_unchecked(body: str) -> None:
    """Where no check complains, every address that Python-Markdown writes is one that a check allows."""
    portal, rendered = alone(body), Rendered(body)
    if not [*links.check(portal), *pages.check(portal)]:
        for target in rendered.links:
            assert re.fullmatch(r"https?://.+|mailto:.+|page\.md(#.+)?|#.+", target, re.IGNORECASE), target
        for source in rendered.pictures:
            assert source == "drawing:phone-parts"


# --- Records and pages damaged at random: a check may say anything, and must not fall -----------------------


DAMAGED = sorted(path for path in [*WRONG.glob("catalog/**/*.yml"), *WRONG.glob("docs/**/*.md")] if path.is_file())
SCRAPS = [b"", b"\n", b" ", b"- ", b": ", b"{", b"]", b"null", b"[]", b"1", b"''", b"no", b"kk: ", b"\xd3", b"\xff"]


@given(seed=st.integers(0, 10**6))
@settings(max_examples=30, deadline=None)
def test_damage_is_told_and_never_raised(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    chance = random.Random(seed)
    root = tmp_path_factory.mktemp("damaged") / "wrong"
    shutil.copytree(WRONG, root)
    for path in chance.sample(DAMAGED, 12):
        lines = path.read_bytes().split(b"\n")
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(lines))
            cut = chance.randint(0, len(lines[at]))
            before, after = lines[at][:cut], lines[at][cut:]
            lines[at] = chance.choice([b"", before, before + chance.choice(SCRAPS) + after])
        (root / path.relative_to(WRONG)).write_bytes(b"\n".join(lines))
    assert all(found.message.ru for found in problems(root))
    shutil.rmtree(root)


if __name__ == "__main__":
    EXPECTED.write_text(everything(), encoding="utf-8")


def test_fresh_sites_are_judged_as_all_are() -> None:
    """`sauat serve` looks only at the sites that changed: at nothing less of them than `sauat check` does."""
    portal = load(WRONG).portal

    def of_sites(found: Iterable[Problem]) -> list[Problem]:
        return sorted(problem for problem in found if problem.path.startswith("catalog/sites/"))

    assert of_sites(check(portal, portal.sites)) == of_sites(check(portal)) != []
