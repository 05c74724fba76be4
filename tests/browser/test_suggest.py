"""Suggest a site, report a mistake: the forms judge as `sauat check` does, their YAML reads back, and paper needs no script."""

from __future__ import annotations

import dataclasses
import json
import re
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import schema
from generator.checks import sites as of_sites
from generator.checks import text as of_texts
from generator.frame import out
from generator.load.shape import Shaper
from generator.load.syntax import compose
from generator.model import LANGS, Problem, Site
from generator.text import say as saying
from generator.text.hosts import host_of
from tests.browser.harness import POLICY, ROOT, Faults, Tree, serving
from tests.browser.test_axe import axe, findings
from tests.test_draw import portal

SUGGEST, REPORT = "catalog/suggest.html", "catalog/report.html"
CASES = yaml.safe_load((ROOT / "tests/cases/suggest.yml").read_text(encoding="utf-8"))
ABOUT = {lang: CASES["good"]["about"][lang] for lang in LANGS}
_SCHEMA = "JSON.parse(document.querySelector('[data-schema]').dataset.schema)"
_WRITE = f"""([records, note]) => records.map(record => sauat.yaml.write({_SCHEMA}, record, note || record.name.ru))"""
# What means something to YAML, to a shell or to a template; line ends; what no file may hold.
HOSTILE = [
    *"\" ' \\ # ~ = << , --- ... {a:b} [a] *a &a !a %a @a `a` yes no null true 1 1.5 0x1F 1_000 12:30 .inf ${a}".split(),
    *[
        "2026-11-23",
        "a: b",
        "a #b",
        "# a",
        "{a: b}",
        "[a, b]",
        "- a",
        "? a",
        "| a",
        "> a",
        "{{ a }}",
        "</script><b>",
        "https://a.kz/ x",
    ],
    *["a\nb", "a\r\nb", "a\rb", "\n\na\n", "\ta", " a ", "a\u2028b", "a\u2029b", "a\x85b", "\xa0a"],
    *["\ufeffa", "a\ufffeb", "\x00a", "\x07", "\u202eright", "әғқңөұүһі ӘҒҚҢӨҰҮҺІ", "👩🏽\u200d💻🇰🇿", "a" * 5000],
]


def say(lang, key, **values):
    return saying.say(portal().words, lang, key, **values)


@cache
def validator() -> Any:
    return jsonschema.Draft202012Validator(schema.site(portal()))


def shaped(text: str) -> tuple[Site | None, list[Problem]]:
    """A record as the project's loader reads it from the file that its address asks for."""
    found: list[Problem] = []
    host = host_of(" ".join(str((yaml.safe_load(text) or {}).get("url")).split())) or "none.kz"
    path = f"catalog/sites/{host[:2]}/{host}.yml"
    return Shaper(path, found).record(compose(text, path, 1, found), Site, id=host), found


def squeezed(value: Any) -> Any:
    """What the loader makes of white space, in every text of a record."""
    if isinstance(value, dict):
        return {key: squeezed(inner) for key, inner in value.items()}
    return " ".join(value.split()) if isinstance(value, str) else value


def condemned(record: dict[str, Any]) -> set[str]:
    """The fields that the schema, the loader or the checks find fault with."""
    text = yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=10_000)
    text = re.sub(r"^added: '(.*)'$", r"added: \1", text, flags=re.MULTILINE)
    site, found = shaped(text)
    assert site is not None
    small = dataclasses.replace(portal(), sites=(site,), prose=(), items=(), drawings={})
    found += [told for check in (of_sites.check, of_texts.check) for told in check(small) if told.path == site.at.path]
    tops = {n: line.partition(":")[0] for n, line in enumerate(text.splitlines(), start=1) if not line.startswith((" ", "-"))}
    fields = {tops[max(n for n in tops if n <= told.line)] for told in found if told.code != "missing-field"}
    for error in validator().iter_errors(squeezed(record)):
        missing = re.findall(r"^'(\w+)' is a required", error.message) if not error.path else []
        unknown = re.findall(r"\('(\w+)' was unexpected", error.message) if not error.path else []
        fields |= {str(name) for name in [*list(error.path)[:1], *missing, *unknown]}
    return fields


def changed(case: dict[str, Any]) -> dict[str, Any]:
    made = {**CASES["good"], **case.get("change", {})}
    return {key: value for key, value in made.items() if value is not None}


def test_the_form_judges_as_the_check_does(server, open_page):
    page = open_page(server.url("disk", SUGGEST))
    records = [changed(case) for case in CASES["cases"]]
    judged = page.evaluate(f"records => records.map(record => sauat.rules.faults({_SCHEMA}, record))", records)
    for case, record, faults in zip(CASES["cases"], records, judged, strict=True):
        told = {fault["at"]: fault["code"] for fault in faults}
        assert told == case.get("faults", {}), case
        assert {at.partition(".")[0] for at in told} == condemned(record), case


def test_every_site_of_the_catalogue_is_right(server, open_page):
    page = open_page(server.url("disk", SUGGEST))
    loader = type("Plain", (yaml.SafeLoader,), {})
    loader.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: node.value)
    files = (ROOT / "catalog/sites").rglob("*.yml")
    records = {file.stem: yaml.load(file.read_text(encoding="utf-8"), loader) for file in files}
    judge = f"records => Object.entries(records).filter(([, r]) => sauat.rules.faults({_SCHEMA}, r).length).map(([id]) => id)"
    assert page.evaluate(judge, records) == []
    # And what the form writes of them is what the files say.
    texts = page.evaluate(_WRITE, [list(records.values()), "x"])
    assert [yaml.load(text, loader) for text in texts] == list(records.values())


def hostile(strings: list[str]) -> list[dict[str, Any]]:
    return [{**CASES["good"], "name": {"kk": text, "ru": text}, "owner": {"kk": text, "ru": "x"}} for text in strings]


def assert_read_back(page: Any, strings: list[str]) -> None:
    for text, made in zip(strings, page.evaluate(_WRITE, [hostile(strings), ""]), strict=True):
        assert not {"\r", "\0", "\ufeff"} & set(made)
        read = yaml.safe_load(made)
        assert (read["name"], read["owner"]["kk"]) == ({"kk": text, "ru": text}, text)
        assert list(read) == [key for key in schema.site(portal())["properties"] if key in read]
        site, found = shaped(made)
        if text.split():
            assert site is not None and not found
            assert (site.name.kk, site.added) == (" ".join(text.split()), date(2026, 11, 23))


def test_hostile_values_read_back(server, open_page):
    assert_read_back(open_page(server.url("disk", SUGGEST)), HOSTILE)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(strings=st.lists(st.text(max_size=60), min_size=40, max_size=60))
def test_any_value_reads_back(server, any_page, strings):
    assert_read_back(any_page, strings)


@pytest.fixture(scope="module")
def any_page(browser, server):
    page = browser.new_page()
    page.goto(server.url("disk", SUGGEST))
    yield page
    page.close()


def test_half_an_emoji_is_no_letter(server, open_page):
    page = open_page(server.url("disk", SUGGEST))
    made = page.evaluate(f"""() => sauat.yaml.write({_SCHEMA}, {{name: {{kk: "a\\ud83db", ru: "c"}}}}, "d\\ud83d")""")
    assert yaml.safe_load(made)["name"]["kk"] == "a\ufffdb"
    assert "\ufffd" in made.splitlines()[0]


def fill(page, values):
    for name, value in values.items():
        control = page.locator(f"[name='{name}']").first
        if control.evaluate("one => one.tagName") == "SELECT":
            control.select_option(value)
        elif control.get_attribute("type") in ("radio", "checkbox"):
            page.locator(f"[name='{name}'][value='{value}']").check()
        else:
            control.fill(value)


FULL = {
    "url": "https://jana-sait.kz/",
    **{f"name.{lang}": 'Жаңа: "сайт" #1 {x}' for lang in LANGS},
    **{f"about.{lang}": ABOUT[lang] + "\n👍" for lang in LANGS},
    **{"kind": "education", "rubric": "schools", "region": "astana", "evidence": "edu-domain"},
    **{"languages": "kk", "services": "learning", "owner.kk": "Мекеме", "owner.ru": "Учреждение"},
    "note": "Бірінші\nекінші: жол",
}


def tab_to(page, selector):
    for _ in range(90):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no way to {selector}")


@pytest.mark.parametrize("lang", LANGS)
def test_by_keyboard_from_disk(browser, server, lang):
    """Fill in, see what is wrong, mend it, copy the record."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    faults = Faults(server.url("disk", ""))
    faults.watch(page)
    page.goto(server.url("disk", out(lang, SUGGEST)))
    tab_to(page, "[name=url]")
    page.keyboard.type("jana-sait.kz")
    for name, value in FULL.items():
        if name in ("name.kk", "name.ru", "about.ru"):
            tab_to(page, f"[name='{name}']")
            page.keyboard.type(value.split("\n")[0])
        elif name in ("kind", "rubric", "region", "evidence"):
            tab_to(page, f"[name={name}]")
            page.keyboard.press("ArrowDown")
    assert page.locator("[name=url]").input_value() == "https://jana-sait.kz/"
    tab_to(page, "form.form p > button:not([type])")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.part") == "summary"
    assert page.locator(".summary li").all_inner_texts() == [f"{say(lang, 'suggest-about-kk')} – {say(lang, 'fault-missing')}"]
    field = page.locator("[name='about.kk']")
    assert field.get_attribute("aria-invalid") == "true"
    told = field.get_attribute("aria-describedby").split()
    assert say(lang, "fault-missing") in [page.locator(f"[id='{id}']").inner_text() for id in told]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type(ABOUT["kk"])
    assert field.get_attribute("aria-invalid") is None
    assert page.locator("[data-field='about.kk'] .count").inner_text() == say(lang, "suggest-count", n=11)
    tab_to(page, "form.form p > button:not([type])")
    page.keyboard.press("Enter")
    page.locator(".ready").wait_for()
    assert page.evaluate("document.activeElement.textContent") == say(lang, "suggest-ready")
    tab_to(page, "[name=copy]")
    page.keyboard.press("Enter")
    page.get_by_text(say(lang, "form-copied"), exact=True).wait_for()
    copied = page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
    read = yaml.safe_load(copied)
    assert (read["url"], read["about"]["kk"], read["name"]["ru"]) == ("https://jana-sait.kz/", ABOUT["kk"], FULL["name.ru"])
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    assert (read["region"], read["added"]) == ("national", date.fromisoformat(today))
    assert condemned(json.loads(json.dumps(read, default=str))) == set()
    assert faults.said == []
    context.close()


def ready(page):
    page.locator("form.form p > button:not([type])").click()
    page.locator(".ready").wait_for(timeout=20_000)


@pytest.mark.parametrize("place", ["disk", "/literacy/"])
def test_what_was_typed_comes_out_everywhere(server, open_page, place):
    page = open_page(server.url(place, SUGGEST), width=360)
    fill(page, FULL)
    ready(page)
    text = page.locator(".made").text_content()
    read = yaml.safe_load(text)
    assert read["about"] == {lang: FULL[f"about.{lang}"] for lang in LANGS}
    assert (read["languages"], read["services"], read["owner"]["ru"]) == (["kk"], ["learning"], "Учреждение")
    assert text.startswith(f"# {say('kk', 'suggest-note')} Бірінші\n# екінші: жол\nurl: ")
    assert page.locator("[data-part=name]").inner_text() == "catalog/sites/ja/jana-sait.kz.yml"
    with page.expect_download() as saved:
        page.click("[name=download]")
    assert saved.value.suggested_filename == "jana-sait.kz.yml"
    assert saved.value.path().read_text(encoding="utf-8") == text
    mail = urlsplit(page.locator("[data-part=mail]").get_attribute("href"))
    assert (mail.scheme, mail.path) == ("mailto", "")
    assert parse_qs(mail.query)["body"][0].replace("\r\n", "\n").strip() == text.strip()
    # A change takes the finished record away: it is no longer what was checked.
    page.locator("[name='name.kk']").fill("Басқа")
    assert not page.locator(".ready").is_visible()


@pytest.mark.parametrize("host", ["egov.kz", "WWW.eGov.kz/bet", "post.kz", "stat.gov.kz", "enu.kz"])
def test_a_site_that_is_there_already(server, open_page, host):
    page = open_page(server.url("disk", SUGGEST))
    fill(page, {**FULL, "url": f"https://{host}"})
    page.locator("form.form p > button:not([type])").click()
    link = page.locator("[data-field=url] .error a")
    link.wait_for(timeout=20_000)
    assert link.get_attribute("href").endswith(f"catalog/sites/{host_of('https://' + host)}.html")
    assert not page.locator(".ready").is_visible()


def test_a_catalogue_that_does_not_come(server, open_page):
    page = open_page(server.url("/", SUGGEST))
    page.route("**/search/**", lambda route: route.abort())
    page.route("**/assets/search.*", lambda route: route.abort())
    fill(page, FULL)
    ready(page)
    assert page.locator("[data-part=note]").inner_text() == say("kk", "suggest-unasked")


def test_an_official_page_is_asked_for(server, open_page):
    page = open_page(server.url("disk", SUGGEST))
    assert not page.locator("[name=page]").is_visible()
    fill(page, {**FULL, "official": "page"})
    page.locator("form.form p > button:not([type])").click()
    assert page.locator("[data-field=page] .error").inner_text() == say("kk", "fault-missing")
    fill(page, {"page": "https://example.com/"})
    assert page.locator("[data-field=page] .error").inner_text() == say("kk", "fault-state-page")
    fill(page, {"page": "https://www.gov.kz/memleket"})
    ready(page)
    assert yaml.safe_load(page.locator(".made").text_content())["official"] == "https://www.gov.kz/memleket"


def test_the_draft_stays_with_the_tab(server, open_page):
    """The other language and a reload have it; the button takes it away, and gives it back once."""
    page = open_page(server.url("/", SUGGEST))
    fill(page, FULL)
    page.reload()
    values = "() => Object.fromEntries(new FormData(document.querySelector('.form')))"
    kept = page.evaluate(values)
    assert kept["note"].replace("\r\n", "\n") == FULL["note"]
    page.goto(server.url("/", out("ru", SUGGEST)))
    assert page.evaluate(values) == kept
    page.click("[name=clear]")
    assert not any(page.evaluate(values).values())
    assert page.locator("[name=clear]").inner_text() == say("ru", "form-undo")
    page.click("[name=clear]")
    assert page.evaluate(values) == kept
    page.click("[name=clear]")
    page.reload()
    assert not any(page.evaluate(values).values())


def test_nothing_may_be_kept(browser, server):
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('forbidden'); } })")
    page = context.new_page()
    faults = Faults(server.url("disk", ""))
    faults.watch(page)
    page.goto(server.url("disk", SUGGEST))
    fill(page, FULL)
    ready(page)
    assert faults.said == []
    context.close()


@pytest.mark.parametrize("lang", LANGS)
def test_a_mistake_is_told(server, open_page, lang):
    page = open_page(server.url("disk", out(lang, REPORT) + "?site=egov.kz"), width=360)
    assert page.locator("[name=site]").input_value() == "egov.kz"
    assert not page.locator(".fraud").is_visible()
    page.locator("form.form p > button:not([type])").click()
    assert page.locator(".summary li").all_inner_texts() == [f"{say(lang, 'report-what')} – {say(lang, 'fault-choice')}"]
    page.locator("[value=fraud]").check()
    assert say(lang, "report-fraud-title") in page.locator(".fraud").inner_text()
    fill(page, {"seen": "2026-11-20", "source": "Хат: «егов»"})
    ready(page)
    today = page.locator(".made").text_content()
    assert today.splitlines()[0] == say(lang, "report-subject", host="egov.kz")
    assert say(lang, "report-fraud") in today
    assert "2026-11-20" in today
    assert "Хат: «егов»" in today
    fill(page, {"seen": "2999-01-01"})
    page.locator("form.form p > button:not([type])").click()
    assert page.locator("[data-field=seen] .error").inner_text() == say(lang, "fault-future")


def test_a_draft_about_one_site_is_not_anothers(server, open_page):
    page = open_page(server.url("/", REPORT + "?site=egov.kz"))
    fill(page, {"what": "moved", "right": "жаңа.қаз"})
    page.reload()
    assert page.locator("[name=right]").input_value() == "жаңа.қаз"
    page.goto(server.url("/", REPORT + "?site=қазақ.қаз"))
    assert page.locator("[name=site]").input_value() == "қазақ.қаз"
    assert page.locator("[name=right]").input_value() == ""
    assert not page.locator("[name=what]:checked").count()


def test_a_change_while_the_catalogue_is_asked(server, open_page):
    """An answer about what is no longer there is no answer."""
    page = open_page(server.url("/", SUGGEST))
    page.route("**/assets/search.*", lambda route: None)
    fill(page, FULL)
    page.locator("form.form p > button:not([type])").click()
    assert page.locator("[data-part=said]").inner_text() == say("kk", "form-asking")
    page.locator("[name='name.kk']").fill("")
    assert page.locator("[data-part=said]").inner_text() == ""
    page.unroute("**/assets/search.*")
    assert page.locator("[data-field='name.kk'] .error").count() == 0
    page.locator("[name='name.ru']").focus()
    assert page.locator("[data-field='name.kk'] .error").inner_text() == say("kk", "fault-missing")


@pytest.fixture
def strict(site):
    class Operator(Tree):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

    with serving(site, Operator) as address:
        yield address


@pytest.mark.parametrize("path", [SUGGEST, REPORT])
def test_under_a_strict_policy(strict, open_page, path):
    faults = Faults(strict.url("/", ""))
    page = open_page(strict.url("/", path), faults=faults)
    fill(page, FULL if path == SUGGEST else {"site": "egov.kz", "what": "closed"})
    ready(page)
    if path == SUGGEST:
        with page.expect_download() as saved:
            page.click("[name=download]")
        assert saved.value.path().read_text(encoding="utf-8") == page.locator(".made").text_content()
    page.click("[name=copy]")
    page.get_by_text(say("kk", "form-copied"), exact=True).wait_for()
    assert [fault for fault in faults.said if "blob:" not in fault] == []


@pytest.mark.parametrize("asked", ["<b>", "a b", "javascript:alert(1)", "x" * 200, ""])
def test_a_report_takes_no_odd_site(server, open_page, asked):
    page = open_page(server.url("/", f"{REPORT}?site={asked}"))
    assert page.locator("[name=site]").input_value() == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", [SUGGEST, REPORT])
def test_no_findings_in_any_state(server, open_page, path, lang, scheme):
    page = open_page(server.url("disk", out(lang, path)), width=360, color_scheme=scheme)
    page.locator("form.form p > button:not([type])").click()
    assert page.locator(".summary").is_visible()
    page.evaluate(axe())
    assert findings(page, {}) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    fill(page, FULL if path == SUGGEST else {"site": "egov.kz", "what": "fraud"})
    ready(page)
    assert findings(page, {}) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", [SUGGEST, REPORT])
def test_paper_without_scripts(server, open_page, path, lang):
    """Every field is a line or boxes, nothing is offered that cannot work, and it is said what to do."""
    page = open_page(server.url("disk", out(lang, path)), width=360, scripts=False)
    off = page.locator("noscript p")
    assert off.is_visible()
    assert say(lang, "form-off") in off.inner_text()
    assert not [button for button in page.locator("form.form button").all() if button.is_visible()]
    assert not [select for select in page.locator("form.form select").all() if select.is_visible()]
    for field in page.locator("[data-field]").all():
        assert field.is_visible()
        assert field.locator("label, legend").first.inner_text().strip()
        lines, boxes = field.locator("input, textarea"), field.locator(".boxes li")
        assert (lines.count() and lines.first.is_visible()) or (boxes.count() > 5 and boxes.first.is_visible())


@pytest.mark.parametrize(("path", "sheets"), [(SUGGEST, 2), (REPORT, 1)])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("scripts", [True, False])
def test_it_fits_on_its_sheets(server, open_page, path, sheets, lang, scripts):
    page = open_page(server.url("disk", out(lang, path)), scripts=scripts)
    margin = dict.fromkeys(("top", "bottom", "left", "right"), "12mm")
    made = page.pdf(format="A4", margin=margin)
    assert int(re.search(rb"/Count (\d+)", made)[1]) <= sheets
    if scripts and path == SUGGEST:
        fill(page, FULL)
        assert int(re.search(rb"/Count (\d+)", page.pdf(format="A4", margin=margin))[1]) <= sheets
        page.emulate_media(media="print")
        assert page.locator("[name='name.kk']").is_visible()
        assert page.locator("[name=rubric]").is_visible()
        assert not page.locator("[data-field=rubric] .boxes").is_visible()
