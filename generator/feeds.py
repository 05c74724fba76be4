"""Lists for programs: the paths of all pages. Relative to the tree's root, until the operator names the portal's address."""

from __future__ import annotations

from collections.abc import Iterable

from generator.frame import View, out
from generator.model import LANGS, Lang, Portal


def files(portal: Portal, views: Iterable[View], langs: tuple[Lang, ...]) -> dict[str, bytes]:
    """Path in the tree -> content. `views` are the records' pages; the prose pages are added here."""
    records = {view.path for view in views if view.indexed}
    prose = {page.html_path for page in portal.published}
    paths = sorted(records | prose)
    return {"sitemap.txt": "".join(f"{out(lang, path)}\n" for path in paths for lang in LANGS if lang in langs).encode()}
