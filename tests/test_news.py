"""News: what lists show and in which order, feeds that others' programs read, a warning from its first day to its last."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import feedparser
import pytest

from generator.feeds.fulltext import full_text
from generator.frame import out
from generator.load import load
from generator.model import LANGS, NEWS_KINDS, NewsMeta
from generator.render import alerts, news
from generator.render.engine import Engine
from tests.conftest import ALERT_DAY, ALERT_PLACE, with_alert

ROOT = Path(__file__).parent.parent
PORTAL = load(ROOT).portal
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 14)


@pytest.fixture(scope="module")
def warned(tmp_path_factory):
    """The portal with a warning, read on any day."""
    return load(with_alert(tmp_path_factory.mktemp("warned"), ALERT_DAY).root).portal


def lists(portal, lang):
    return {sheet.view.path: sheet.data for sheet in news.sheets(portal, lang)}


def shown(made, first):
    """The items of all pages of a list, as it shows them."""
    folder = first.removesuffix(".html") + "/"
    pages = [path for path in made if path == first or (path.startswith(folder) and path.removeprefix(folder)[:-5].isdigit())]
    assert all(sum(len(items) for _, items in made[path]["groups"]) <= news.PAGE for path in pages)
    return [item for path in pages for _, items in made[path]["groups"] for item in items]


@pytest.mark.parametrize("lang", LANGS)
def test_enough_to_read(lang):
    items = news.dated(PORTAL, lang)
    assert len(items) >= 20
    assert all(item.meta.sources for item in items)
    assert PORTAL.today is None and alerts.notice(PORTAL, lang) is None, "no warning is invented"


@pytest.mark.parametrize("lang", LANGS)
def test_every_list_has_its_items_newest_first(lang):
    made, items = lists(PORTAL, lang), news.dated(PORTAL, lang)
    assert shown(made, news.INDEX) == items
    for year in {item.meta.date.year for item in items}:
        assert shown(made, news.year_path(year)) == [item for item in items if item.meta.date.year == year]
    for kind in NEWS_KINDS:
        some = [item for item in items if item.meta.kind == kind]
        assert (news.kind_path(kind) in made) == bool(some)
        assert shown(made, news.kind_path(kind)) == some


def test_before_and_after():
    """From the oldest by `newer` through every item to the newest, and back."""
    items = news.dated(PORTAL, "kk")
    pairs = [news.beside(PORTAL, item.page) for item in items]
    assert [older for older, _ in pairs] == [*items[1:], None]
    assert [newer for _, newer in pairs] == [None, *items[:-1]]


def test_a_warning_by_the_day(warned):
    """Above every page from its first day to its last and no longer; on top only then, and last once it is over."""
    places = {}
    for day in (FIRST - timedelta(1), FIRST, LAST, LAST + timedelta(1)):
        portal = replace(warned, today=day)
        above = alerts.notice(portal, "ru")
        items = news.latest(portal, "ru")
        places[day] = above is not None, [item.meta.kind for item in items].index("alert"), items[-1].is_over
        if above:
            assert (above.path, above.until, above.count) == ("news/2026/alert.html", LAST, 1)
    assert list(places.values()) == [(False, 0, False), (True, 0, False), (True, 0, False), (False, len(items) - 1, True)]


def test_of_two_warnings_the_later_stands_above(warned):
    pages = []
    for page in warned.prose:
        pages.append(page)
        if isinstance(page.meta, NewsMeta) and page.meta.kind == "alert":
            pages.append(replace(page, path="news/2026/other.md", meta=replace(page.meta, starts=FIRST + timedelta(2))))
    above = alerts.notice(replace(warned, prose=tuple(pages), today=ALERT_DAY), "kk")
    assert above and (above.path, above.count) == ("news/2026/other.html", 2)


def test_the_same_templates_show_a_new_warning(warned):
    """`sauat serve` keeps what it made; a warning that has come is above the next page all the same."""
    before, after = (replace(warned, today=day) for day in (FIRST - timedelta(1), FIRST))
    engine = Engine(ROOT / "overrides", before)
    for portal, count in ((before, 0), (after, 1), (before, 0)):
        engine = engine.beside(portal)
        sheet = next(news.sheets(portal, "kk"))
        assert engine.html(sheet).count('class="notice"') == count


def test_without_a_day_a_build_knows_no_clock(warned):
    newest = max(site.added for site in PORTAL.sites)
    assert PORTAL.day >= newest
    assert warned.day == max(PORTAL.day, FIRST), "an end that lies ahead is not yet known of"


# --- Feeds, as other programs read them ---------------------------------------------------------------------


def told(tree, lang, suffix):
    return (tree / f"news/feed-{lang}.{suffix}").read_bytes()


def leads_to(tree, base, where, link):
    """The file of the tree that a link of the feed leads to."""
    url = urljoin(where, link)
    assert url.startswith(base), link
    return tree / urlsplit(url.removeprefix(base)).path


class Tags(HTMLParser):
    """The tags and attributes of a text, its links and its words."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.names, self.links, self.words, self.open = set(), set(), [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        self.links += [value for name, value in attrs if name == "href"]
        self.open += [tag] if tag != "br" else []

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, "tags are nested"

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture(params=["relative", "absolute"])
def tree(request, site, alerted):
    """(the tree, where it stands, whether its feeds say so)"""
    return (site, "https://other.kz/at/", False) if request.param == "relative" else (alerted, ALERT_PLACE, True)


@pytest.mark.parametrize("lang", LANGS)
def test_atom_is_read(tree, lang):
    folder, base, absolute = tree
    where = f"{base}news/feed-{lang}.xml"
    headers = {"content-location": where, "content-type": "application/atom+xml"}
    feed = feedparser.parse(told(folder, lang, "xml"), response_headers=headers)
    assert not feed.bozo, feed.get("bozo_exception")
    assert (feed.version, feed.feed.language) == ("atom10", lang)
    assert [entry.published for entry in feed.entries] == sorted((entry.published for entry in feed.entries), reverse=True)
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) == len(news.dated(PORTAL, lang)) + absolute
    for entry in feed.entries:
        assert leads_to(folder, base, where, entry.link).is_file()
        assert entry.title and entry.summary and entry.tags and entry.updated_parsed and entry.content[0].type == "text/html"


@pytest.mark.parametrize("lang", LANGS)
def test_json_feed_keeps_its_specification(tree, lang):
    """jsonfeed.org/version/1.1: what is required, what type, and no name of our own."""
    folder, base, absolute = tree
    where = f"{base}news/feed-{lang}.json"
    feed = json.loads(told(folder, lang, "json"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed.keys() <= {"version", "title", "home_page_url", "feed_url", "description", "language", "authors", "items"}
    assert feed["language"] == lang and feed["title"] and all(author["name"] for author in feed["authors"])
    assert leads_to(folder, base, where, feed["feed_url"]) == folder / f"news/feed-{lang}.json"
    assert leads_to(folder, base, where, feed["home_page_url"]) == folder / out(lang, news.INDEX)
    fields = {"id", "url", "title", "summary", "content_html", "date_published", "date_modified", "tags"}
    moment = re.compile(r"\d{4}-\d\d-\d\dT00:00:00\+05:00")
    for item in feed["items"]:
        assert item.keys() <= fields and item["id"] and item["content_html"]
        assert all(isinstance(item[name], str) for name in fields - {"tags"})
        assert isinstance(item["tags"], list) and all(isinstance(tag, str) for tag in item["tags"])
        assert all(moment.fullmatch(item[name]) for name in ("date_published", "date_modified"))
        assert leads_to(folder, base, where, item["url"]).is_file()
        assert not absolute or all(item[name].startswith(base) for name in ("url",))
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])


@pytest.mark.parametrize("lang", LANGS)
def test_the_full_text_is_the_pages_own(tree, lang):
    """Every word of the Markdown, its source, links that lead somewhere; nothing that a program could run or fetch."""
    folder, base, absolute = tree
    where = f"{base}news/feed-{lang}.json"
    bodies = {page.html_path: page.body for page in PORTAL.prose if page.lang == lang}
    for item in json.loads(told(folder, lang, "json"))["items"]:
        text = Tags(item["content_html"])
        path = leads_to(folder, base, where, item["url"]).relative_to(folder / out(lang, "")).as_posix()
        words = re.findall(r"\w+", re.sub(r"\]\([^)]*\)", "", bodies.get(path, "")))
        said = re.findall(r"\w+", " ".join(text.words))
        assert not [word for word in words if word not in said and not word.isdigit()]
        assert text.tags <= {"p", "h2", "ul", "ol", "li", "strong", "a", "em"} and text.names <= {"href"} and not text.open
        for link in text.links:
            if absolute:
                assert urlsplit(link).scheme in ("http", "https")
            if urljoin(where, link).startswith(base):
                assert leads_to(folder, base, where, link).is_file(), link


@pytest.mark.parametrize("lang", LANGS)
def test_a_warning_tells_its_days_to_readers_of_feeds(alerted, lang):
    (text,) = [item["content_html"] for item in json.loads(told(alerted, lang, "json"))["items"] if "alert" in item["url"]]
    assert "01.12.2026 – 14.12.2026" in text.splitlines()[0]


def test_what_a_feed_leaves_out():
    page = """<html><div id="text"><p onclick="x">A <b>b</b> &amp; <a class="t" href="../2.html#c" data-x="1">c</a><br>d</p>
<script>e</script><svg role="img" aria-label="f"><path d="g"/></svg><a href="javascript:h">i</a><img src="j">
<form><p>k</p></form>
<a href="#l">l</a></div><p>m</p></html>"""
    made = full_text(page.encode(), "ru/news/1.html", "../")
    assert list(filter(None, made.split("\n"))) == [
        '<p>A b &amp; <a href="../ru/2.html#c">c</a><br>d</p>',
        "<p>f</p><a>i</a>",
        '<a href="../ru/news/1.html#l">l</a>',
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_pages_lead_to_their_feeds(site, lang):
    """Home, lists and items tell a reader of feeds where both lie."""
    for page in [site / out(lang, "index.html"), *(site / out(lang, "news")).rglob("*.html")]:
        found = re.findall(r'<link rel="alternate" type="([^"]+)" href="([^"]+)" title="[^"]+">', page.read_text())
        assert {kind: (page.parent / href).resolve() for kind, href in found} == {
            kind: site / path for kind, path in news.feeds(lang).items()
        }


def test_a_warning_is_on_every_page_while_in_force(site, alerted):
    """And on none without one."""
    notice = 'class="notice"'
    assert [page.name for page in alerted.rglob("*.html") if page.read_text().count(notice) != 1] == []
    assert [page.name for page in site.rglob("*.html") if notice in page.read_text()] == []
