"""`sauat serve`: a saved file is on the page at the next request; a mistake is told there, and the last good page stays."""

import shutil
import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from generator.pipeline import Project
from generator.serve import EVENTS, RELOADER, Studio, server

ROOT = Path(__file__).parent.parent
SITE = "catalog/sites/eg/egov.kz.yml"


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    root = tmp_path_factory.mktemp("serve")
    for name in ("docs", "catalog", "overrides"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "generator").symlink_to(ROOT / "generator")
    studio = Studio(Project(root), "ru")
    http = server(studio, 0)
    threading.Thread(target=http.serve_forever, daemon=True).start()
    studio.address = f"http://127.0.0.1:{http.server_address[1]}"
    yield studio
    http.shutdown()
    http.server_close()
    studio.workshop.close()


def get(studio, path):
    with urllib.request.urlopen(f"{studio.address}/{path}", timeout=20) as answer:
        return answer.read().decode()


@pytest.mark.parametrize(
    ("path", "old", "new", "page"),
    [
        (
            "docs/kk/lessons/device/03-keyboard.md",
            "## Пернетақтамен",
            "## Жаңа сөз пернетақтамен",
            "lessons/device/03-keyboard.html",
        ),
        (SITE, "  ru: ", "  ru: Новое слово. ", "ru/catalog/sites/egov.kz.html"),
        ("overrides/pages/site.html", "<article itemscope", '<article title="жаңа" itemscope', "catalog/sites/egov.kz.html"),
        ("overrides/assets/css/10-tokens.css", "--ink:", "--mine: #123456; --ink:", "index.html"),
    ],
    ids=["lesson", "record", "template", "style"],
)
def test_an_edit_is_on_the_page(studio, path, old, new, page):
    before = get(studio, page)
    file = studio.project.root / path
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    studio.refresh()
    assert studio.problems == ()
    after = get(studio, page)
    assert after != before
    assert RELOADER in after


def test_a_mistake_is_told_on_the_page_and_mended(studio):
    file = studio.project.root / SITE
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("rubric: ", "rubric: no-such-"), encoding="utf-8")
    studio.refresh()
    page = get(studio, "catalog/sites/egov.kz.html")
    assert 'role="alert"' in page
    assert f"{SITE}:" in page
    assert "egov.kz" in page
    file.write_text(good, encoding="utf-8")
    studio.refresh()
    assert 'role="alert"' not in get(studio, "catalog/sites/egov.kz.html")


def test_it_starts_with_a_mistake_too(studio, tmp_path):
    root = tmp_path / "project"
    shutil.copytree(studio.project.root, root, symlinks=True)
    file = root / SITE
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("rubric: ", "rubric: no-such-"), encoding="utf-8")
    begun = Studio(Project(root), "ru")
    assert f"{SITE}:".encode() in begun.page("index.html")
    file.write_text(good, encoding="utf-8")
    begun.refresh()
    assert b'role="alert"' not in begun.page("index.html")
    begun.workshop.close()


def test_a_change_is_announced(studio):
    with urllib.request.urlopen(studio.address + EVENTS, timeout=20) as stream:
        studio.refresh()
        assert stream.readline() == b"data: changed\n"


@pytest.mark.parametrize(("path", "lang"), [("no/such.html", "kk"), ("ru/no/such.html", "ru")])
def test_a_lost_page_is_answered_in_its_language(studio, path, lang):
    with pytest.raises(urllib.error.HTTPError) as answer:
        get(studio, path)
    body = answer.value.read().decode()
    assert answer.value.code == 404
    assert f'<html lang="{lang}">' in body
    assert '<base href="./">' not in body


def test_search_and_derived_files_are_served(studio):
    assert get(studio, "search/kk.js").startswith('sauat.put("kk",')
    assert "index.html" in get(studio, "sitemap.txt").splitlines()
    assert get(studio, "ru/programme/calendar/all.ics").startswith("BEGIN:VCALENDAR")


def test_an_editor_keeps_no_copies(studio, open_page):
    """A worker that a built tree left at this address goes away, without a word."""
    said = []
    page = open_page(f"{studio.address}/pages/help.html", worker=True)
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{studio.address}/index.html")
    page.wait_for_timeout(1_000)
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
    assert page.evaluate("async () => (await caches.keys()).length") == 0
    assert said == []


def test_only_what_changed_is_read_again(studio):
    """A name in a list, a record that goes, a mistake in one file while another is edited."""
    before = studio.workshop._state.portal
    file, gone = studio.project.root / SITE, studio.project.root / "catalog/sites/me/metu.edu.kz.yml"
    texts = {path: path.read_text(encoding="utf-8") for path in (file, gone)}
    try:
        file.write_text(texts[file].replace("{kk: eGov", "{kk: Жаңа eGov"), encoding="utf-8")
        studio.refresh()
        assert "Жаңа eGov" in get(studio, "catalog/rubrics/e-services.html")
        now = studio.workshop._state.portal
        assert [a.id for a, b in zip(now.sites, before.sites, strict=True) if a is not b] == ["egov.kz"]
        gone.write_text(texts[gone].replace("rubric: ", "rubric: no-such-"), encoding="utf-8")
        studio.refresh()
        file.write_text(texts[file], encoding="utf-8")
        studio.refresh()
        assert {problem.path for problem in studio.problems} == {"catalog/sites/me/metu.edu.kz.yml"}
        gone.unlink()
        studio.refresh()
        with pytest.raises(urllib.error.HTTPError):
            get(studio, "catalog/sites/metu.edu.kz.html")
    finally:
        for path, text in texts.items():
            path.write_text(text, encoding="utf-8")
        studio.refresh()
    assert studio.problems == ()
    assert "metu.edu.kz" in get(studio, "catalog/sites/metu.edu.kz.html")
