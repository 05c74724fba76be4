"""The snippet for Apache 2.4, to be included in a `VirtualHost`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.frame import out
from generator.model import LANGS
from generator.release import security
from generator.release.facts import CACHE_CONTROL, CHECKED, COPIES, IMMUTABLE, SPECIAL, TYPES, Caching, is_compressible

_HEAD = """\
# Sauat for Apache 2.4, made by `sauat pack`. Inside <VirtualHost>: Include {conf}
# Modules: alias, dir, env, headers, mime, rewrite, setenvif. TLS and the redirect to https are the server's own.
"""
_SERVING = """\
<Directory "{root}">
    Require all granted
    Options FollowSymLinks
    AllowOverride None
    DirectoryIndex index.html
    SetEnvIf Request_URI . no-gzip no-brotli
    RemoveEncoding {copies}
    Header always unset Last-Modified
    Header unset Last-Modified
    Header unset Content-Language
    RewriteEngine On
    RewriteCond %{{REQUEST_FILENAME}} -d
    RewriteCond %{{REQUEST_FILENAME}}/index.html !-f
    RewriteRule ^ - [R=404,L]
"""
_COPY = """\
    RewriteCond %{{HTTP:Accept-Encoding}} \\b{coding}\\b
    RewriteCond %{{REQUEST_FILENAME}}.{ending} -f
    RewriteRule ^ {path}%{{ENV:SAUAT_FILE}}.{ending} [L]
"""


def snippet(headers: Iterable[tuple[str, str]], *, path: str, root: str, told: bool) -> str:
    """`path` is where the portal stands, with slashes at both ends; `root` is the folder of its tree on the server; `told`
    says that the release has a security.txt."""
    server = root.removesuffix("site") + "server"
    said = [f'    Header always set {name} "{value}"\n' for name, value in headers]
    lines = [_HEAD.format(conf=f"{server}/apache.conf")]
    if told:
        lines.append(f'Alias "{security.ADDRESS}" "{server}/{security.NAME}"\n')
        lines += [
            f'<Directory "{server}">\n    Require all denied\n    <Files "{security.NAME}">\n        Require all granted\n'
        ]
        lines += [f'        ForceType "{security.TYPE}"\n', "    </Files>\n", *said, "</Directory>\n"]
    lines.append(f'Alias "{path}" "{root}/"\n' if path == "/" else f'Alias "{path.rstrip("/")}" "{root}"\n')
    lines.append(_SERVING.format(root=root, copies=" ".join(f".{ending}" for ending in COPIES)))
    lines.append(f'    RewriteCond %{{REQUEST_URI}} "^{re.escape(path)}(.*[^/])$"\n    RewriteRule ^ - [E=SAUAT_FILE:%1]\n')
    lines += [_COPY.format(path=path, coding=coding, ending=ending) for ending, coding in COPIES.items()]
    lines.append(f"    ErrorDocument 404 {path}{out(LANGS[0], '404.html')}\n")
    lines.append(f'    Header always set Cache-Control "{CACHE_CONTROL["short"]}"\n')
    lines += said
    lines.append("</Directory>\n")
    for lang in LANGS[1:]:
        lost = f"ErrorDocument 404 {path}{out(lang, '404.html')}"
        lines.append(f'<Directory "{root}/{lang}">\n    {lost}\n</Directory>\n')
    lines += _by_address(re.escape(path))
    return "".join(lines)


def _by_address(path: str) -> Iterator[str]:
    """What differs by path. A copy is asked for by a name of its own after the rewrite, and is told as the file it is of."""
    copy = rf"(\.({'|'.join(COPIES)}))?$"
    kinds: dict[Caching, str] = {"immutable": _any_of(IMMUTABLE), "checked": _any_of(CHECKED) + copy}
    for caching, pattern in kinds.items():
        yield _located(f"^{path}{pattern}", f'Header always set Cache-Control "{CACHE_CONTROL[caching]}"')
    for ending, kind in TYPES.items():
        vary = ("Header always merge Vary Accept-Encoding",) if is_compressible(f"x.{ending}") else ()
        yield _located(rf"^{path}.*\.{ending}{copy}", f'ForceType "{kind}"', *vary)
    for file, special in SPECIAL.items():
        yield _located(f"^{path}{re.escape(file)}{copy}", f'ForceType "{special}"')
    for ending, coding in COPIES.items():
        yield _located(rf"^{path}.*\.{ending}$", f'Header set Content-Encoding "{coding}"')


def _any_of(paths: Iterable[str]) -> str:
    return f"({'|'.join(map(re.escape, paths))})"


def _located(pattern: str, *lines: str) -> str:
    inner = "".join(f"    {line}\n" for line in lines)
    return f'<LocationMatch "{pattern}">\n{inner}</LocationMatch>\n'
