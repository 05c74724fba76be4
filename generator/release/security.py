"""security.txt of RFC 9116: whom to write to about a hole. It stands at the host's root, wherever the portal stands."""

from __future__ import annotations

import re
from datetime import date, timedelta

from generator.release.refused import Refused

NAME = "security.txt"
ADDRESS = f"/.well-known/{NAME}"
TYPE = "text/plain; charset=utf-8"
# The RFC asks for less than a year, so that a file nobody looks after is not believed.
_GOOD_FOR = timedelta(days=364)
_CONTACT = re.compile(r"mailto:[^\s@<>\"]+@[\w-]+(\.[\w-]+)+|https://[\w-]+(\.[\w-]+)+(/[!-~]*)?|tel:\+\d[\d-]{6,16}", re.ASCII)


def text(contact: str, day: str) -> str:
    """The file of a release of that day, good for a year from then; Refused when nobody could be reached so."""
    if not _CONTACT.fullmatch(contact):
        raise Refused(f"«{contact}» is not where a hole can be told; for example mailto:security@example.kz")
    expires = date.fromisoformat(day) + _GOOD_FOR
    return f"Contact: {contact}\nExpires: {expires.isoformat()}T00:00:00Z\nPreferred-Languages: kk, ru, en\n"
