"""One name for one site: small letters, punycode, no `www.`, no dot at the end."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

# State services and laws outside gov.kz.
STATE = ("egov.kz", "adilet.zan.kz", "zan.kz")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


@lru_cache(maxsize=2**17)
def host_of(url: str) -> str | None:
    """The ASCII domain that an http(s) address leads to, or None where it has none."""
    try:
        parts = urlsplit(url)
        name = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii").lower().removeprefix("www.")
    except (ValueError, UnicodeError):
        return None
    labels = name.split(".")
    good = parts.scheme in ("http", "https") and len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels)
    return name if good else None


def is_state(host: str) -> bool:
    """Whether only a state body can stand at it: below gov.kz, or the portals of state services and of the laws."""
    return host == "gov.kz" or host.endswith(".gov.kz") or host in STATE
