"""The catalogue as open data: the same rows as CSV, JSON and JSON Lines, described by a Frictionless data package, and as an
outline of bookmarks by rubric. The addresses below catalog/data/v1/ and the meaning of their fields never change; what must
change gets a v2 beside it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from generator import jury, schema
from generator.model import LANGS, NATIONAL, Contacts, Lang, Portal, Site, Text
from generator.text.say import say

ROOT = "catalog/data/v1/"
PASSPORT = "programme/data/v1/passport.json"
LICENCE = "CC-BY-4.0"
Row = dict[str, str]


@dataclass(frozen=True)
class Field:
    """A column: its name, its type in a Table Schema, and what it means."""

    name: str
    means: Text
    kind: str = "string"
    required: bool = True


_SITE = (
    Field("id", Text("сайттың тұрақты белгісі: ASCII домені", "постоянный знак сайта: его домен в ASCII")),
    Field("url", Text("сайттың мекенжайы", "адрес сайта")),
    Field("name_kk", Text("қазақша атауы", "название на казахском")),
    Field("name_ru", Text("орысша атауы", "название на русском")),
    Field("about_kk", Text("қазақша сипаттамасы", "описание на казахском")),
    Field("about_ru", Text("орысша сипаттамасы", "описание на русском")),
    Field("kind", Text("иесінің түрі", "вид владельца")),
    Field("rubric", Text("айдардың белгісі, rubrics.csv", "знак рубрики, rubrics.csv")),
    Field("also", Text("қосымша айдарлар, арасында бос орын", "другие рубрики через пробел"), required=False),
    Field(
        "region", Text("өңірдің белгісі, regions.csv; national – бүкіл ел", "знак региона, regions.csv; national – вся страна")
    ),
    Field("languages", Text("сайттың тілдері, арасында бос орын", "языки сайта через пробел"), required=False),
    Field("owner_kk", Text("иесі, қазақша", "владелец, на казахском"), required=False),
    Field("owner_ru", Text("иесі, орысша", "владелец, на русском"), required=False),
    Field(
        "services",
        Text("сайтта не істеуге болады, арасында бос орын", "что можно сделать на сайте, через пробел"),
        required=False,
    ),
    Field("access", Text("қолайлылығы, арасында бос орын", "чем сайт удобен, через пробел"), required=False),
    Field(
        "official",
        Text("ресми сайт екенінің дәлелі: domain не мекенжай", "чем подтверждено, что сайт официальный: domain или адрес"),
        required=False,
    ),
    Field("phone", Text("сайт жариялаған телефон", "телефон, который публикует сайт"), required=False),
    Field("email", Text("сайт жариялаған пошта", "почта, которую публикует сайт"), required=False),
    Field("address_kk", Text("пошталық мекенжайы, қазақша", "почтовый адрес на казахском"), required=False),
    Field("address_ru", Text("пошталық мекенжайы, орысша", "почтовый адрес на русском"), required=False),
    Field("evidence", Text("дерек қай тізімнен алынды", "из какого списка взяты сведения")),
    Field("added", Text("қай күні қосылды", "когда добавлен"), "date"),
    Field(
        "checked",
        Text("редактор соңғы рет қай күні ашты; бос – әлі ашпаған", "когда редактор открывал сайт; пусто – ещё не открывал"),
        "date",
        False,
    ),
    Field("checked_by", Text("редактор қалай тексерді", "как редактор проверял"), required=False),
    Field("moved_to", Text("орнына келген сайттың белгісі", "знак сайта, который его заменил"), required=False),
    Field("archived", Text("қай күннен бері жұмыс істемейді", "с какого дня не работает"), "date", False),
)
_RUBRIC = (
    Field("id", Text("айдардың тұрақты белгісі", "постоянный знак рубрики")),
    Field("parent", Text("жоғарғы айдардың белгісі", "знак верхней рубрики"), required=False),
    Field("name_kk", Text("қазақша атауы", "название на казахском")),
    Field("name_ru", Text("орысша атауы", "название на русском")),
)
_REGION = (
    Field("id", Text("өңірдің тұрақты белгісі", "постоянный знак региона")),
    Field("iso", Text("ISO 3166-2 белгісі", "знак ISO 3166-2"), required=False),
    Field("name_kk", Text("қазақша атауы", "название на казахском")),
    Field("name_ru", Text("орысша атауы", "название на русском")),
)
TABLES: Mapping[str, Sequence[Field]] = {"sites": _SITE, "rubrics": _RUBRIC, "regions": _REGION}

# What changed in the form of the data, the newest first.
CHANGES = (
    (
        date(2026, 11, 27),
        Text(
            "Бағдарламаның кестелері қосылды: indicators.csv, comparisons.csv және бағандардың сипаттамасы.",
            "Добавлены таблицы программы: indicators.csv, comparisons.csv и описание столбцов.",
        ),
    ),
    (
        date(2026, 11, 27),
        Text(
            "sites.csv: services, access, official, phone, email, address, checked_by, moved_to, archived бағандары қосылды.",
            "В sites.csv добавлены столбцы services, access, official, phone, email, address, checked_by, moved_to, archived.",
        ),
    ),
    (date(2026, 11, 26), Text("Ашық деректер шықты.", "Открытые данные опубликованы.")),
)
NAMES = (
    "sites.csv",
    "sites.json",
    "sites.jsonl",
    "rubrics.csv",
    "regions.csv",
    "datapackage.json",
    "sites-kk.opml",
    "sites-ru.opml",
    "site.schema.json",
)


def files(portal: Portal) -> dict[str, bytes]:
    """Path in the tree -> content."""
    rows = {"sites": list(_sites(portal)), "rubrics": list(_rubrics(portal)), "regions": list(_regions(portal))}
    made = {f"{name}.csv": as_csv(TABLES[name], rows[name]) for name in TABLES}
    made["sites.jsonl"] = "".join(_json(row) + "\n" for row in rows["sites"])
    made["sites.json"] = "[\n" + ",\n".join(_json(row) for row in rows["sites"]) + "\n]\n"
    made["datapackage.json"] = json.dumps(_package(portal, rows), ensure_ascii=False, indent=1) + "\n"
    made["site.schema.json"] = json.dumps(schema.site(portal), ensure_ascii=False, indent=1) + "\n"
    made |= {f"sites-{lang}.opml": _outline(portal, lang) for lang in LANGS}
    return (
        {ROOT + name: text.encode() for name, text in made.items()}
        | {PASSPORT: _passport(portal).encode()}
        | jury.files(portal)
    )


def _passport(portal: Portal) -> str:
    """The rows of the programme's passport, figures as printed."""
    rows = [
        {"id": fact.id, **sides("name", fact.name), **sides("value", fact.value), "source": fact.source}
        for fact in portal.passport
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def newest(portal: Portal) -> date:
    """The day of the last change that the records know: the package's version, the same from build to build."""
    return max((day for site in portal.sites for day in (site.added, site.checked) if day), default=date.min)


def _sites(portal: Portal) -> Iterator[Row]:
    for site in portal.sites:
        contacts = site.contacts or Contacts()
        yield {
            "id": site.id,
            "url": site.url,
            **sides("name", site.name),
            **sides("about", site.about),
            "kind": site.kind,
            "rubric": site.rubric,
            "also": " ".join(site.also),
            "region": site.region,
            "languages": " ".join(site.languages),
            **sides("owner", site.owner),
            "services": " ".join(site.services),
            "access": " ".join(site.access),
            "official": site.official or "",
            "phone": contacts.phone or "",
            "email": contacts.email or "",
            **sides("address", contacts.address),
            "evidence": site.evidence,
            "added": site.added.isoformat(),
            "checked": site.checked.isoformat() if site.checked else "",
            "checked_by": site.checked_by or "",
            "moved_to": site.moved_to or "",
            "archived": site.archived.isoformat() if site.archived else "",
        }


def sides(name: str, text: Text | None) -> Row:
    return {f"{name}_{lang}": text[lang] if text else "" for lang in LANGS}


def _rubrics(portal: Portal) -> Iterator[Row]:
    for rubric in portal.rubrics:
        yield {"id": rubric.id, "parent": "", "name_kk": rubric.name.kk, "name_ru": rubric.name.ru}
        for child in rubric.children:
            yield {"id": child.id, "parent": rubric.id, "name_kk": child.name.kk, "name_ru": child.name.ru}


def _regions(portal: Portal) -> Iterator[Row]:
    country = {f"name_{lang}": say(portal.words, lang, "national") for lang in LANGS}
    yield {"id": NATIONAL, "iso": "", **country}
    for region in portal.regions:
        yield {"id": region.id, "iso": region.iso, "name_kk": region.name.kk, "name_ru": region.name.ru}


def as_csv(fields: Sequence[Field], rows: Sequence[Row]) -> str:
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, [field.name for field in fields], lineterminator="\r\n")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()


def _json(row: Row) -> str:
    """A row without its empty fields; what is a list in the table by spaces stays so, one meaning for all forms."""
    return json.dumps({name: value for name, value in row.items() if value}, ensure_ascii=False)


def _package(portal: Portal, rows: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    """A description by the Data Package standard, in Kazakh with the Russian beside it."""
    keys: dict[str, list[tuple[str, str]]] = {"sites": [("rubric", "rubrics"), ("region", "regions")]}
    return {
        "profile": "tabular-data-package",
        "name": "sauat-yellow-pages",
        "title": say(portal.words, "kk", "yellow-pages"),
        "title_ru": say(portal.words, "ru", "yellow-pages"),
        "version": newest(portal).isoformat(),
        "licenses": [{"name": LICENCE, "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "resources": [resource(name, fields, rows[name], keys.get(name, ())) for name, fields in TABLES.items()],
    }


def resource(name: str, fields: Sequence[Field], rows: Sequence[Row], keys: Sequence[tuple[str, str]] = ()) -> dict[str, Any]:
    """A table for a data package; `keys` are its fields that name rows of other tables."""
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "rows": len(rows),
        "schema": {
            "fields": [_described(field) for field in fields],
            "primaryKey": "id",
            "foreignKeys": [{"fields": field, "reference": {"resource": other, "fields": "id"}} for field, other in keys],
        },
    }


def _described(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {"name": field.name, "type": field.kind, "description": f"{field.means.kk} / {field.means.ru}"}
    return described | ({"constraints": {"required": True}} if field.required else {})


def _outline(portal: Portal, lang: Lang) -> str:
    """OPML: rubrics as folders, sites as links; browsers and readers import it."""
    title = escape(say(portal.words, lang, "yellow-pages"))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0"><head><title>{title}</title></head><body>',
    ]
    for rubric in portal.rubrics:
        lines.append(f'<outline text="{escape(rubric.name[lang])}">')
        for child in rubric.children:
            sites = [site for site in portal.sites if site.rubric == child.id]
            if sites:
                lines.append(f'<outline text="{escape(child.name[lang])}">')
                lines += [_link(site, lang) for site in sites]
                lines.append("</outline>")
        lines.append("</outline>")
    return "\n".join([*lines, "</body></opml>", ""])


def _link(site: Site, lang: Lang) -> str:
    return f'<outline type="link" text="{escape(site.name[lang])}" url="{escape(site.url)}"/>'
