"""What a release holds: every file with its facts, the same bytes each time, and nothing that a strict policy forbids."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import tarfile
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from generator.__main__ import app
from generator.release import facts, policy, sbom
from generator.release.archive import Order, fill, moment
from generator.release.manifest import Manifest, read, read_sums, sums_text
from generator.release.refused import Refused
from tests.browser.harness import ROOT
from tests.releases import CONTACT, DAY, pack, tree

LOCK = ROOT / "requirements.lock"
SCHEMA = json.loads((ROOT / "tests/contract/cyclonedx.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("release")
    return pack(tree(folder / "site"), folder)


def contents(archive: Path) -> dict[str, bytes]:
    with tarfile.open(archive) as tar:
        bodies = ((entry.name, tar.extractfile(entry)) for entry in tar)
        return {name.partition("/")[2]: body.read() for name, body in bodies if body}


def test_the_same_tree_gives_the_same_bytes(archive, tmp_path):
    """Another folder, files written in another order, another hour."""
    other = pack(tree(tmp_path / "elsewhere", **{"sw.js": "// 1"}), tmp_path)
    assert other.name == archive.name
    assert other.read_bytes() == archive.read_bytes()
    assert archive.name.startswith(f"sauat-{DAY}-")
    assert not [file for file in tmp_path.iterdir() if file.name.startswith(".")]
    assert pack(tree(tmp_path / "third", **{"sw.js": "// 2"}), tmp_path).name != archive.name
    assert pack(tmp_path / "elsewhere", tmp_path, path="/literacy/").name != archive.name


def test_an_archive_is_what_tools_of_the_system_read(archive, tmp_path):
    beside = archive.with_name(archive.name + ".sha256").read_text(encoding="ascii")
    assert beside == f"{hashlib.sha256(archive.read_bytes()).hexdigest()}  {archive.name}\n"
    subprocess.run(["tar", "xzf", archive], cwd=tmp_path, check=True)
    (release,) = tmp_path.iterdir()
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=release, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "")
    told = read_sums((release / "SHA256SUMS").read_bytes(), release)
    assert told.keys() | {"SHA256SUMS"} == {
        file.relative_to(release).as_posix() for file in release.rglob("*") if file.is_file()
    }


def test_manifest_tells_of_every_file(archive):
    inside = contents(archive)
    manifest = read(inside["manifest.json"], archive)
    assert manifest.json() == inside["manifest.json"]
    assert {f"site/{path}" for path, _ in manifest.sums()} == {path for path in inside if path.startswith("site/")}
    told = {file["path"]: file for file in json.loads(inside["manifest.json"])["files"]}
    style = told["assets/sauat.00000001.css"]
    assert (style["type"], style["caching"]) == ("text/css; charset=utf-8", "immutable")
    assert style["copies"]["br"]["size"] < style["copies"]["gz"]["size"] < style["size"]
    assert {path: file["caching"] for path, file in told.items() if file["caching"] != "short"} == {
        "assets/sauat.00000001.css": "immutable",
        "search/kk-00000001/t0.js": "immutable",
        "search/kk.js": "checked",
        "sw.js": "checked",
    }
    assert "copies" not in told["sw.js"]  # four bytes do not get fewer


def test_lost_pages_know_where_the_portal_stands(tmp_path):
    inside = contents(pack(tree(tmp_path / "site"), tmp_path, path="/e/literacy/"))
    assert b'<base href="/e/literacy/">' in inside["site/404.html"]
    assert b'<base href="/e/literacy/ru/">' in inside["site/ru/404.html"]


def test_an_hour_follows_from_the_content():
    assert moment(hashlib.sha256(b"1").hexdigest()) != moment(hashlib.sha256(b"2").hexdigest())
    assert all(978_307_200 <= moment(f"{n:064x}"[::-1]) < 1_500_000_000 for n in range(0, 99999, 777))


def test_sbom_has_the_shape_of_cyclonedx(archive):
    bom = json.loads(contents(archive)["sbom.cdx.json"])
    jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(bom)
    references = [part["bom-ref"] for part in bom["components"]]
    assert len(set(references)) == len(references)
    (portal,) = bom["dependencies"]
    assert set(portal["dependsOn"]) == {part["bom-ref"] for part in bom["components"] if part["scope"] == "required"}


def test_sbom_names_all_that_is_not_ours(archive):
    """Each script that carries somebody's licence, and each package that makes the pages."""
    bom = json.loads(contents(archive)["sbom.cdx.json"])
    shipped = {part["name"] for part in bom["components"] if part["scope"] == "required" and part["type"] == "library"}
    scripts = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "overrides/assets").rglob("*.js"))]
    assert len(shipped) == sum("Copyright (c)" in script for script in scripts)
    assert "lean-qr" in shipped
    tools = {part["purl"] for part in bom["components"] if part["scope"] == "excluded"}
    locked = re.findall(r"^([\w.-]+)==([\w.]+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    assert tools == {f"pkg:pypi/{name}@{version}" for name, version in locked}
    assert [package.purl for package in sbom.vendored(["/* @x/y 1.2 (npm), MIT License */", "/* ours */"])] == [
        "pkg:npm/%40x/y@1.2"
    ]


def test_policy_allows_what_stands_in_pages_and_nothing_else():
    page = '<script>one()</script><style>p{}</style><script src="x.js"></script><script type="application/json">{}</script>'
    found = policy.inline([("a.html", page), ("b.html", "<p>")])
    digest = "'sha256-" + "{}'"
    assert len(found["script"]) == len(found["style"]) == 1
    written = policy.content_policy(found)
    assert found["script"][0].startswith(digest[:8])
    assert found["script"][0] in written
    assert "unsafe" not in written


@pytest.mark.parametrize("html", ['<p style="color:red">', '<b onclick="x()">', '<a href="javascript:x()">'])
def test_what_no_strict_policy_allows_is_refused(tmp_path, html):
    with pytest.raises(Refused, match="which no strict policy allows"):
        pack(tree(tmp_path / "site", **{"pages/x.html": html}), tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


def test_words_about_handlers_are_no_handlers():
    assert policy.inline([("a.html", "<p>onclick=, style=</p><a title='a > b onclick'>")]) == {"script": [], "style": []}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("a.exe", "no type is known"),
        ("assets/plain.css", "has no hash"),
        ("search/kk-new/t0.js", "has no hash"),
        ("x.css.gz", "the name of a compressed copy"),
    ],
)
def test_a_file_that_no_server_can_be_told_of_is_refused(tmp_path, path, said):
    with pytest.raises(Refused, match=said):
        pack(tree(tmp_path / "site", **{path: "x"}), tmp_path)


def test_a_symlink_is_refused(tmp_path):
    (tree(tmp_path / "site") / "passwd.txt").symlink_to("/etc/passwd")
    with pytest.raises(Refused, match="symlink"):
        pack(tmp_path / "site", tmp_path)


def test_the_real_portal_has_nothing_inline(site):
    pages = ((str(page), page.read_text(encoding="utf-8")) for page in site.rglob("*.html"))
    assert policy.inline(pages) == {"script": [], "style": []}


def test_every_file_of_the_real_portal_has_a_type(site):
    for file in site.rglob("*"):
        if file.is_file():
            facts.check_path(file.relative_to(site).as_posix())


def test_special_files_are_told_as_what_they_are(site):
    """A new feed or description comes with a line in the table."""
    roots = {"<feed": "application/atom+xml", "<OpenSearchDescription": "application/opensearchdescription+xml"}
    for file in site.rglob("*.xml"):
        text = file.read_text(encoding="utf-8")
        told = [special for root, special in roots.items() if root in text[:300]]
        assert facts.type_of(file.relative_to(site).as_posix()) in (told or ["application/xml"])
    for file in site.rglob("*.json"):
        is_schema = '"https://json-schema.org/' in file.read_text(encoding="utf-8")[:300]
        assert (facts.type_of(file.relative_to(site).as_posix()) == "application/schema+json") == is_schema


@pytest.mark.parametrize("bad", ["literacy", "/literacy", "//", "/a b/", "/../", '/";/'])
def test_a_path_is_a_path(tmp_path, bad):
    with pytest.raises(Refused, match="is not a portal's path"):
        pack(tree(tmp_path / "site"), tmp_path, path=bad)


@pytest.mark.parametrize(
    "bad",
    ["security@example.kz", "http://example.kz/", "mailto:a@b", "mailto:a@example.kz\nContact: mailto:b@example.kz", "tel:109"],
)
def test_a_contact_can_be_reached(tmp_path, bad):
    with pytest.raises(Refused, match="is not where a hole can be told"):
        pack(tree(tmp_path / "site"), tmp_path, contact=bad)


def test_sums_are_read_with_care():
    assert read_sums(sums_text([("b", "1" * 64), ("a", "0" * 64)]), "x") == {"a": "0" * 64, "b": "1" * 64}
    for wrong in (b"no sum\n", b"0" * 64 + b"  /etc/passwd\n", b"0" * 64 + b"  a/../../b\n"):
        with pytest.raises(Refused):
            read_sums(wrong, "SHA256SUMS")


def test_snippets_name_the_operators_folder(tmp_path):
    manifest = fill(
        tmp_path, Order(tree(tmp_path / "in"), tmp_path, DAY, "/literacy/", "/data/www/current/site"), ROOT / "overrides", LOCK
    )
    assert isinstance(manifest, Manifest)
    for name in ("nginx.conf", "nginx-brotli.conf", "apache.conf"):
        text = (tmp_path / "server" / name).read_text(encoding="utf-8")
        assert f"/data/www/current/server/{name}" in text.splitlines()[0]
        assert "/srv/sauat" not in text
        assert "unsafe" not in text
        assert "security.txt" not in text


def test_pack_command_weighs_first(tmp_path):
    """A page that breaks its budget stops the release; a day that is none is told."""
    noise = "".join(hashlib.sha256(str(n).encode()).hexdigest() for n in range(1500))
    site = tree(tmp_path / "site", **{"news/index.html": f"<p>{noise}</p>", "search.html": "<p>", "search/kk.js": ""})
    (site / "search/kk-00000001/t0.js").unlink()
    words = ["pack", "--site", str(site), "--release", str(tmp_path / "out"), "--root", str(ROOT)]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 1
    assert "bytes > 25000" in done.stdout
    assert not (tmp_path / "out").exists()
    (site / "news/index.html").unlink()
    assert "is no day" in CliRunner().invoke(app, [*words, "--date", "tomorrow"]).stderr
    done = CliRunner().invoke(app, [*words, "--date", DAY])
    assert done.exit_code == 0, done.output
    assert f"/sauat-{DAY}-" in done.stdout.splitlines()[-1]
    assert "It has no security.txt" in done.stderr
    assert "security.txt" not in CliRunner().invoke(app, [*words, "--date", DAY, "--contact", CONTACT]).stderr
    (tmp_path / "file").write_text("")
    done = CliRunner().invoke(app, [*words[:4], str(tmp_path / "file" / "out"), *words[5:]])
    assert "is not a folder" in done.stderr
