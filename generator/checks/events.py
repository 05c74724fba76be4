"""Events: filed by the year of their first day; days and hours in order; ids that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.checks.ids import Ids, ids, unique
from generator.checks.sites import fault
from generator.load.messages import problem
from generator.model import ID, NATIONAL, ONE_TIME, Event, Portal, Problem, Text


def check(portal: Portal) -> Iterator[Problem]:
    yield from unique(portal.events)
    rows = ids(portal.plan.measures, "catalog/programme/plan.yml")
    regions = ids(portal.regions, "catalog/regions.yml")
    places = Ids({*regions.known, NATIONAL} if regions.known else (), regions.where)
    for event in portal.events:
        yield from places.one(event.at, "region", event.region)
        yield from rows.many(event.at, "rows", event.rows)
        yield from _file(event)
        yield from _days(event)
        yield from _links(event)


def _file(event: Event) -> Iterator[Problem]:
    """catalog/events/<year of its first day>/<id>.yml, and nothing deeper."""
    name = event.id if re.fullmatch(ID, event.id) else "<id>"
    expected = f"catalog/events/{event.starts.year}/{name}.yml"
    if event.starts != date.min and event.at.path != expected:
        yield problem(event.at.path, event.at.of("starts"), "event-file", expected=expected)


def _days(event: Event) -> Iterator[Problem]:
    at, starts = event.at, event.starts
    if event.ends and date.min < event.ends < starts:
        yield problem(at.path, at.of("ends"), "event-ends", found=event.ends, starts=starts)
    if event.hours:
        opens, _, closes = event.hours.partition("-")
        why = None
        if closes <= opens:
            why = Text("бітуі басталуынан кейін емес", "конец не позже начала")
        elif date.min < starts < ONE_TIME:
            why = Text(f"сағат тек {ONE_TIME} күнінен бері жазылады", f"часы пишут только с {ONE_TIME}")
        if why:
            yield problem(at.path, at.of("hours"), "event-hours", found=event.hours, why=why)


def _links(event: Event) -> Iterator[Problem]:
    """Where a reader is sent."""
    for field, url in (("link", event.link), ("source", event.source.url)):
        if url and (why := fault(url)) is not None:
            yield problem(event.at.path, event.at.of(field), "bad-url", field=field, found=url, why=why)
