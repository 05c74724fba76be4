"""What the tests of releases share: a small tree of the real one's files, releases of it, and servers that serve them."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pytest

from generator.bench import host
from generator.bench.host import Server, nginx
from generator.frame import out
from generator.model import LANGS
from generator.release import copies
from generator.release.archive import Order, make
from generator.release.manifest import Manifest
from generator.release.place import Place
from generator.release.unpack import read_manifest
from tests.browser.harness import KINDS, ROOT

DAY = "2026-11-27"
CONTACT = "mailto:security@example.kz"
# Types that this portal may come to have: servers must know them already.
MORE = {
    "events.ics": "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    "sauat.webmanifest": '{"name": "Сауат"}',
    "news/feed.atom": "<feed xmlns='http://www.w3.org/2005/Atom'/>",
    "opensearch-kk.xml": "<OpenSearchDescription/>",
    "robots.txt": "User-agent: *\n",
}
MODULES = "mpm_event authz_core alias dir env headers mime rewrite setenvif ssl brotli deflate filter".split()
# The same file is compressed once for all the releases of a run.
copies.compressed = cache(copies.compressed)
APACHE = """\
ServerRoot {folder}
PidFile {folder}/pid
ErrorLog {folder}/error.log
ServerName localhost
User {user}
Group {user}
{modules}
# What Debian turns on for every host, and a snippet must get along with.
TypesConfig /etc/mime.types
AddOutputFilterByType DEFLATE text/html text/plain text/css
AddLanguage ru .ru
Listen 127.0.0.1:{port}
<VirtualHost 127.0.0.1:{port}>
Include {conf}
</VirtualHost>
"""


def sample(site: Path, to: Path, *, search: bool = False) -> Path:
    """A page of every kind in both languages, the search or a few of its shards, and a file of every other type."""
    long_tail = None if search else shutil.ignore_patterns("[ct][1-9]*")
    for folder in ("assets", "search", "catalog/data"):
        shutil.copytree(site / folder, to / folder, ignore=long_tail)
    pages = {out(lang, path.partition("?")[0]) for path in KINDS.values() for lang in LANGS}
    for path in pages | {"sw.js", "sitemap.txt", "catalog/feed-kk.xml", "catalog/feed-ru.xml"}:
        (to / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(site / path, to / path)
    for path, text in MORE.items():
        (to / path).write_text(text, encoding="utf-8")
    return to


def tree(folder: Path, **changes: str) -> Path:
    """The smallest tree that is one: changes are whole files, «index» for index.html; an empty text is no file."""
    files = {
        "index.html": '<link rel="stylesheet" href="assets/sauat.00000001.css"><p>басты бет</p>',
        "404.html": '<base href="./"><p>жоқ</p>',
        "ru/404.html": '<base href="./"><p>нет</p>',
        "assets/sauat.00000001.css": "p { margin: 0 }\n" * 9,
        "search/kk.js": 'sauat.put("kk", {});',
        "search/kk-00000001/t0.js": 'sauat.put("kk/t0", {});',
        "sw.js": "// 1",
    } | changes
    for path, text in files.items():
        if text:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
    return folder


def pack(site: Path, to: Path, *, day: str = DAY, **order: str) -> Path:
    return make(Order(site, to, day, **order), ROOT / "overrides", ROOT / "requirements.lock")


@dataclass(frozen=True)
class Answer:
    """What came over the line, its headers by their names in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Served:
    """A release at its place on a server that runs."""

    manifest: Manifest
    site: Path
    port: int
    secure: int = 0
    plain: int = 0
    cert: Path | None = None

    def get(self, path: str, *, method: str = "GET", inside: bool = True, **headers: str) -> Answer:
        """`path` is inside the portal, unless told."""
        return self._ask(http.client.HTTPConnection("127.0.0.1", self.port, timeout=10), path, method, inside, headers)

    def redirect(self, path: str) -> str:
        """Where the host's http leads."""
        return self._ask(http.client.HTTPConnection("localhost", self.plain, timeout=10), path, "GET", True, {}).headers[
            "location"
        ]

    def get_secure(self, path: str) -> Answer:
        context = ssl.create_default_context(cafile=str(self.cert))
        connection = http.client.HTTPSConnection("localhost", self.secure, timeout=10, context=context)
        return self._ask(connection, path, "GET", True, {})

    def _ask(
        self, connection: http.client.HTTPConnection, path: str, method: str, inside: bool, headers: dict[str, str]
    ) -> Answer:
        address = quote(self.manifest.path + path if inside else path)
        connection.request(method, address, headers={name.replace("_", "-"): value for name, value in headers.items()})
        got = connection.getresponse()
        body = got.read()
        connection.close()
        return Answer(got.status, {name.lower(): value for name, value in got.getheaders()}, body)


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that another user may read: pytest's own are shut, and Apache's children do not run as root."""
    with tempfile.TemporaryDirectory(prefix="sauat-servers-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def put(site: Path, folder: Path, mount: str) -> tuple[Manifest, Path]:
    """The release of a tree for a path, put in its place; its manifest and the place."""
    place = folder / "srv"
    place.mkdir()
    archive = pack(site, folder, path=mount, root=f"{place}/current/site", contact=CONTACT)
    Place(place).deploy(archive, 3, lambda stage: None)
    return read_manifest(archive), place


@contextmanager
def served(program: str, manifest: Manifest, place: Path, folder: Path) -> Iterator[Served]:
    """A release in its place, served by the snippet that came with it; `folder` is for the server's own things."""
    conf = place / "current" / "server" / f"{program}.conf"
    site = place / "current" / "site"
    if program == "apache":
        with apache(conf, folder) as port:
            yield Served(manifest, site, port)
        return
    if not host.program("nginx") or (program == "nginx-brotli" and not host.BROTLI.exists()):
        pytest.skip(f"not installed: {host.HOW}")
    certificate(folder)
    server = Server(f"include {conf};")
    redirect = Server("return 301 https://$host$request_uri;")
    with nginx(server, Server(server.lines, folder), redirect) as running:
        port, secure, plain = running.ports
        yield Served(manifest, site, port, secure, plain, folder / "cert.pem")


def certificate(folder: Path) -> None:
    if not shutil.which("openssl"):
        pytest.skip("not installed: sudo apt-get install openssl")
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost"
    subprocess.run([*command.split(), "-keyout", "key.pem", "-out", "cert.pem"], cwd=folder, check=True, capture_output=True)


@contextmanager
def apache(conf: Path, folder: Path) -> Iterator[int]:
    program, modules = host.program("apache2"), Path("/usr/lib/apache2/modules")
    if not program:
        pytest.skip("not installed: sudo apt-get install apache2-bin")
    port = host.free_port()
    there = [name for name in MODULES if (modules / f"mod_{name}.so").exists()]
    loaded = "\n".join(f"LoadModule {name}_module {modules}/mod_{name}.so" for name in there)
    user = "www-data" if os.geteuid() == 0 else "#-1"
    text = APACHE.format(folder=folder, user=user, modules=loaded, port=port, conf=conf)
    (folder / "apache.conf").write_text(text, encoding="utf-8")
    process = subprocess.Popen([program, "-f", str(folder / "apache.conf"), "-DFOREGROUND"], stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            assert process.poll() is None, (folder / "error.log").read_text() if (folder / "error.log").exists() else text
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            time.sleep(0.02)
        yield port
    finally:
        process.terminate()
        process.wait()
