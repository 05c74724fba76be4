"""The editors' page: what a person should look at next, the same for the same day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from typer.testing import CliRunner

from generator import quality
from generator.__main__ import app
from generator.model import Text
from tests.test_draw import portal as whole
from tests.test_spelling import ROOT

DAY = date(2026, 12, 1)


@cache
def real():
    """The real portal with some of its sites: enough for every list, and quick."""
    return replace(whole(), sites=whole().sites[:80])


def changed(*changes):
    """The real portal with its first sites changed; `{}` leaves one as it is."""
    sites = real().sites
    fresh = [replace(site, **change) for site, change in zip(sites, changes, strict=False)]
    return replace(real(), sites=(*fresh, *sites[len(fresh) :]))


def test_counts_add_up():
    found = quality.report(real(), "kk", DAY)
    live = [site for site in real().sites if site.is_live]
    assert sum(row.sites for row in found.rubrics) == len(live)
    assert sum(row.unchecked for row in found.rubrics) == found.unchecked == sum(site.checked is None for site in live)
    for name, there in quality.FIELDS.items():
        assert sum(row.missing[name] for row in found.rubrics) == sum(not there(site) for site in live)


def test_the_oldest_check_comes_first():
    days = [date(2026, 11, 30), date(2026, 11, 24), date(2026, 11, 28)]
    found = quality.report(changed(*({"checked": day, "checked_by": "opened"} for day in days)), "kk", DAY)
    assert [days for days, _ in found.oldest] == [7, 3, 1]


def test_doubles_are_suspected():
    first, second = real().sites[:2]
    made = changed({}, {"name": Text(first.name.kk.upper(), "Другое имя")}, {"id": "hello-world.kz"}, {"id": "helloworld.com"})
    pairs = {(pair.one.id, pair.other.id, pair.why) for pair in quality.report(made, "kk", DAY).duplicates}
    assert (first.id, second.id, "name.kk") in pairs
    assert ("hello-world.kz", "helloworld.com", "host") in pairs


def test_descriptions_too_alike():
    first = real().sites[0]
    words = first.about.ru.split()
    alike = Text(real().sites[1].about.kk, " ".join([*words[:-1], "иначе"]))
    pairs = {(pair.one.id, pair.other.id) for pair in quality.report(changed({}, {"about": alike}), "kk", DAY).alike}
    assert (first.id, real().sites[1].id) in pairs


def test_gone_and_one_language():
    found = quality.report(changed({"archived": DAY}, {"languages": ("ru",)}), "kk", DAY)
    assert real().sites[0].id in {site.id for site in found.gone}
    assert real().sites[1].id in {site.id for site in found.one_language}


def test_the_command_writes_the_page(tmp_path):
    out = tmp_path / "deep" / "quality.html"
    made = CliRunner().invoke(app, ["quality", "--root", str(ROOT), "--out", str(out), "--today", "2026-12-01", "--lang", "ru"])
    assert made.exit_code == 0, made.output
    html = out.read_text(encoding="utf-8")
    assert "1 декабря 2026 года" in html.replace("\N{NO-BREAK SPACE}", " ")
    assert all(f"<code>{rubric.id}</code>" in html for parent in real().rubrics for rubric in parent.children)
    refused = CliRunner().invoke(app, ["quality", "--root", str(ROOT), "--out", str(out), "--today", "soon"])
    assert refused.exit_code == 1
