"""Events: something dated that citizens attend; and the days on which the act itself asks for a report."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias, get_args

from generator.model.base import Record, Text, identifier, like
from generator.model.prose import Source

# The eight kinds of the source's IT month (section 5.9, row 9-5 of the plan), in its order.
MonthKind: TypeAlias = Literal[
    "round-table",
    "job-fair",
    "exhibition",
    "programming-contest",
    "free-access",
    "free-courses",
    "half-price",
    "open-day",
]
# What else the plan wants held: rows 9-1, 9-4 and the schedules of training in direction 4.
EventKind: TypeAlias = Literal[MonthKind, "seminar", "videoconference", "site-contest", "training"]
MONTH_KINDS: tuple[MonthKind, ...] = get_args(MonthKind)
EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)
# Since this day the whole country has one time, five hours ahead of Greenwich; an earlier hour would need a zone of its own.
ONE_TIME = date(2024, 3, 1)


@dataclass(frozen=True, kw_only=True)
class Event(Record):
    """One event; its id is its file's name. `hours` are those of each of its days; without them it takes the whole day."""

    id: str = field(metadata={"derived": True})
    kind: EventKind
    starts: date = like("2026-12-10")
    ends: date | None = like("2026-12-12", default=None)
    hours: str | None = field(
        default=None,
        metadata={"pattern": r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d", "example": '"10:00-17:00"'},
    )
    region: str = identifier("astana")
    place: Text
    name: Text
    about: Text
    audience: Text
    link: str | None = like("https://www.enu.kz/", default=None)
    rows: tuple[str, ...] = ()
    source: Source
    checked: date = like("2026-11-23")
    cancelled: bool = False

    @property
    def last(self) -> date:
        """Its last day."""
        return self.ends or self.starts


@dataclass(frozen=True, kw_only=True)
class Reporting(Record):
    """A report that the act asks for again and again; `due` is said as the plan says it."""

    id: str = identifier("to-agency")
    point: int = like("2")
    due: Text
    name: Text
    about: Text
