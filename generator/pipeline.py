"""The stages in order, on one screen: words, records and looks in; one whole tree out, or the last good one untouched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from generator import editions, feeds, figures, ics, opendata, saves, search, tree, worker
from generator.checks import check
from generator.cores import each
from generator.load import Kept, load
from generator.mkdocs import Prosework
from generator.model import LANGS, Lang, Portal, Problem, Site
from generator.render import sheets
from generator.render.copies import Copy, download
from generator.render.engine import Engine

R = TypeVar("R")
# Sites from which on both languages are rendered at once.
MANY = 2_000


class Stopped(Exception):
    """The records or the words are wrong: `problems` says where, and nothing was built."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass(frozen=True)
class Project:
    """Where the project lies, and which languages to build."""

    root: Path
    langs: tuple[Lang, ...] = LANGS
    # Where the tree will stand, as `feeds.address_of` gives it; a tree without it opens at any place.
    address: str = ""
    # The day to count past and coming from; without it the newest day of the records, so that a build knows no clock.
    today: date | None = None

    @property
    def overrides(self) -> Path:
        return self.root / "overrides"

    def read(self, kept: Kept | None = None, good: Portal | None = None) -> Portal:
        """Everything, checked. Raises `Stopped` with every problem there is.

        Whoever reads again and again holds what `kept` fills, and gives the last good portal: what both say is not news.
        """
        loaded = load(self.root, kept)
        fresh = _fresh(loaded.portal, good) if good else None
        problems = tuple(sorted([*loaded.problems, *check(loaded.portal, fresh)]))
        if problems:
            raise Stopped(problems)
        return replace(loaded.portal, today=self.today)


def _fresh(portal: Portal, good: Portal) -> tuple[Site, ...] | None:
    """The sites that are not the very records of a good portal; None where more than sites has changed since."""
    if replace(portal, sites=()) != replace(good, sites=()):
        return None
    known = {id(site) for site in good.sites}
    return tuple(site for site in portal.sites if id(site) not in known)


def build(project: Project, out: Path, say: Callable[[str], None] = lambda stage: None, *, copies: bool = False) -> int:
    """Build the whole tree into `out`, with its autonomous editions where `copies` are wanted; `say` hears each stage's name as
    it starts. Returns the number of files.

    MkDocs is a process of its own: it works on the second core from the start, and is stopped when the checks find a fault.
    """
    with (
        tree.replacing(out) as site,
        Prosework(
            project.root, site.with_name(site.name + ".prose"), project.langs, project.address, project.today
        ) as prosework,
    ):
        say("read")
        portal = project.read()
        growth = tree.Growth(site)
        say("render")
        engine = Engine(project.overrides, portal, project.address)
        for path, content in engine.assets.files.items():
            growth.write(path, content)
        paths = pages_of_records(engine, project.langs, growth)
        say("mkdocs")
        pages = prosework.pages()
        for path, content in pages.items():
            growth.write(path, content)
        say("search")
        for path, content in search.index(portal, pages, project.langs).items():
            growth.write(path, content)
        say("feeds")
        icon = engine.assets.path("mark.svg")
        for path, content in ics.files(portal, project.langs, project.address).items():
            growth.write(path, content)
        for path, content in (opendata.files(portal) | figures.files(portal)).items():
            growth.write(path, content)
        for path, content in feeds.files(portal, paths, project.langs, pages, address=project.address, icon=icon).items():
            growth.write(path, content)
        if copies:
            say("editions")
            made = [
                Copy(one.edition.level, one.edition.langs, one.edition.path, one.size, one.digest)
                for one in editions.make(portal, site, project.langs)
            ]
            for lang in project.langs:
                sheet = download(portal, lang, made)
                growth.write(sheet.view.out, engine.html(sheet).encode())
        for path, content in saves.scripts(portal, site, project.langs).items():
            growth.write(path, content)
        growth.write("sw.js", worker.script(engine.assets.worker, growth.sizes, growth.digest))
        return tree.count(site)


def pages_of_records(engine: Engine, langs: tuple[Lang, ...], growth: tree.Growth) -> list[str]:
    """Write every page that jinja2 makes; returns the paths, inside a language's tree, of those that may be indexed.

    A core a language once there are pages enough to pay for a second process; before that MkDocs has the other core.
    """

    def one(lang: Lang) -> tuple[list[str], tree.Growth]:
        part, paths = growth.part(), []
        for sheet in sheets(engine.portal, (lang,)):
            part.write(sheet.view.out, engine.html(sheet).encode())
            if sheet.view.indexed:
                paths.append(sheet.view.path)
        return paths, part

    work = each if len(engine.portal.sites) > MANY else _in_turn
    found: dict[str, None] = {}
    for paths, part in work(one, langs):
        growth.join(part)
        found |= dict.fromkeys(paths)
    return list(found)


def _in_turn(work: Callable[[Lang], R], langs: Sequence[Lang]) -> list[R]:
    return [work(lang) for lang in langs]
