"""From a YAML node to a frozen record, by the record's own type hints.

`yaml.compose` is used instead of `yaml.load`: nodes keep their lines, duplicate keys stay visible, and a word such
as `no` is never turned into a value behind the editor's back. Nothing here knows what the records mean.
"""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import yaml

from generator.load.messages import problem
from generator.model import LANGS, At, Problem, Record, Text

T = TypeVar("T")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Refused(Exception):
    """A node cannot become the value its place needs; the problem is already written down."""


@dataclasses.dataclass(frozen=True)
class _Field:
    name: str
    key: str
    hint: Any
    required: bool
    example: str
    pattern: str | None


@cache
def _fields(cls: type) -> dict[str, _Field]:
    """The record's YAML keys. Derived fields and `at` are the program's own."""
    hints = get_type_hints(cls)
    return {
        key: _Field(f.name, key, hints[f.name], required, f.metadata.get("example", ""), f.metadata.get("pattern"))
        for f in dataclasses.fields(cls)
        if f.name != "at" and not f.metadata.get("derived")
        for key in [f.metadata.get("key", f.name)]
        for required in [f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING]
    }


def compose(text: str, path: str, first_line: int, found: list[Problem]) -> yaml.Node | None:
    """The root node of a YAML text, or None with the syntax problem written down.

    Aliases are refused: a short file of them can grow to fill the memory, and no record needs one.
    """
    try:
        for token in yaml.scan(text, Loader=_Loader):
            if isinstance(token, yaml.AliasToken | yaml.AnchorToken | yaml.TagToken):
                found.append(problem(path, token.start_mark.line + first_line, "yaml-extra"))
                return None
        return cast("yaml.Node | None", yaml.compose(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + first_line
        found.append(problem(path, line, "yaml-syntax", found=error.problem or error.context or ""))
    except yaml.YAMLError as error:
        found.append(problem(path, first_line, "yaml-syntax", found=str(error).splitlines()[0]))
    return None


class Shaper:
    """Builds records out of one file's nodes and collects what is wrong with their shape."""

    def __init__(self, path: str, found: list[Problem], first_line: int = 1) -> None:
        self.path, self.found, self.first_line = path, found, first_line

    def line(self, node: yaml.Node) -> int:
        return int(node.start_mark.line) + self.first_line

    def refuse(self, node: yaml.Node, code: str, **values: object) -> Refused:
        self.found.append(problem(self.path, self.line(node), code, **values))
        return Refused()

    def records(self, node: yaml.Node | None, cls: type[T], **derived: object) -> Iterator[T]:
        """Every good record of a list; the bad ones are written down and left out."""
        if node is None:
            return
        if not isinstance(node, yaml.SequenceNode):
            self.refuse(node, "wrong-type", field=cls.__name__, found=_kind(node), expected="- … (list)", example="- id: …")
            return
        for item in node.value:
            if (made := self.record(item, cls, **derived)) is not None:
                yield made

    def record(self, node: yaml.Node | None, cls: type[T], **derived: object) -> T | None:
        """One record, or None when its shape is wrong."""
        if node is None:
            return None
        try:
            return self._record(node, cls, "", derived)
        except Refused:
            return None

    def pairs(self, node: yaml.Node, what: str) -> dict[str, tuple[yaml.ScalarNode, yaml.Node]]:
        """Key -> (its node, its value's node). A key given twice is a problem, and the first one counts."""
        if not isinstance(node, yaml.MappingNode):
            raise self.refuse(node, "wrong-type", field=what, found=_kind(node), expected="key: value", example="kk: …")
        seen: dict[str, tuple[yaml.ScalarNode, yaml.Node]] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.refuse(key, "wrong-type", field=what, found=_kind(key), expected="key: value", example="kk: …")
            elif key.value in seen:
                self.refuse(key, "duplicate-key", field=key.value)
            else:
                seen[key.value] = (key, value)
        return seen

    def _record(self, node: yaml.Node, cls: type[T], what: str, derived: dict[str, object]) -> T:
        fields = _fields(cls)
        pairs = self.pairs(node, what or cls.__name__.lower())
        values: dict[str, object] = {}
        good = True
        for key, (key_node, value) in pairs.items():
            if key not in fields:
                self.refuse(key_node, "unknown-field", field=key, expected=", ".join(fields))
                good = False
                continue
            try:
                values[fields[key].name] = self._value(value, fields[key].hint, fields[key])
            except Refused:
                good = False
        for key, f in fields.items():
            if key not in pairs and f.required:
                self.refuse(node, "missing-field", field=key, example=f"{key}: {f.example or '…'}")
                good = False
        if not good:
            raise Refused
        if issubclass(cls, Record):
            lines = {key: self.line(key_node) for key, (key_node, _) in pairs.items()}
            derived = {**derived, "at": At(self.path, self.line(node), lines)}
        return cls(**values, **derived)

    def _value(self, node: yaml.Node, hint: Any, f: _Field) -> object:
        origin, args = get_origin(hint), get_args(hint)
        if origin in (Union, types.UnionType):
            inner = [arg for arg in args if arg is not type(None)]
            return None if type(None) in args and _is_null(node) else self._value(node, inner[0], f)
        if origin is tuple:
            if not isinstance(node, yaml.SequenceNode):
                raise self.wrong(node, f, "[…, …]")
            return tuple(self._value(item, args[0], f) for item in node.value)
        if origin is Literal:
            return self._choice(node, args, f)
        if hint is Text:
            return self.text(node, f.key)
        if dataclasses.is_dataclass(hint):
            return self._record(node, cast("type[Any]", hint), f.key, {})
        return self._scalar(node, hint, f)

    def _scalar(self, node: yaml.Node, hint: Any, f: _Field) -> object:
        if not isinstance(node, yaml.ScalarNode):
            raise self.wrong(node, f, _NAMES[hint])
        tag = node.tag.rpartition(":")[2]
        if hint is bool and tag == "bool":
            return node.value.lower() in ("true", "yes", "on")
        if hint is int and tag == "int" and re.fullmatch(r"-?\d+", node.value):
            return int(node.value)
        if hint is date and tag == "timestamp":
            try:
                return date.fromisoformat(node.value)
            except ValueError:
                raise self.wrong(node, f, _NAMES[date]) from None
        if hint is str and tag in ("str", "float", "int"):
            value = cast(str, node.value).strip()
            if not value:
                raise self.refuse(node, "empty-text", field=f.key)
            if f.pattern and not re.fullmatch(f.pattern, value):
                raise self.refuse(node, "bad-id", field=f.key, found=value, example=f"{f.key}: {f.example}")
            return value
        raise self.wrong(node, f, _NAMES[hint])

    def _choice(self, node: yaml.Node, allowed: tuple[str, ...], f: _Field) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self.wrong(node, f, " | ".join(allowed))
        if node.value not in allowed:
            code = "yaml-bool" if node.tag.endswith(":bool") else "bad-choice"
            raise self.refuse(node, code, field=f.key, found=node.value, expected=", ".join(allowed))
        return cast(str, node.value)

    def text(self, node: yaml.Node, what: str) -> Text:
        """Both languages, both filled."""
        pairs = self.pairs(node, what)
        sides: dict[str, str] = {}
        for lang in LANGS:
            if lang not in pairs:
                self.refuse(node, "missing-translation", field=what, lang=lang)
            elif (value := self._side(pairs[lang][1], what)) is not None:
                sides[lang] = value
        for extra in pairs.keys() - set(LANGS):
            self.refuse(pairs[extra][0], "unknown-field", field=extra, expected=", ".join(LANGS))
        if len(sides) < len(LANGS) or len(pairs) > len(LANGS):
            raise Refused
        return Text(**sides)

    def _side(self, node: yaml.Node, what: str) -> str | None:
        if not isinstance(node, yaml.ScalarNode) or node.tag.endswith(":bool"):
            self.refuse(node, "wrong-type", field=what, found=_kind(node), expected="text", example="kk: «…»")
        elif not node.value.strip() or _is_null(node):
            self.refuse(node, "empty-text", field=what)
        else:
            return " ".join(node.value.split())
        return None

    def wrong(self, node: yaml.Node, f: _Field, expected: str) -> Refused:
        return self.refuse(
            node, "wrong-type", field=f.key, found=_kind(node), expected=expected, example=f"{f.key}: {f.example or '…'}"
        )


_NAMES = {str: "text", int: "a whole number (1500)", bool: "true | false", date: "a date (2026-11-23)"}


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")


def _kind(node: yaml.Node) -> str:
    """What an editor sees: the scalar itself, or the word for a list or a block."""
    if isinstance(node, yaml.ScalarNode):
        return f"«{node.value}»"
    return "a list" if isinstance(node, yaml.SequenceNode) else "a block of keys"
