"""The snippet for nginx, to be included in a `server` block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.frame import out
from generator.model import LANGS
from generator.release import security
from generator.release.facts import CACHE_CONTROL, CHECKED, IMMUTABLE, SPECIAL, TYPES

_HEAD = """\
# Sauat for nginx, made by `sauat pack`. Inside server {{ … }}: include {conf};
# Works in every nginx of Debian and Ubuntu{module}. TLS and the redirect to https are the server's own.
"""
_SERVING = """\
    alias {root}/;
    index index.html;
    # Each release says anew which file a name means, so no open file is remembered across a switch.
    open_file_cache off;
    absolute_redirect off;
    server_tokens off;
    charset off;
    gzip off;
    gzip_static on;
    gzip_proxied any;
    # Said below for all: nginx would look for a second copy of each file to know whether to say it.
    gzip_vary off;
{brotli}    default_type application/octet-stream;
"""
_SHORT = f'set $sauat_caching "{CACHE_CONTROL["short"]}";'


def snippet(headers: Iterable[tuple[str, str]], *, path: str, root: str, brotli: bool, told: bool) -> str:
    """`path` is where the portal stands, with slashes at both ends; `root` is the folder of its tree on the server; `told`
    says that the release has a security.txt."""
    server = root.removesuffix("site") + "server/"
    conf = server + ("nginx-brotli.conf" if brotli else "nginx.conf")
    said = [f'    add_header {name} "{value}" always;\n' for name, value in headers]
    lines = [_HEAD.format(conf=conf, module=" with libnginx-mod-http-brotli-static" if brotli else "")]
    if path != "/":
        lines.append(f"location = {path.rstrip('/')} {{ return 301 {path}; }}\n")
    lines.append(f"location ^~ {path} {{\n")
    lines.append(_SERVING.format(root=root, brotli="    brotli_static on;\n" if brotli else ""))
    lines += _types()
    lines.append(f"    error_page 403 404 =404 {path}{out(LANGS[0], '404.html')};\n")
    lines += _caching()
    lines += said
    # The hour of a file tells nothing here (decisions/0019); its ETag tells whether it has changed.
    lines.append('    add_header Last-Modified "";\n')
    lines.append("    add_header Vary Accept-Encoding always;\n")
    lines += _inner(path)
    lines.append("}\n")
    if told:
        lines.append(f"location = {security.ADDRESS} {{\n    alias {server}{security.NAME};\n")
        lines += [f'    types {{ }}\n    default_type "{security.TYPE}";\n', *said, "}\n"]
    return "".join(lines)


def _types() -> Iterator[str]:
    yield "    types {\n"
    for ending, kind in TYPES.items():
        yield f'        "{kind}" {ending};\n'
    yield "    }\n"


def _caching() -> Iterator[str]:
    yield f"    {_SHORT}\n"
    yield "    add_header Cache-Control $sauat_caching always;\n"


def _inner(path: str) -> Iterator[str]:
    """What differs by path. An inner block without a header of its own keeps all of the outer one's. No regular expression:
    each would cost every page its time."""
    for begin in IMMUTABLE:
        yield f'    location ^~ {path}{begin} {{ set $sauat_caching "{CACHE_CONTROL["immutable"]}"; }}\n'
    for file in CHECKED:
        yield f'    location = {path}{file} {{ set $sauat_caching "{CACHE_CONTROL["checked"]}"; }}\n'
    for file, special in SPECIAL.items():
        yield f'    location = {path}{file} {{ {_SHORT} types {{ }} default_type "{special}"; }}\n'
    for lang in LANGS[1:]:
        lost = f"error_page 403 404 =404 {path}{out(lang, '404.html')};"
        yield f"    location {path}{out(lang, '')} {{ {_SHORT} {lost} }}\n"
