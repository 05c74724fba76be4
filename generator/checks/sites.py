"""The Yellow Pages: addresses, the closed lists they hang on, and one file for one site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.checks.ids import Ids, ids, unique
from generator.checks.text import length
from generator.load.messages import problem
from generator.model import ABOUT_WORDS, BY_DOMAIN, LANGS, NATIONAL, Portal, Problem, Region, Rubric, Site, Text
from generator.text.hosts import host_of, is_state

_UNSAFE = re.compile(r"[\s\x00-\x1f\x7f\"<>\\^`{|}]")


def check(portal: Portal) -> Iterator[Problem]:
    inner = [child for rubric in portal.rubrics for child in rubric.children]
    yield from unique([*portal.rubrics, *inner])
    yield from unique(portal.regions)
    yield from unique(portal.evidence)
    yield from _deep(inner)
    for region in portal.regions:
        yield from _tile(region)
    rubrics = ids(inner, "catalog/rubrics.yml")
    regions = ids(portal.regions, "catalog/regions.yml")
    evidence = ids(portal.evidence, "catalog/evidence.yml")
    top = {rubric.id: rubric for rubric in portal.rubrics if rubric.id}
    for site in portal.sites:
        yield from _address(site)
        yield from _rubrics(site, rubrics, top)
        yield from Ids({*regions.known, NATIONAL} if regions.known else (), regions.where).one(site.at, "region", site.region)
        yield from evidence.one(site.at, "evidence", site.evidence)
        yield from _length(site)
        yield from _official(site)
        yield from _dates(site)


def together(portal: Portal) -> Iterator[Problem]:
    """What only the whole catalogue can tell: a site that stands twice, the name of a site that is not there."""
    known = ids(portal.sites, "catalog/sites")
    yield from _twice(portal.sites)
    yield from _successors(portal.sites, known)
    for successor in portal.successors:
        yield from known.many(successor.at, "sites", successor.sites)


def _deep(inner: list[Rubric]) -> Iterator[Problem]:
    """The tree has two levels: pages, menus and addresses are made for two."""
    for rubric in inner:
        for child in rubric.children:
            yield problem(child.at.path, child.at.line, "deep-rubric", found=child.id)


def _tile(region: Region) -> Iterator[Problem]:
    """A place on the map is a column and a row."""
    column, row = region.tile if len(region.tile) == 2 else (0, 0)
    if region.tile and not (column in range(1, 8) and row in range(1, 5)):
        yield problem(region.at.path, region.at.of("tile"), "region-tile", found=list(region.tile))


def _address(site: Site) -> Iterator[Problem]:
    """An address is good, and its file is named by its host."""
    if not site.url:
        return
    if (why := fault(site.url)) is not None:
        yield problem(site.at.path, site.at.of("url"), "bad-url", field="url", found=site.url, why=why)
    if site.at.path != (expected := _home(site)):
        yield problem(site.at.path, site.at.of("url"), "site-file-name", expected=expected)


def _home(site: Site) -> str:
    """The file that a site's address asks for; its own where the address has no host."""
    host = host_of(site.url)
    return f"catalog/sites/{host[:2]}/{host}.yml" if host else site.at.path


def fault(url: str) -> Text | None:
    """Why an address is not one that a reader may be sent to."""
    if _UNSAFE.search(url):
        return Text("бос орын не ерекше таңба бар", "есть пробел или особый знак")
    if not re.match("https?://", url, re.IGNORECASE):
        return Text("http не https емес", "не http и не https")
    name = re.split("[/?#]", url.split("//", 1)[1])[0]
    if "@" in name:
        return Text("@ белгісі бар", "есть знак @")
    if ":" in name:
        return Text("порт жазылған", "указан порт")
    host = host_of(url)
    return None if host and _is_domain(host) else Text("домен дұрыс емес", "неверный домен")


def _is_domain(host: str) -> bool:
    """A name and no bare number, and one that can be shown in letters."""
    try:
        host.encode("ascii").decode("idna")
    except UnicodeError:
        return False
    return not host.rpartition(".")[2].isdigit() and "localhost" not in host.split(".")


def _twice(sites: tuple[Site, ...]) -> Iterator[Problem]:
    """One site, one record, however its address is spelled: upper case, www., a dot at the end, punycode."""
    seen: dict[str, str] = {}
    for site in sorted(sites, key=lambda site: site.at.path != _home(site)):
        if (other := seen.setdefault(_home(site), site.at.path)) != site.at.path:
            yield problem(site.at.path, site.at.of("url"), "duplicate-site", other=other)


def _rubrics(site: Site, rubrics: Ids, top: dict[str, Rubric]) -> Iterator[Problem]:
    """Rubrics of the second level, each once."""
    named = [(site.rubric, "rubric", site.at.of("rubric"))]
    named += [(name, "also", site.at.of(f"also.{n}")) for n, name in enumerate(site.also)]
    for n, (name, field, line) in enumerate(named):
        if name in top and name not in rubrics.known:
            expected = ", ".join(child.id for child in top[name].children)
            yield problem(site.at.path, line, "top-rubric", field=field, found=name, expected=expected)
        else:
            yield from rubrics.at(site.at.path, line, field, name, "[{}]" if field == "also" else "{}")
        if name and name in [earlier for earlier, _, _ in named[:n]]:
            yield problem(site.at.path, line, "repeated-id", field=field, found=name)


def _length(site: Site) -> Iterator[Problem]:
    for lang in LANGS:
        count = length(site.about[lang])
        if site.about[lang] and count not in ABOUT_WORDS:
            expected = f"{ABOUT_WORDS[0]}–{ABOUT_WORDS[-1]}"
            line = site.at.of("about")
            yield problem(site.at.path, line, "text-length", field="about", lang=lang, found=count, expected=expected)


def _official(site: Site) -> Iterator[Problem]:
    """The mark needs its evidence: a domain that only state bodies are given, or a state page that names the site."""
    if site.official is None:
        return
    host = host_of(site.official) or ""
    by_domain = site.official == BY_DOMAIN and site.kind == "state" and is_state(site.id)
    if not by_domain and not is_state(host):
        yield problem(site.at.path, site.at.of("official"), "official-mark", found=site.official)


def _dates(site: Site) -> Iterator[Problem]:
    if (site.checked is None) != (site.checked_by is None):
        yield problem(site.at.path, site.at.of("checked" if site.checked else "checked_by"), "checked-pair")
    for field in ("checked", "archived"):
        day = getattr(site, field)
        if day and date.min < day < site.added:
            yield problem(site.at.path, site.at.of(field), "early-date", field=field, found=day, added=site.added)


def _successors(sites: tuple[Site, ...], known: Ids) -> Iterator[Problem]:
    """A chain of moves ends at a site of the catalogue."""
    following = {site.id: site.moved_to for site in sites}
    for site in sites:
        if site.moved_to is None:
            continue
        yield from known.one(site.at, "moved_to", site.moved_to)
        chain = [site.id]
        while (after := following.get(chain[-1])) and after not in chain:
            chain.append(after)
        if after:
            found, example = " → ".join([*chain, after]), next((s.id for s in sites if s.moved_to is None), "enu.kz")
            yield problem(site.at.path, site.at.of("moved_to"), "moved-in-circle", found=found, example=example)
