"""Editors are not trusted with markup: whatever stands in a record or in a page's words, none of it acts in a reader's browser.

Every text of every record gets something that would act; every page, script, feed and table is made of them, and read again
by a parser that would see it act. What the checks refuse is not refused here: each wall stands alone.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from generator import article, feeds, opendata, search
from generator.frame import out
from generator.load import load
from generator.model import LANGS, NewsMeta, Portal, Text, Words
from generator.pipeline import Project
from generator.render import sheets
from generator.render.engine import Engine
from tests.browser.harness import ROOT

# Ends whatever it may stand in: an attribute, an element, a script, a comment, CDATA, a template.
ACTS = (
    "\"'><script>hurt()</script><img src=x onerror=hurt()>{{ 7*7 }}{% raw %}</title></textarea></style>--></script>]]>"
    '<svg onload=hurt()>\u2028hurt()//\\"`${hurt()}<a href=javascript:hurt()>'
)
LINKS = ("javascript:hurt()", "JaVa\tScript:hurt()", "data:text/html,<script>hurt()</script>", "vbscript:hurt()")
# Elements whose `on…` handlers or addresses a browser would run; the portal has no handler in any page.
LOUD = ("hurt()", "javascript:", "vbscript:", "data:text/html")


class Watcher(HTMLParser):
    """What of a page would act."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.acts: list[str] = []
        self._raw = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._raw = tag if tag in ("script", "style") else ""
        for name, value in attrs:
            address = "".join((value or "").split()).lower()
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.acts.append(f"<{tag} {name}>")
            if name in ("href", "src", "action", "formaction", "data", "xlink:href") and address.startswith(LOUD[1:]):
                self.acts.append(f"<{tag} {name}={value}>")

    def handle_data(self, data: str) -> None:
        if self._raw and data.strip():
            self.acts.append(f"<{self._raw}>{data[:40]}")

    def handle_endtag(self, tag: str) -> None:
        self._raw = ""


def acts(html: str) -> list[str]:
    watcher = Watcher()
    watcher.feed(html)
    watcher.close()
    return watcher.acts


def test_the_watcher_sees() -> None:
    assert acts("<p onclick=a>") and acts("<script>a</script>") and acts("<a href='java\nscript:a'>") and acts("<p style=a>")
    assert not acts('<script src="a.js" defer></script><p title="onclick">a</p>')


def poisoned(value: Any) -> Any:
    """The same value with every text of people made to act. Ids, figures and addresses stay: other tests have them."""
    if isinstance(value, Text):
        return Text(value.kk + ACTS, value.ru + ACTS)
    if isinstance(value, tuple):
        return tuple(poisoned(entry) for entry in value)
    if isinstance(value, Words):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        free = {"title", "summary", "text"} if type(value).__name__ in ("PageMeta", "NewsMeta", "Measure") else {"name"}
        changed = {}
        for field in fields(value):
            if not field.init or field.name == "at":
                continue
            old = getattr(value, field.name)
            changed[field.name] = old + ACTS if isinstance(old, str) and field.name in free else poisoned(old)
        return replace(value, **changed)
    return value


@pytest.fixture(scope="module")
def portal() -> Portal:
    """The real portal, all of its words made to act; a tenth of its sites is enough."""
    real = load(ROOT).portal
    made = poisoned(replace(real, sites=real.sites[::10], successors=(), drawings={}))
    assert isinstance(made, Portal)
    return made


def pages(portal: Portal) -> Iterator[tuple[str, str]]:
    engine = Engine(Project(ROOT).overrides, replace(portal, drawings=load(ROOT).portal.drawings))
    for sheet in sheets(portal):
        yield sheet.view.out, engine.html(sheet)


def test_no_page_of_records_acts(portal: Portal) -> None:
    made = dict(pages(portal))
    assert len(made) > 300
    assert {path: found for path, html in made.items() if (found := acts(html))} == {}
    # It did arrive, as text.
    assert "hurt()" in made["catalog/index.html"]


def test_no_script_ends_before_its_end(portal: Portal) -> None:
    for path, script in search.index(portal, {}, LANGS).items():
        text = script.decode()
        assert "</" not in text and "\u2028" not in text, path
        name, _, data = text.removeprefix("sauat.put(").removesuffix(");\n").partition(",")
        assert isinstance(json.loads(name), str)
        json.loads(data)


def test_feeds_and_tables_hold_it_as_text(portal: Portal) -> None:
    page_of_news = f'<div id="text"><p>{ACTS}</p></div>'.encode()
    news = {out(page.lang, page.html_path): page_of_news for page in portal.published if isinstance(page.meta, NewsMeta)}
    made = feeds.files(portal, ["index.html"], LANGS, news, address="https://example.kz/") | opendata.files(portal)
    assert "<script" not in "".join(item["content_html"] for item in json.loads(made["news/feed-kk.json"])["items"])
    for path, content in made.items():
        text = content.decode()
        if path.endswith((".xml", ".opml")):
            root = ElementTree.fromstring(text)
            assert not [element.tag for element in root.iter() if element.tag.rpartition("}")[2] in ("script", "img", "svg")]
        elif path.endswith(".json"):
            json.loads(text)
        elif path.endswith(".csv"):
            rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
            assert {len(row) for row in rows} == {len(rows[0])}


def test_no_cell_is_a_formula() -> None:
    """Of the real data, as a program of tables reads it. A telephone number is digits and signs after its plus."""
    for path, content in opendata.files(load(ROOT).portal).items():
        if path.endswith(".csv"):
            rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
            cells = [value for row in rows for name, value in row.items() if name != "phone"]
            assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r", "-"))], path


MARKUP = st.one_of(
    st.sampled_from([ACTS, *(f"[a]({link})" for link in LINKS), *(f'<a href="{link}">a</a>' for link in LINKS)]),
    st.sampled_from(
        [
            *("<script>hurt()</script>", "<img src=x onerror=hurt()>", "![a](javascript:hurt())", "<svg/onload=hurt()>"),
            *("<style>*{}</style>", "<iframe srcdoc='<script>hurt()</script>'>", "<p style='x:expression(hurt())'>", "[a]: "),
            *("<math><mi//xlink:href='data:x,<script>'>", "<!--", "-->", "<![CDATA[", "&#60;script&#62;", "`", "```\n", "    "),
            *('[a](x "onclick=hurt()")', '[a](x"onmouseover="hurt())', '<http://a/"onclick=hurt()>', "!!! try\n    ", "\n\n"),
        ]
    ),
    st.text(alphabet=st.characters(codec="utf-8"), max_size=12),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(MARKUP, max_size=8))
@example([ACTS])
def test_no_words_of_a_page_act(parts: list[str]) -> None:
    """Markdown as MkDocs renders it, without the wall before it and with the one behind it."""
    text = "".join(parts)
    for extensions in (["admonition", "tables", "pymdownx.tasklist"], ["admonition", "tables", "generator.plaintext"]):
        made = article.finish(article.clean(Markdown(extensions=extensions).convert(text)), str, str, str)
        assert acts(made) == []


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
@example("<p onclick=hurt()>a<script>b</script><a href='javascript:c'>d</a>")
@example("<img src='https://example.org/x.png'>")
@example("<div class='admonition k-home'>")
def test_the_list_lets_nothing_else_through(html: str) -> None:
    made = article.clean(html)
    assert acts(made) == []
    assert "example.org" not in made and "k-home" not in made
