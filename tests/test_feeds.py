"""What a tree with an address has: sitemaps, search descriptions, and a way to them from every page."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import feedparser
import pytest
from typer.testing import CliRunner

from generator import feeds
from generator.__main__ import app
from generator.feeds import address_of, sitemap
from generator.feeds.sites import NEWEST, feed_path
from generator.frame import out
from generator.load import load
from generator.model import LANGS
from tests.conftest import ALERT_PLACE as ADDRESS

ROOT = Path(__file__).parent.parent
NAMES = {
    "": "http://a9.com/-/spec/opensearch/1.1/",
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}


def target(site: Path, url: str) -> Path:
    """The file of the tree that an absolute address leads to."""
    assert url.startswith(ADDRESS)
    return site / unquote(urlsplit(url.removeprefix(ADDRESS)).path)


def test_sitemap(alerted):
    """Every page once, each beside its twin, and every address a file."""
    entries = ElementTree.parse(alerted / "sitemap.xml").getroot().findall("map:url", NAMES)
    urls = [entry.findtext("map:loc", namespaces=NAMES) for entry in entries]
    assert [unquote(url.removeprefix(ADDRESS)) for url in urls] == (alerted / "sitemap.txt").read_text().split("\n")[:-1]
    for entry, url in zip(entries, urls, strict=True):
        beside = {link.get("hreflang"): link.get("href") for link in entry.findall("xhtml:link", NAMES)}
        assert beside.keys() == {*LANGS, "x-default"}
        assert url in (beside["kk"], beside["ru"])
        assert beside["x-default"] == beside["kk"]
        assert target(alerted, beside["kk"]).read_text()[:40].count('lang="kk"') == 1
        assert target(alerted, beside["ru"]).read_text()[:40].count('lang="ru"') == 1
    assert (alerted / "robots.txt").read_text() == f"Sitemap: {ADDRESS}sitemap.xml\n"


@pytest.mark.parametrize("lang", LANGS)
def test_search_description(alerted, lang):
    root = ElementTree.parse(alerted / f"opensearch-{lang}.xml").getroot()
    said = {name: root.findtext(name, namespaces=NAMES) for name in ("ShortName", "Description", "Language", "InputEncoding")}
    assert 0 < len(said["ShortName"]) <= 16
    assert 0 < len(said["Description"]) <= 1024
    assert (said["Language"], said["InputEncoding"]) == (lang, "UTF-8")
    search, own = (url.get("template") for url in root.findall("Url", NAMES))
    assert search == f"{ADDRESS}{out(lang, 'search.html')}?q={{searchTerms}}"
    for url in (search, own, root.findtext("Image", namespaces=NAMES)):
        assert target(alerted, url).is_file()
    assert target(alerted, own) == alerted / f"opensearch-{lang}.xml"


def test_every_page_leads_to_its_description(alerted):
    """Ours and MkDocs', at any depth; the names of the two are not the same, so a browser can have both."""
    titles = set()
    for page in alerted.rglob("*.html"):
        _, _, link = page.read_text(encoding="utf-8").partition(
            '<link rel="search" type="application/opensearchdescription+xml" '
        )
        href, title = link.split('"')[1:4:2]
        lang = "ru" if page.is_relative_to(alerted / "ru") else "kk"
        assert (page.parent / href).resolve() == alerted / f"opensearch-{lang}.xml", page
        titles.add((lang, title))
    assert len(titles) == len({title for _, title in titles}) == 2


def test_every_page_names_its_twins(alerted):
    """Whole addresses, each of a page that is there; pages shown in the place of others name none."""
    for page in alerted.rglob("*.html"):
        twins = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page.read_text(encoding="utf-8"))
        assert [lang for lang, _ in twins] == ([] if page.name in ("404.html", "offline.html") else [*LANGS, "x-default"]), page
        found = {lang: target(alerted, url) for lang, url in twins}
        if found:
            assert page == found["ru" if page.is_relative_to(alerted / "ru") else "kk"]
            assert found["x-default"] == found["kk"] and found["ru"].is_file()


def test_without_an_address_there_is_none_of_it(site):
    assert not {"sitemap.xml", "robots.txt", "opensearch-kk.xml", "opensearch-ru.xml"} & {file.name for file in site.iterdir()}
    assert not [page for page in site.rglob("*.html") if 'rel="search"' in page.read_text(encoding="utf-8")]


def test_more_pages_than_a_sitemap_may_hold(monkeypatch):
    portal = load(ROOT).portal
    (whole,) = sitemaps(feeds.files(portal, [], LANGS, {}, address=ADDRESS, icon="mark.svg")).values()
    monkeypatch.setattr(sitemap, "MOST", 7)
    made = sitemaps(feeds.files(portal, [], LANGS, {}, address=ADDRESS, icon="mark.svg"))
    named = [url.removeprefix(ADDRESS) for url in made.pop("sitemap.xml")]
    assert named == list(made)
    assert max(map(len, made.values())) == 7
    assert [url for name in named for url in made[name]] == whole


def sitemaps(files):
    """Each sitemap's addresses."""
    parsed = {
        path: ElementTree.fromstring(text) for path, text in files.items() if path.startswith("sitemap") and "xml" in path
    }
    return {path: [loc.text for loc in root.iterfind("*/map:loc", NAMES)] for path, root in parsed.items()}


@pytest.mark.parametrize(
    ("given", "known"),
    [
        ("https://example.kz", "https://example.kz/"),
        ("http://example.kz:8080/a/b", "http://example.kz:8080/a/b/"),
        (" https://Example.KZ/Literacy/ ", "https://example.kz/Literacy/"),
        ("https://сауат.қаз/оқу/", "https://xn--80aa3cgd.xn--80ao21a/%D0%BE%D2%9B%D1%83/"),
        ("http://localhost:8000/", "http://localhost:8000/"),
    ],
)
def test_an_address_is_put_in_order(given, known):
    assert address_of(given) == known
    assert address_of(known) == known


WRONG = """example.kz/literacy/
/literacy/
ftp://example.kz/
https://example.kz/index.html
https://example.kz/?q=1
https://example.kz/#top
https://user@example.kz/
https://example.kz:port/
https://exa mple.kz/
https://example.kz/two words/
https://example.kz/../
https://example.kz/"><x
https:///literacy/
javascript:alert(1)""".split("\n")


@pytest.mark.parametrize("given", WRONG)
def test_a_wrong_address_is_refused(given, tmp_path):
    """Before anything is built, with an example of a right one."""
    done = CliRunner().invoke(app, ["build", "--root", str(ROOT), "--out", str(tmp_path / "site"), "--address", given])
    assert done.exit_code == 1
    assert given in done.stderr
    assert ADDRESS in done.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("address", ["", ADDRESS])
def test_a_reader_of_feeds_reads_it(lang, address):
    """feedparser finds nothing wrong, and every link of it leads to a page."""
    portal = load(ROOT).portal
    made = feeds.files(portal, (), LANGS, {}, address=address)[feed_path(lang)]
    where = (address or "https://other.kz/at/") + feed_path(lang)
    feed = feedparser.parse(made, response_headers={"content-location": where, "content-type": "application/atom+xml"})
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert feed.feed.language == lang
    assert len(feed.entries) == NEWEST
    assert len({entry.id for entry in feed.entries}) == NEWEST
    sites = {site.id: site for site in portal.sites}
    for entry in feed.entries:
        host = entry.link.rpartition("/")[2].removesuffix(".html")
        assert entry.link == where.rpartition("catalog/")[0] + out(lang, f"catalog/sites/{host}.html")
        assert entry.title == sites[host].name[lang]
        assert entry.updated_parsed
    assert [entry.updated for entry in feed.entries] == sorted((entry.updated for entry in feed.entries), reverse=True)
