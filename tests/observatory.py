"""The questions of MDN's HTTP Observatory, asked of an answer's headers; the points are in cases/observatory.yml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

RULES = yaml.safe_load((Path(__file__).parent / "cases" / "observatory.yml").read_text(encoding="utf-8"))
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
BROAD = {"ftp:", "http:", "https:", "*"}
SIX_MONTHS = 15_552_000


def results(headers: Mapping[str, str], html: str, redirect: str) -> dict[str, str]:
    """Question -> result. `headers` by their names in small letters, of the https answer; `redirect` is where http leads."""
    csp = policy(headers.get("content-security-policy", ""))
    return {
        "content-security-policy": content_security(csp),
        "cookies": "without-secure-flag" if "set-cookie" in headers else "not-found",
        "cross-origin-resource-sharing": "implemented-with-universal-access"
        if "access-control-allow-credentials" in headers
        else "not-implemented",
        "redirection": "to-https" if redirect.startswith("https://") else "missing",
        "referrer-policy": referrer(headers.get("referrer-policy", "")),
        "strict-transport-security": transport(headers.get("strict-transport-security", "")),
        "subresource-integrity": scripts(html),
        "x-content-type-options": "nosniff" if headers.get("x-content-type-options") == "nosniff" else "not-implemented",
        "x-frame-options": framing(csp, headers.get("x-frame-options", "")),
        "cross-origin-resource-policy": "implemented-with-same-origin"
        if headers.get("cross-origin-resource-policy") == "same-origin"
        else "not-implemented",
    }


def grade(found: Mapping[str, str]) -> tuple[int, str]:
    points = [RULES["points"][question][result] for question, result in found.items()]
    score = RULES["start"] + sum(min(point, 0) for point in points)
    if score >= RULES["extra_credit_from"]:
        score = RULES["start"] + sum(points)
    return score, next(grade for least, grade in RULES["grades"].items() if max(score, 0) >= least)


def policy(header: str) -> dict[str, set[str]]:
    directives = (part.split() for part in header.split(";") if part.strip())
    return {name.lower(): set(sources) for name, *sources in directives}


def content_security(csp: dict[str, set[str]]) -> str:
    if not csp:
        return "not-implemented"
    default = csp.get("default-src", {"*"})
    script, style = csp.get("script-src", default), csp.get("style-src", default)
    if script & {"'unsafe-inline'", "data:", *BROAD} or csp.get("object-src", default) & BROAD:
        return "implemented-with-unsafe-inline"
    active = set().union(*(sources for name, sources in csp.items() if name not in ("img-src", "media-src")))
    if any(source.startswith(("http:", "ftp:")) for source in active):
        return "implemented-with-insecure-scheme"
    if "'unsafe-eval'" in script | style:
        return "implemented-with-unsafe-eval"
    if style & {"'unsafe-inline'", "data:", *BROAD}:
        return "implemented-with-unsafe-inline-in-style-src-only"
    return "implemented-with-no-unsafe" + ("-default-src-none" if default == {"'none'"} else "")


def referrer(header: str) -> str:
    if not header:
        return "not-implemented"
    return "private" if header in PRIVATE else "unsafe"


def transport(header: str) -> str:
    age = re.search(r"max-age=(\d+)", header)
    if not age:
        return "not-implemented"
    return f"implemented-max-age-{'at-least' if int(age[1]) >= SIX_MONTHS else 'less-than'}-six-months"


def scripts(html: str) -> str:
    sources = re.findall(r'<script[^>]* src="([^"]+)"', html)
    if not sources:
        return "not-implemented-but-no-scripts-loaded"
    outside = any(re.match(r"(https?:)?//", source) for source in sources)
    return f"not-implemented-{'and-external-scripts' if outside else 'but-all-scripts-loaded-from-secure-origin'}"


def framing(csp: dict[str, set[str]], header: str) -> str:
    if "frame-ancestors" in csp and not csp["frame-ancestors"] & BROAD:
        return "implemented-via-csp"
    return "sameorigin-or-deny" if header in ("SAMEORIGIN", "DENY") else "not-implemented"
