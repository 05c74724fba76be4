"""Where the portal stands, once its operator says so."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")
_PATH = re.compile(r"(/[\w~%-][\w.~%-]*)*/?")


def address_of(text: str) -> str | None:
    """Where the portal stands, as every absolute link of it begins: in ASCII, with a slash at its end. None for what is not
    an http(s) address of a folder."""
    try:
        parts = urlsplit(text.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return None
    whole = parts.scheme in ("http", "https") and _HOST.fullmatch(host) and _PATH.fullmatch(parts.path)
    if not whole or parts.query or parts.fragment or parts.username is not None or parts.path.endswith(".html"):
        return None
    return f"{parts.scheme}://{host}{port}{quote(parts.path, safe='/%~').rstrip('/')}/"
