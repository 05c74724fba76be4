"""The programme as open data: every figure with its source, the same on a page as in its file and its record."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import frictionless
import pytest

from generator import figures
from generator.model import LANGS, Lang, Portal, Regional, Text
from generator.render import analysis, indicators
from generator.render.engine import Engine
from generator.text.say import figure
from tests.browser.harness import ROOT
from tests.test_draw import portal


def made(name: str) -> str:
    return figures.files(portal())[figures.ROOT + name].decode()


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made(name), newline="")))


def test_names_are_what_the_page_lists() -> None:
    assert [figures.ROOT + name for name in figures.NAMES] == list(figures.files(portal()))


def test_every_record_is_in_its_table() -> None:
    records = portal()
    assert [row["id"] for row in rows("plan.csv")] == [measure.id for measure in records.plan.measures]
    points = sum(len(series.values) for indicator in records.indicators for series in indicator.series)
    stated = sum(bool(each.baseline) + bool(each.target) for each in records.indicators)
    assert len(rows("indicators.csv")) == points + stated + sum(len(each.regions) for each in records.indicators)
    assert len(rows("comparisons.csv")) == sum(len(each.values) for each in records.analysis.comparisons)


@pytest.mark.parametrize("name", figures.TABLES)
def test_the_package_describes_the_tables(name: str) -> None:
    package = json.loads(made("datapackage.json"))
    (resource,) = (each for each in package["resources"] if each["name"] == name)
    table = rows(f"{name}.csv")
    assert [field["name"] for field in resource["schema"]["fields"]] == list(table[0])
    assert resource["rows"] == len(table) == len({row["id"] for row in table})
    for field in resource["schema"]["fields"]:
        if field.get("constraints", {}).get("required"):
            assert all(row[field["name"]] for row in table), field["name"]


def test_frictionless_reads_the_package(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tool of the standard itself: types, keys, encodings."""
    monkeypatch.chdir(tmp_path)  # it trusts only files below where it stands
    for name in figures.NAMES:
        (tmp_path / name).write_text(made(name), encoding="utf-8", newline="")
    report = frictionless.validate("datapackage.json")
    assert report.valid, report.flatten(["type", "note"])
    assert report.stats["tasks"] == len(figures.TABLES)


ENGINE = Engine(ROOT / "overrides", portal())
ROW = re.compile(r'<tr id="([^"]+)"[^>]*>.*?<td class="num">([^<]+)</td>', re.DOTALL)


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_shows_what_its_file_has(lang: Lang) -> None:
    """Each figure of a page is found in the file by the id of its row."""
    values = {row["id"]: figure(Decimal(row["value"])) for row in rows("indicators.csv") if row["kind"] == "actual"}
    shown: dict[str, str] = {}
    for sheet in indicators.sheets(portal(), lang):
        if "told" in sheet.data:
            shown |= {f"{sheet.data['told'].indicator.id}.{id}": value for id, value in ROW.findall(ENGINE.html(sheet))}
    assert shown == values
    (sheet,) = analysis.sheets(portal(), lang)
    assert dict(ROW.findall(ENGINE.html(sheet))) == {
        row["id"]: figure(Decimal(row["value"])) for row in rows("comparisons.csv")
    }


@pytest.mark.parametrize("lang", LANGS)
def test_baselines_and_targets_stand_on_the_page(lang: Lang) -> None:
    for sheet in indicators.sheets(portal(), lang):
        if told := sheet.data.get("told"):
            html = ENGINE.html(sheet)
            for stated in (told.indicator.baseline, told.indicator.target):
                assert not stated or f"<b>{told.said(stated.value)}</b>" in html
            for series in told.indicator.series:
                assert str(series.source[lang]).split(",")[0].replace(" ", "\u00a0") in html.replace(" ", "\u00a0")


# What the document and the series say, by hand: (indicator, baseline, target, in the target's year, first met, last year).
KNOWN = {
    "computer-literacy": ("4,3", "20", [], None, 2023),
    "internet-users": ("2,8", "20", ["18,2"], 2010, 2025),
    "internet-users-count": (None, None, [], None, 2025),
    "people-trained": (None, "2\u00a0364\u00a0054", [], None, None),
}


def test_what_became_of_the_targets() -> None:
    found = {}
    for told in indicators.told(portal(), "kk"):
        stated = [figure(each.value) if each else None for each in (told.indicator.baseline, told.indicator.target)]
        outcome = [figure(value.point.value) for value in told.outcome]
        years = [value.point.year if value else None for value in (told.reached, told.latest)]
        found[told.indicator.id] = (*stated, outcome, *years)
    assert found == KNOWN


def with_regions(lang: Lang) -> str:
    """The page of an indicator whose editor has put in three figures of two regions."""
    records = portal()
    said = Text("Есеп", "Отчёт")
    values = [("akmola", 2026, "80"), ("astana", 2026, "97.5"), ("akmola", 2027, "81")]
    regions = tuple(
        Regional(region=region, year=year, value=Decimal(value), source=said, licence="press") for region, year, value in values
    )
    first, *rest = records.indicators
    changed = replace(records, indicators=(replace(first, regions=regions), *rest))
    sheet = next(sheet for sheet in indicators.sheets(changed, lang) if "told" in sheet.data)
    assert len([row for row in csv.DictReader(io.StringIO(indicator_table(changed))) if row["region"]]) == 3
    return ENGINE.html(sheet)


def indicator_table(records: Portal) -> str:
    return figures.files(records)[figures.ROOT + "indicators.csv"].decode()


def test_regions_stand_by_rank_and_the_rest_says_so() -> None:
    html = with_regions("kk")
    table = html[html.index('<table class="regions">') :]
    assert table.index("1. Астана қаласы") < table.index("97,5") < table.index("2. Ақмола облысы") < table.index("81")
    assert "80" not in table.partition("</table>")[0]
    assert table.count("дерек жоқ") == len(portal().regions) - 2
    assert "әлі келген жоқ" not in html


def test_a_page_without_regions_says_so() -> None:
    sheet = next(sheet for sheet in indicators.sheets(portal(), "ru") if "told" in sheet.data)
    html = ENGINE.html(sheet)
    assert "Чисел по регионам пока нет" in html and html.count("нет данных") == len(portal().regions)
