"""A slow line and an old phone: a server that sends what the portal's servers send, and a Chromium that is held back."""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import brotli

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
    """The address of a folder over HTTP/1.1, each file compressed with brotli once."""

    @cache
    def packed(path: Path) -> bytes:
        body: bytes = brotli.compress(path.read_bytes(), quality=9)
        return body

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = folder / unquote(urlsplit(self.path).path).lstrip("/")
            found = path.is_file()
            body = packed(path) if found else b""
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", mimetypes.guess_type(path.name)[0] or "application/octet-stream")
            self.send_header("Content-Length", str(len(body)))
            if found:
                self.send_header("Content-Encoding", "br")
            self.send_header("Cache-Control", "max-age=600")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet: the figures are the report."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


@contextmanager
def visit(browser: Any, slow: bool) -> Iterator[tuple[Any, Line]]:
    """A tab of someone who was never here, and what comes over its line."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, service_workers="block")
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
