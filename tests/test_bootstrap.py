"""What set-up does on a machine that lacks something, with programs of our own in the place of the system's."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from generator import bootstrap


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """`machine("apt-get", "exit 0")`: a machine with only the programs given; each writes down how it was called."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / ".venv" / "bin" / "python")

    def program(name, script):
        file = tmp_path / name
        file.write_text(f'#!/bin/sh\necho "{name} $*" >> {tmp_path}/calls\n{script}\n')
        file.chmod(0o755)
        return tmp_path / "calls"

    program("env", 'while [ "${1#*=}" != "$1" ]; do shift; done; exec "$@"')
    return program


def user(monkeypatch, uid: int) -> None:
    monkeypatch.setattr("os.geteuid", lambda: uid)


def no_ensurepip(monkeypatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)


def test_says_what_to_type(machine, monkeypatch):
    """No venv, no administrator: three lines, one of them in each of the portal's languages."""
    no_ensurepip(monkeypatch)
    user(monkeypatch, 1000)
    machine("apt-get", "exit 0")
    machine("sudo", "exit 1")
    with pytest.raises(SystemExit) as stopped:
        bootstrap.make_venv()
    lines = str(stopped.value).splitlines()
    assert len(lines) == 3
    assert all("sudo apt-get install python3." in line and "-venv" in line for line in lines)


@pytest.mark.parametrize("uid", [0, 1000], ids=["root", "sudo"])
def test_apt_installs_venv(machine, monkeypatch, uid):
    no_ensurepip(monkeypatch)
    user(monkeypatch, uid)
    made = []
    monkeypatch.setattr(bootstrap, "run", made.append)
    calls = machine("apt-get", "exit 0")
    machine("sudo", 'shift; [ "$1" = true ] || exec "$@"')
    bootstrap.make_venv()
    assert [line for line in calls.read_text().splitlines() if line.startswith("apt-get")] == [
        "apt-get -qq update",
        f"apt-get -qq install -y --no-install-recommends python3.{bootstrap.sys.version_info.minor}-venv",
    ]
    assert made[0][1:3] == ["-m", "venv"]


def test_uv_comes_first(machine, monkeypatch):
    made = []
    monkeypatch.setattr(bootstrap, "run", made.append)
    machine("uv", "exit 0")
    bootstrap.make_venv()
    bootstrap.install("-r", "lock")
    assert [Path(command[0]).name for command in made] == ["uv", "uv"]


def test_chromium_must_open_a_file(machine, monkeypatch):
    """Ubuntu's chromium-browser only says that it wants a snap; the next one is taken."""
    machine("chromium-browser", "echo 'requires the chromium snap'")
    machine("google-chrome", "echo '<p>opened</p>'")
    machine("fc-list", "echo 'Noto Sans: style=Regular'")
    assert Path(bootstrap.find_browser()).name == "google-chrome"


def test_chromium_from_apt(machine, monkeypatch, tmp_path):
    user(monkeypatch, 0)
    machine("fc-list", "echo 'Noto Sans: style=Regular'")
    machine("hidden", "echo opened")
    calls = machine("apt-get", f'case "$*" in *chromium*) /bin/cp {tmp_path}/hidden {tmp_path}/chromium;; esac')
    assert Path(bootstrap.find_browser()).name == "chromium"
    assert "install -y --no-install-recommends chromium fonts-noto-core" in calls.read_text()


def test_chromium_from_playwright(machine, monkeypatch):
    """Without an administrator: Playwright's own download, without system libraries."""
    user(monkeypatch, 1000)
    browser = machine("headless", "echo opened").parent / "headless"
    (browser.parent / ".venv" / "bin").mkdir(parents=True)
    machine(".venv/bin/python", f'[ "$1" = -c ] && echo {browser} || true')
    machine("fc-list", "echo ':'")
    assert bootstrap.find_browser() == str(browser)
    assert "playwright install chromium" in (browser.parent / "calls").read_text()


def test_nothing_helps(machine, monkeypatch):
    user(monkeypatch, 1000)
    with pytest.raises(SystemExit, match="sudo apt-get install chromium fonts-noto-core"):
        bootstrap.find_browser()


def test_locks_name_no_place():
    """Files by name and hash only: whoever installs says from where."""
    for lock in (bootstrap.LOCK, bootstrap.TESTS_LOCK, bootstrap.NPM_LOCK):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert "file:" not in text
        assert "--index" not in text


@pytest.mark.parametrize(
    ("code", "said"), [("exit 0", "Installing the dictionaries …\n"), ("exit 1", "sudo apt-get install hunspell")]
)
def test_dictionaries_are_wished_for(machine, monkeypatch, capsys, code, said):
    """Set-up goes on without them: `sauat check` then says that it has not looked."""
    user(monkeypatch, 0)
    calls = machine("apt-get", code)
    bootstrap.find_dictionaries()
    assert "hunspell-kk" in calls.read_text() or code == "exit 1"
    assert said in capsys.readouterr().out


@pytest.mark.parametrize("code", ["exit 0", 'case "$*" in *wrk*) exit 100;; esac'], ids=["all", "no wrk"])
def test_servers_are_wished_for(machine, monkeypatch, capsys, code):
    """Set-up goes on without those that the system does not have, and leaves no server running that nobody asked for."""
    user(monkeypatch, 0)
    monkeypatch.setattr(bootstrap, "system_program", lambda name: "/usr/bin/rsync" if name == "rsync" else None)
    monkeypatch.setattr(bootstrap, "BROTLI", bootstrap.ROOT / "none")
    calls = machine("apt-get", code)
    machine("systemctl", "exit 0")
    bootstrap.find_servers()
    asked = calls.read_text()
    assert "install -y --no-install-recommends libnginx-mod-http-brotli-static" in asked
    assert "rsync" not in asked
    assert "systemctl disable --now nginx" in asked
    assert ("sudo apt-get install wrk\n" in capsys.readouterr().out) == ("wrk" in code)
