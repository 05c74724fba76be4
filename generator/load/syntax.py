"""From a YAML text to its nodes, or to the one reason why not. Nothing here knows what a record is."""

from __future__ import annotations

import re

import yaml

from generator.load.messages import problem
from generator.model import Problem

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Our deepest record has 7 levels. Without a limit a file of a thousand brackets overflows the parser's stack.
_DEEPEST = 24
_OPENS = (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken, yaml.BlockSequenceStartToken, yaml.BlockMappingStartToken)
_CLOSES = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken, yaml.BlockEndToken)
# What YAML lets stand in a text; its reader does not say on which line another character is.
_READABLE = re.compile("[\t\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*")


def compose(text: str, path: str, first_line: int, found: list[Problem]) -> yaml.Node | None:
    """The root node of a YAML text, or None with the syntax problem written down.

    Aliases are refused: a short file of them can grow to fill the memory, and no record needs one.
    """
    try:
        if (refused := _refused(text)) is not None:
            code, line = refused
            found.append(problem(path, line + first_line, code))
            return None
        return yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line if mark else 0, text.rstrip().count("\n"))
        found.append(problem(path, line + first_line, "yaml-syntax", found=_line_of(text, line)))
    except yaml.YAMLError:
        line = next((n for n, shown in enumerate(text.split("\n")) if not _READABLE.fullmatch(shown)), 0)
        found.append(problem(path, line + first_line, "yaml-syntax", found=_line_of(text, line)))
    return None


def _refused(text: str) -> tuple[str, int] | None:
    """The code and the line, from 0, of the first thing that YAML knows and a record must not have."""
    depth = 0
    for token in yaml.scan(text, Loader=_Loader):
        if isinstance(token, yaml.AliasToken | yaml.AnchorToken | yaml.TagToken):
            return "yaml-extra", token.start_mark.line
        depth += isinstance(token, _OPENS) - isinstance(token, _CLOSES)
        if depth > _DEEPEST:
            return "yaml-deep", token.start_mark.line
    return None


def _line_of(text: str, line: int) -> str:
    return text.split("\n")[line].strip() or "…"
