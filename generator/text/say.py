"""Words of the interface, dates and numbers as each language writes them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from generator.model import Lang, Words

MONTHS: dict[Lang, tuple[str, ...]] = {
    "kk": tuple("қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан".split()),
    "ru": tuple("января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()),
}
# A month on its own; in a date Russian has it in another case.
MONTH_NAMES: dict[Lang, tuple[str, ...]] = {
    "kk": MONTHS["kk"],
    "ru": tuple("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()),
}
# From Monday on: the name, and how it is shortened.
WEEKDAYS: dict[Lang, tuple[tuple[str, str], ...]] = {
    "kk": (
        *(("дүйсенбі", "дс"), ("сейсенбі", "сс"), ("сәрсенбі", "ср"), ("бейсенбі", "бс")),
        *(("жұма", "жм"), ("сенбі", "сб"), ("жексенбі", "жс")),
    ),
    "ru": (
        *(("понедельник", "пн"), ("вторник", "вт"), ("среда", "ср"), ("четверг", "чт")),
        *(("пятница", "пт"), ("суббота", "сб"), ("воскресенье", "вс")),
    ),
}
# The plural categories that CLDR gives a whole number; Kazakh nouns do not change after a number.
CATEGORIES: dict[Lang, tuple[str, ...]] = {"kk": ("other",), "ru": ("one", "few", "many", "other")}
NBSP, SHY = "\u00a0", "\u00ad"


def plural(lang: Lang, n: int) -> str:
    """The CLDR plural category of a whole number."""
    if lang == "kk":
        return "other"
    tens, ones = n % 100, n % 10
    if ones == 1 and tens != 11:
        return "one"
    return "few" if 2 <= ones <= 4 and not 12 <= tens <= 14 else "many"


def say(words: Words, lang: Lang, key: str, **values: object) -> str:
    """An interface string with its gaps filled; `n` chooses the plural form. A missing key is a KeyError at build."""
    forms = words.strings[key][lang]
    n = values.get("n")
    form = forms.get(plural(lang, n), forms["other"]) if isinstance(n, int) else forms["other"]
    shown = {name: number(value) if isinstance(value, int) and name == "n" else value for name, value in values.items()}
    return form.format(**shown)


def number(value: int | float | Decimal) -> str:
    """Thousands by a no-break space, a decimal comma: 15 584 676; 3,5."""
    whole = f"{value:,}".replace(",", NBSP)
    return whole.replace(".", ",")


def figure(value: Decimal) -> str:
    """A measured value to two decimals, or to its first digit where those would be noughts: 53,32; 18,2; 0,0005."""
    places = 2 if not value or value >= Decimal("0.01") else -value.adjusted()
    rounded = round(value, places)
    return number(int(rounded) if rounded == int(rounded) else rounded.normalize())


def megabytes(size: int) -> str:
    """Bytes as a reader is told them, rounded up: 0,6."""
    return number(-(-size // 100_000) / 10)


def long_date(lang: Lang, day: date) -> str:
    """2026 жылғы 3 ақпан; 3 февраля 2026 года."""
    month = MONTHS[lang][day.month - 1]
    text = f"{day.year} жылғы {day.day} {month}" if lang == "kk" else f"{day.day} {month} {day.year} года"
    return text.replace(f"{day.day} {month}", f"{day.day}{NBSP}{month}")


def day_and_month(lang: Lang, day: date) -> str:
    """3 ақпан; 3 февраля: where the year is known."""
    return f"{day.day}{NBSP}{MONTHS[lang][day.month - 1]}"


def weekday(lang: Lang, day: date) -> str:
    return WEEKDAYS[lang][day.weekday()][0]


def month_of_year(lang: Lang, year: int, month: int) -> str:
    """2026 жылғы ақпан; февраль 2026 года."""
    name = MONTH_NAMES[lang][month - 1]
    return f"{year} жылғы {name}" if lang == "kk" else f"{name} {year} года"


def span(lang: Lang, first: date, last: date) -> str:
    """From one day to another, no part said twice: 2026 жылғы 3–5 ақпан; 3 февраля – 5 марта 2026 года."""
    if first == last:
        return long_date(lang, first)
    if first.year != last.year:
        return f"{long_date(lang, first)} – {long_date(lang, last)}"
    same = first.month == last.month
    days = f"{first.day}–{day_and_month(lang, last)}" if same else f"{day_and_month(lang, first)} – {day_and_month(lang, last)}"
    return f"{last.year} жылғы {days}" if lang == "kk" else f"{days} {last.year} года"


def short_date(day: date) -> str:
    """03.02.2026, for tables and rows of facts."""
    return f"{day:%d.%m.%Y}"


_TIES = [
    (re.compile(r"(№) (?=\d)"), rf"\1{NBSP}"),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NBSP),
    (
        re.compile(
            r"(?<=\d) (?=%|(?:" + "|".join(m for lang in MONTHS.values() for m in lang) + r")\w*|МБ|мың|млн|млрд|тыс\.)"
        ),
        NBSP,
    ),
]


# What every one of them begins with; most texts have none of it.
_TIED = re.compile(r"[№\d] ")


def tie(text: str) -> str:
    """No-break spaces where a line must not break: № 302, 14 сәуірде, 4 901 052, 20 %."""
    if not _TIED.search(text):
        return text
    for pattern, spaced in _TIES:
        text = pattern.sub(spaced, text)
    return text


_VOWELS = "аәеёиоөуұүыіэюя"
_LONG = re.compile(r"[А-Яа-яӘәҒғҚқҢңӨөҰұҮүҺһІіЁё]{13,}")
_OPENS = re.compile(rf"(?<=\w\w)(?=[^\W\d_{_VOWELS}ьъй][{_VOWELS}]\w)", re.IGNORECASE)


def hyphenate(text: str) -> str:
    """Soft hyphens in words of 13 letters and more, before a consonant that opens a syllable: no browser hyphenates Kazakh."""
    return _LONG.sub(lambda word: _OPENS.sub(SHY, word.group()), text)
