"""Reads everything once, in one order, and freezes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

import yaml

from generator.load.files import Folder
from generator.load.messages import problem
from generator.load.prose import read_prose
from generator.load.shape import Shaper, compose
from generator.load.strings import read_words
from generator.model import Body, Course, Evidence, Fact, Fund, Item, Plan, Portal, Problem, Region, Rubric, Site, Term, Words

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True)
class Loaded:
    """What was read, and what is wrong with its shape. With any problem the portal is only good for more checks."""

    portal: Portal
    problems: tuple[Problem, ...]


def load(root: Path) -> Loaded:
    """Read docs/, catalog/ and the drawings below `root`. Never raises for what an editor wrote."""
    found: list[Problem] = []
    folder = Folder(root, found)

    def shaped(path: str, build: Callable[[Shaper, yaml.Node | None], R], empty: R) -> R:
        text = folder.text(path)
        if text is None:
            return empty
        node = compose(text, path, 1, found)
        if node is None and not any(p.path == path for p in found):
            found.append(problem(path, 1, "empty-file"))
        return build(Shaper(path, found), node) or empty

    def many(path: str, cls: type[T]) -> tuple[T, ...]:
        return shaped(path, lambda shaper, node: tuple(shaper.records(node, cls)), ())

    def one(path: str, cls: type[T], empty: T) -> T:
        return shaped(path, lambda shaper, node: shaper.record(node, cls), None) or empty

    def site(path: str) -> Site | None:
        name = PurePosixPath(path).name.removesuffix(".yml")
        return shaped(path, lambda shaper, node: shaper.record(node, Site, id=name), None)

    sites = (site(path) for path in folder.below("catalog/sites", "**/*"))
    banks = (many(path, Item) for path in folder.below("catalog/banks", "*"))
    portal = Portal(
        course=one("catalog/course.yml", Course, Course(levels=(), modules=())),
        items=tuple(item for bank in banks for item in bank),
        rubrics=many("catalog/rubrics.yml", Rubric),
        regions=many("catalog/regions.yml", Region),
        evidence=many("catalog/evidence.yml", Evidence),
        sites=tuple(s for s in sites if s is not None),
        plan=one("catalog/programme/plan.yml", Plan, Plan(directions=(), totals=())),
        bodies=many("catalog/programme/bodies.yml", Body),
        funds=many("catalog/programme/funding.yml", Fund),
        passport=many("catalog/programme/passport.yml", Fact),
        terms=many("catalog/terms.yml", Term),
        words=shaped("catalog/words.yml", read_words, Words()),
        prose=tuple(read_prose(folder)),
        drawings={
            PurePosixPath(path).stem: text
            for path in folder.below("overrides/drawings", "*.svg")
            if (text := folder.text(path)) is not None
        },
    )
    return Loaded(portal, tuple(sorted(set(found))))
