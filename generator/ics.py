"""Calendars as files that phones and computers understand (RFC 5545): everything, the plan's dates, each region, each event.

Takes the agenda, gives texts. The same records give the same bytes: there is no clock in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from generator.agenda import FOLDER, Agenda, Entry
from generator.frame import out
from generator.model import NATIONAL, Lang, Portal
from generator.text.say import say

# Octets of a line, its end not counted; what follows goes on in the next line after a space.
LONGEST = 75
_ENDS = "\r\n"
_ZONE = "Asia/Almaty"
# One time for the whole country, since 1 March 2024; no event before that day has an hour.
_TIMEZONE = (
    *("BEGIN:VTIMEZONE", f"TZID:{_ZONE}", "BEGIN:STANDARD", "DTSTART:20240301T000000"),
    *("TZOFFSETFROM:+0600", "TZOFFSETTO:+0500", "TZNAME:+05", "END:STANDARD", "END:VTIMEZONE"),
)
# Nothing but a tab and an end of line may stand in a text beside what is to be seen.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile(r"[\\;,]")


def escape(text: str) -> str:
    """A text as a value: its commas, semicolons, backslashes and ends of lines are not the format's own."""
    text = _CONTROLS.sub("", text.replace(_ENDS, "\n").replace("\r", "\n"))
    return _SPECIAL.sub(r"\\\g<0>", text).replace("\n", "\\n")


def fold(line: str) -> str:
    """A line with its end, cut where it is longer than the format allows; a letter of several octets stays whole."""
    parts: list[str] = []
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LONGEST:
            parts.append(part)
            part, size = " ", 1
        part, size = part + letter, size + octets
    return "".join(part + _ENDS for part in (*parts, part))


def paths(portal: Portal) -> Iterator[str]:
    """Every calendar's path inside a language's tree."""
    yield from (ALL, DEADLINES)
    yield from (region_file(region) for region in (NATIONAL, *(region.id for region in portal.regions)))
    yield from (event_file(event.id) for event in portal.events)


ALL, DEADLINES = f"{FOLDER}/all.ics", f"{FOLDER}/deadlines.ics"


def region_file(region: str) -> str:
    return f"{FOLDER}/regions/{region}.ics"


def event_file(event: str) -> str:
    return f"{FOLDER}/events/{event}.ics"


def files(portal: Portal, langs: tuple[Lang, ...], address: str = "") -> dict[str, bytes]:
    """Path in the tree -> calendar. One without an entry is not made: the format has none."""
    agenda = Agenda(portal)
    made = {
        out(lang, path): calendar(portal, lang, title, entries, address).encode()
        for lang in langs
        for path, title, entries in _calendars(agenda, lang)
        if entries
    }
    return dict(sorted(made.items()))


def _calendars(agenda: Agenda, lang: Lang) -> Iterator[tuple[str, str, tuple[Entry, ...]]]:
    """Each calendar's path, name and entries."""
    words = agenda.portal.words
    yield ALL, say(words, lang, "calendar"), agenda.entries
    yield DEADLINES, say(words, lang, "calendar-deadlines-file"), agenda.of("deadline") + agenda.of("report")
    regions = {NATIONAL: say(words, lang, "national")} | {region.id: region.name[lang] for region in agenda.portal.regions}
    for region, name in regions.items():
        yield region_file(region), say(words, lang, "calendar-of", region=name), agenda.in_region(region)
    for entry in agenda.of("event"):
        assert entry.event is not None  # noqa: S101 - an entry of this kind is made of an event
        yield event_file(entry.event.id), entry.name[lang], (entry,)


def calendar(portal: Portal, lang: Lang, title: str, entries: Iterable[Entry], address: str = "") -> str:
    """One calendar, whole."""
    entries = tuple(entries)
    name = escape(f"{say(portal.words, lang, 'name')}: {title}")
    timed = any(entry.event and entry.event.hours for entry in entries)
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Sauat//Sauat//{lang.upper()}", "CALSCALE:GREGORIAN"),
        *(f"NAME:{name}", f"X-WR-CALNAME:{name}", "REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D"),
        *(_TIMEZONE if timed else ()),
        *(line for entry in entries for line in _entry(portal, lang, entry, address)),
        "END:VCALENDAR",
    ]
    return "".join(map(fold, lines))


def _entry(portal: Portal, lang: Lang, entry: Entry, address: str) -> Iterator[str]:
    """One entry. It blocks nobody's day: who is free and who is not is not ours to say."""
    event = entry.event
    name = say(portal.words, lang, "calendar-due", name=entry.name[lang]) if entry.kind == "deadline" else entry.name[lang]
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(NAMESPACE_URL, f'sauat {entry.id}')}"
    yield f"DTSTAMP:{entry.made:%Y%m%d}T000000Z"
    yield from _when(entry)
    yield f"SUMMARY:{escape(name)}"
    yield f"DESCRIPTION:{escape(_told(portal, lang, entry))}"
    if event:
        yield f"LOCATION:{escape(event.place[lang])}"
    yield f"CATEGORIES:{escape(say(portal.words, lang, f'event-{event.kind}' if event else f'calendar-{entry.kind}'))}"
    if address:
        path, _, anchor = entry.path.partition("#")
        yield f"URL:{address}{out(lang, path)}{'#' if anchor else ''}{anchor}"
    if event:
        yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _when(entry: Entry) -> Iterator[str]:
    """Whole days, of which the end is the day after; or hours of the country's one time, again on each of its days."""
    days = (entry.last - entry.first).days + 1
    if entry.event and entry.event.hours:
        for name, hour in zip(("DTSTART", "DTEND"), entry.event.hours.split("-"), strict=True):
            yield f"{name};TZID={_ZONE}:{_day(entry.first)}T{hour.replace(':', '')}00"
        if days > 1:
            yield f"RRULE:FREQ=DAILY;COUNT={days}"
    else:
        yield f"DTSTART;VALUE=DATE:{_day(entry.first)}"
        yield f"DTEND;VALUE=DATE:{_day(entry.first + timedelta(days))}"


def _day(day: date) -> str:
    return f"{day.year:04}{day:%m%d}"


def _told(portal: Portal, lang: Lang, entry: Entry) -> str:
    """What is told below the name: of an event for whom it is, of a row its form and who answers for it."""
    if entry.event:
        audience = f"{say(portal.words, lang, 'event-audience')}: {entry.event.audience[lang]}"
        return "\n".join(part for part in (entry.about[lang], audience, entry.event.link) if part)
    history = say(portal.words, lang, "history-lead")
    if entry.measure:
        abbrs = {body.id: body.abbr[lang] for body in portal.bodies}
        executors = ", ".join(abbrs[id] for id in entry.measure.executors)
        return f"{entry.about[lang]}. {say(portal.words, lang, 'executors')}: {executors}. {history}"
    return f"{entry.about[lang]} {history}"
