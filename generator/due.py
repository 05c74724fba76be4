"""When a row of the plan is due: its printed words, in a closed grammar, become days and periods of the calendar.

Takes the words of `due` in either language, gives spans. Words outside the grammar are understood as nothing at all, and
a check stops the build. What the words do not say is not printed either: `Due.years_printed` tells.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from generator.model import LANGS, YEARS, Lang, Measure, Portal
from generator.text.say import MONTHS

_NAMED: dict[Lang, tuple[str, ...]] = {
    "kk": MONTHS["kk"],
    "ru": tuple("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()),
}
# The day the programme lost its force (decree № 302): a row of the plan that is due later was due no more.
REPEALED = date(2010, 4, 14)
_JANUARY = 1
_MONTH = {lang: "|".join(MONTHS[lang]) for lang in LANGS}
_DAYS = {
    "kk": rf"\d{{1,2}} (?:{_MONTH['kk']})(?:(?:,| және) \d{{1,2}} (?:{_MONTH['kk']}))*",
    "ru": rf"\d{{1,2}} (?:{_MONTH['ru']})(?:(?:,| и) \d{{1,2}} (?:{_MONTH['ru']}))*",
}
_WHEN = {
    "kk": rf"(?:(?P<quarter>[1-4])-тоқсан|(?P<days>{_DAYS['kk']})|(?P<month>{'|'.join(_NAMED['kk'])})|(?P<whole>бойы))",
    "ru": rf"(?:(?P<quarter>[1-4])-й квартал|(?P<days>{_DAYS['ru']})|(?P<month>{'|'.join(_NAMED['ru'])})|(?P<whole>в течение))",
}
_SPAN = r"(?P<first>\d{4})(?: ?[-–] ?(?P<last>\d{4}))?"
_WORDS: dict[Lang, tuple[re.Pattern[str], ...]] = {
    "kk": tuple(
        re.compile(form, re.IGNORECASE)
        for form in (rf"{_SPAN} (?:жылғы|жылдар|жыл) {_WHEN['kk']}", rf"жыл сайын {_WHEN['kk']}")
    ),
    "ru": tuple(
        re.compile(form, re.IGNORECASE) for form in (rf"{_WHEN['ru']} {_SPAN} (?:года|годов)", rf"ежегодно, {_WHEN['ru']}")
    ),
}


@dataclass(frozen=True, order=True)
class Due:
    """A day, or a period whose last day is the limit. `years_printed` is false where the source says «every year» only:
    the years are then those of the programme, and a day in January closes the year before it."""

    last: date
    first: date
    years_printed: bool = True

    @property
    def is_day(self) -> bool:
        return self.first == self.last

    @property
    def iso(self) -> str:
        """As programs read it: a day, or a period from its first day to its last."""
        return f"{self.last}" if self.is_day else f"{self.first}/{self.last}"

    @property
    def is_void(self) -> bool:
        """Whether the programme had lost its force before."""
        return self.first > REPEALED

    @property
    def quarter(self) -> int | None:
        """The number of the quarter that this period is."""
        return self.last.month // 3 if self.first.month + 2 == self.last.month and not self.is_day else None


def deadlines(portal: Portal) -> list[tuple[Due, Measure]]:
    """Every date of every row in the calendar's order; rows of one date in the plan's."""
    found = [(due, measure) for measure in portal.plan.measures for due in dues(measure)]
    return sorted(found, key=lambda pair: pair[0])


def dues(measure: Measure) -> tuple[Due, ...]:
    """The dates of one row; none where its words are not understood."""
    return read(measure.due.kk, "kk") or ()


@lru_cache(maxsize=512)
def read(text: str, lang: Lang) -> tuple[Due, ...] | None:
    """What the words of one language mean, in order; None for what is outside the grammar or no day of the calendar."""
    found = next((match for form in _WORDS[lang] if (match := form.fullmatch(text))), None)
    if found is None:
        return None
    parts = found.groupdict()
    if "first" in parts:
        first = int(parts["first"])
        years: Sequence[int] = range(first, int(parts["last"] or first) + 1)
    else:
        years = YEARS
    try:
        return tuple(sorted(_spans(parts, years, lang, years_printed="first" in parts))) or None
    except ValueError:
        return None


def _spans(parts: dict[str, str | None], years: Sequence[int], lang: Lang, *, years_printed: bool) -> Iterator[Due]:
    for year in years:
        if quarter := parts["quarter"]:
            yield _period(year, int(quarter) * 3 - 2, int(quarter) * 3, years_printed)
        elif month := parts["month"]:
            number = _NAMED[lang].index(month.lower()) + 1
            yield _period(year, number, number, years_printed)
        elif parts["whole"]:
            yield _period(year, 1, 12, years_printed)
        for day, name in re.findall(rf"(\d+) ({_MONTH[lang]})", (parts["days"] or "").lower()):
            number = MONTHS[lang].index(name) + 1
            at = date(year + (number == _JANUARY and not years_printed), number, int(day))
            yield Due(at, at, years_printed)


def _period(year: int, first: int, last: int, years_printed: bool) -> Due:
    """Whole months of one year."""
    return Due(date(year, last, monthrange(year, last)[1]), date(year, first, 1), years_printed)
