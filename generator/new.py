"""`sauat new` and `sauat site add`: a valid draft in both languages at the right path, for the editor to write over."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

from generator.model import EVENT_KINDS, ID, LANGS, EventKind, Lang, Portal
from generator.text.hosts import host_of

_LESSON = {
    "kk": """---
checked: {today}
terms: []
---

## Бұл қашан керек

Өмірден бір мысал жазыңыз.

## Не істейміз

1. **Бірінші қадам.** Бір әрекет жазыңыз.
2. **Екінші қадам.** Бір әрекет жазыңыз.

![Суретте не тұрғанын сөзбен айтыңыз](drawing:{drawing} "1 – экран")

## Есте сақтаңыз

Бір сөйлем жазыңыз.

## Бірдеңе дұрыс болмаса

- **Белгісі.** Не істеу керек.

!!! safety
    Бір ескерту жазыңыз.

!!! try
    Құрылғыңызды алыңыз.

    - [ ] Бірінші тапсырманы орындадым

!!! easy
    Бірінші қысқа сөйлем.

    Екінші қысқа сөйлем.

    Үшінші қысқа сөйлем.

    Төртінші қысқа сөйлем.

    Бесінші қысқа сөйлем.
""",
    "ru": """---
checked: {today}
terms: []
---

## Когда это нужно

Опишите случай из жизни.

## Что делаем

1. **Первый шаг.** Опишите одно действие.
2. **Второй шаг.** Опишите одно действие.

![Расскажите словами, что на рисунке](drawing:{drawing} "1 – экран")

## Запомните

Напишите одно предложение.

## Если что-то не получилось

- **Признак.** Что сделать.

!!! safety
    Напишите одно предостережение.

!!! try
    Возьмите своё устройство.

    - [ ] Первое задание выполнено

!!! easy
    Первое короткое предложение.

    Второе короткое предложение.

    Третье короткое предложение.

    Четвёртое короткое предложение.

    Пятое короткое предложение.
""",
}
_NEWS = {
    "kk": """---
title: Жаңалық атауы
date: {today}
kind: services
summary: Бір сөйлеммен не болғанын айтыңыз.
sources:
  - {{name: Дереккөз атауы, date: {today}}}
region: national
related: []
---

Не болды, қашан, кімге қатысы бар – үш-төрт қысқа сөйлем.
""",
    "ru": """---
title: Название новости
date: {today}
kind: services
summary: Одним предложением скажите, что произошло.
sources:
  - {{name: Название источника, date: {today}}}
region: national
related: []
---

Что произошло, когда, кого касается – три-четыре коротких предложения.
""",
}
_EVENT = """kind: {kind}  # one of: {kinds}
starts: {starts}
# ends: {starts}
# hours: "10:00-17:00"
region: national  # or an id of catalog/regions.yml
place: {{kk: Өтетін орны, ru: Место}}
name: {{kk: Оқиғаның атауы, ru: Название события}}
about:
  kk: Не болатынын бір-екі сөйлеммен айтыңыз.
  ru: Одним-двумя предложениями скажите, что будет.
audience: {{kk: Кімге арналғанын жазыңыз, ru: "Напишите, для кого это"}}
# link: https://www.enu.kz/
# rows: ["9-5"]
source: {{name: Дереккөз атауы, date: {today}}}
checked: {today}
"""
_ALERT = {
    "kk": """---
title: Ескертудің атауы
date: {today}
kind: alert
starts: {today}
expires: {last}
summary: Он төрт сөзбен не болып жатқанын айтыңыз.
sources:
  - {{name: Дереккөз атауы, date: {today}}}
region: national
related: []
---

Алаяқ не істейді, кім айтты, қашан – екі-үш қысқа сөйлем.

## Не істеу керек

1. **Бірінші қадам.** Бір әрекет жазыңыз.
2. **Екінші қадам.** Бір әрекет жазыңыз.
""",
    "ru": """---
title: Название предупреждения
date: {today}
kind: alert
starts: {today}
expires: {last}
summary: Скажите в четырнадцати словах, что происходит.
sources:
  - {{name: Название источника, date: {today}}}
region: national
related: []
---

Что делает мошенник, кто об этом сказал, когда – два-три коротких предложения.

## Что делать

1. **Первый шаг.** Опишите одно действие.
2. **Второй шаг.** Опишите одно действие.
""",
}
# Days of a warning, the first and the last counted, until its editor says otherwise.
_ALERT_DAYS = 14
_SITE = """url: {url}
name: {{kk: Сайттың атауы, ru: Название сайта}}
about:
  kk: Бұл сайттың не екенін бір-екі сөйлеммен айтыңыз. Онда не табуға болатынын жазыңыз.
  ru: Скажите одним-двумя предложениями, что это за сайт. Напишите, что на нём можно найти.
kind: business
rubric: {rubric}
region: national
evidence: {evidence}  # one of: {known}
added: {today}
# If you are sure, also: owner, languages, services, access, official, contacts, checked with checked_by.
"""


class Refused(Exception):
    """The draft cannot be made; the text says why and what to do."""


def lesson(root: Path, portal: Portal, name: str, today: date) -> list[Path]:
    """Drafts for a lesson of course.yml. The lesson stays `draft` there until it is written and has its two questions."""
    for module in portal.course.modules:
        for record in module.lessons:
            if record.id == name:
                drawing = next(iter(sorted(portal.drawings)), "phone-parts")
                words = {lang: _LESSON[lang].format(today=today, drawing=drawing) for lang in LANGS}
                return _put({root / "docs" / lang / module.file_of(record): words[lang] for lang in LANGS})
    known = ", ".join(lesson.id for module in portal.course.modules for lesson in module.lessons if lesson.status == "draft")
    raise Refused(f"catalog/course.yml has no lesson «{name}»; known drafts: {known}")


def news(root: Path, slug: str, today: date) -> list[Path]:
    return _put({_news_file(root, lang, slug, today): _NEWS[lang].format(today=today) for lang in LANGS})


def alert(root: Path, slug: str, today: date) -> list[Path]:
    """Drafts of a warning. It stands above every page from its first day to its last: its days are the editor's first care."""
    last = today + timedelta(days=_ALERT_DAYS - 1)
    return _put({_news_file(root, lang, slug, today): _ALERT[lang].format(today=today, last=last) for lang in LANGS})


def _news_file(root: Path, lang: Lang, slug: str, today: date) -> Path:
    return root / "docs" / lang / "news" / str(today.year) / f"{slug}.md"


def event(root: Path, slug: str, kind: EventKind, starts: date, today: date) -> list[Path]:
    """An event's record, in the folder of its year."""
    if not re.fullmatch(ID, slug):
        raise Refused(f"«{slug}» is no id: small Latin letters, digits and hyphens; for example open-day")
    text = _EVENT.format(kind=kind, kinds=", ".join(EVENT_KINDS), starts=starts, today=today)
    return _put({root / "catalog" / "events" / str(starts.year) / f"{slug}.yml": text})


def site(root: Path, portal: Portal, url: str, today: date) -> list[Path]:
    """A site's record, named by its domain. Refused when the catalogue has the site, however its address is spelled."""
    url = url if "//" in url else f"https://{url}/"
    host = host_of(url)
    if host is None:
        raise Refused(f"«{url}» is not an address of a site; for example https://www.enu.kz/")
    known = {record.id: record for record in portal.sites}
    if (there := known.get(host)) is not None:
        chain = [there]
        while (after := known.get(chain[-1].moved_to or "")) and after not in chain:
            chain.append(after)
        moved = f", and moved to {' → '.join(record.id for record in chain[1:])}" if len(chain) > 1 else ""
        raise Refused(f"the catalogue has this site already: {there.at.path}{moved}; change that record")
    rubric = portal.rubrics[0].children[0].id
    evidence = ", ".join(source.id for source in portal.evidence)
    text = _SITE.format(url=url, rubric=rubric, evidence=portal.evidence[0].id, known=evidence, today=today)
    return _put({root / "catalog" / "sites" / host[:2] / f"{host}.yml": text})


def _put(files: dict[Path, str]) -> list[Path]:
    """Write all or nothing: an existing file is never written over."""
    if there := [path for path in files if path.exists()]:
        raise Refused("already there: " + ", ".join(str(path) for path in there))
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(files)
