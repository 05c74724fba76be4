"""The calendar: what stands in it, what is past on a given day, its pages, its files as a calendar program reads them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from typer.testing import CliRunner

from generator import due, ics
from generator.__main__ import app
from generator.agenda import Agenda, month_path
from generator.frame import out
from generator.load import load
from generator.model import EVENT_KINDS, LANGS, NATIONAL, Event, NewsMeta, Source, Text
from generator.pipeline import Project
from generator.render import calendar as pages
from generator.render.engine import Engine
from tests.browser.harness import Reader

ROOT = Path(__file__).parent.parent
PORTAL = load(ROOT).portal
ADDRESS = "https://example.kz/literacy/"


def event(id: str, starts: date, **fields: Any) -> Event:
    """An event made up for the tests; the portal itself has none that nobody attested."""
    whole: dict[str, Any] = {
        "kind": "open-day",
        "region": "astana",
        "place": Text("Бас ғимарат, 2-қабат", "Главный корпус, 2-й этаж"),
        "name": Text(f"Оқиға {id}", f"Событие {id}"),
        "about": Text("Не болатыны.", "Что будет."),
        "audience": Text("Оқушылар", "Школьники"),
        "source": Source(name="enu.kz"),
        "checked": date(2026, 11, 23),
    }
    return Event(id=id, starts=starts, **(whole | fields))


EVENTS = (
    event("one-day", date(2026, 12, 10)),
    event("hour", date(2026, 12, 10), hours="10:00-17:30", link="https://www.enu.kz/", rows=("9-5",)),
    event("new-year", date(2026, 12, 30), ends=date(2027, 1, 2), region=NATIONAL, kind="exhibition"),
    event("three-days", date(2026, 12, 14), ends=date(2026, 12, 16), hours="09:00-12:00", region="abay"),
    event("called-off", date(2026, 11, 2), cancelled=True),
)
FULL = replace(PORTAL, events=EVENTS, today=date(2026, 12, 10))


@cache
def made(address: str = "") -> dict[str, bytes]:
    return ics.files(FULL, LANGS, address)


@cache
def parsed(address: str = "") -> dict[str, Calendar]:
    return {path: Calendar.from_ical(content) for path, content in made(address).items()}


# --- What stands in it ---------------------------------------------------------------------------------------


def test_the_dates_of_the_plan_and_of_the_act_stand_there():
    agenda = Agenda(PORTAL)
    assert len(agenda.of("deadline")) == sum(len(due.dues(measure)) for measure in PORTAL.plan.measures) == 278
    days = {(entry.id.split()[1], entry.first) for entry in agenda.of("report")}
    assert days == {
        *(("to-agency", date(year, month, 30)) for year in (2007, 2008, 2009) for month in (6, 12)),
        *(("to-government", date(year, 7, 10)) for year in (2007, 2008, 2009)),
        *(("to-government", date(year, 1, 10)) for year in (2008, 2009, 2010)),
    }
    assert agenda.years == (2006, 2007, 2008, 2009, 2010)
    assert agenda.coming(agenda.entries) == []


def test_no_event_is_made_up():
    """Every event of the portal names its source."""
    assert [event.id for event in PORTAL.events if not event.source.name] == []


@pytest.mark.parametrize(
    ("day", "coming"),
    [
        (date(2026, 11, 1), ["called-off", "one-day", "hour", "three-days", "new-year"]),
        (date(2026, 12, 10), ["one-day", "hour", "three-days", "new-year"]),
        (date(2026, 12, 11), ["three-days", "new-year"]),
        (date(2026, 12, 16), ["three-days", "new-year"]),
        (date(2027, 1, 2), ["new-year"]),
        (date(2027, 1, 3), []),
    ],
)
def test_an_event_is_past_when_its_last_day_is_over(day, coming):
    agenda = Agenda(replace(FULL, today=day))
    events = agenda.of("event")
    assert [entry.event.id for entry in agenda.coming(events)] == coming
    assert {entry.event.id for entry in agenda.past(events)} == {each.id for each in EVENTS} - {*coming}


def test_without_a_named_day_the_newest_of_the_records_counts():
    """Added, checked, told: never a day ahead, and never a clock."""
    checked = max(page.meta.checked for page in PORTAL.published if not isinstance(page.meta, NewsMeta))
    assert checked <= PORTAL.day
    assert replace(PORTAL, events=(event("later", date(2030, 1, 1), checked=date(2029, 5, 5)),)).day == date(2029, 5, 5)
    assert replace(PORTAL, today=date(2031, 1, 1)).day == date(2031, 1, 1)
    assert Project(ROOT, today=date(2031, 1, 1)).read().day == date(2031, 1, 1)


def test_a_wrong_day_is_refused(tmp_path):
    done = CliRunner().invoke(app, ["build", "--root", str(ROOT), "--out", str(tmp_path / "site"), "--today", "tomorrow"])
    assert (done.exit_code, "tomorrow" in done.stderr, "2026-11-27" in done.stderr) == (1, True, True)
    assert not (tmp_path / "site").exists()


def test_an_event_stands_in_every_month_it_touches():
    agenda = Agenda(FULL)
    assert [entry.event.id for entry in agenda.within(2027, 1)] == ["new-year"]
    assert "new-year" in [entry.event and entry.event.id for entry in agenda.within(2026, 12)]
    assert agenda.turns(2010, 7) == ((2010, 1), (2026, 11))


def test_a_region_has_its_own_and_what_is_for_all():
    agenda = Agenda(FULL)
    assert {entry.event.id for entry in agenda.in_region("abay") if entry.event} == {"three-days", "new-year"}
    assert {entry.kind for entry in agenda.in_region("shymkent")} == {"event", "report"}


# --- Files -----------------------------------------------------------------------------------------------------


def test_there_is_a_file_for_everything_in_each_language():
    regions = [NATIONAL, *(region.id for region in PORTAL.regions)]
    wanted = [ics.ALL, ics.DEADLINES, *map(ics.region_file, regions), *(ics.event_file(each.id) for each in EVENTS)]
    assert made().keys() == {out(lang, path) for lang in LANGS for path in wanted}
    assert ics.files(FULL, ("ru",)).keys() == {out("ru", path) for path in wanted}


@pytest.mark.parametrize("address", ["", ADDRESS])
def test_a_calendar_program_reads_every_file(address):
    """No property is refused, none that the format wants is missing, and nothing is empty: the format has no empty calendar."""
    for path, read in parsed(address).items():
        assert read["version"] == "2.0" and read["prodid"].endswith(("KK", "RU")), path
        entries = read.walk("VEVENT")
        assert entries, path
        assert len({entry["uid"] for entry in entries}) == len(entries)
        for component in read.walk():
            assert component.errors == [], path
        for entry in entries:
            assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"} <= entry.keys(), path
            assert entry.decoded("dtend") > entry.decoded("dtstart")
            assert ("URL" in entry) == bool(address)
            assert str(entry.get("url", ADDRESS)).startswith(ADDRESS)
            assert entry.decoded("dtstamp").tzinfo is not None


def test_the_bytes_are_those_of_the_format():
    for path, content in made().items():
        assert content.endswith(b"END:VCALENDAR\r\n"), path
        assert content.count(b"\n") == content.count(b"\r") == content.count(b"\r\n")
        for line in content.split(b"\r\n"):
            assert len(line) <= ics.LONGEST
            assert line.decode("utf-8").isprintable(), "a letter stays whole, and no sign is hidden"


def test_the_same_records_give_the_same_bytes_on_any_day():
    assert ics.files(replace(load(ROOT).portal, events=EVENTS, today=date(2040, 1, 1)), LANGS) == made()


def test_an_entry_keeps_its_id_whatever_its_name_language_and_file():
    ids = {path: uids(read) for path, read in parsed().items()}
    assert ids[ics.ALL] == ids[out("ru", ics.ALL)]
    assert set().union(*ids.values()) == ids[ics.ALL]
    renamed = replace(FULL, events=(replace(EVENTS[0], name=Text("Жаңа ат", "Новое имя")), *EVENTS[1:]))
    assert uids(Calendar.from_ical(ics.files(renamed, ("kk",))[ics.ALL])) == ids[ics.ALL]
    assert ids[ics.event_file("one-day")] == {"08810e75-53b7-5705-a1c9-092ffa8337a3"}
    assert "e36faf16-f629-5b06-8337-1e442fefe40f" in ids[ics.DEADLINES]


def uids(read: Calendar) -> set[str]:
    return {str(entry["uid"]) for entry in read.walk("VEVENT")}


@pytest.mark.parametrize("lang", LANGS)
def test_an_entry_says_what_its_record_says(lang):
    here = {path.removeprefix("ru/"): read for path, read in parsed().items() if path.startswith("ru/") == (lang == "ru")}
    for each in EVENTS:
        (entry,) = here[ics.event_file(each.id)].walk("VEVENT")
        assert (entry["summary"], entry["location"]) == (each.name[lang], each.place[lang])
        assert each.audience[lang] in entry["description"]
        assert entry["status"] == ("CANCELLED" if each.cancelled else "CONFIRMED")
    rows = {measure.id: measure for measure in PORTAL.plan.measures}
    names = [str(entry["summary"]) for entry in here[ics.DEADLINES].walk("VEVENT")]
    assert any(rows["9-5"].title[lang] in name for name in names)


def whole(id: str):
    (entry,) = parsed()[ics.event_file(id)].walk("VEVENT")
    return entry, entry.decoded("dtstart"), entry.decoded("dtend")


def test_whole_days_end_on_the_day_after():
    assert whole("one-day")[1:] == (date(2026, 12, 10), date(2026, 12, 11))
    assert whole("new-year")[1:] == (date(2026, 12, 30), date(2027, 1, 3))


def test_hours_are_those_of_the_whole_country():
    _, starts, ends = whole("hour")
    assert (starts.replace(tzinfo=None), ends.replace(tzinfo=None)) == (
        datetime(2026, 12, 10, 10),
        datetime(2026, 12, 10, 17, 30),
    )
    assert starts.utcoffset() == ends.utcoffset() == timedelta(hours=5)
    (zone,) = parsed()[ics.event_file("hour")].walk("VTIMEZONE")
    assert zone["tzid"] == "Asia/Almaty"
    (offset,) = zone.walk("STANDARD")
    assert offset.decoded("tzoffsetto") == timedelta(hours=5)


def test_hours_of_several_days_come_again_each_day():
    entry, starts, ends = whole("three-days")
    assert ends - starts == timedelta(hours=3)
    assert entry["rrule"] == {"FREQ": ["DAILY"], "COUNT": [3]}


def test_a_zone_stands_only_where_there_are_hours():
    assert b"VTIMEZONE" not in made()[ics.DEADLINES]


ANY = st.text(st.characters(codec="utf-8"), max_size=1200)
PIECES = st.lists(
    st.sampled_from([",", ";", "\\", "\n", "\r\n", "\\n", "«Ә»", "🙂", "👩‍🏫", ":", '"', " ", "  ", "BEGIN:VEVENT", "é", "\t"])
).map("".join)


@given(name=ANY | PIECES, place=ANY | PIECES)
@settings(max_examples=300, deadline=None)
@example(name="ә" * 1000, place="👩‍🏫" * 300)
@example(name="\r\nEND:VEVENT\r\n", place="\\")
@example(name=" a", place="a\x85b\u2028c\x00d")
def test_any_text_comes_back_as_it_was(name, place):
    """Whatever stands in a name, the calendar is sound and says it: but for what cannot be seen at all."""
    odd = replace(EVENTS[0], name=Text(name, name), place=Text(place, place))
    entries = Agenda(replace(PORTAL, events=(odd,))).of("event")
    content = ics.calendar(PORTAL, "kk", name, entries).encode()
    assert max(map(len, content.split(b"\r\n"))) <= ics.LONGEST
    (entry,) = Calendar.from_ical(content).walk("VEVENT")
    for said, meant in ((entry["summary"], name), (entry["location"], place)):
        assert str(said) == seen(meant)


def seen(text: str) -> str:
    """A text without what a calendar may not hold; ends of lines are of one kind."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        letter for letter in text if letter in "\n\t" or not re.match(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]", letter)
    )


@given(st.text(max_size=400))
def test_folding_only_adds_its_own_signs(text):
    line = text.replace("\r", "").replace("\n", "")
    assert ics.fold(line).replace("\r\n ", "") == line + "\r\n"


# --- Pages -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tree():
    """Every page of the calendar, with the made-up events: path -> HTML."""
    engine = Engine(ROOT / "overrides", FULL)
    return {sheet.view.out: engine.html(sheet) for lang in LANGS for sheet in pages.sheets(FULL, lang)}


def test_every_link_inside_the_calendar_leads_somewhere(tree):
    anchors = {}
    for path, html in tree.items():
        reader = Reader()
        reader.feed(html)
        assert len(reader.ids) == len({*reader.ids}), path
        anchors[path] = ({*reader.ids}, reader.links)
    for path, (_, links) in anchors.items():
        for link in links:
            target, _, anchor = link.partition("#")
            there = str((Path("/") / path).parent.joinpath(target).resolve())[1:] if target else path
            if there in anchors:
                assert not anchor or anchor in anchors[there][0], (path, link)
            elif "calendar/" in there and "//" not in link:
                assert there in made(), (path, link)


@pytest.mark.parametrize("lang", LANGS)
def test_a_month_lists_what_it_marks(tree, lang):
    html = tree[out(lang, month_path(2026, 12))]
    marked = [int(day) for day in re.findall(r'aria-label="(\d+):', html)]
    assert marked == [10, 14, 15, 16, 30, 31]
    assert re.findall(r'<h2 class="ruled" id="d(\d+)"', html) == ["10", "14", "30"]
    for each in EVENTS[:4]:
        assert each.name[lang] in html
    assert [int(day) for day in re.findall(r'aria-label="(\d+):', tree[out(lang, month_path(2027, 1))])] == [1, 2]


@pytest.mark.parametrize("lang", LANGS)
def test_history_is_called_history_and_today_is_not(tree, lang):
    strip = {path: '<aside class="history"' in html for path, html in tree.items()}
    assert strip[out(lang, month_path(2007, 12))] and strip[out(lang, "programme/calendar/2007.html")]
    assert not strip[out(lang, month_path(2026, 12))] and not strip[out(lang, "programme/calendar/events/hour.html")]


@pytest.mark.parametrize("lang", LANGS)
def test_an_event_is_told_to_programs_too(tree, lang):
    html = tree[out(lang, "programme/calendar/events/hour.html")]
    assert 'itemtype="https://schema.org/Event"' in html
    told = re.findall(r'itemprop="(\w+)" (?:content|href)="([^"]*)"', html)
    assert told == [
        ("name", EVENTS[1].name[lang]),
        ("eventStatus", "https://schema.org/EventScheduled"),
        ("startDate", "2026-12-10T10:00+05:00"),
        ("endDate", "2026-12-10T17:30+05:00"),
        ("name", EVENTS[1].place[lang]),
        ("url", EVENTS[1].link),
    ]
    assert "plan/9-5.html" in html
    assert f'{out(lang, ics.event_file("hour"))}"' in html


@pytest.mark.parametrize("lang", LANGS)
def test_without_events_the_calendar_says_so(lang):
    """And how to add one: nothing is invented to fill a page."""
    empty = replace(PORTAL, events=())
    engine = Engine(ROOT / "overrides", empty)
    made = {sheet.view.path: engine.html(sheet) for sheet in pages.sheets(empty, lang)}
    said = empty.words.strings["events-none"][lang]["other"]
    assert said in made["programme/calendar/index.html"]
    assert "sauat new event" in made["programme/calendar/index.html"]
    assert empty.words.strings["events-own-none"][lang]["other"] in made["programme/calendar/regions/abay.html"]
    assert not any("/events/" in path for path in made)


def test_the_eight_kinds_of_the_month_are_named():
    for lang in LANGS:
        names = [PORTAL.words.strings[f"event-{kind}"][lang]["other"] for kind in EVENT_KINDS]
        assert len({*names}) == len(EVENT_KINDS) == 12
