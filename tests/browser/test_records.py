"""Any record that passes the checks is shown as it was written, is found by its names and its host, and comes back whole
from the open data. The records are made by chance, of ordinary words and of what people really put into names.
"""

from __future__ import annotations

import csv
import html
import io
import json
import random
import re
from dataclasses import replace
from datetime import date

import pytest

from generator import opendata, tree
from generator.assets import Assets
from generator.bench.synthetic import Vocabulary
from generator.checks import sites as checks
from generator.model import LANGS, NATIONAL, SITE_KINDS, SITE_LANGUAGES, At, Contacts, Site, Text
from generator.render import catalogue
from generator.render.engine import Engine
from generator.search import index
from generator.text.say import SHY
from tests.browser.harness import ROOT
from tests.test_draw import portal as real

COUNT = 80
# What stands round the words of a name: quotes, signs, figures, what HTML and CSV read as their own.
ODD = (
    *("«{}»", "{} & Co", "№ 60 {}", "{} (ЖШС)", '"{}"', "{} <b>", "{} =1+1", "C++ {}", "{} – Қазақстан", "{}: жаңа; тізім"),
    *("Ғ.Ә. {}", "{} 🙂", "{}'ов", "{} @a", "{} \\ [x]"),
)
PAGE = '<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>a</title><script src="{script}"></script></html>'


@pytest.fixture(scope="module")
def records():
    """The real portal with made-up sites in the place of its own."""
    chance = random.Random(2026)
    portal = real()
    words = {lang: Vocabulary(portal, lang, chance) for lang in LANGS}
    rubrics = [child.id for rubric in portal.rubrics for child in rubric.children]
    made = []
    for number in range(COUNT):
        host = chance.choice((f"made-{number}.kz", f"a{number}.made.com.kz", f"құрама-{number}.қаз".encode("idna").decode()))
        # A word of its own in each name: two sites of one name are one to any search.
        own = f"ерекше{chance.choice('абвгд')}{number}"
        names = {lang: ODD[number % len(ODD)].format(f"{words[lang].draw(2)} {own}") for lang in LANGS}
        path = f"catalog/sites/{host[:2]}/{host}.yml"
        some = lambda values, most: tuple(chance.sample(values, chance.randint(0, most)))  # noqa: E731
        contacts = Contacts(phone="+7 7172 70 90 00", email="info@made.kz", address=Text("Астана, 1-үй", "Астана, дом 1"))
        checked = chance.choice((None, date(2026, 11, 27)))
        made.append(
            Site(
                id=host,
                url=f"https://{host}/?a=1&b=<2>".replace("<2>", "2"),
                name=Text(names["kk"], names["ru"]),
                about=Text(*(words[lang].draw(chance.randint(10, 40)) for lang in LANGS)),
                kind=chance.choice(SITE_KINDS),
                rubric=(rubric := chance.choice(rubrics)),
                also=tuple(other for other in some(rubrics, 2) if other != rubric),
                region=chance.choice([NATIONAL, *(region.id for region in portal.regions)]),
                languages=some(SITE_LANGUAGES, 3),
                services=some(("news", "apply", "maps"), 3),
                access=some(("mobile", "app"), 2),
                owner=chance.choice((None, Text("«Қор» & серік", "Фонд «Қор» & друг"))),
                contacts=chance.choice((None, contacts, Contacts(email="a@b.kz"))),
                evidence=portal.evidence[0].id,
                added=date(2026, 11, 1),
                checked=checked,
                checked_by="opened" if checked else None,
                at=At(path),
            )
        )
    return replace(portal, sites=tuple(sorted(made, key=lambda site: site.id)))


def test_they_pass_the_checks(records):
    assert list(checks.check(records)) == []


def plain(page: str) -> str:
    text = html.unescape(re.sub(r"<[^>]+>", " ", page))
    return " ".join(text.replace(SHY, "").replace("\N{NO-BREAK SPACE}", " ").split())


def test_each_is_shown_as_written(records):
    """Names and descriptions stand on their pages letter by letter, and bring no element of their own."""
    engine = Engine(ROOT / "overrides", records)
    sites = {site.id: site for site in records.sites}
    for lang in LANGS:
        pages = {s.view.path: engine.html(s) for s in catalogue.sheets(records, lang) if s.template == "site.html"}
        assert len(pages) == COUNT
        for path, page in pages.items():
            site = sites[path.rpartition("/")[2].removesuffix(".html")]
            for said in (site.name[lang], site.about[lang], site.host, site.owner[lang] if site.owner else ""):
                assert " ".join(said.split()) in plain(page), (site.id, said)
            assert "<b>" not in page.partition("<main")[2].partition("</h1>")[0]
            assert page.count("<script") == 3


def test_they_come_back_from_the_open_data(records):
    files = opendata.files(records)
    rows = list(csv.DictReader(io.StringIO(files[opendata.ROOT + "sites.csv"].decode(), newline="")))
    lines = [json.loads(line) for line in files[opendata.ROOT + "sites.jsonl"].decode().splitlines()]
    for site, row, line in zip(records.sites, rows, lines, strict=True):
        assert {name: value for name, value in row.items() if value} == line
        contacts = site.contacts or Contacts()
        back = Site(
            id=row["id"],
            url=row["url"],
            name=Text(row["name_kk"], row["name_ru"]),
            about=Text(row["about_kk"], row["about_ru"]),
            kind=row["kind"],
            rubric=row["rubric"],
            also=tuple(row["also"].split()),
            region=row["region"],
            languages=tuple(row["languages"].split()),
            services=tuple(row["services"].split()),
            access=tuple(row["access"].split()),
            owner=Text(row["owner_kk"], row["owner_ru"]) if row["owner_kk"] else None,
            contacts=site.contacts
            and Contacts(phone=row["phone"] or None, email=row["email"] or None, address=contacts.address),
            evidence=row["evidence"],
            added=date.fromisoformat(row["added"]),
            checked=date.fromisoformat(row["checked"]) if row["checked"] else None,
            checked_by=row["checked_by"] or None,
        )
        assert back == site
        address = contacts.address or Text("", "")
        assert (row["address_kk"], row["address_ru"]) == (address.kk, address.ru)


@pytest.mark.parametrize("lang", LANGS)
def test_each_is_found(records, lang, tmp_path, open_page):
    """By its name in both languages and by its host, in the browser, among the first three."""
    assets = Assets(ROOT / "overrides" / "assets")
    for path, content in {**assets.files, **index(records, {}, LANGS)}.items():
        tree.write(tmp_path, path, content)
    tree.write(tmp_path, "a.html", PAGE.format(lang=lang, script=assets.path("sauat.js")).encode())
    page = open_page((tmp_path / "a.html").as_uri())
    asked = [(site.id, text) for site in records.sites for text in (site.name.kk, site.name.ru, site.host, site.id)]
    ask = "async texts => Promise.all(texts.map(async text => (await sauat.search(text, {limit: 3})).map(found => found.url)))"
    missed = []
    for (host, text), urls in zip(asked, page.evaluate(ask, [text for _, text in asked]), strict=True):
        if not any(url.endswith(f"/{host}.html") for url in urls):
            missed.append((host, text))
    assert missed == []
