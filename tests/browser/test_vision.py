"""The version for people with low vision: chosen by keys, seen at once, there before the first paint, gone when asked."""

from __future__ import annotations

import json
import time

import pytest
from playwright.sync_api import Browser, Page

from generator.model import LANGS
from tests.browser.harness import CHOOSE, KINDS, Tree, serving

SIZE = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
GROUND = "getComputedStyle(document.documentElement).backgroundColor"
KEPT = "localStorage.getItem('sauat-vision')"
LOOK = {"size": "200", "colours": "two-yellow", "letters": "widest", "lines": "widest", "pictures": "off"}


def keep(page: Page, look: object) -> None:
    """As a page of before left it."""
    page.evaluate("text => localStorage.setItem('sauat-vision', text)", look if isinstance(look, str) else json.dumps(look))


@pytest.mark.parametrize("place", ["disk", "/literacy/"])
@pytest.mark.parametrize("lang", LANGS)
def test_chosen_by_keyboard(server, open_page, lang, place):
    """Opened, changed, closed by keys alone; the next page has it; the reset takes it away."""
    page = open_page(server.page(place, "lesson", lang), width=360)
    usual = page.evaluate(SIZE)
    for key in ("Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    page.locator("form.vision h2:focus").wait_for()
    assert page.locator(".see").get_attribute("aria-expanded") == "true"
    for key in ("Tab", "ArrowRight", "Tab", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    assert (page.evaluate(SIZE), page.evaluate(GROUND)) == (usual * 1.25, "rgb(13, 27, 33)")
    page.keyboard.press("Escape")
    assert not page.locator("form.vision").is_visible()
    assert page.evaluate("document.activeElement.className") == "see"
    page.goto(server.page(place, "site", lang))
    assert (page.evaluate(SIZE), page.evaluate(GROUND)) == (usual * 1.25, "rgb(13, 27, 33)")
    page.locator(".see").press("Space")
    assert page.locator("[name=size][value='125']").is_checked()
    page.locator("form.vision [name=reset]").click()
    assert (page.evaluate(SIZE), page.evaluate(KEPT)) == (usual, None)
    assert page.locator("[name=size][value='']").is_checked()


@pytest.mark.parametrize("lang", LANGS)
def test_its_own_page(server, open_page, lang):
    """The same choices stand ready there, on a phone; the eye is a plain link to it."""
    page = open_page(server.page("disk", "vision", lang), width=360)
    page.locator("form.vision").wait_for()
    assert page.locator(".see").get_attribute("role") is None
    page.locator("label", has=page.locator("[name=colours][value=two-blue]")).click()
    assert page.evaluate(GROUND) == "rgb(157, 209, 255)"
    assert json.loads(page.evaluate(KEPT)) == {"colours": "two-blue"}


@pytest.mark.parametrize("lang", LANGS)
def test_without_scripts(server, open_page, lang):
    """The eye leads to the page that tells what the browser and the device can do; no dead controls stand there."""
    page = open_page(server.page("disk", "lesson", lang), width=360, scripts=False)
    page.locator(".see").click()
    page.wait_for_url(server.page("disk", "vision", lang))
    assert page.locator("noscript .warn").is_visible()
    assert not page.locator("form.vision").is_visible()
    assert page.get_by_text("Ctrl").first.is_visible()


class Slow(Tree):
    """Sends the low-vision sheet and narrow twins long after everything else."""

    def translate_path(self, path: str) -> str:
        if path.endswith(".css") and ("/vision" in path or "-narrow" in path):
            time.sleep(0.4)
        return super().translate_path(path)


CAME = """() => performance.getEntriesByType("resource")
  .filter(({ name }) => /(vision|sauat)-narrow.*css/.test(name)).map(each => each.responseEnd)"""


def test_nothing_flashes(site, browser):
    """The first paint waits for the reader's own sheets: it is never the usual look."""
    with serving(site, Slow) as address:
        context = browser.new_context(viewport={"width": 1280, "height": 740})
        page = context.new_page()
        url = address.url("/", KINDS["lesson"])
        page.goto(url)
        keep(page, LOOK)
        page.goto(url, wait_until="load")
        page.wait_for_function("performance.getEntriesByType('paint').length > 0")
        painted = page.evaluate("performance.getEntriesByType('paint').map(each => each.startTime)")
        came = page.evaluate(CAME)
        context.close()
    assert len(came) == 2 and painted
    assert min(painted) >= max(came)


@pytest.mark.parametrize(
    "kept", ["5", "null", "[", '"two"', '{"size": "<b>", "colours": 7, "letters": null}', '{"size": "9e9"}']
)
def test_spoiled_memory_is_no_harm(server, open_page, kept):
    page = open_page(server.page("disk", "news", "kk"))
    keep(page, kept)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.reload()
    assert errors == []
    assert page.evaluate(SIZE) == 18
    assert page.locator("h1").is_visible()


def test_pictures_give_way_to_their_text(server, open_page):
    page = open_page(server.page("disk", "lesson-tables", "kk"), width=360)
    page.evaluate(CHOOSE, LOOK)
    pictures = page.locator(".drawing > [role=img]")
    assert pictures.count() > 0
    for picture in pictures.all():
        assert not picture.locator("svg").is_visible()
        shown = picture.evaluate("e => getComputedStyle(e, '::before').content")
        assert shown.strip('"') == picture.get_attribute("aria-label")
    page.goto(server.page("disk", "plan", "kk"))
    assert not page.locator(".chart svg").first.is_visible()


def test_other_tab_follows(server, open_page):
    """Two tabs of one browser: a choice in one is seen in the other."""
    first = open_page(server.page("disk", "news", "kk"))
    second = first.context.new_page()
    second.goto(server.page("disk", "news", "ru"))
    first.evaluate(CHOOSE, {"colours": "two-cream"})
    second.wait_for_function(GROUND + " === 'rgb(255, 244, 194)'")


def test_clear_this_computer(server, open_page):
    """One button on "my learning" leaves nothing of the portal in the browser's storage, the look included."""
    page = open_page(server.page("disk", "lesson", "kk"))
    page.locator(".done button").click()
    page.evaluate(CHOOSE, LOOK)
    page.evaluate("sessionStorage.setItem('sauat-form', '1')")
    page.goto(server.page("disk", "learning", "kk"))
    assert page.evaluate("Object.keys(localStorage).length") == 2
    page.locator("[data-part=clear] button").click()
    page.locator("[data-part=clear] button").first.click()
    assert (
        page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter(key => key.startsWith('sauat'))")
        == []
    )
    assert page.evaluate(SIZE) == 18
    assert page.locator("[data-part=done] li").count() == 0


def test_large_words_break_by_syllables(server, open_page):
    """A long word is parted where a syllable begins, on the page and after a choice; smaller letters leave words whole."""
    page = open_page(server.page("disk", "lesson", "kk"), width=360)
    assert "\u00ad" not in page.locator("article p").nth(1).text_content()
    keep(page, {"size": "300"})
    page.reload()
    page.wait_for_function("document.querySelector('article').textContent.split('\\u00ad').length > 50")


def test_print_keeps_paper_white(server, open_page):
    """A palette is for the screen; on paper the letters stay large and the ground white."""
    page = open_page(server.page("disk", "lesson", "kk"))
    page.evaluate(CHOOSE, LOOK)
    page.emulate_media(media="print")
    assert page.evaluate(GROUND) == "rgb(255, 255, 255)"
    assert round(page.evaluate(SIZE)) == round(22 * 96 / 72)


SPEECH = """
window.spoken = []; window.cancelled = 0;
const voices = {voices};
window.SpeechSynthesisUtterance = function (text) {{ this.text = text; }};
Object.defineProperty(window, "speechSynthesis", {{ value: {{
  getVoices: () => voices, addEventListener() {{}},
  speak(one) {{ spoken.push(one.text); window.say = one; }},
  cancel() {{ cancelled++; }},
}} }});
"""


def voice(lang: str, *, local: bool = True) -> dict[str, object]:
    return {"lang": lang, "localService": local, "name": "voice"}


def talking(browser: Browser, url: str, *voices: dict[str, object]) -> Page:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.add_init_script(SPEECH.format(voices=json.dumps(voices)))
    page = context.new_page()
    page.set_default_timeout(5_000)
    page.goto(url)
    return page


@pytest.mark.parametrize("kind", ["lesson", "news", "prose-programme"])
@pytest.mark.parametrize(
    ("voices", "shown"),
    [
        ((voice("kk-KZ"),), True),
        ((voice("kk_KZ"),), True),
        ((voice("ru-RU"),), False),
        ((voice("kk-KZ", local=False),), False),
        ((), False),
    ],
    ids=["kk", "android", "other", "remote", "none"],
)
def test_aloud_only_with_a_voice_of_the_device(server, browser, kind, voices, shown):
    page = talking(browser, server.page("disk", kind, "kk"), *voices)
    assert page.locator(".aloud").is_visible() == shown
    page.context.close()


def test_reads_aloud(server, browser):
    """By keyboard: paragraph by paragraph, the one being read is marked; a pause goes on with it; leaving stops the voice."""
    page = talking(browser, server.page("disk", "lesson", "ru"), voice("ru-RU"))
    play, stop = page.locator(".aloud button").all()
    marked = page.locator(".spoken")
    play.focus()
    page.keyboard.press("Enter")
    first = page.evaluate("spoken[0]")
    assert first and "\u00ad" not in first and marked.count() == 1
    page.evaluate("say.onend()")
    assert page.evaluate("spoken.length") == 2 and page.evaluate("say.voice.lang") == "ru-RU"
    second = marked.text_content()
    page.keyboard.press("Enter")
    assert (page.evaluate("cancelled"), play.inner_text().strip()) == (1, "Продолжить")
    page.evaluate("say.onend()")
    page.keyboard.press("Enter")
    assert page.evaluate("spoken[2] === spoken[1]") and marked.text_content() == second
    page.keyboard.press("Escape")
    assert marked.count() == 0 and not stop.is_visible() and play.inner_text().strip() == "Прочитать вслух"
    page.keyboard.press("Enter")
    stop.click()
    assert page.evaluate("spoken[3] === spoken[0]") and marked.count() == 0
    play.press("Enter")
    before = page.evaluate("cancelled")
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert page.evaluate("cancelled") == before + 1
    page.context.close()


def test_reads_all_the_words_once(server, browser):
    """Every paragraph and list row of the lesson, a picture by its text; not the questions, the buttons and the menus."""
    page = talking(browser, server.page("disk", "lesson", "ru"), voice("ru-RU"))
    page.locator(".aloud button").first.click()
    while page.locator(".spoken").count():
        page.evaluate("say.onend()")
    spoken = page.evaluate("spoken")
    assert len(spoken) > 20
    for text in page.locator("article > p:visible:not(.aloud), article .steps > li strong").all_text_contents():
        words = " ".join(text.replace("\u00ad", "").split())
        assert sum(words in each for each in spoken) >= 1, words
    for picture in page.locator("article .drawing > [role=img]").all():
        assert picture.get_attribute("aria-label") in spoken
    assert not any(text in spoken for text in ("Прочитать вслух", "Оқу", "РУС"))
    page.context.close()
