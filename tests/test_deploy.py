"""Putting a release in its place: at once, whole, with a way back, and nothing lost when it is killed."""

from __future__ import annotations

import http.client
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from typer.testing import CliRunner

from generator.__main__ import app
from generator.bench import host
from generator.bench.host import Server, nginx
from generator.release import unpack
from generator.release.manifest import Manifest, plan
from generator.release.place import Place
from generator.release.refused import Refused
from tests.browser.harness import ROOT
from tests.releases import pack, tree

FIRST, SECOND, THIRD = ({"index.html": f"<p>{word}</p>"} for word in ("бірінші", "екінші", "үшінші."))


def quiet(stage: str) -> None:
    """Says nothing."""


@pytest.fixture(scope="module")
def archives(tmp_path_factory):
    """Three releases: the second has another style sheet and no page «gone», the third another page."""
    folder = tmp_path_factory.mktemp("archives")
    trees = [
        {**FIRST, "gone.html": "<p>кетеді</p>"},
        {**SECOND, "assets/sauat.00000001.css": "", "assets/sauat.00000002.css": "p { margin: 1px }"},
        THIRD,
    ]
    made = []
    for number, changes in enumerate(trees):
        made.append(pack(tree(folder / f"site-{number}", **changes), folder, day=f"2026-11-2{number}"))
    return made


@pytest.fixture
def place(tmp_path):
    (tmp_path / "srv").mkdir()
    return tmp_path / "srv"


def name(archive: Path) -> str:
    return archive.name.removesuffix(".tar.gz")


def home(place: Path) -> str:
    return (place / "current/site/index.html").read_text(encoding="utf-8")


def test_one_stands_at_a_time_and_one_goes_back(place, archives):
    for archive in archives:
        assert Place(place).deploy(archive, 3, quiet) == name(archive)
        assert unpack.broken(place / "current") == []
    assert "үшінші" in home(place)
    assert Place(place).back() == name(archives[1])
    assert "екінші" in home(place)
    assert Place(place).back() == name(archives[0])
    with pytest.raises(Refused, match="keeps no release from before"):
        Place(place).back()
    assert "бірінші" in home(place)


def test_after_going_back_the_bad_one_is_not_the_way_back(place, archives):
    """First, second, back, third: back from the third is the first, which was seen to be good."""
    Place(place).deploy(archives[0], 3, quiet)
    Place(place).deploy(archives[1], 3, quiet)
    Place(place).back()
    Place(place).deploy(archives[2], 3, quiet)
    assert {folder.name for folder in (place / "releases").iterdir()} == {name(archives[0]), name(archives[2])}
    assert Place(place).back() == name(archives[0])


@pytest.mark.parametrize("keep", [1, 2])
def test_only_so_many_stay(place, archives, keep):
    for archive in archives:
        Place(place).deploy(archive, keep, quiet)
    assert sorted(folder.name for folder in (place / "releases").iterdir()) == sorted(map(name, archives[-keep:]))


def test_the_same_again_changes_nothing(place, archives):
    for _ in range(2):
        Place(place).deploy(archives[0], 3, quiet)
    assert Place(place).current == name(archives[0])
    assert [folder.name for folder in (place / "releases").iterdir()] == [name(archives[0])]


def test_an_open_page_of_the_other_release_finds_its_parts(place, archives):
    old, new = (place / f"releases/{name(archive)}/site" for archive in archives[:2])
    Place(place).deploy(archives[0], 3, quiet)
    Place(place).deploy(archives[1], 3, quiet)
    assert (new / "assets/sauat.00000001.css").read_bytes() == (old / "assets/sauat.00000001.css").read_bytes()
    assert (new / "assets/sauat.00000001.css.br").exists()
    assert not (new / "gone.html").exists()
    Place(place).back()
    assert (place / "current/site/assets/sauat.00000002.css").exists()


def test_equal_files_are_equal_to_servers_and_changed_ones_are_not(place, archives):
    """An ETag is made of size and hour: one page has as many bytes in two releases of a day."""
    hours = []
    for archive in (archives[0], archives[2]):
        Place(place).deploy(archive, 3, quiet)
        hours.append({path: (place / "current/site" / path).stat().st_mtime for path in ("index.html", "sw.js")})
    assert hours[0]["sw.js"] == hours[1]["sw.js"]
    assert hours[0]["index.html"] != hours[1]["index.html"]
    assert len(FIRST["index.html"]) == len(THIRD["index.html"])


@pytest.mark.parametrize("back", [False, True], ids=["deploy", "back"])
def test_killed_at_any_step(place, archives, back):
    """The old site or the new one, whole; the same command again ends it. Steps are those of a first page to the last copy."""
    Place(place).deploy(archives[0], 3, quiet)
    if back:
        Place(place).deploy(archives[1], 3, quiet)
    old, new = map(name, reversed(archives[:2]) if back else archives[:2])
    command = [sys.executable, "-m", "tests.killed", str(place), str(archives[1]), *(["back"] if back else [])]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    stood = [line.split() for line in done.stdout.splitlines()]
    assert len(stood) > (8 if back else 60)
    assert {first for first, _ in stood} == {old, new}
    assert {last for _, last in stood} == {new}
    turn = [first for first, _ in stood].index(new)
    assert all(first == new for first, _ in stood[turn:])


def test_what_is_there_already_is_not_written_again(place, archives):
    """A killed run left half of it, one file of that cut short and a stranger."""
    part = place / f"releases/.{name(archives[0])}.part"
    part.mkdir(parents=True)
    unpack.unpack(archives[0], part)
    (part / "site/index.html").write_text("cut", encoding="utf-8")
    (part / "site/stranger.html").write_text("", encoding="utf-8")
    kept = (part / "site/404.html").stat().st_ino
    Place(place).deploy(archives[0], 3, quiet)
    assert (place / "current/site/404.html").stat().st_ino == kept
    assert "бірінші" in home(place)
    assert not (place / "current/site/stranger.html").exists()


def run(*words: object):
    return CliRunner().invoke(app, ["deploy", *map(str, words)])


def refused(*words: object) -> str:
    done = run(*words)
    assert done.exit_code == 1, done.output
    assert len(done.stderr.splitlines()) == 1 or "…" in done.stderr
    return str(done.stderr.splitlines()[-1])


def test_an_operator_is_told_in_plain_words(place, archives, tmp_path, monkeypatch):
    assert (
        refused(archives[0], "--to", tmp_path / "none")
        == f"«{tmp_path}/none» is not there; make it first: mkdir -p {tmp_path}/none"
    )
    assert "is not a folder" in refused(archives[0], "--to", archives[0])
    assert "say where to" in refused(archives[0])
    assert "make it with: sauat pack" in refused(tmp_path / "x.tar.gz", "--to", place)
    assert "keeps no release" in refused("--to", place, "--back")
    monkeypatch.chdir(tmp_path)
    assert "there is no release in «build/release»" in refused("--to", place)
    (place / "current").mkdir()
    assert "is not a symlink" in refused(archives[0], "--to", place)


@pytest.mark.parametrize("harm", ["cut", "flipped", "not one", "other"])
def test_a_damaged_archive_changes_nothing(place, archives, tmp_path, harm):
    Place(place).deploy(archives[0], 3, quiet)
    whole = archives[1].read_bytes()
    middle = len(whole) // 2
    content = {
        "cut": whole[:middle],
        "flipped": whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :],
        "not one": b"<html>",
        "other": whole,
    }[harm]
    broken = tmp_path / archives[1].name
    broken.write_bytes(content)
    if harm == "other":
        (tmp_path / f"{broken.name}.sha256").write_text(f"{'0' * 64}  {broken.name}\n", encoding="ascii")
    said = refused(broken, "--to", place)
    assert "damaged" in said or "SHA-256" in said
    assert "бірінші" in home(place)


def test_a_full_disk_and_a_missing_right_are_told(place, archives, monkeypatch):
    Place(place).deploy(archives[0], 3, quiet)
    usage = shutil._ntuple_diskusage
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(1, 1, 1))
    assert "MB free" in refused(archives[1], "--to", place)
    monkeypatch.undo()

    def full(self, content):
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    assert "no space is left on the disk" in refused(archives[1], "--to", place)

    def forbidden(self, mode):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", forbidden)
    assert "no right to write" in refused(archives[1], "--to", place)
    monkeypatch.undo()
    assert "бірінші" in home(place)


def test_a_release_for_another_folder_is_told(place, archives, tmp_path):
    """Its snippets would make a server look elsewhere; the tree itself is as good as any."""
    done = run(archives[0], "--to", place)
    assert done.exit_code == 0
    assert f"sauat pack --on-server {place}" in done.stderr
    right = pack(tree(tmp_path / "site"), tmp_path, root=f"{place}/current/site")
    assert "--on-server" not in run(right, "--to", place).stderr


def test_two_at_once_wait_for_no_one(place, archives):
    with Place(place)._alone():
        assert "another sauat deploy is at work" in refused(archives[0], "--to", place)


def test_a_release_changed_by_hand_is_told(place, archives):
    Place(place).deploy(archives[0], 3, quiet)
    Place(place).deploy(archives[1], 3, quiet)
    (place / f"releases/{name(archives[0])}/site/index.html").write_text("hacked", encoding="utf-8")
    assert "is not whole" in refused("--to", place, "--back")
    (place / "current/site/index.html").write_text("hacked", encoding="utf-8")
    assert "changed by hand" in refused(archives[1], "--to", place)
    assert run(archives[0], "--to", place).exit_code == 0
    assert "бірінші" in home(place)


def test_a_plan_for_places_without_a_switch(archives, tmp_path):
    """Parts first, pages after them, the worker last; what an open page may ask for goes away one release later."""
    old, new = (unpack.read_manifest(archive) for archive in archives[:2])
    steps = [(step[0], step[1]) for step in plan(old, new)]
    assert steps == [
        ("put", "assets/sauat.00000002.css"),
        ("put", "index.html"),
        ("later", "assets/sauat.00000001.css"),
        ("delete", "gone.html"),
    ]
    whole = [step[1] for step in plan(Manifest("", "", "", ()), old)]
    assert whole[0].startswith("assets/")
    assert whole[-1] == "sw.js"
    (tmp_path / "old.json").write_bytes(old.json())
    done = run(archives[1], "--plan", tmp_path / "old.json")
    put = done.stdout.splitlines()[0].split("\t")
    assert put[:4] == ["put", "assets/sauat.00000002.css", "text/css; charset=utf-8", "public, max-age=31536000, immutable"]
    (tmp_path / "other.json").write_text("[]", encoding="utf-8")
    assert "is not the manifest.json of a release" in refused(archives[1], "--plan", tmp_path / "other.json")


@pytest.fixture
def far(tmp_path, monkeypatch):
    """Another machine, as rsync sees it: its remote shell runs the words here, in a folder of its own."""
    if not host.program("rsync"):
        pytest.skip("not installed: sudo apt-get install rsync")
    shell = tmp_path / "rsh"
    shell.write_text('#!/bin/sh\nshift\nexec sh -c "$*"\n', encoding="ascii")
    shell.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(shell))
    (tmp_path / "far").mkdir()
    return tmp_path / "far"


def test_over_rsync(far, archives):
    to = f"host:{far}"
    for archive in archives:
        assert run(archive, "--to", to, "--keep", 2).exit_code == 0
        assert unpack.broken(far / "current") == []
        assert (far / "current").readlink() == Path(f"releases/{name(archive)}")
    assert sorted(folder.name for folder in (far / "releases").iterdir()) == sorted(map(name, archives[1:]))
    assert (far / "current/site/assets/sauat.00000002.css").exists()
    same = [(far / f"releases/{name(archive)}/site/sw.js").stat().st_ino for archive in archives[1:]]
    assert same[0] == same[1]
    assert run("--to", to, "--back").exit_code == 0
    assert "екінші" in home(far)
    assert (far / "current/site/assets/sauat.00000001.css").exists()
    assert "keeps no release" in refused("--to", to, "--back")
    assert run(archives[2], "--to", to).exit_code == 0
    assert run(archives[2], "--to", to).exit_code == 0
    assert "үшінші" in home(far)


def test_over_rsync_there_is_no_moment_without_a_site(far, archives):
    to, stop, seen = f"host:{far}", threading.Event(), []
    run(archives[0], "--to", to)

    def looking() -> None:
        while not stop.is_set():
            seen.append((far / "current/site/index.html").exists())

    looker = threading.Thread(target=looking)
    looker.start()
    for words in ([archives[1]], ["--back"]) * 3:
        assert run(*words, "--to", to).exit_code == 0
    stop.set()
    looker.join()
    assert len(seen) > 1000
    assert all(seen)


def test_over_rsync_nothing_wrong_arrives(far, archives, monkeypatch):
    to = f"host:{far}"
    assert "make it first" in refused(archives[0], "--to", f"{to}/none/at/all")
    run(archives[0], "--to", to)
    half = far / f"releases/{name(archives[1])}/site"
    half.mkdir(parents=True)
    (half / "stranger.html").write_text("", encoding="utf-8")
    assert run(archives[1], "--to", to).exit_code == 0
    assert not (far / "current/site/stranger.html").exists()
    monkeypatch.setenv("PATH", "")
    assert "rsync is not installed" in refused(archives[0], "--to", to)


def test_over_rsync_killed_between_any_two_steps(far, archives, tmp_path, monkeypatch):
    """Each call of rsync in turn is the last one; the old site stands until the switch, and the next run ends it."""
    rsync, to = host.program("rsync"), f"host:{far}"
    programs = tmp_path / "bin"
    programs.mkdir()
    counter = 'n=$(($(cat "$SAUAT_TURN") + 1)); echo $n > "$SAUAT_TURN"; [ $n -lt "$SAUAT_LAST" ] || exit 137'
    (programs / "rsync").write_text(
        f'#!/bin/sh\n[ "$1" = --server ] || {{ {counter}; }}\nexec {rsync} "$@"\n', encoding="ascii"
    )
    (programs / "rsync").chmod(0o755)
    turn = tmp_path / "turn"
    monkeypatch.setenv("SAUAT_TURN", str(turn))
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    stood = []
    for last in range(1, 40):
        shutil.rmtree(far)
        far.mkdir()
        turn.write_text("0")
        monkeypatch.setenv("SAUAT_LAST", "1000")
        assert run(archives[0], "--to", to).exit_code == 0
        turn.write_text("0")
        monkeypatch.setenv("SAUAT_LAST", str(last))
        ended = run(archives[1], "--to", to, "--keep", 1).exit_code == 0
        assert unpack.broken(far / "current") == []
        stood.append(Place(far).current)
        monkeypatch.setenv("SAUAT_LAST", "1000")
        assert run(archives[1], "--to", to, "--keep", 1).exit_code == 0
        assert unpack.broken(far / "current") == []
        assert [folder.name for folder in (far / "releases").iterdir()] == [name(archives[1])]
        if ended:
            break
    assert stood[0] == name(archives[0])
    assert stood[-1] == name(archives[1])
    assert len(stood) > 6


def test_no_request_is_lost_while_releases_change(place, archives):
    """Pages and their parts are asked for without a pause while releases are put and taken back."""
    if not host.program("nginx"):
        pytest.skip(f"not installed: {host.HOW}")
    Place(place).deploy(archives[0], 3, quiet)
    lines = (place / "current/server/nginx.conf").read_text(encoding="utf-8")
    lines = lines.replace("/srv/sauat/current", str(place / "current"))
    stop, seen = threading.Event(), []

    def reader(port: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        while not stop.is_set():
            for path in ("/", "/sw.js", "/assets/sauat.00000001.css", "/search/kk-00000001/t0.js"):
                connection.request("GET", path)
                answer = connection.getresponse()
                seen.append((path, answer.status, answer.read()))
        connection.close()

    with nginx(Server(lines), workers=2) as running:
        readers = [threading.Thread(target=reader, args=(running.ports[0],)) for _ in range(3)]
        for thread in readers:
            thread.start()
        for _ in range(4):
            Place(place).deploy(archives[1], 3, quiet)
            Place(place).back()
        stop.set()
        for thread in readers:
            thread.join()
    assert {status for _, status, _ in seen} == {200}
    assert {body.decode() for path, _, body in seen if path == "/"} <= {*FIRST.values(), *SECOND.values()}


def test_files_are_readable_by_the_server(place, archives):
    habit = os.umask(0o077)
    try:
        Place(place).deploy(archives[0], 3, quiet)
    finally:
        os.umask(habit)
    assert all(file.stat().st_mode & 0o004 for file in (place / "releases").rglob("*"))
