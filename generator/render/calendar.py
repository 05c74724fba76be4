"""The calendar's pages: its home, a page for each year, month, region and event. Grids of months are tables, made at build."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator import agenda, ics
from generator.agenda import Agenda, Entry
from generator.frame import Crumb, View
from generator.model import EVENT_KINDS, MONTH_KINDS, NATIONAL, Event, Lang, Portal, Reporting, Text
from generator.render.engine import Sheet, Speaker
from generator.text import say
from generator.text.order import sort_key

_WEEKS = Calendar()
# Rows of the plan that want events held: seminars, contests of sites, the IT month.
_ROWS = ("9-1", "9-4", "9-5")


@dataclass(frozen=True)
class Month:
    """One month as a grid: weeks of days, None where another month's would stand. `marked` are days with entries: how many,
    and the day under which the first of them is listed."""

    name: str
    path: str
    weeks: list[list[int | None]]
    marked: dict[int, tuple[int, int]]
    entries: int


class Desk:
    """One language's view of the agenda."""

    def __init__(self, portal: Portal, lang: Lang) -> None:
        self.portal, self.lang, self.agenda = portal, lang, Agenda(portal)
        self.w = Speaker(portal.words, lang)
        national = Text(portal.words.strings["national"]["kk"]["other"], portal.words.strings["national"]["ru"]["other"])
        self.regions = {NATIONAL: national} | {region.id: region.name for region in portal.regions}
        self.home = (Crumb(self.w("tab-programme"), "programme/index.html"),)
        self.below = (*self.home, Crumb(self.w("calendar"), agenda.HOME))
        self.abbrs = {body.id: body.abbr[lang] for body in portal.bodies}

    def common(self) -> dict[str, Any]:
        """What every page of the calendar may show of an entry."""
        return {"regions": self.regions, "abbrs": self.abbrs, "day": self.agenda.day, "weekdays": say.WEEKDAYS[self.lang]}

    def title(self, year: int, month: int) -> str:
        title = say.month_of_year(self.lang, year, month)
        return title[0].upper() + title[1:]

    def month(self, year: int, month: int) -> Month:
        entries = self.agenda.within(year, month)
        listed: dict[int, list[int]] = {}
        for entry in entries:
            for day in entry.days:
                if (day.year, day.month) == (year, month):
                    listed.setdefault(day.day, []).append(_listed(entry, date(year, month, 1)).day)
        return Month(
            name=say.MONTH_NAMES[self.lang][month - 1],
            path=agenda.month_path(year, month) if entries else "",
            weeks=[[day or None for day in week] for week in _WEEKS.monthdayscalendar(year, month)],
            marked={day: (len(under), max(under)) for day, under in listed.items()},
            entries=len(entries),
        )


def years(portal: Portal, lang: Lang) -> list[Crumb]:
    """The calendar's years, for the site map."""
    w = Speaker(portal.words, lang)
    return [Crumb(w("calendar-year", year=year), agenda.year_path(year)) for year in Agenda(portal).years]


def sheets(portal: Portal, lang: Lang) -> Iterator[Sheet]:
    desk = Desk(portal, lang)
    yield _home(desk)
    for year in desk.agenda.years:
        yield _year(desk, year)
        yield from (_month(desk, year, month) for month in desk.agenda.months(year))
    yield from (_region(desk, region) for region in desk.regions)
    yield from (_event(desk, event) for event in portal.events)


def _home(desk: Desk) -> Sheet:
    w, plan = desk.w, desk.agenda
    events = plan.of("event")
    view = View(desk.lang, agenda.HOME, "calendar", w("calendar"), w("calendar-lead"), desk.home)
    data = desk.common() | {
        "coming": plan.coming(events),
        "past": plan.past(events),
        "kinds": [*MONTH_KINDS],
        "other_kinds": [kind for kind in EVENT_KINDS if kind not in MONTH_KINDS],
        "reports": _reports(desk),
        "rows": [measure for measure in desk.portal.plan.measures if measure.id in _ROWS],
        "years": [
            (year, agenda.year_path(year), [desk.month(year, month) for month in plan.months(year)]) for year in plan.years
        ],
        "places": _places(desk),
        "files": [(w("calendar-all"), ics.ALL), (w("calendar-deadlines-file"), ics.DEADLINES)],
    }
    return Sheet(view, "calendar.html", data)


def _reports(desk: Desk) -> list[tuple[Reporting, list[tuple[date, str]]]]:
    """Each report of the act with its days, each with the place where the calendar lists it."""
    return [
        (report, [(day, f"{agenda.month_path(day.year, day.month)}#d{day.day}") for day in agenda.report_days(report)])
        for report in desk.portal.reporting
    ]


def _places(desk: Desk) -> list[tuple[str, str, int]]:
    """Name, path and number of own events of each region, the whole country first."""
    rest = sorted((region for region in desk.regions if region != NATIONAL), key=lambda r: sort_key(desk.regions[r][desk.lang]))
    counts = [event.region for event in desk.portal.events]
    return [(desk.regions[region][desk.lang], agenda.region_path(region), counts.count(region)) for region in (NATIONAL, *rest)]


def _year(desk: Desk, year: int) -> Sheet:
    title = desk.w("calendar-year", year=year)
    entries = desk.agenda.within(year)
    view = View(desk.lang, agenda.year_path(year), "calendar-year", title, _counted(desk, entries), desk.below)
    data = desk.common() | {
        "months": [desk.month(year, month) for month in range(1, 13)],
        "events": [entry for entry in entries if entry.kind == "event"],
        "historical": _historical(entries),
        "others": [(other, agenda.year_path(other)) for other in desk.agenda.years if other != year],
    }
    return Sheet(view, "calendar-year.html", data)


def _month(desk: Desk, year: int, month: int) -> Sheet:
    entries, title = desk.agenda.within(year, month), desk.title(year, month)
    crumbs = (*desk.below, Crumb(desk.w("calendar-year", year=year), agenda.year_path(year)))
    lead = _counted(desk, entries)
    view = View(desk.lang, agenda.month_path(year, month), "calendar-month", title, f"{title}: {lead}", crumbs)
    turns = [(desk.title(*turn), agenda.month_path(*turn)) if turn else None for turn in desk.agenda.turns(year, month)]
    data = desk.common() | {
        "lead": lead,
        "days": list(_by_day(entries, date(year, month, 1))),
        "month": desk.month(year, month),
        "historical": _historical(entries),
        "turns": turns,
    }
    return Sheet(view, "calendar-month.html", data)


def _historical(entries: Sequence[Entry]) -> bool:
    """Whether a page tells of the programme, and not of events of today alone."""
    return any(entry.kind != "event" for entry in entries)


def _counted(desk: Desk, entries: Sequence[Entry]) -> str:
    """How much of what: 33 мерзім, 1 есеп."""
    counts = [(kind, sum(entry.kind == kind for entry in entries)) for kind in agenda.KINDS]
    return ", ".join(desk.w(f"calendar-{kind}s", n=count) for kind, count in counts if count)


def _listed(entry: Entry, start: date) -> date:
    """The day under which a month lists an entry: its first, or the month's own where it began before."""
    return max(entry.first, start)


def _by_day(entries: Sequence[Entry], start: date) -> Iterator[tuple[date, list[tuple[str, list[Entry]]]]]:
    """Days with their entries by kind."""
    for day in sorted({_listed(entry, start) for entry in entries}):
        here = [entry for entry in entries if _listed(entry, start) == day]
        yield day, [(kind, some) for kind in agenda.KINDS if (some := [entry for entry in here if entry.kind == kind])]


def _region(desk: Desk, region: str) -> Sheet:
    w, plan = desk.w, desk.agenda
    name = desk.regions[region][desk.lang]
    title = w("calendar-of", region=name)
    events = [entry for entry in plan.in_region(region) if entry.kind == "event"]
    own = [entry for entry in events if entry.region == region]
    wide = [entry for entry in events if entry.region != region]
    groups = [(w("events-own" if region != NATIONAL else "events-national"), plan.coming(own), plan.past(own))]
    if wide:
        groups.append((w("events-national"), plan.coming(wide), plan.past(wide)))
    view = View(desk.lang, agenda.region_path(region), "calendar-region", title, w("calendar-region-lead"), desk.below)
    data = desk.common() | {
        "groups": groups,
        "reports": _reports(desk),
        "files": [(title, ics.region_file(region))],
        "places": [place for place in _places(desk) if place[0] != name],
    }
    return Sheet(view, "calendar-region.html", data)


def _event(desk: Desk, event: Event) -> Sheet:
    entry = next(each for each in desk.agenda.of("event") if each.event is event)
    rows = {measure.id: measure for measure in desk.portal.plan.measures}
    view = View(desk.lang, entry.path, "event", event.name[desk.lang], event.about[desk.lang], desk.below)
    data = desk.common() | {
        "entry": entry,
        "event": event,
        "over": entry.is_past(desk.agenda.day),
        "moments": _moments(event),
        "rows": [rows[id] for id in event.rows],
        "region": (desk.regions[event.region][desk.lang], agenda.region_path(event.region)),
        "files": [(desk.w("calendar-this"), ics.event_file(event.id))],
    }
    return Sheet(view, "event.html", data)


def _moments(event: Event) -> tuple[str, str]:
    """Its begin and its end as programs read them."""
    if not event.hours:
        return event.starts.isoformat(), event.last.isoformat()
    opens, _, closes = event.hours.partition("-")
    return f"{event.starts}T{opens}+05:00", f"{event.last}T{closes}+05:00"
