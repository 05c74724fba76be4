"""Editions: nothing in them leads nowhere, the same tree gives the same bytes, sums and sizes tell the truth."""

import hashlib
import json
import posixpath
import re
import shutil
import subprocess
import zipfile
from urllib.parse import unquote, urlsplit

import pytest

from generator.cutting import cut
from generator.editions import archive, editions, make
from generator.text.say import megabytes
from tests.browser.harness import Reader
from tests.test_draw import portal

NAMES = [one.path for one in editions(portal(), ("kk", "ru"))]


@pytest.mark.parametrize("name", NAMES)
def test_every_link_has_its_target(site, name):
    with zipfile.ZipFile(site / name) as zipped:
        names = zipped.namelist()
        pages = {}
        for path in (path for path in names if path.endswith(".html")):
            pages[path] = Reader()
            pages[path].feed(zipped.read(path).decode())
    assert names[0] == "index.html"
    broken = []
    for page, reader in pages.items():
        for link in reader.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path))) if parts.path else page
            if target not in names or (parts.fragment and unquote(parts.fragment) not in pages[target].ids):
                broken.append(f"{page}: {link}")
    assert not broken, broken[:10]


def test_the_whole_is_the_tree(site):
    """Byte for byte, but for what only a server has: the worker, its lists, the page with sizes."""
    with zipfile.ZipFile(site / "editions/sauat-whole-kk-ru.zip") as zipped:
        inside = {name: zipped.read(name) for name in zipped.namelist()}
    there = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    assert {name for name in there ^ set(inside) if not name.startswith(("editions/", "saves/"))} == {"sw.js", "SHA256SUMS"}
    assert {name for name in there & set(inside) if inside[name] != (site / name).read_bytes()} == {
        "editions.html",
        "ru/editions.html",
    }


def test_the_same_tree_gives_the_same_bytes(site, tmp_path):
    """Wherever it lies and whenever it is packed."""
    tree = tmp_path / "site"
    shutil.copytree(site, tree, copy_function=shutil.copy)
    shutil.rmtree(tree / "editions")
    for lang in ("", "ru/"):
        with zipfile.ZipFile(site / "editions/sauat-whole-kk-ru.zip") as zipped:
            (tree / f"{lang}editions.html").write_bytes(zipped.read(f"{lang}editions.html"))
    made = make(portal(), tree, ("kk", "ru"))
    assert [one.edition.path for one in made] == NAMES
    for one in made:
        assert one.digest == hashlib.sha256((site / one.edition.path).read_bytes()).hexdigest(), one.edition.path


def test_sums_and_sizes_are_true(site):
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=site / "editions", check=True)
    page = (site / "editions.html").read_text(encoding="utf-8")
    for name in NAMES:
        content = (site / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() in page
        button = re.search(rf'href="{name}" download>(.*?)</a>', page)[1]
        assert f"{megabytes(len(content))}\N{NO-BREAK SPACE}МБ" in button


def test_an_archive_tells_its_own_sums(tmp_path):
    file = tmp_path / "a.zip"
    file.write_bytes(archive({"b.html": b"b", "index.html": b"a"}))
    assert file.read_bytes() == archive({"index.html": b"a", "b.html": b"b"})
    with zipfile.ZipFile(file) as zipped:
        assert zipped.namelist() == ["index.html", "b.html", "SHA256SUMS"]
        zipped.extractall(tmp_path)
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=tmp_path, check=True)


# (what, page before, page after): here.html and here.html#here are inside, gone.html is not.
CUTS = (
    ("a sentence keeps its words", '<p>See <a href="gone.html">it</a>.</p>', "<p>See <a>it</a>.</p>"),
    ("what stays is untouched", '<p><a href="here.html?q=1#here" rel="x">it</a></p>', None),
    ("another site's link too", '<p><a href="https://gone.kz/gone.html">it</a> <a href="#here">x</a></p>', None),
    (
        "a row goes",
        '<ul><li><a href="here.html">a</a></li><li><a href="gone.html">b</a> 5</li></ul>',
        '<ul><li><a href="here.html">a</a></li></ul>',
    ),
    (
        "a list goes with its heading",
        '<h2>A</h2><p>x</p><h2 id="b">B</h2>\n<ul><li><a href="gone.html">b</a></li></ul>',
        "<h2>A</h2><p>x</p>",
    ),
    (
        "an article keeps its lists",
        '<article><ul><li>Read <a href="gone.html">b</a></li></ul></article>',
        "<article><ul><li>Read <a>b</a></li></ul></article>",
    ),
    (
        "a tab goes",
        '<nav><a class="tab" href="here.html">a</a><a class="tab" href="gone.html">b</a></nav>',
        '<nav><a class="tab" href="here.html">a</a></nav>',
    ),
    ("a button goes", '<p><a class="button line" href="gone.html">b</a></p>', "<p></p>"),
    (
        "a language goes",
        '<nav><a href="here.html">a</a><a lang="ru" hreflang="ru" href="gone.html">b</a></nav>',
        '<nav><a href="here.html">a</a></nav>',
    ),
    ("a section goes", '<section><h2>A</h2><p><a href="gone.html">b</a></p></section><p>x</p>', "<p>x</p>"),
    ("a section without links stays", "<section><p>x</p></section>", None),
    (
        "an alternate goes",
        '<link rel="alternate" hreflang="ru" href="gone.html"><link rel="icon" href="here.html">',
        '<link rel="icon" href="here.html">',
    ),
    ("a place that is gone", '<p><a href="here.html#gone" download>b</a></p>', "<p><a>b</a></p>"),
)


@pytest.mark.parametrize(("before", "after"), [case[1:] for case in CUTS], ids=[case[0] for case in CUTS])
def test_cut(before, after):
    there = {("here.html", ""), ("here.html", "here")}
    assert cut(before, "page.html", lambda path, anchor: (path, anchor) in there) == (before if after is None else after)


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_the_list_of_a_level_is_true(site, lang):
    """Every file is in the tree with its digest and bytes, and the styles and scripts of a page are with it."""
    data = json.loads((site / f"saves/{lang}.js").read_text(encoding="utf-8").partition(",")[2].rstrip().removesuffix(");"))
    assert list(data["levels"]) == ["start", "use", "mastery"]
    for path, _, size, digest in data["files"]:
        content = (site / path).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()[: len(digest)]) == (size, digest)
    for numbers in data["levels"].values():
        paths = {data["files"][number][0] for number in numbers}
        for page in (path for path in paths if path.endswith(".html")):
            reader = Reader()
            reader.feed((site / page).read_text(encoding="utf-8"))
            assets = {
                posixpath.normpath(posixpath.join(posixpath.dirname(page), link)) for link in reader.links if "assets/" in link
            }
            assert assets <= paths
