"""A slow line and an old phone: a server that sends what the portal's servers send, and a Chromium that is held back."""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
import mimetypes
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import unquote, urlsplit

import brotli

from generator.bench import host

# Slow 3G as the issue of weight has it: 400 kbit/s each way, 400 ms, and a processor four times slower.
_SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
_SLOWER = 4


@dataclass
class Line:
    """What came over the line since it was last looked at: bytes by address."""

    came: dict[str, int]
    _names: dict[str, str]

    def take(self) -> dict[str, int]:
        came, self.came = self.came, {}
        return came


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a folder, each file compressed with brotli once: over HTTP/2 as the portal's servers speak it where
    hypercorn is installed (`pip install hypercorn`), else over HTTP/1.1, which asks for six files at a time."""

    @cache
    def packed(path: Path) -> bytes | None:
        found: bytes | None = brotli.compress(path.read_bytes(), quality=11) if path.is_file() else None
        return found

    def answer(address: str) -> tuple[int, dict[str, str], bytes]:
        path = folder / unquote(urlsplit(address).path).lstrip("/")
        body = packed(path)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        if body is None:
            return 404, {"Content-Type": kind, "Content-Length": "0"}, b""
        headers = {"Content-Type": kind, "Content-Length": str(len(body)), "Content-Encoding": "br"}
        return 200, {**headers, "Cache-Control": "max-age=600"}, body

    with _second(answer) if importlib.util.find_spec("hypercorn") else _first(answer) as address:
        yield address


Answer: TypeAlias = Callable[[str], tuple[int, dict[str, str], bytes]]


@contextmanager
def _first(answer: Answer) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, headers, body = answer(self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet: the figures are the report."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


@contextmanager
def _second(answer: Answer) -> Iterator[str]:
    asyncio_serve = importlib.import_module("hypercorn.asyncio").serve
    config = importlib.import_module("hypercorn.config").Config()
    with tempfile.TemporaryDirectory(prefix="sauat-line-") as name, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        keys = host.certify(Path(name))
        config.certfile, config.keyfile, config.bind = str(keys / "cert.pem"), str(keys / "key.pem"), [f"127.0.0.1:{port}"]
        config.accesslog = config.errorlog = None
        stop = threading.Event()

        async def app(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] == "http":
                status, headers, body = answer(scope["path"])
                pairs = [(key.lower().encode(), value.encode()) for key, value in headers.items()]
                await send({"type": "http.response.start", "status": status, "headers": pairs})
                await send({"type": "http.response.body", "body": body})

        async def until() -> None:
            while not stop.is_set():
                await asyncio.sleep(0.1)

        thread = threading.Thread(target=lambda: asyncio.run(asyncio_serve(app, config, shutdown_trigger=until)), daemon=True)
        thread.start()
        while socket.socket().connect_ex(("127.0.0.1", port)):
            time.sleep(0.05)
        yield f"https://localhost:{port}/"
        stop.set()
        thread.join(5)


@contextmanager
def visit(browser: Any, slow: bool) -> Iterator[tuple[Any, Line]]:
    """A tab of someone who was never here, and what comes over its line."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, service_workers="block", ignore_https_errors=True)
    page = context.new_page()
    page.set_default_timeout(120_000)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    line = Line({}, {})

    def asked(event: dict[str, Any]) -> None:
        line._names[event["requestId"]] = event["request"]["url"]

    def done(event: dict[str, Any]) -> None:
        name = line._names.get(event["requestId"], "?")
        line.came[name] = line.came.get(name, 0) + int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", done)
    if slow:
        session.send("Network.emulateNetworkConditions", _SLOW)
        session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    try:
        yield page, line
    finally:
        context.close()
