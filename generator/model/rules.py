"""What today's rules ask of a state Internet resource."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.model.base import Record, Text, identifier, like
from generator.model.prose import Source


@dataclass(frozen=True, kw_only=True)
class Rule(Record):
    """One rule. `by` says who can look whether the portal keeps it: the program over the whole tree (generator/rules.py knows
    its id), or a person; `state` is how it stands where a person looks."""

    id: str = identifier("three-clicks")
    name: Text
    asks: Text
    source: Source
    by: Literal["program", "person"]
    state: Text | None = None
    # When an editor last compared it with what was at hand.
    checked: date = like("2026-11-27")
