"""A release under the servers it is made for: nginx and Apache as they are, with exactly the snippet that came with it."""

from __future__ import annotations

import gzip

import brotli
import pytest

from generator.frame import out
from generator.model import LANGS
from generator.release import policy
from generator.release.facts import CACHE_CONTROL
from tests import observatory
from tests.releases import CONTACT, open_folder, put, sample, served

SERVERS = ("nginx-brotli", "nginx", "apache")
MOUNTS = ("/", "/literacy/")
HEADERS = dict(policy.headers(policy.content_policy({"script": [], "style": []})))
NAMED = "sauat.webmanifest events.ics news/feed.atom catalog/feed-ru.xml opensearch-kk.xml catalog/data/v1/sites.jsonl".split()


def made(folder, name):
    (folder / name).mkdir()
    return folder / name


@pytest.fixture(scope="module")
def places(site, tmp_path_factory):
    """The release for each path; all servers serve the same."""
    small = sample(site, tmp_path_factory.mktemp("sample") / "site")
    with open_folder() as folder:
        yield {mount: put(small, made(folder, f"at{mount.strip('/')}"), mount) for mount in MOUNTS}


@pytest.fixture(scope="module", params=[(server, mount) for server in SERVERS for mount in MOUNTS], ids="".join)
def portal(request, places):
    """Each server at each place."""
    server, mount = request.param
    with open_folder() as folder, served(server, *places[mount], folder) as there:
        yield there


def has_every_header(answer):
    return {name: answer.headers.get(name.lower()) for name in HEADERS} == HEADERS


def test_every_file_has_its_headers(portal):
    for file in portal.manifest.files:
        answer = portal.get(file.path)
        assert answer.status == 200, file.path
        assert has_every_header(answer), file.path
        assert answer.headers["content-type"] == file.type, file.path
        assert answer.headers["cache-control"] == CACHE_CONTROL[file.caching], file.path
        assert answer.headers["vary"] == "Accept-Encoding" or not file.copies, file.path
        assert "last-modified" not in answer.headers
        assert "content-encoding" not in answer.headers
        assert answer.body == (portal.site / file.path).read_bytes()


def test_types_that_servers_do_not_know_by_themselves(portal):
    told = {path: portal.get(path).headers["content-type"].partition(";")[0] for path in NAMED}
    assert list(told.values()) == [
        "application/manifest+json",
        "text/calendar",
        "application/atom+xml",
        "application/atom+xml",
        "application/opensearchdescription+xml",
        "application/jsonl",
    ]


def test_compressed_copies_are_sent(portal, request):
    """A browser says «gzip, deflate, br»; an old one gzip alone. What is sent is the copy of the release, byte by byte."""
    codings = {"gzip, deflate, br": "gzip" if "nginx/" in request.node.name else "br", "gzip": "gzip"}
    for asked, expected in codings.items():
        for file in portal.manifest.files:
            answer = portal.get(file.path, Accept_Encoding=asked)
            endings = {ending for ending, _, _ in file.copies}
            ending = {"br": "br", "gzip": "gz"}[expected]
            if ending not in endings:
                continue
            assert answer.headers.get("content-encoding") == expected, (file.path, asked)
            assert answer.headers["content-type"] == file.type, file.path
            assert answer.headers["cache-control"] == CACHE_CONTROL[file.caching], file.path
            assert has_every_header(answer)
            assert answer.body == (portal.site / f"{file.path}.{ending}").read_bytes()
            unpacked = brotli.decompress(answer.body) if expected == "br" else gzip.decompress(answer.body)
            assert unpacked == (portal.site / file.path).read_bytes()


@pytest.mark.parametrize("coding", ["", "gzip", "gzip, deflate, br"])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", ["nothing.html", "lessons/device/nothing/at/all", "catalog/sites/x.kz.html", "deep/er/"])
def test_what_is_not_there_is_told_in_its_language(portal, lang, path, coding):
    answer = portal.get(out(lang, path), **({"Accept_Encoding": coding} if coding else {}))
    body = {"gzip": gzip.decompress, "br": brotli.decompress}.get(answer.headers.get("content-encoding", ""), bytes)(
        answer.body
    )
    assert answer.status == 404
    assert f'<html lang="{lang}"' in body.decode()
    assert f'<base href="{portal.manifest.path}{out(lang, "")}">' in body.decode()
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == CACHE_CONTROL["short"]
    assert has_every_header(answer)


@pytest.mark.parametrize(
    "path", ["assets/sauat.00000000.css", "search/kk-00000000/t0.js", "catalog/data/v1/none.json", "assets/", "search/"]
)
def test_a_lost_file_is_not_kept_for_a_year(portal, path):
    answer = portal.get(path)
    assert answer.status == 404
    assert answer.headers["cache-control"] == CACHE_CONTROL["short"]
    assert has_every_header(answer)


def test_folders_lead_to_their_pages(portal):
    home = (portal.site / "index.html").read_bytes()
    assert portal.get("").body == home
    assert portal.get("ru/").body == (portal.site / "ru/index.html").read_bytes()
    answer = portal.get("lessons")
    assert answer.status == 301
    assert answer.headers["location"].endswith(f"{portal.manifest.path}lessons/")
    if portal.manifest.path != "/":
        answer = portal.get(portal.manifest.path.rstrip("/"), inside=False)
        assert answer.status == 301
        assert answer.headers["location"].endswith(portal.manifest.path)
        assert portal.get("/", inside=False).body != home


def test_a_copy_is_asked_for_anew_and_not_sent_again(portal):
    for path in ("index.html", "assets/" + next((portal.site / "assets").glob("*.css")).name):
        for coding in ("identity", "gzip"):
            tag = portal.get(path, Accept_Encoding=coding).headers["etag"]
            again = portal.get(path, Accept_Encoding=coding, If_None_Match=tag)
            assert (again.status, again.body) == (304, b"")
            assert again.headers["cache-control"]


def test_nothing_but_reading(portal):
    answer = portal.get("index.html", method="HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert portal.get("index.html", method="POST").status in (200, 405)
    assert portal.get("index.html", method="DELETE").status == 405


def test_what_stands_beside_the_tree_is_not_served(portal):
    for path in ("../manifest.json", "..%2fmanifest.json", "../server/nginx.conf", "../before"):
        assert portal.get(path).status in (400, 404)


def test_whom_to_tell_of_a_hole(portal):
    """At the host's root, wherever the portal stands; nothing else stands there."""
    answer = portal.get("/.well-known/security.txt", inside=False)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/plain; charset=utf-8")
    assert has_every_header(answer)
    fields = dict(line.split(": ") for line in answer.body.decode().splitlines())
    assert fields == {"Contact": CONTACT, "Expires": "2027-11-26T00:00:00Z", "Preferred-Languages": "kk, ru, en"}
    for path in ("nginx.conf", "apache.conf", "security.txt/x", ""):
        assert portal.get(f"/.well-known/{path}", inside=False).status == 404


@pytest.mark.parametrize("lang", LANGS)
def test_observatory_gives_its_best_grade(portal, lang):
    if not portal.secure:
        pytest.skip("one server with TLS is enough: the headers are the same")
    answer = portal.get_secure(out(lang, "index.html"))
    assert answer.status == 200
    found = observatory.results(answer.headers, answer.body.decode(), portal.redirect(out(lang, "index.html")))
    score, grade = observatory.grade(found)
    assert (score, grade) == (130, "A+")
    assert found["content-security-policy"] == "implemented-with-no-unsafe-default-src-none"


def test_observatory_sees_what_is_missing():
    """The scale is no rubber one: without headers nothing is left."""
    bare = observatory.results({}, '<script src="//example.org/x.js">', "")
    assert observatory.grade(bare) == (0, "F") or observatory.grade(bare)[0] < 0
    loose = observatory.results({"content-security-policy": "default-src 'self' 'unsafe-inline'"}, "", "")
    assert loose["content-security-policy"] == "implemented-with-unsafe-inline"
