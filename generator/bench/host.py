"""An nginx of our own, as on an operator's server: the machine's program, a configuration of one run, a port of loopback."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from generator.release.archive import SERVER, SITE
from generator.release.refused import Refused

BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
HOW = "sudo apt-get install nginx libnginx-mod-http-brotli-static"
_CONFIG = """\
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
worker_processes {workers};
{user}{modules}events {{ worker_connections 2048; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{servers}
}}
"""


@dataclass(frozen=True)
class Server:
    """A `server` block: what stands in it beside its port, and the certificate's folder where it speaks TLS."""

    lines: str
    tls: Path | None = None


@dataclass(frozen=True)
class Running:
    """The ports of the servers, in their order, and nginx' own process."""

    ports: list[int]
    pid: int

    def cpu(self) -> float:
        """Seconds of a processor that the workers have taken so far."""
        workers = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="ascii").split()
        spent = (Path(f"/proc/{worker}/schedstat").read_text(encoding="ascii").split()[0] for worker in workers)
        return sum(map(int, spent)) / 1e9


def program(name: str) -> str | None:
    """A system's program, those for administrators counted."""
    return shutil.which(name, path=os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin")))


def certify(folder: Path) -> Path:
    """The folder, now with a certificate of this run's own: browsers speak HTTP/2 only over TLS, and the benches' take it."""
    subject = ["-subj", "/CN=localhost", "-days", "2", "-keyout", f"{folder}/key.pem", "-out", f"{folder}/cert.pem"]
    command = [program("openssl") or "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *subject]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@contextmanager
def nginx(*servers: Server, workers: int = 1) -> Iterator[Running]:
    """Servers of one nginx while the block lasts."""
    ports = [free_port() for _ in servers]
    with tempfile.TemporaryDirectory(prefix="sauat-nginx-") as name:
        folder = Path(name)
        blocks = "\n".join(_block(server, port) for server, port in zip(servers, ports, strict=True))
        modules = f"load_module {BROTLI};\n" if BROTLI.exists() else ""
        user = "user root;\n" if os.geteuid() == 0 else ""
        values = {"folder": folder, "workers": workers, "modules": modules, "user": user, "servers": blocks}
        (folder / "nginx.conf").write_text(_CONFIG.format(**values), encoding="utf-8")
        command = [program("nginx") or "nginx", "-e", f"{folder}/error.log", "-p", str(folder), "-c", f"{folder}/nginx.conf"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            _wait(process, ports, folder / "error.log")
            yield Running(ports, process.pid)
        finally:
            process.terminate()
            process.wait()
            if process.stderr:
                process.stderr.close()


def _block(server: Server, port: int) -> str:
    listen = f"127.0.0.1:{port}" + (" ssl http2" if server.tls else "")
    keys = f"ssl_certificate {server.tls}/cert.pem; ssl_certificate_key {server.tls}/key.pem;" if server.tls else ""
    return f"    server {{ listen {listen}; server_name localhost; {keys}\n{server.lines}\n    }}"


def _wait(process: subprocess.Popen[str], ports: list[int], log: Path) -> None:
    for _ in range(200):
        if process.poll() is not None:
            said = process.stderr.read() if process.stderr else ""
            raise Refused("nginx: " + said + (log.read_text(encoding="utf-8") if log.exists() else ""))
        with suppress(OSError):
            for port in ports:
                socket.create_connection(("127.0.0.1", port), 1).close()
            return
        time.sleep(0.02)
    raise Refused("nginx does not answer")


def snippet(place: Path) -> str:
    """The snippet of the release that stands in a place, its folder put where the server's would be."""
    name = "nginx-brotli.conf" if BROTLI.exists() else "nginx.conf"
    text = (place / "current" / SERVER / name).read_text(encoding="utf-8")
    return re.sub(r"alias \S+;", f"alias {place}/current/{SITE}/;", text)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
