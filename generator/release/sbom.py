"""What a release is made of, as CycloneDX 1.6: what readers get, and apart from it the tools that made it.

A package that is copied into `overrides/assets` tells its name, version and licence in the comment that its file begins with.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from generator.release.facts import File

_VENDORED = re.compile(
    r"/\* (?P<name>[\w.@/-]+) (?P<version>\d[\w.-]*) \((?P<home>npm)\).*?(?P<licence>MIT|ISC|0BSD|BSD-3-Clause)", re.DOTALL
)
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)", re.MULTILINE)


@dataclass(frozen=True)
class Vendored:
    """Somebody else's package among our scripts."""

    name: str
    version: str
    licence: str

    @property
    def purl(self) -> str:
        return f"pkg:npm/{self.name.replace('@', '%40')}@{self.version}"


def vendored(sources: Iterable[str]) -> list[Vendored]:
    """The packages whose comments stand at the head of sources."""
    found = (_VENDORED.match(source) for source in sources)
    packages = {(match["name"], match["version"], match["licence"]) for match in found if match}
    return [Vendored(*package) for package in sorted(packages)]


def bom(name: str, date: str, files: Iterable[File], packages: Iterable[Vendored], lock: str) -> bytes:
    """`lock` is the text of requirements.lock. The same input gives the same bytes."""
    shipped = [_file(file) for file in files if file.path.endswith((".js", ".css", ".svg")) and "search/" not in file.path]
    inside = [_package(package) for package in packages]
    tools = [_tool(tool, version) for tool, version in _LOCKED.findall(lock)]
    portal = f"sauat@{name}"
    whole = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, name)}",
        "version": 1,
        "metadata": {
            "timestamp": f"{date}T00:00:00Z",
            "component": {
                "type": "application",
                "bom-ref": portal,
                "name": "sauat",
                "version": name,
                "licenses": [{"license": {"id": "MIT"}}, {"license": {"id": "CC-BY-4.0"}}],
            },
        },
        "components": [*inside, *shipped, *tools],
        "dependencies": [{"ref": portal, "dependsOn": [part["bom-ref"] for part in (*inside, *shipped)]}],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _file(file: File) -> dict[str, Any]:
    hashes = [{"alg": "SHA-256", "content": file.sha256}]
    return {"type": "file", "bom-ref": f"file:{file.path}", "name": file.path, "scope": "required", "hashes": hashes}


def _package(package: Vendored) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": package.purl,
        "name": package.name,
        "version": package.version,
        "scope": "required",
        "licenses": [{"license": {"id": package.licence}}],
        "purl": package.purl,
    }


def _tool(name: str, version: str) -> dict[str, Any]:
    """Used to make the release and not in it: «excluded» in CycloneDX' words."""
    purl = f"pkg:pypi/{name.lower().replace('_', '-')}@{version}"
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "scope": "excluded", "purl": purl}
