"""Lists for programs: the site map. Links are relative to the tree's root until the operator names the portal's address."""

from __future__ import annotations

from collections.abc import Mapping

from generator.frame import out
from generator.model import LANGS, Lang, Portal
from generator.prose import sheet
from generator.render import sheets


def files(portal: Portal, pages: Mapping[str, bytes], langs: tuple[Lang, ...]) -> dict[str, bytes]:
    """Path in the tree -> content."""
    views = [s.view for s in (*sheets(portal), *(sheet(portal, page) for page in portal.published))]
    paths = sorted({view.path for view in views if view.indexed and view.lang in langs})
    return {"sitemap.txt": "".join(f"{out(lang, path)}\n" for path in paths for lang in LANGS if lang in langs).encode()}
