"""Editions as a reader has them: unpacked, opened from a disk with the network off, every function walked through."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from generator.frame import out
from generator.model import LANGS
from generator.text import say as saying
from tests.browser.harness import Faults
from tests.browser.test_learning import LEARNING, answer
from tests.test_draw import portal

LESSON = "lessons/device/01-what-devices-do.html"
# Words as people type them, in a case or a number that the text need not have.
WORDS = {"kk": ("пернетақтаны", "құпиясөзді", "университеттердің"), "ru": ("клавиатурой", "паролями", "университетами")}
# Folders of what a level does not hold.
ELSEWHERE = ("catalog", "programme", "news")


def say(lang, key, **values):
    return saying.say(portal().words, lang, key, **values)


@pytest.fixture(scope="module")
def unpacked(site, tmp_path_factory):
    """`unpacked("start-kk-ru")` gives the folder of an edition, unpacked once."""
    known: dict[str, Path] = {}

    def folder(name) -> Path:
        if name not in known:
            known[name] = tmp_path_factory.mktemp(name)
            with zipfile.ZipFile(site / f"editions/sauat-{name}.zip") as zipped:
                zipped.extractall(known[name])
        return known[name]

    return folder


@pytest.fixture
def person(browser):
    """`person(folder)` is a browser of somebody's own, with no network: it gives a function that opens pages of the folder."""
    contexts, faults = [], []

    def profile(folder):
        context = browser.new_context(viewport={"width": 360, "height": 740}, offline=True)
        context.set_default_timeout(10_000)
        contexts.append(context)
        watch = Faults(folder.as_uri())
        faults.append(watch)

        def tab(path, lang="kk"):
            page = context.new_page()
            watch.watch(page)
            page.goto(folder.as_uri() + "/" + out(lang, path))
            return page

        return tab

    yield profile
    for context in contexts:
        context.close()
    # A page that is left stops what it was still asking for.
    assert [fault for watch in faults for fault in watch.said if "ERR_ABORTED" not in fault] == []


def search(page, word):
    field = page.locator("input[name=q]").first
    field.fill(word)
    field.press("Enter")
    page.locator("[data-module=results] li a").first.wait_for()
    return [link.get_attribute("href") for link in page.locator("[data-module=results] li a").all()]


@pytest.mark.parametrize("name", ["start-kk-ru", "whole-kk-ru"])
@pytest.mark.parametrize("lang", LANGS)
def test_a_learners_way(unpacked, person, name, lang):
    """Home by double click, class page, a lesson done, a self-test to its end, progress kept and moved to another browser."""
    tab = person(unpacked(name))
    page = tab("index.html")
    if lang == "ru":
        page.locator("nav.langs a[lang=ru]").click()
    page.locator("aside a[href$='class.html']").click()
    page.locator("#nickname").fill("Айша")
    page.get_by_role("button", name=say(lang, "learning-add"), exact=True).click()
    page.locator(".tiles a[href$='#start']").click()
    page.locator("a[data-lesson=what-devices-do]").click()
    page.locator("[data-module=done] button").click()
    page.locator("aside a[href$='self-test.html']").click()
    page.get_by_role("button", name=say(lang, "test-begin"), exact=True).click()
    for n in range(10):
        answer(page, right=True)
        page.get_by_role("button", name=say(lang, "test-check"), exact=True).click()
        page.get_by_role("button", name=say(lang, "test-finish" if n == 9 else "test-next"), exact=True).click()
    assert page.locator(".stage h2").first.inner_text() == say(lang, "test-result", n=10, all=10)
    page.close()
    page = tab(LEARNING, lang)
    assert "Айша" in page.locator("[data-part=people]").inner_text()
    assert "10 / 10" in page.locator("[data-part=done]").inner_text()
    code = page.locator("[data-part=code]").inner_text()
    other = person(unpacked("start-kk-ru"))(LEARNING, "ru")
    assert "10 / 10" not in other.locator("[data-part=done]").inner_text()
    other.locator("#code").fill(code)
    other.get_by_role("button", name=say("ru", "learning-take"), exact=True).click()
    assert "10 / 10" in other.locator("[data-part=done]").inner_text()
    # Print: the record is on paper, its buttons are not.
    page.emulate_media(media="print")
    assert page.locator("[data-part=done]").is_visible()
    assert not page.locator("[name=print]").is_visible()


@pytest.mark.parametrize("name", ["start-kk-ru", "whole-kk-ru"])
@pytest.mark.parametrize("lang", LANGS)
def test_search_and_words(unpacked, person, name, lang):
    """Inflected words are found, and what a level does not hold is not; the glossary and a lesson's words open."""
    tab, whole = person(unpacked(name)), name.startswith("whole")
    page = tab("index.html", lang)
    keyboard, password, universities = WORDS[lang]
    assert any("03-keyboard" in link for link in search(page, keyboard))
    assert search(page, password)
    if whole:
        assert any("/catalog/" in link for link in search(page, universities))
    else:
        links = {link for word in (keyboard, password) for link in search(page, word)}
        assert not [link for link in links if any(f"/{part}/" in link for part in ELSEWHERE)]
    page.locator("[data-module=results] li a").first.click()
    assert page.locator("h1").is_visible()
    page = tab("glossary.html", lang)
    assert page.locator("dt").count() > 100
    page = tab("lessons/device/03-keyboard.html", lang)
    page.locator("[data-module=gloss] button.term").first.click()
    assert page.locator(".meaning").first.is_visible()


@pytest.mark.parametrize("lang", LANGS)
def test_the_catalogue(unpacked, person, lang):
    """Lists, filters, a site's page, the form: in the whole edition, as over the line."""
    tab = person(unpacked("whole-kk-ru"))
    page = tab("catalog/index.html", lang)
    page.locator("a[href$='rubrics/education.html']").first.click()
    page.locator("a[href*='catalog/sites/'], a[href*='sites/']").first.click()
    assert page.locator("h1").is_visible()
    page = tab("search.html?rubric=universities", lang)
    page.locator("[data-module=results] li a").first.wait_for()
    page.locator("details.narrow").evaluate("box => { box.open = true; }")
    page.locator("select[name=region]").select_option(index=1)
    page.wait_for_url("**region=**")
    page.locator("[data-module=results] li a").first.wait_for()
    page = tab("catalog/suggest.html", lang)
    page.locator("[name=url], #url").first.fill("https://example.kz/")
    page.locator("form.form button[type=submit], form.form button").first.click()
    page.emulate_media(media="print")
    assert page.locator("form.form").is_visible()


@pytest.mark.parametrize("lang", LANGS)
def test_one_language_alone(unpacked, person, lang):
    """`index.html` at the top opens the language's home, without a way to the other; the search asks for no missing file."""
    page = person(unpacked(f"start-{lang}"))("index.html")
    page.wait_for_url("**/" + out(lang, "index.html"))
    assert page.locator("html").get_attribute("lang") == lang
    assert page.locator("nav.langs a").count() == 0
    assert search(page, WORDS[lang][0])
    page.goto(page.url.replace("search.html", "class.html"))
    assert page.locator("h1").is_visible()


def test_a_part_says_what_it_is(unpacked, person):
    """No tab, button or list of what is not inside, and a line that says of what level this is."""
    page = person(unpacked("use-kk"))("lessons/index.html")
    assert page.locator("nav.tabs a").count() == 2
    assert page.locator("section.level").count() == 1
    assert page.locator(":is(.button, .tab):not([href], .onward *)").count() == 0
    level = next(level for level in portal().course.levels if level.id == "use")
    assert say("kk", "edition-note", title=level.title["kk"]) in page.locator("footer").inner_text()
