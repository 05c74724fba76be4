"""The only file that knows MkDocs: it hands MkDocs our frame, and takes Material's own files out of the tree.

static-i18n builds once per language, so every hook runs twice; what is read is read once (`_engine`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from generator import article, prose
from generator.load import load
from generator.model import Prose
from generator.render.engine import Engine, Speaker, squeeze


@cache
def _engine(root: Path) -> Engine:
    return Engine(root / "overrides", load(root).portal)


def _of(config: MkDocsConfig) -> Engine:
    return _engine(Path(config.config_file_path).parent)


def _record(page: Page, config: MkDocsConfig) -> Prose:
    path = page.file.src_uri
    return next(p for p in _of(config).portal.prose if f"{p.lang}/{p.path}" == path)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """No page of the theme's own: the portal has its 404 in both languages and its own site map."""
    config.theme.static_templates.clear()
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Only Markdown: the theme's scripts, styles, fonts and our templates are not the reader's to download."""
    return Files([file for file in files if file.is_documentation_page()])


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """MkDocs' environment behaves as ours does: values escaped, a missing one is an error."""
    env.autoescape, env.undefined = True, jinja2.StrictUndefined
    env.trim_blocks = env.lstrip_blocks = True
    _of(config).furnish(env)
    return env


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    engine, lang = _of(config), _record(page, config).lang
    return article.finish(html, Speaker(engine.portal.words, lang), engine.icon, lambda name: engine.drawing(name, lang))


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: object) -> dict[str, Any]:
    record, engine = _record(page, config), _of(config)
    sheet = prose.sheet(engine.portal, record)
    made = {"content": Markup(page.content or ""), "meta": record.meta}
    return context | engine.context(sheet.view) | dict(sheet.data) | {"layout": f"pages/{sheet.template}", "page": made}


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return squeeze(output)
