"""Open data: every form tells the same records, and the package describes them as they are."""

import csv
import io
import json
from xml.etree import ElementTree

import frictionless

from generator import jury, opendata
from generator.model import LANGS, NATIONAL
from tests.test_draw import portal


def made(name):
    return opendata.files(portal())[opendata.ROOT + name].decode()


def rows(name):
    return list(csv.DictReader(io.StringIO(made(name), newline="")))


def test_names_are_what_the_page_lists():
    assert {
        opendata.PASSPORT,
        *jury.files(portal()),
        *(opendata.ROOT + name for name in opendata.NAMES),
    } == opendata.files(portal()).keys()


def test_every_form_has_every_site():
    sites = {site.id: site for site in portal().sites}
    table = rows("sites.csv")
    lines = [json.loads(line) for line in made("sites.jsonl").splitlines()]
    assert [row["id"] for row in table] == list(sites)
    assert json.loads(made("sites.json")) == lines == [{name: value for name, value in row.items() if value} for row in table]
    for row in table:
        site = sites[row["id"]]
        assert (row["url"], row["name_kk"], row["about_ru"]) == (site.url, site.name.kk, site.about.ru)
        assert row["also"].split() == list(site.also)
        assert row["checked"] == (site.checked.isoformat() if site.checked else "")


def test_keys_lead_to_rows():
    rubrics = {row["id"]: row for row in rows("rubrics.csv")}
    regions = {row["id"] for row in rows("regions.csv")}
    assert NATIONAL in regions
    assert all(row["parent"] == "" or row["parent"] in rubrics for row in rubrics.values())
    for row in rows("sites.csv"):
        assert {row["rubric"], *row["also"].split()} <= rubrics.keys()
        assert row["region"] in regions


def test_the_package_describes_the_tables():
    package = json.loads(made("datapackage.json"))
    for resource in package["resources"]:
        table = rows(resource["path"])
        assert [field["name"] for field in resource["schema"]["fields"]] == list(table[0])
        assert resource["rows"] == len(table)
        for field in resource["schema"]["fields"]:
            if field.get("constraints", {}).get("required"):
                assert all(row[field["name"]] for row in table), field["name"]


def test_bookmarks_have_every_site_once():
    for lang in LANGS:
        links = [
            entry.get("url") for entry in ElementTree.fromstring(made(f"sites-{lang}.opml")).iter("outline") if entry.get("url")
        ]
        assert sorted(links) == sorted(site.url for site in portal().sites)


def test_frictionless_reads_the_package(tmp_path, monkeypatch):
    """The tool of the standard itself: types, keys, references, encodings."""
    monkeypatch.chdir(tmp_path)  # it trusts only files below where it stands
    for name in opendata.NAMES:
        (tmp_path / name).write_text(made(name), encoding="utf-8", newline="")
    report = frictionless.validate("datapackage.json")
    assert report.valid, report.flatten(["type", "note"])
    assert report.stats["tasks"] == len(opendata.TABLES)
