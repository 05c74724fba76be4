"""The plan's pages: every row, direction and executor has one, and what they add up is what the records add up to."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import audit
from generator.checks import programme
from generator.model import LANGS, YEARS, Body, Costs, Finding, Measure, People, Plan, Portal, StatusNote, Text
from generator.render import plan
from generator.render.engine import Engine, Sheet
from generator.render.rows import PLAN
from generator.text.say import NBSP, SHY
from tests.browser.harness import ROOT
from tests.test_draw import portal as real

WORDS = Text("Жол", "Строка")
SOURCES = (None, "republican", "local", "mixed", "not_required")
BODIES = ("aba", "bgm", "akims", "samruk")
DUES = (
    Text("2007 жылғы 30 маусым", "30 июня 2007 года"),
    Text("жыл сайын 10 шілде, 10 қаңтар", "ежегодно, 10 июля и 10 января"),
    Text("2007-2009 жылдар 4-тоқсан", "4-й квартал 2007–2009 годов"),
)
SUM = st.one_of(st.none(), st.integers(0, 10**9))
PEOPLE = st.builds(People, year=st.sampled_from(YEARS), count=st.integers(0, 10**6))


def row(id: str, draw: st.DataObject) -> Measure:
    return Measure(
        id=id,
        number="1.",
        parent=None,
        title=WORDS,
        text="Жолдың мәтіні",
        form=WORDS,
        executors=tuple(draw.draw(st.lists(st.sampled_from(BODIES), min_size=1, unique=True))),
        due=draw.draw(st.sampled_from(DUES)),
        costs=draw.draw(st.builds(Costs, y2007=SUM, y2008=SUM, y2009=SUM)),
        source=draw.draw(st.sampled_from(SOURCES)),
        people=tuple(draw.draw(st.lists(PEOPLE, max_size=4))),
    )


def with_plan(draw: st.DataObject) -> Portal:
    """The portal with another plan: any rows, and every difference that they bring explained."""
    directions = tuple(
        replace(
            direction, measures=tuple(row(f"{direction.number}-{n}", draw) for n in range(1, 1 + draw.draw(st.integers(0, 4))))
        )
        for direction in real().plan.directions[:3]
    )
    portal: Portal = replace(
        real(), plan=Plan(directions=directions, totals=real().plan.totals), claims=(), successors=(), findings=(), reports=()
    )
    told = (
        Finding(id=each.id, stated=each.stated, counted=each.counted, title=WORDS, why=WORDS) for each in audit.findings(portal)
    )
    return replace(portal, findings=tuple(told))


@cache
def engine() -> Engine:
    return Engine(ROOT / "overrides", real())


def html(sheet: Sheet) -> str:
    return engine().html(sheet).replace(SHY, "")


def figures(page: str, heading: str) -> list[list[int | None]]:
    """The numbers of the table below a heading, row by row."""
    part = page.partition(f'<h2 id="{heading}">')[2].partition("<h2")[0]
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", part.partition("<tbody>")[2], re.DOTALL)
    cells = (re.findall(r'<td class="num"[^>]*>(.*?)</td>', one) for one in rows)
    return [[None if cell == "–" else int(cell.replace(NBSP, "")) for cell in some] for some in cells]


def expected(rows: list[Measure]) -> list[list[int | None]]:
    """Counted anew from the records, another way than the program's: by source in the order of the rows, then all."""
    sources = list(dict.fromkeys(one.source for one in rows if any(one.costs[year] is not None for year in YEARS)))
    table: list[list[int | None]] = []
    for wanted in [*([source] for source in sources), *([sources] if len(sources) > 1 else [])]:
        cells = [[c for one in rows if one.source in wanted and (c := one.costs[year]) is not None] for year in YEARS]
        table.append([*(sum(some) if some else None for some in cells), sum(map(sum, cells))])
    return table


def trained(rows: list[Measure]) -> list[list[int | None]]:
    counts = [[some.count for one in rows for some in one.people if some.year == year] for year in YEARS]
    return [[*(sum(some) for some in counts if some), sum(map(sum, counts))]] if any(counts) else []


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_sums_shown_are_sums_of_records(data: st.DataObject) -> None:
    portal = with_plan(data)
    assert list(programme.check(portal)) == []
    pages = {sheet.view.path: html(sheet) for sheet in plan.sheets(portal, "kk") if sheet.view.kind in ("direction", "body")}
    for direction in portal.plan.directions:
        page, rows = pages[f"programme/directions/{direction.number}.html"], list(direction.measures)
        assert figures(page, "costs") == expected(rows)
        assert figures(page, "people") == trained(rows)
    for body in BODIES:
        page, rows = pages[f"programme/bodies/{body}.html"], [one for one in portal.plan.measures if body in one.executors]
        assert figures(page, "costs") == expected(rows)
        assert figures(page, "people") == trained(rows)


def test_directions_together_are_the_whole_plan() -> None:
    """On the real plan: what the pages of directions show in all is what the rows hold in all."""
    pages = [html(sheet) for sheet in plan.sheets(real(), "kk") if sheet.view.kind == "direction"]
    shown = sum((figures(page, "costs") or [[0]])[-1][-1] or 0 for page in pages)
    assert shown == sum(one.costs[year] or 0 for one in real().plan.measures for year in YEARS) == 14_957_923


@pytest.mark.parametrize("lang", LANGS)
def test_every_row_direction_and_executor_has_its_page(lang) -> None:
    paths = [sheet.view.path for sheet in plan.sheets(real(), lang)]
    assert len(paths) == len(set(paths))
    rows = {f"programme/plan/{one.id}.html" for one in real().plan.measures}
    named = {f"programme/bodies/{id}.html" for one in real().plan.measures for id in one.executors}
    assert len(rows) == 106 and rows | named | {f"programme/directions/{n}.html" for n in range(1, 10)} <= set(paths)


def test_rows_turn_in_order() -> None:
    pages = [html(sheet) for sheet in plan.sheets(real(), "kk") if sheet.view.kind == "measure"]
    ids = [one.id for one in real().plan.measures]
    for n, page in enumerate(pages):
        links = dict(re.findall(r'rel="(prev|next)" href="[./]*programme/plan/([\d.-]+)\.html"', page))
        assert links == ({"prev": ids[n - 1]} if n else {}) | ({"next": ids[n + 1]} if n + 1 < len(ids) else {})


def test_old_anchors_of_the_table_are_there() -> None:
    page = html(next(sheet for sheet in plan.sheets(real(), "kk") if sheet.view.kind == "plan"))
    ids = set(re.findall(r' id="([^"]+)"', page))
    assert {f"m{one.id}" for one in real().plan.measures} | {f"d{n}" for n in range(1, 10)} <= ids


def page_of(portal: Portal, path: str, lang="kk") -> str:
    return html(next(sheet for sheet in plan.sheets(portal, lang) if sheet.view.path == path))


def test_a_row_says_what_the_source_says() -> None:
    page = page_of(real(), "programme/plan/4-3.5.html", "ru")
    for said in ("Информация в АИС", f"615{NBSP}241", f"3{NBSP}064{NBSP}222", f"41{NBSP}591", "безработные", "строка "):
        assert said in page
    assert '<time datetime="2008-12-30">' in page and "Мы взяли годы программы" in page
    assert '<blockquote lang="kk">' in page


def test_findings_stand_on_their_rows() -> None:
    ours = {"3-2": 2, "3-8": 1, "4-3.2": 1, "5-2": 1, "4-2.5": 2}
    for one in real().plan.measures:
        assert page_of(real(), f"programme/plan/{one.id}.html").count('class="finding"') == ours.get(one.id, 0)


def test_a_date_after_the_repeal_says_so() -> None:
    assert page_of(real(), "programme/plan/9-1.html").count('class="note"') == 1
    assert 'class="note"' not in page_of(real(), "programme/plan/4-2.html").partition('<h2 id="status"')[0]


NOTE = StatusNote(
    row="3-1",
    date=date(2007, 7, 10),
    text=Text("Құрал шықты.", "Пособие вышло."),
    source=Text("Есеп", "Отчёт"),
    url="https://adilet.zan.kz/",
)
LATER = replace(NOTE, date=date(2008, 1, 10), text=Text("Құрал таратылды.", "Пособие роздано."), url=None)


def test_a_note_is_on_the_row_the_direction_and_in_the_table() -> None:
    portal = replace(real(), status=(NOTE, LATER))
    page = page_of(portal, "programme/plan/3-1.html", "ru")
    assert page.index("Пособие роздано.") < page.index("Пособие вышло.") and 'href="https://adilet.zan.kz/"' in page
    assert "Отчёт об этом мероприятии нам не известен" not in page
    direction = page_of(portal, "programme/directions/3.html", "ru")
    assert direction.index("Пособие роздано.") < direction.index("Пособие вышло.")
    assert 'plan/3-1.html#status">10.01.2008</a>' in page_of(portal, PLAN, "ru")


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_known_is_said_so(lang) -> None:
    said = {
        "kk": ("Бұл іс-шараның есебі бізге белгісіз.", "Бұл бағыттың есебі бізге белгісіз."),
        "ru": ("нам не известен", "направлении нам не известны"),
    }
    assert said[lang][0] in page_of(real(), "programme/plan/3-1.html", lang)
    assert said[lang][1] in page_of(real(), "programme/directions/3.html", lang)


def test_an_executor_that_is_only_a_short_form_has_a_page_where_it_is_named() -> None:
    short = Body(id="dk", kind="term", abbr=WORDS, name=WORDS)
    named = replace(real().plan.directions[0].measures[0], executors=("dk",))
    direction = replace(real().plan.directions[0], measures=(named,))
    portal = replace(
        real(), bodies=(short,), plan=Plan(directions=(direction,), totals=real().plan.totals), findings=(), claims=()
    )
    told = tuple(Finding(id=e.id, stated=e.stated, counted=e.counted, title=WORDS, why=WORDS) for e in audit.findings(portal))
    paths = {sheet.view.path for sheet in plan.sheets(replace(portal, findings=told), "kk")}
    assert "programme/bodies/dk.html" in paths
    assert not any("bodies/dk" in sheet.view.path for sheet in plan.sheets(real(), "kk"))
