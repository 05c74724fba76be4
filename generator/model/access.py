"""What the last run of the accessibility tests looked at, and the faults that are known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from generator.model.base import Record, Text, identifier, like

Mode: TypeAlias = Literal["light", "dark", "contrast", "forced", "two-cream", "two-yellow", "two-blue"]


@dataclass(frozen=True, kw_only=True)
class Run(Record):
    """One run of axe-core: one page of each kind in each language, in each mode. `make proof` writes it."""

    day: date = like("2026-11-27")
    tool: str = like("axe-core 4.14.1")
    kinds: int = like("43")
    pages: int = like("86")
    modes: tuple[Mode, ...] = like("[light, dark]")
    findings: int = like("0")


@dataclass(frozen=True, kw_only=True)
class Fault(Record):
    """What still stands in somebody's way, in plain words."""

    id: str = identifier("no-sign-language")
    what: Text


@dataclass(frozen=True, kw_only=True)
class Accessibility(Record):
    """The record behind the accessibility statement. Before the first run there is none to tell of."""

    run: Run | None = None
    faults: tuple[Fault, ...]
