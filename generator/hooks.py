"""The only file that knows MkDocs: it hands MkDocs our frame, and takes Material's own files out of the tree.

static-i18n builds once per language, so every hook runs twice; what is read is read once (`_engine`).
"""

from __future__ import annotations

import logging
import os
import sys
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page

from generator import article, gloss, prose
from generator.load import load
from generator.model import Lang, LessonMeta, Prose
from generator.render.engine import Engine, Speaker, squeeze

# The home page is made by generator/render, so MkDocs has none; the plugin's warning of it would fail the strict build.
logging.getLogger("mkdocs.plugins.mkdocs_static_i18n.plugin").addFilter(lambda record: "homepage" not in str(record.msg))


@cache
def _engine(root: Path) -> Engine:
    today = os.environ.get("SAUAT_TODAY", "")
    portal = replace(load(root).portal, today=date.fromisoformat(today) if today else None)
    return Engine(root / "overrides", portal, os.environ.get("SAUAT_ADDRESS", ""))


@cache
def _glossary(root: Path, lang: Lang) -> gloss.Glossary:
    return gloss.Glossary(_engine(root).portal.terms, lang)


def _of(config: MkDocsConfig) -> Engine:
    return _engine(Path(config.config_file_path).parent)


def _record(page: Page, config: MkDocsConfig) -> Prose:
    path = page.file.src_uri
    return next(p for p in _of(config).portal.published if f"{p.lang}/{p.path}" == path)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """No page of the theme's own: the portal has its 404 in both languages and its own site map."""
    config.theme.static_templates.clear()
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Only published Markdown: the theme's scripts, styles, fonts and our templates are not the reader's to download."""
    published = {f"{page.lang}/{page.path}" for page in _of(config).portal.published}
    pages = [file for file in files if file.src_uri in published]
    if only := config.extra.get("only"):
        for file in pages:
            if file.src_uri != only:
                file.inclusion = InclusionLevel.EXCLUDED
    return Files(pages)


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """MkDocs' environment behaves as ours does: values escaped, a missing one is an error."""
    env.autoescape, env.undefined = True, jinja2.StrictUndefined
    env.trim_blocks = env.lstrip_blocks = True
    _of(config).furnish(env)
    return env


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    engine, record = _of(config), _record(page, config)
    lang = record.lang
    made = article.finish(
        article.clean(html), Speaker(engine.portal.words, lang), engine.icon, lambda name: str(engine.drawing(name, lang))
    )
    if not isinstance(record.meta, LessonMeta):
        return made
    view = prose.sheet(engine.portal, record).view
    return gloss.mark(made, _glossary(Path(config.config_file_path).parent, lang), view.url("glossary.html"))


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: object) -> dict[str, Any]:
    record, engine = _record(page, config), _of(config)
    sheet = prose.sheet(engine.portal, record)
    made = {"content": Markup(page.content or ""), "meta": record.meta}
    return context | engine.context(sheet.view) | dict(sheet.data) | {"layout": f"pages/{sheet.template}", "page": made}


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return squeeze(output)


def worker() -> None:
    """Build on request, as long as stdin lives: a line `page<TAB>folder` (`*` for all), an answer `ok` or `failed: …`.

    A process that has MkDocs loaded turns one saved page round in a tenth of a second; a new process needs most of one.
    """
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    for line in sys.stdin:
        page, _, folder = line.rstrip("\n").partition("\t")
        try:
            config = load_config("mkdocs.yml", site_dir=folder, strict=False)
            config.extra["only"] = None if page == "*" else page
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            print("ok", flush=True)
        except (Exception, SystemExit) as error:
            print(f"failed: {error!r}", flush=True)


if __name__ == "__main__":
    worker()
