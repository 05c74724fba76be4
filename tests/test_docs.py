"""Every command has help and stands in the README; every make target tells what it does."""

import re
import subprocess
from pathlib import Path

import pytest
import typer

from generator.__main__ import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(group, prefix="sauat"):
    for name, command in typer.main.get_command(group).commands.items():
        if hasattr(command, "commands"):
            for inner, leaf in command.commands.items():
                yield f"{prefix} {name} {inner}", leaf
        else:
            yield f"{prefix} {name}", command


@pytest.mark.parametrize(("name", "command"), list(commands(app)), ids=lambda value: value if isinstance(value, str) else "")
def test_a_command_is_documented(name, command):
    assert command.help
    assert f"`{name}" in README


def test_make_help_lists_every_target():
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    told = subprocess.run(["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [target for target in targets if target not in told] == []


def test_the_readme_names_no_file_that_is_not_there():
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []
