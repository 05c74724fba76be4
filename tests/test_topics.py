"""The programme's pages made from records: each says first what it must, where each thing stands, and no figure of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from generator.audit import sums
from generator.checks import check
from generator.checks import topics as rules
from generator.model import LANGS, YEARS, Portal, Report, Text
from generator.render import programme, topics
from generator.render.engine import Engine
from tests.test_draw import portal as real

ROOT = Path(__file__).resolve().parents[1]
# A page of the section and the group that a reader finds it in.
PLACES = {"goals": "was", "tariffs": "money", "audiences": "people", "reports": "results", "legal-base": "documents"}
# What a page must say before all else, in the words of a reader who would ask for it today.
FIRST = {
    "tariffs": ("Бүгінгі баға емес", "Не сегодняшние цены"),
    "incentives": ("алу мүмкін емес", "получить нельзя"),
    "contests": ("конкурс өткен жоқ", "конкурсов не было"),
}


@cache
def pages(lang: str) -> dict[str, str]:
    return made(real(), lang)


def made(portal: Portal, lang: str) -> dict[str, str]:
    """Topic -> its page's HTML."""
    engine = Engine(ROOT / "overrides", portal)
    chosen = LANGS[LANGS.index(lang)]
    sheets = topics.sheets(portal, chosen)
    return {sheet.view.path.removeprefix("programme/").removesuffix(".html"): engine.html(sheet) for sheet in sheets}


def plain(html: str) -> str:
    text = re.sub(r"<[^>]+>", " ", html.replace("\u00ad", "").replace("\u00a0", " "))
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("topic", [topic.id for topic in real().topics])
def test_a_page_says_that_it_is_history_and_when_it_changed(topic: str, lang: str) -> None:
    page = pages(lang)[topic]
    assert page.index('class="history"') < page.index('<div class="topic">')
    assert ("Бет соңғы рет өзгерген күн" if lang == "kk" else "Страница изменена") in page


@pytest.mark.parametrize(("topic", "words"), FIRST.items())
def test_what_must_be_said_first_is_first(topic: str, words: tuple[str, str]) -> None:
    for lang, said in zip(LANGS, words, strict=True):
        article = plain(pages(lang)[topic].partition('<div class="topic">')[2])
        assert said in article[:200]


@pytest.mark.parametrize("lang", LANGS)
def test_every_point_says_where_it_stands(lang: str) -> None:
    for topic in real().topics:
        assert pages(lang)[topic.id].count('class="facts where"') == len(topic.points)
        assert all(point.rows or point.lines or point.sources for point in topic.points)
        for point in topic.points:
            for row in point.rows:
                assert f'plan/{row}.html"' in pages(lang)[topic.id]


def test_no_page_has_a_figure_of_its_own() -> None:
    """What the check cannot see: the sentences about a page as a whole have years only."""
    for topic in real().topics:
        for side in (topic.title, topic.summary, topic.first):
            for lang in LANGS:
                assert all(re.fullmatch(r"20[0-2]\d", each) for each in rules.figures(side[lang] if side else ""))


def test_an_unprinted_figure_stops_the_build() -> None:
    topic = next(topic for topic in real().topics if topic.id == "tariffs")
    for point, title in [(point, point.title) for point in topic.points]:
        changed = replace(point, text=Text("Бәрі 41 теңге.", "Всё по 41 тенге."), title=title)
        portal = replace(real(), topics=(replace(topic, points=(changed,)),))
        assert [each.code for each in rules.check(portal)] == ["figure-unprinted"]


def test_audiences_add_up_to_what_the_rows_say() -> None:
    """Every number of people in direction 4 is some audience's, once."""
    sheet = next(sheet for sheet in topics.sheets(real(), "kk") if sheet.view.path.endswith("audiences.html"))
    shares = [share for _, some, _ in sheet.data["targets"] for share in some]
    assert len(shares) == 8
    counted = [people for measure in real().plan.measures if measure.id.startswith("4-") for people in measure.people]
    for year in YEARS:
        assert sum(share.years.get(year, 0) for share in shares) == sum(p.count for p in counted if p.year == year)
        assert sheet.data["sums"][year] == sum(p.count for p in counted if p.year == year)


def test_shares_are_printed_in_the_plan() -> None:
    rows = {measure.id: measure.text for measure in real().plan.measures}
    unprinted = {target.id for target in real().targets if not rules.figures(target.share) <= rules.figures(rows[target.row])}
    assert not unprinted


@pytest.mark.parametrize("lang", LANGS)
def test_the_contradiction_is_shown_as_printed(lang: str) -> None:
    page = plain(pages(lang)["audiences"])
    for said in ("877 491", "87 749", "87 750", "2 364 054"):
        assert said in page


def test_stated_people_add_up() -> None:
    found = {each.id: each.difference for each in sums(real())}
    assert all(found[id] == 0 for id in ("military", "orphanages", "students", "unemployed-and-budget", "trained-total"))


def test_the_passport_and_the_plan_state_the_same_sums() -> None:
    facts = {fact.id: fact.value for fact in real().passport}
    for total in real().plan.totals:
        printed = rules.figures(facts[f"cost-{total.id}"].kk)
        assert str(total.costs.total) in printed
        if total.id != "total":
            assert {str(total.costs[year]) for year in YEARS} <= printed


def test_a_library_without_reports_says_so() -> None:
    for lang, none, missing in zip(LANGS, ("белгілі емес", "не известно"), ("есебі белгісіз", "отчёт неизвестен"), strict=True):
        page = pages(lang)["reports"]
        assert none in page and missing in page
        assert all(f'plan/{measure.id}.html"' in page for measure in real().plan.measures)


def test_a_report_is_shown_with_its_requisites() -> None:
    report = Report(
        id="made",
        title=Text("Есеп", "Отчёт"),
        body="aba",
        period=Text("2008 жыл", "2008 год"),
        published=date(2009, 1, 10),
        languages=("kk",),
        url="https://egov.kz/report",
    )
    page = made(replace(real(), reports=(report,)), "ru")["reports"]
    assert '<a href="https://egov.kz/report"' in page and "2008 год" in page and "Полного поиска" not in page


@pytest.mark.parametrize("lang", LANGS)
def test_every_abbreviation_is_told_and_nothing_is_guessed(lang: str) -> None:
    page = pages(lang)["abbreviations"]
    told = {heir.body for heir in real().heirs}
    for body in real().bodies:
        assert (f'id="{body.id}"' in page) == (body.kind != "group")
    bodies = [body for body in real().bodies if body.kind in ("body", "company")]
    unknown = "әлі тексерілген жоқ.</p>" if lang == "kk" else "ещё не проверено.</p>"
    assert page.count(unknown) == len([body for body in bodies if body.id not in told])


def test_the_home_has_each_page_once_in_its_group() -> None:
    for lang in LANGS:
        cards = programme.cards(real(), lang)
        assert len({card["path"] for card in cards}) == len(cards)
        groups = {card["path"]: card["group"] for card in cards}
        for name, group in PLACES.items():
            assert groups[f"programme/{name}.html"] == group
        named = [name for names in programme.GROUPS.values() for name in names]
        assert len(named) == len(set(named))
        assert not [path for path in groups if path.removeprefix("programme/").removesuffix(".html") not in named]


def test_the_real_records_pass() -> None:
    assert [found for found in check(real()) if "programme/t" in found.path or "contest" in found.path] == []
