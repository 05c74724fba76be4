"""What stands in the calendar: the plan's dates, the days on which the act asks for a report, events; in order of days.

Takes the portal, gives entries in both languages. What is past is counted from the portal's own day, never from a clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal, TypeAlias

from generator import due
from generator.frame import row_path
from generator.model import NATIONAL, Event, Measure, Portal, Reporting, Text

Kind: TypeAlias = Literal["event", "report", "deadline"]
KINDS: tuple[Kind, ...] = ("event", "report", "deadline")
FOLDER = "programme/calendar"
HOME = f"{FOLDER}/index.html"
# The act set these days and no later edition is known to us: entries of a calendar carry this day as that of their making.
_SET = date(2006, 10, 13)


@dataclass(frozen=True)
class Entry:
    """One line of the calendar. `id` is permanent, `made` the day it was last made sure of; `path` leads to its page."""

    id: str
    kind: Kind
    first: date
    last: date
    name: Text
    about: Text
    path: str
    region: str = NATIONAL
    made: date = _SET
    event: Event | None = None
    measure: Measure | None = None

    @property
    def days(self) -> Iterator[date]:
        """Each day it takes."""
        return (self.first + timedelta(n) for n in range((self.last - self.first).days + 1))

    def is_past(self, day: date) -> bool:
        """Whether its last day is over."""
        return self.last < day

    def touches(self, year: int, month: int | None = None) -> bool:
        """Whether it has a day in a year, or in one month of it."""
        low, high = date(year, month or 1, 1), date(year, month or 12, 28) + timedelta(4)
        return self.first < high.replace(day=1) and self.last >= low


class Agenda:
    """All entries of a portal, by day; of one day events come first, then reports, then rows in the plan's order."""

    def __init__(self, portal: Portal) -> None:
        self.portal, self.day = portal, portal.day

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        made = (*map(_event, self.portal.events), *self._reports(), *self._deadlines())
        return tuple(sorted(made, key=lambda entry: (entry.first, KINDS.index(entry.kind), self._place(entry))))

    def _place(self, entry: Entry) -> int:
        """A row's place in the plan."""
        return self._rows[entry.measure.id] if entry.measure else 0

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {measure.id: place for place, measure in enumerate(self.portal.plan.measures)}

    def _reports(self) -> Iterator[Entry]:
        for report in self.portal.reporting:
            for day in report_days(report):
                yield _report(report, day)

    def _deadlines(self) -> Iterator[Entry]:
        for day, measure in due.deadlines(self.portal):
            yield _deadline(measure, day.last)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Years in which anything stands."""
        return tuple(sorted({year for entry in self.entries for year in range(entry.first.year, entry.last.year + 1)}))

    def of(self, kind: Kind) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.kind == kind)

    def within(self, year: int, month: int | None = None) -> tuple[Entry, ...]:
        """Entries with a day in a year, or in one month of it."""
        return tuple(entry for entry in self.entries if entry.touches(year, month))

    def months(self, year: int) -> tuple[int, ...]:
        """Months of a year in which anything stands."""
        return tuple(month for month in range(1, 13) if self.within(year, month))

    def turns(self, year: int, month: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """The months before and after this one in which anything stands."""
        all_ = [(y, m) for y in self.years for m in self.months(y)]
        before = [each for each in all_ if each < (year, month)]
        after = [each for each in all_ if each > (year, month)]
        return before[-1] if before else None, after[0] if after else None

    def in_region(self, region: str) -> tuple[Entry, ...]:
        """A region's own events, those for the whole country, and the act's reports, which bind local bodies too."""
        return tuple(entry for entry in self.entries if entry.kind != "deadline" and entry.region in (region, NATIONAL))

    def coming(self, entries: Iterable[Entry]) -> list[Entry]:
        """Entries that are not over, the nearest first."""
        return [entry for entry in entries if not entry.is_past(self.day)]

    def past(self, entries: Iterable[Entry]) -> list[Entry]:
        """Entries that are over, the latest first."""
        return [entry for entry in entries if entry.is_past(self.day)][::-1]


def report_days(report: Reporting) -> tuple[date, ...]:
    """The days that its words mean; none where they are not understood."""
    return tuple(each.last for each in due.read(report.due.kk, "kk") or ())


def _event(event: Event) -> Entry:
    return Entry(
        id=f"event {event.id}",
        kind="event",
        first=event.starts,
        last=event.last,
        name=event.name,
        about=event.about,
        path=event_path(event),
        region=event.region,
        made=event.checked,
        event=event,
    )


def _report(report: Reporting, day: date) -> Entry:
    path = f"{HOME}#{report.id}"
    return Entry(f"report {report.id} {day}", "report", day, day, report.name, report.about, path)


def _deadline(measure: Measure, day: date) -> Entry:
    number = measure.id.replace("-", ".")
    name = Text(f"{number}. {measure.title.kk}", f"{number}. {measure.title.ru}")
    return Entry(f"row {measure.id} {day}", "deadline", day, day, name, measure.form, row_path(measure.id), measure=measure)


def event_path(event: Event) -> str:
    return f"{FOLDER}/events/{event.id}.html"


def year_path(year: int) -> str:
    return f"{FOLDER}/{year}.html"


def month_path(year: int, month: int) -> str:
    return f"{FOLDER}/{year}-{month:02}.html"


def region_path(region: str) -> str:
    return f"{FOLDER}/regions/{region}.html"
