"""`sauat quality`: how much the catalogue can be relied on, as a page for its editors. It is built and not published.

Takes the portal, gives counts and lists of what a person should look at next. Nothing here is an error: errors stop a build.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.frame import View
from generator.model import LANGS, Lang, Portal, Site
from generator.render.engine import Engine, Sheet
from generator.text.fold import fold
from generator.text.say import say
from generator.text.stem import stem

# Fields that a record may leave out, and what counts as there.
FIELDS: dict[str, Callable[[Site], object]] = {
    "languages": lambda site: site.languages,
    "owner": lambda site: site.owner,
    "services": lambda site: site.services,
    "access": lambda site: site.access,
    "official": lambda site: site.official or site.kind != "state",
    "contacts": lambda site: site.contacts,
    "checked": lambda site: site.checked,
}
# Two descriptions are too alike when they share so many of their words.
ALIKE = 0.75
# Rows of a list on the page.
MOST = 100
# Words that stand in more descriptions than this lead to no pairs worth comparing.
_COMMON = 60


@dataclass(frozen=True)
class RubricRow:
    """One rubric: its live sites, how many nobody has opened, how many lack each field."""

    id: str
    name: str
    sites: int
    unchecked: int
    missing: dict[str, int]


@dataclass(frozen=True)
class Pair:
    """Two sites that a person should look at together, and why: as a share of common words, or what they have in common."""

    one: Site
    other: Site
    why: str


@dataclass(frozen=True)
class Report:
    """The whole page. `oldest` are (days since a person looked, site), the longest ago first."""

    rubrics: tuple[RubricRow, ...]
    unchecked: int
    oldest: tuple[tuple[int, Site], ...]
    one_language: tuple[Site, ...]
    gone: tuple[Site, ...]
    duplicates: tuple[Pair, ...]
    alike: tuple[Pair, ...]


def report(portal: Portal, lang: Lang, today: date) -> Report:
    """Everything at a given day: the same records and day give the same page."""
    live = [site for site in portal.sites if site.is_live]
    looked = sorted(((today - site.checked).days, site.id, site) for site in live if site.checked)
    return Report(
        rubrics=tuple(_rubrics(portal, live, lang)),
        unchecked=sum(site.checked is None for site in live),
        oldest=tuple((days, site) for days, _, site in reversed(looked)),
        one_language=tuple(site for site in live if len(site.languages) == 1),
        gone=tuple(site for site in portal.sites if not site.is_live),
        duplicates=tuple(_duplicates(live)),
        alike=tuple(_alike(live)),
    )


def _rubrics(portal: Portal, live: list[Site], lang: Lang) -> Iterator[RubricRow]:
    for rubric in (child for parent in portal.rubrics for child in parent.children):
        sites = [site for site in live if site.rubric == rubric.id]
        missing = {name: sum(not there(site) for site in sites) for name, there in FIELDS.items()}
        yield RubricRow(rubric.id, rubric.name[lang], len(sites), sum(site.checked is None for site in sites), missing)


def _duplicates(sites: list[Site]) -> Iterator[Pair]:
    """The same name, in either language, or hosts that differ only in their ending or hyphens."""
    keys: dict[str, Callable[[Site], str]] = {
        "name.kk": lambda site: fold(site.name.kk),
        "name.ru": lambda site: fold(site.name.ru),
        "host": lambda site: site.id.partition(".")[0].replace("-", "") if site.id.count(".") == 1 else site.id,
    }
    for why, key in keys.items():
        first: dict[str, Site] = {}
        for site in sites:
            if (other := first.setdefault(key(site), site)) is not site:
                yield Pair(other, site, why)


def _alike(sites: list[Site]) -> Iterator[Pair]:
    """Descriptions that share most of their words, in either language; pairs are met through a word that few have."""
    found: dict[tuple[str, str], Pair] = {}
    for lang in LANGS:
        words = {site.id: _stems(site, lang) for site in sites}
        homes: dict[str, list[Site]] = {}
        for site in sites:
            for word in words[site.id]:
                homes.setdefault(word, []).append(site)
        for one, other in _met(homes.values()):
            common, whole = words[one.id] & words[other.id], words[one.id] | words[other.id]
            share = len(common) / len(whole) if whole else 0
            if share >= ALIKE:
                found.setdefault((one.id, other.id), Pair(one, other, f"{lang} {share:.0%}"))
    yield from sorted(found.values(), key=lambda pair: (pair.one.id, pair.other.id))


def _met(homes: Iterable[list[Site]]) -> set[tuple[Site, Site]]:
    return {(one, other) for some in homes if len(some) <= _COMMON for n, one in enumerate(some) for other in some[n + 1 :]}


def _stems(site: Site, lang: Lang) -> frozenset[str]:
    return frozenset(stem(word, lang) for word in site.about[lang].split() if any(letter.isalpha() for letter in word))


def write(overrides: Path, portal: Portal, lang: Lang, today: date, out: Path) -> None:
    """The report as one HTML file that needs nothing beside it."""
    found = report(portal, lang, today)
    totals = Counter({name: sum(row.missing[name] for row in found.rubrics) for name in FIELDS})
    data = {"report": found, "fields": list(FIELDS), "totals": totals, "today": today, "most": MOST}
    view = View(lang, "quality.html", "quality", say(portal.words, lang, "quality"))
    html = Engine(overrides, portal).html(Sheet(view, "quality.html", data))
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(html, encoding="utf-8")
