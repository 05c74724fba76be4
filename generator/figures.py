"""The programme as open data: rows of the plan, indicators, comparisons, and a data package that says what each column means.
Figures as printed. The addresses below programme/data/v1/ and the meaning of their fields never change, as in opendata.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from generator.due import dues
from generator.model import LANGS, YEARS, Indicator, Portal, Regional, Series, Stated, Text
from generator.opendata import Field, Row, as_csv, resource, sides
from generator.text.say import say

ROOT = "programme/data/v1/"


def _both(name: str, kk: str, ru: str, *, required: bool = True) -> tuple[Field, Field]:
    """A text in both languages: two columns."""
    return (
        Field(f"{name}_kk", Text(f"{kk}, қазақша", f"{ru}, на казахском"), required=required),
        Field(f"{name}_ru", Text(f"{kk}, орысша", f"{ru}, на русском"), required=required),
    )


_PLAN = (
    Field("id", Text("жолдың тұрақты белгісі", "постоянный знак строки")),
    Field("direction", Text("бағыттың нөмірі", "номер направления"), "integer"),
    *_both("title", "іс-шара", "мероприятие"),
    *_both("form", "аяқталу нысаны", "форма завершения"),
    Field("executors", Text("орындаушылардың белгілері, арасында бос орын", "знаки исполнителей через пробел"), required=False),
    *_both("due", "мерзімі", "срок"),
    Field("source", Text("ақшаның көзі", "источник денег"), required=False),
    *(
        Field(f"cost_{year}", Text(f"{year} жылғы сома, мың теңге", f"сумма {year} года, тыс. тенге"), "integer", False)
        for year in YEARS
    ),
    Field(
        "dates", Text("мерзімнің күндері (ISO 8601), арасында бос орын", "дни срока (ISO 8601) через пробел"), required=False
    ),
)
_INDICATORS = (
    Field("id", Text("санның тұрақты белгісі", "постоянный знак числа")),
    Field("indicator", Text("көрсеткіштің белгісі", "знак индикатора")),
    *_both("name", "көрсеткіштің аты", "название индикатора"),
    Field(
        "kind",
        Text(
            "baseline – бастапқы деңгей, target – меже, actual – өлшенген сан",
            "baseline – исходное, target – цель, actual – измерено",
        ),
    ),
    Field("series", Text("қатардың белгісі", "знак ряда"), required=False),
    Field("region", Text("өңірдің белгісі; бос – бүкіл ел", "знак региона; пусто – вся страна"), required=False),
    Field("year", Text("жыл", "год"), "year"),
    Field("value", Text("сан, дереккөздегідей", "число, как в источнике"), "number"),
    *_both("unit", "бірлігі", "единица"),
    Field(
        "comparable",
        Text("false – басқа көрсеткіш, салыстыруға болмайды", "false – другой показатель, сравнивать нельзя"),
        "boolean",
    ),
    *_both("by", "кім өлшеген", "кто измерил", required=False),
    *_both("source", "дереккөз", "источник"),
    Field("licence", Text("лицензия", "лицензия")),
    Field("url", Text("дереккөздің мекенжайы", "адрес источника"), required=False),
    *_both("note", "ескертпе", "примечание", required=False),
)
_COMPARISONS = (
    Field("id", Text("санның тұрақты белгісі", "постоянный знак числа")),
    Field("comparison", Text("салыстырудың белгісі", "знак сравнения")),
    *_both("title", "не салыстырылған", "что сравнили"),
    Field("kind", Text("rank – орын, amount – шама", "rank – место, amount – величина")),
    Field("last", Text("рейтингідегі ең соңғы орын", "последнее место рейтинга"), "integer", False),
    Field("years", Text("жыл немесе жылдар", "год или годы"), required=False),
    Field("country", Text("елдің белгісі", "знак страны")),
    *_both("country_name", "ел", "страна"),
    Field("value", Text("сан, басылғандай", "число, как напечатано"), "number"),
    *_both("unit", "бірлігі", "единица"),
    *_both("by", "кім өлшеген", "кто измерил"),
    Field("line", Text("бағдарлама мәтінінің жолы", "строка текста программы"), "integer"),
    *_both("note", "ескертпе", "примечание", required=False),
)
TABLES: Mapping[str, Sequence[Field]] = {"plan": _PLAN, "indicators": _INDICATORS, "comparisons": _COMPARISONS}
NAMES = ("plan.csv", "indicators.csv", "comparisons.csv", "datapackage.json")


def files(portal: Portal) -> dict[str, bytes]:
    """Path in the tree -> content."""
    rows = {"plan": list(_plan(portal)), "indicators": list(_indicators(portal)), "comparisons": list(_comparisons(portal))}
    made = {f"{name}.csv": as_csv(TABLES[name], rows[name]) for name in TABLES}
    made["datapackage.json"] = json.dumps(_package(portal, rows), ensure_ascii=False, indent=1) + "\n"
    return {ROOT + name: text.encode() for name, text in made.items()}


def _plan(portal: Portal) -> Iterator[Row]:
    for direction in portal.plan.directions:
        for row in direction.measures:
            yield {
                "id": row.id,
                "direction": str(direction.number),
                **sides("title", row.title),
                **sides("form", row.form),
                "executors": " ".join(row.executors),
                **sides("due", row.due),
                "source": row.source or "",
                **{f"cost_{year}": "" if row.costs[year] is None else str(row.costs[year]) for year in YEARS},
                "dates": " ".join(due.iso for due in dues(row)),
            }


def _indicators(portal: Portal) -> Iterator[Row]:
    for indicator in portal.indicators:
        for kind, stated in (("baseline", indicator.baseline), ("target", indicator.target)):
            if stated:
                yield _stated(indicator, kind, stated)
        for series in indicator.series:
            for point in series.values:
                yield _value(indicator, f"{series.id}.{point.year}", point.year, point.value, series) | {
                    "series": series.id,
                    "comparable": str(series.comparable).lower(),
                    **sides("by", series.by),
                    **sides("note", series.note),
                }
        for each in indicator.regions:
            yield _value(indicator, f"{each.region}.{each.year}", each.year, each.value, each) | {"region": each.region}


def _value(indicator: Indicator, id: str, year: int, value: Decimal, of: Series | Regional) -> Row:
    return _row(indicator, id, "actual", year, value) | {
        **sides("source", of.source),
        "licence": of.licence,
        "url": of.url or "",
    }


def _stated(indicator: Indicator, kind: str, stated: Stated) -> Row:
    """What the document says itself."""
    return _row(indicator, kind, kind, stated.year, stated.value) | {
        "source_kk": "бағдарлама мәтіні",
        "source_ru": "текст программы",
        "licence": "state-act",
        **sides("note", stated.counted),
    }


def _row(indicator: Indicator, id: str, kind: str, year: int, value: Decimal) -> Row:
    return {
        "id": f"{indicator.id}.{id}",
        "indicator": indicator.id,
        **sides("name", indicator.name),
        "kind": kind,
        "year": str(year),
        "value": f"{value:f}",
        **sides("unit", indicator.unit),
        "comparable": "true",
    }


def _comparisons(portal: Portal) -> Iterator[Row]:
    names = {country.id: country.name for country in portal.analysis.countries}
    for comparison in portal.analysis.comparisons:
        for reading in comparison.values:
            yield {
                "id": f"{comparison.id}.{reading.country}",
                "comparison": comparison.id,
                **sides("title", comparison.title),
                "kind": comparison.kind,
                "last": str(comparison.last or ""),
                "years": comparison.years or "",
                "country": reading.country,
                **sides("country_name", names[reading.country]),
                "value": f"{reading.value:f}",
                **sides("unit", comparison.unit),
                **sides("by", comparison.by),
                "line": str(comparison.line),
                **sides("note", comparison.note),
            }


def _package(portal: Portal, rows: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    """A description by the Data Package standard, in Kazakh with the Russian beside it. Each value has its own licence."""
    dates = (*(indicator.updated for indicator in portal.indicators), portal.analysis.updated)
    title, title_ru = (say(portal.words, lang, "programme-title") for lang in LANGS)
    description, description_ru = (say(portal.words, lang, "data-figures") for lang in LANGS)
    return {
        "profile": "tabular-data-package",
        "name": "sauat-programme",
        "title": title,
        "title_ru": title_ru,
        "description": description,
        "description_ru": description_ru,
        "version": max(dates).isoformat(),
        "resources": [resource(name, fields, rows[name]) for name, fields in TABLES.items()],
    }
