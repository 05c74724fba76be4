"""A Python-Markdown extension: HTML in an editor's text is text, and comes out escaped."""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension


class PlainText(Extension):
    """Takes away the two places where Python-Markdown lets raw HTML through."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")


def makeExtension(**options: Any) -> PlainText:  # noqa: N802 - Python-Markdown looks for this name
    return PlainText(**options)
