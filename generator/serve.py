"""`sauat serve`: the portal on loopback while it is being edited. A saved file reloads the page; a mistake shows on it."""

from __future__ import annotations

import html
import mimetypes
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from watchfiles import watch

from generator.mkdocs import ProseFailed
from generator.model import Lang, Problem
from generator.pipeline import Project, Stopped
from generator.workshop import Workshop

SOURCES = ("docs", "catalog", "overrides", "mkdocs.yml")
EVENTS, RELOADER, WORKER = "/-/events", "/-/reload.js", "/sw.js"
_SCRIPT = f'new EventSource("{EVENTS}").onmessage = () => location.reload();\n'
# An editor wants no copies: a worker that leaves, and takes the place of one that a built tree left at this port.
_LEAVE = 'addEventListener("install", skipWaiting);\naddEventListener("activate", () => registration.unregister());\n'
_TAG = f'<script src="{RELOADER}"></script>\n</head>'
_PANEL = (
    '<div role="alert" style="background:#fdedea;color:#0a2530;border:4px solid #a21;padding:1rem;font:16px/1.5 monospace;'
    'white-space:pre-wrap;overflow-wrap:anywhere">{}</div>'
)
# What is shown when there is no good page yet to show the problems on.
_NOTHING_YET = b'<!doctype html><html><head><meta charset="utf-8"><title>sauat serve</title></head><body></body></html>'


class Studio:
    """The workshop, what is wrong with the sources now, and who waits for the next change."""

    def __init__(self, project: Project, lang: Lang) -> None:
        self.project, self.lang = project, lang
        self.workshop = Workshop(project)
        self.problems: tuple[Problem, ...] = ()
        self.turn = 0
        self._changed = threading.Condition()
        self._making = threading.Lock()
        self.refresh()

    def follow(self, stop: threading.Event, say: Callable[[str], None]) -> None:
        """Watch the sources until told to stop."""
        paths = [self.project.root / name for name in SOURCES]
        for changes in watch(*paths, debounce=60, step=20, stop_event=stop, raise_interrupt=False):
            names = sorted({Path(path).name for _, path in changes})
            self.refresh()
            say(f"{', '.join(names[:3])}: " + (f"{len(self.problems)} ✗" if self.problems else "✓"))

    def refresh(self) -> None:
        with self._making:
            try:
                self.workshop.read()
                self.problems = ()
            except Stopped as stopped:
                self.problems = stopped.problems
        with self._changed:
            self.turn += 1
            self._changed.notify_all()

    def wait(self, turn: int, seconds: float) -> bool:
        """Whether a change came after `turn` within so many seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: self.turn != turn, seconds)

    def page(self, path: str) -> bytes | None:
        """A file of the tree; HTML with the reloader, and with the problems on top while there are any."""
        with self._making:
            try:
                content = self.workshop.page(path)
            except ProseFailed as failed:
                return self.told(_NOTHING_YET, str(failed))
        if not path.endswith(".html"):
            return content
        lines = "\n".join(line(problem, self.lang) for problem in self.problems)
        if content is None:
            return self.told(_NOTHING_YET, lines) if lines else None
        return self.told(content, lines) if lines else content.replace(b"</head>", _TAG.encode(), 1)

    @staticmethod
    def told(content: bytes, text: str) -> bytes:
        head, body, rest = content.replace(b"</head>", _TAG.encode(), 1).partition(b"<body")
        tag, end, rest = rest.partition(b">")
        return head + body + tag + end + _PANEL.format(html.escape(text)).encode() + rest


def line(problem: Problem, lang: Lang) -> str:
    """A problem as every command prints it."""
    return f"{problem.path}:{problem.line}: {problem.code}: {problem.message[lang]}"


def server(studio: Studio, port: int) -> ThreadingHTTPServer:
    """A server on loopback; port 0 takes any free one."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            if path == EVENTS:
                self._events()
            elif path in (RELOADER, WORKER):
                self._send(200, "text/javascript", (_SCRIPT if path == RELOADER else _LEAVE).encode())
            else:
                self._file(path.removeprefix("/"))

        def _file(self, path: str) -> None:
            path = path + "index.html" if path == "" or path.endswith("/") else path
            content = studio.page(path)
            if content is None:
                lost = "ru/404.html" if path.startswith("ru/") else "404.html"
                content = (studio.page(lost) or b"").replace(
                    b'<base href="./">', b'<base href="/">' if lost == "404.html" else b'<base href="/ru/">'
                )
                self._send(404, "text/html; charset=utf-8", content)
            else:
                kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
                self._send(200, kind + "; charset=utf-8" if kind.startswith("text/") else kind, content)

        def _send(self, status: int, kind: str, content: bytes) -> None:
            self.send_response(status)
            for name, value in (("Content-Type", kind), ("Content-Length", str(len(content))), ("Cache-Control", "no-store")):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def _events(self) -> None:
            """One event a change, and a comment now and then so that a closed page is noticed."""
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()
            turn = studio.turn
            try:
                while True:
                    changed = studio.wait(turn, 15)
                    turn = studio.turn
                    self.wfile.write(b"data: changed\n\n" if changed else b": still here\n\n")
                    self.wfile.flush()
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Quiet: the terminal is for the editor's problems."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

    return Server(("127.0.0.1", port), Handler)
