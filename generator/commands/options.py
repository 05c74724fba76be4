"""What the commands share: the languages as options, the project's folder, the language of messages."""

from __future__ import annotations

import locale
import os
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from generator.model import LANGS, Lang


class Language(StrEnum):
    """The portal's languages, for options."""

    kk = "kk"
    ru = "ru"


Root = Annotated[Path, typer.Option(help="The project's folder.", show_default=False)]
Say = Annotated[Language | None, typer.Option("--lang", help="Language of the messages; else the terminal's, else Kazakh.")]
Today = Annotated[str, typer.Option(help="The day to count past and coming from, as 2026-11-27.", show_default=False)]
HERE = Path()


def lang_of(chosen: Language | None) -> Lang:
    if chosen is not None:
        return LANGS[[lang.value for lang in Language].index(chosen.value)]
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "ru" if spoken.lower().startswith("ru") else "kk"


def day_of(given: str) -> date:
    """A day as an option gives it; today without one."""
    try:
        return date.fromisoformat(given) if given else date.today()
    except ValueError:
        print(f"«{given}» is no day; for example 2026-11-27", file=sys.stderr)
        raise typer.Exit(1) from None
