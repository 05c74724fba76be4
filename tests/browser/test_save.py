"""A level kept in the browser: its size before it starts, progress, a stop, a lost network, a new release, removal."""

from __future__ import annotations

import json
import re

import pytest

from generator.frame import out
from generator.model import LANGS
from generator.text import say as saying
from tests.browser.harness import CONTROLLED
from tests.browser.test_axe import RULES, axe, findings
from tests.browser.test_offline import OTHER, WORDS, offline, until
from tests.test_draw import portal as records

COURSE, MODULE, EDITIONS, PRIVACY = "lessons/index.html", "lessons/device/index.html", "editions.html", "pages/privacy.html"
LEVELS = "async () => (await caches.keys()).filter(name => name.includes(' level '))"
NOTE = """async level => {
  const name = (await caches.keys()).find(name => name.includes(" level " + level + " "));
  const note = name && await (await caches.open(name)).match(new URL("saves/kept.json", sauat.root));
  return note ? note.json() : null;
}"""
SHIFT = """() => { window.shifted = 0; new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true }); }"""


def say(lang, key, **values):
    return saying.say(records().words, lang, key, **values)


def files(site, lang, level):
    data = json.loads((site / f"saves/{lang}.js").read_text().partition(",")[2].rstrip().removesuffix(");"))
    return [data["files"][number] for number in data["levels"][level]]


def box(page, level="start"):
    return page.locator(f"[data-module=save][data-level={level}]")


def press(page, key, lang="kk", level="start"):
    box(page, level).get_by_role("button", name=say(lang, key), exact=True).click()


def wait_for(page, text, level="start"):
    said = f"document.querySelector('[data-module=save][data-level={level}] [role=status]')"
    page.wait_for_function(f"text => {said}.textContent.startsWith(text)", arg=text)


def save(page, lang="kk", level="start"):
    press(page, "save-do", lang, level)
    press(page, "save-yes", lang, level)
    until(page, f"async level => ((await ({NOTE})(level)) || {{}}).whole", level, 30)


@pytest.mark.parametrize(("lang", "mount"), [("kk", "/"), ("ru", "/literacy/")])
def test_a_level_opens_without_a_network(portal, visit, lang, mount):
    """The size is told first and nothing has come yet; then every page and script of the level is there, and no other page."""
    page = visit(mount, out(lang, COURSE))
    asked = len(portal.asked)
    press(page, "save-do", lang)
    wanted = files(portal.link, lang, "start")
    line, place = (f"{saying.megabytes(sum(file[n] for file in wanted))}\N{NO-BREAK SPACE}МБ" for n in (1, 2))
    wait_for(page, say(lang, "save-ask", line=line, place=place))
    assert [path for path in portal.asked[asked:] if "saves/" not in path] == []
    press(page, "save-yes", lang)
    wait_for(page, say(lang, "save-done", place=place))
    offline(page)
    faults = []
    # Going on to the next page stops a picture on its way: that is no fault.
    page.on("requestfailed", lambda request: request.failure == "net::ERR_ABORTED" or faults.append(request.url))
    for path in [file[0] for file in wanted if file[0].endswith(".html") and "/device/" in file[0]]:
        page.goto(portal.address.url(mount, path))
        assert page.locator("h1").is_visible()
        assert page.evaluate("sauat.modules.item && document.styleSheets.length > 0")
    assert faults == []
    page.goto(portal.address.url(mount, out(lang, "lessons/device/self-test.html")))
    page.get_by_role("button", name=say(lang, "test-begin"), exact=True).click()
    assert page.locator(".stage .item").is_visible()
    answer = page.goto(portal.address.url(mount, out(lang, "lessons/egov/index.html")))
    assert answer.status == 503


def test_a_stop_and_a_way_on(portal, visit):
    """What came stays; going on asks only for the rest; a reload in between changes nothing."""
    page = visit("/", MODULE)
    portal.slow.set()
    press(page, "save-do")
    press(page, "save-yes")
    until(page, f"async level => Object.keys(((await ({NOTE})(level)) || {{ files: {{}} }}).files).length > 5", "start")
    assert box(page).locator("progress").is_visible()
    press(page, "save-stop")
    wait_for(page, say("kk", "save-stopped", got="", line="").split(":")[0])
    portal.slow.clear()
    came = page.evaluate(NOTE, "start")["files"]
    assert 5 < len(came) < len(files(portal.link, "kk", "start"))
    page.reload()
    asked = len(portal.asked)
    press(page, "save-go-on")
    box(page).locator(".panel").get_by_role("button", name=say("kk", "save-go-on"), exact=True).click()
    until(page, f"async level => (await ({NOTE})(level)).whole", "start", 30)
    again = {path.lstrip("/") for path in portal.asked[asked:]}
    assert again.isdisjoint(path for path in came if "/0" in path)


def test_a_lost_network(portal, visit):
    """It is said, and what is missing comes by itself once the network is back."""
    page = visit("/", MODULE)
    portal.slow.set()
    press(page, "save-do")
    press(page, "save-yes")
    until(page, f"async level => Object.keys(((await ({NOTE})(level)) || {{ files: {{}} }}).files).length > 2", "start")
    page.context.set_offline(True)
    wait_for(page, say("kk", "save-lost", got="", line="").split(":")[0])
    portal.slow.clear()
    page.context.set_offline(False)
    until(page, f"async level => (await ({NOTE})(level)).whole", "start", 30)


def test_a_strangers_page_is_not_kept(portal, visit):
    """A network that answers everything with its own page: nothing of it stays, and the reader is told."""
    page = visit("/", MODULE)
    press(page, "save-do")
    box(page).get_by_role("button", name=say("kk", "save-yes"), exact=True).wait_for()
    page.context.route(re.compile(r"/lessons/safety/"), lambda route: route.fulfill(body="log in", content_type="text/html"))
    press(page, "save-yes")
    wait_for(page, say("kk", "save-strange"))
    assert not page.evaluate(NOTE, "start")["whole"]
    assert not [path for path in page.evaluate(NOTE, "start")["files"] if "safety" in path]


def test_a_list_of_what_is_kept_and_its_removal(portal, visit):
    """The page of editions says of each level whether it is kept, and removes one without touching another."""
    page = visit("/", COURSE)
    save(page)
    save(page, level="mastery")
    page.goto(portal.address.url("/", EDITIONS))
    kept = say("kk", "save-kept")
    box(page).get_by_role("button", name=kept).wait_for()
    assert [button.inner_text() for button in page.locator("[data-module=save] > button").all()] == [
        kept,
        say("kk", "save-do"),
        kept,
    ]
    press(page, "save-kept")
    press(page, "save-remove")
    wait_for(page, say("kk", "save-removed"))
    assert [name.split(" level ")[1] for name in page.evaluate(LEVELS)] == ["mastery kk"]
    # One switch for all: nothing is kept, and nothing more can be.
    page.goto(portal.address.url("/", PRIVACY))
    page.locator("[data-module=keep] button").click()
    until(page, "async () => (await caches.keys()).every(name => name.endsWith(' off'))")
    page.goto(portal.address.url("/", EDITIONS))
    press(page, "save-do")
    wait_for(page, say("kk", "save-off"))
    assert page.evaluate(LEVELS) == []


@pytest.mark.parametrize("lang", LANGS)
def test_after_a_release_nothing_is_stale(portal, visit, second, lang):
    """A kept level gets what changed, and only that; an open page goes on; offline the new page opens."""
    page = visit("/literacy/", out(lang, COURSE))
    save(page, lang)
    left = page.context.new_page()
    left.goto(portal.address.url("/literacy/", out(lang, OTHER)))
    before = page.evaluate(NOTE, "start")["files"]
    portal.release(second)
    tab = page.context.new_page()
    tab.goto(portal.address.url("/literacy/", out(lang, COURSE)))
    now = {path: digest for path, _, _, digest in files(second, lang, "start")}
    sorted_files = f"Object.entries((await ({NOTE})('start')).files).sort()"
    until(tab, f"async now => JSON.stringify({sorted_files}) === JSON.stringify(Object.entries(now).sort())", now, 30)
    assert before != now
    # The page that was open has its own scripts still, and works.
    assert left.evaluate("sauat.next") is None
    assert left.evaluate(
        "([text, lang]) => window.sauat.search(text, { lang }).then(found => found.length)", [WORDS[lang][0], lang]
    )
    offline(page)
    tab.goto(portal.address.url("/literacy/", out(lang, "lessons/device/03-keyboard.html")))
    assert tab.locator("h2", has_text={"kk": "Мүлде жаңа тарау", "ru": "Совсем новая глава"}[lang]).is_visible()
    assert tab.evaluate("sauat.next")


@pytest.mark.parametrize("path", [COURSE, MODULE, EDITIONS])
def test_nothing_moves(portal, visit, path):
    """Neither when the buttons come, nor while sizes and progress change: cumulative layout shift 0."""
    page = visit("/", path, width=360)
    page.context.add_init_script(f"({SHIFT})()")
    page.goto(portal.address.url("/", path))
    box(page).locator("> button").wait_for()
    save(page)
    page.reload()
    box(page).get_by_role("button", name=say("kk", "save-kept")).wait_for()
    page.wait_for_timeout(300)
    assert page.evaluate("shifted") == 0


@pytest.mark.parametrize("lang", LANGS)
def test_where_a_browser_cannot_keep(server, open_page, lang):
    """From disk the place has a link to the editions, and their page says so in words: no button that does nothing."""
    page = open_page(server.url("disk", out(lang, COURSE)), worker=True)
    assert page.locator("[data-module=save] button").count() == 0
    link = box(page).locator("a")
    assert link.inner_text() == say(lang, "offline")
    link.click()
    page.wait_for_url(server.url("disk", out(lang, EDITIONS)))
    assert box(page).inner_text() == say(lang, "save-none")


def test_a_class_computer_is_cleared(portal, visit):
    """Names, results, kept pages and levels: all are gone; the switch of the privacy page stays as it was."""
    page = visit("/", COURSE)
    save(page)
    page.goto(portal.address.url("/", "class.html"))
    page.locator("#nickname").fill("Айша")
    page.get_by_role("button", name=say("kk", "learning-add"), exact=True).click()
    assert "Айша" in page.locator("[data-part=people]").inner_text()
    page.get_by_role("button", name=say("kk", "class-clear-button"), exact=True).click()
    page.get_by_role("button", name=say("kk", "learning-erase-yes"), exact=True).click()
    page.wait_for_function(
        "text => document.querySelector('[data-part=cleared]').textContent === text", arg=say("kk", "learning-erased")
    )
    assert page.evaluate("Object.keys(localStorage)") == []
    assert page.evaluate(LEVELS) == []
    assert not page.locator("[data-part=people]").is_visible()
    # The next page has a worker again.
    page.goto(portal.address.url("/", COURSE))
    page.wait_for_function(CONTROLLED)


def test_the_panel_has_no_findings(portal, visit):
    """By axe, in light and in dark: asked, running, done."""
    page = visit("/", MODULE, width=360)
    page.evaluate(axe())
    found = []

    def look():
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found.extend(findings(page, {"runOnly": RULES}))

    press(page, "save-do")
    box(page).get_by_role("button", name=say("kk", "save-yes"), exact=True).wait_for()
    look()
    portal.slow.set()
    press(page, "save-yes")
    box(page).locator("progress").wait_for()
    look()
    portal.slow.clear()
    until(page, f"async level => (await ({NOTE})(level)).whole", "start", 30)
    look()
    assert found == []
