"""From a YAML node to a frozen record, by the record's own type hints.

Nodes keep their lines, duplicate keys stay visible, and a word such as `no` is never turned into a value behind the
editor's back. Nothing here knows what the records mean.

A value that is refused is told once, and an empty one of its type stands in its place: the rest of the record can
still be checked, and every check passes an empty value by.
"""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Hashable, Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import PurePosixPath
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import yaml

from generator.load.messages import problem
from generator.model import ID, LANGS, At, Problem, Record, Text

T = TypeVar("T")


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

    @property
    def sample(self) -> str:
        """The field as it may be written."""
        hint = next((arg for arg in get_args(self.hint) if type(None) in get_args(self.hint)), self.hint)
        bare = "[…]" if get_origin(hint) is tuple else _SAMPLES.get(hint, "…")
        return f"{self.key}: {self.example or bare}"


_SAMPLES: dict[Any, str] = {bool: "true", int: "1", Decimal: "1.5", Text: "{kk: …, ru: …}"}


@cache
def _fields(cls: Hashable) -> dict[str, _Field]:
    """The record's YAML keys. Derived fields and `at` are the program's own."""
    kind = cast("type[Any]", cls)
    hints = get_type_hints(kind)
    return {
        key: _Field(f.name, key, hints[f.name], required, f.metadata.get("example", ""), f.metadata.get("pattern"))
        for f in dataclasses.fields(kind)
        if f.name != "at" and not f.metadata.get("derived")
        for key in [f.metadata.get("key", f.name)]
        for required in [f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING]
    }


def _empty(hint: Any) -> Any:
    """What stands in for a refused value: nothing, of the type its place needs."""
    if get_origin(hint) is tuple:
        return ()
    if hint is Text:
        return Text("", "")
    if hint is date:
        return date.min
    if hint in (int, bool, Decimal):
        return hint()
    if dataclasses.is_dataclass(hint):
        return cast("type[Any]", hint)(**{f.name: _empty(f.hint) for f in _fields(cast(Hashable, hint)).values() if f.required})
    return ""


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
        """Every record of a list. What is no record at all is written down and left out."""
        if node is None:
            return
        if not isinstance(node, yaml.SequenceNode):
            self.refuse(node, "wrong-type", field=self._name, found=_kind(node), expected=_RECORDS, example="- id: …")
            return
        for item in node.value:
            if (made := self.record(item, cls, **derived)) is not None:
                yield made

    def record(self, node: yaml.Node | None, cls: type[T], **derived: object) -> T | None:
        """One record, or None when there is no block of keys to make it of."""
        if node is None:
            return None
        try:
            return self._record(node, cls, self._name, derived)
        except Refused:
            return None

    @property
    def _name(self) -> str:
        return PurePosixPath(self.path).name

    def pairs(self, node: yaml.Node, what: str, example: str = "kk: …") -> dict[str, tuple[yaml.ScalarNode, yaml.Node]]:
        """Key -> (its node, its value's node). A key given twice is a problem, and the first one counts."""
        if not isinstance(node, yaml.MappingNode):
            raise self.refuse(node, "wrong-type", field=what, found=_kind(node), expected=_KEYS, example=example)
        seen: dict[str, tuple[yaml.ScalarNode, yaml.Node]] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.refuse(key, "wrong-type", field=what, found=_kind(key), expected=_KEYS, example=example)
            elif key.value in seen:
                self.refuse(key, "duplicate-key", field=key.value)
            else:
                seen[key.value] = (key, value)
        return seen

    def lines(self, node: yaml.MappingNode) -> dict[str, int]:
        """The line of each key, and of each entry of a list as `key.0`, `key.1` …"""
        lines: dict[str, int] = {}
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                lines.setdefault(key.value, self.line(key))
                entries = value.value if isinstance(value, yaml.SequenceNode) else ()
                lines |= {f"{key.value}.{n}": self.line(entry) for n, entry in enumerate(entries)}
        return lines

    def _record(self, node: yaml.Node, cls: type[T], what: str, derived: dict[str, object]) -> T:
        fields = _fields(cast(Hashable, cls))
        pairs = self.pairs(node, what, example=f"{what}: {{{next(iter(fields))}: …}}" if what != self._name else "id: …")
        values: dict[str, object] = {f.name: _empty(f.hint) for f in fields.values() if f.required}
        for key, (key_node, value) in pairs.items():
            if key not in fields:
                self.refuse(key_node, "unknown-field", field=key, expected=", ".join(fields))
                continue
            with suppress(Refused):
                values[fields[key].name] = self._value(value, fields[key].hint, fields[key])
        for key, f in fields.items():
            if key not in pairs and f.required:
                self.refuse(node, "missing-field", field=key, example=f.sample)
        if issubclass(cls, Record) and isinstance(node, yaml.MappingNode):
            derived = {**derived, "at": At(self.path, self.line(node), self.lines(node))}
        return cls(**values, **derived)

    def _value(self, node: yaml.Node, hint: Any, f: _Field) -> object:
        origin, args = get_origin(hint), get_args(hint)
        if origin in (Union, types.UnionType):
            inner = [arg for arg in args if arg is not type(None)]
            return None if type(None) in args and _is_null(node) else self._value(node, inner[0], f)
        if origin is tuple:
            if not isinstance(node, yaml.SequenceNode):
                raise self.wrong(node, f, _RECORDS if dataclasses.is_dataclass(args[0]) else "[…, …]")
            return tuple(self._entries(node, args[0], f))
        if origin is Literal:
            return self._choice(node, args, f)
        if hint is Text:
            return self.text(node, f.key)
        if dataclasses.is_dataclass(hint):
            return self._record(node, cast("type[Any]", hint), f.key, {})
        return self._scalar(node, hint, f)

    def _entries(self, node: yaml.SequenceNode, hint: Any, f: _Field) -> Iterator[object]:
        """Each entry of a list; an empty one keeps the place of one that was refused."""
        for item in node.value:
            try:
                yield self._value(item, hint, f)
            except Refused:
                yield _empty(hint)

    def _scalar(self, node: yaml.Node, hint: Any, f: _Field) -> object:
        if not isinstance(node, yaml.ScalarNode):
            raise self.wrong(node, f, _NAMES[hint])
        tag = node.tag.rpartition(":")[2]
        if hint is bool and tag == "bool":
            return node.value.lower() in ("true", "yes", "on")
        if hint is int and tag == "int" and re.fullmatch(r"\d{1,15}", node.value):
            return int(node.value)
        if hint is Decimal and tag in ("int", "float") and re.fullmatch(r"\d{1,15}(\.\d{1,8})?", node.value):
            return Decimal(node.value)
        if hint is date and tag == "timestamp":
            try:
                return date.fromisoformat(node.value)
            except ValueError:
                raise self.wrong(node, f, _NAMES[date]) from None
        if hint is str and tag in ("str", "float", "int"):
            return self._string(node, f)
        raise self.wrong(node, f, _NAMES[hint])

    def _string(self, node: yaml.ScalarNode, f: _Field) -> str:
        value = " ".join(str(node.value).split())
        if not value:
            raise self.refuse(node, "empty-text", field=f.key)
        if f.pattern and not re.fullmatch(f.pattern, value):
            code = "bad-id" if f.pattern == ID else "bad-form"
            raise self.refuse(node, code, field=f.key, found=value, example=f"{f.key}: {f.example}")
        return value

    def _choice(self, node: yaml.Node, allowed: tuple[str, ...], f: _Field) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self.wrong(node, f, " | ".join(allowed))
        if node.value not in allowed:
            code = "yaml-bool" if node.tag.endswith(":bool") else "bad-choice"
            raise self.refuse(node, code, field=f.key, found=node.value, expected=", ".join(allowed))
        return cast(str, node.value)

    def text(self, node: yaml.Node, what: str) -> Text:
        """Both languages, both filled."""
        pairs = self.pairs(node, what, example=f"{what}: {{kk: …, ru: …}}")
        sides: dict[str, str] = {}
        for lang in LANGS:
            if lang not in pairs:
                self.refuse(node, "missing-translation", field=what, lang=lang)
            elif (value := self.words(pairs[lang][1], what)) is not None:
                sides[lang] = value
        for extra, (key_node, _) in pairs.items():
            if extra not in LANGS:
                self.refuse(key_node, "unknown-field", field=extra, expected=", ".join(LANGS))
        return Text(sides.get("kk", ""), sides.get("ru", ""))

    def words(self, node: yaml.Node, what: str) -> str | None:
        """One language's words, or None with the reason written down."""
        if not isinstance(node, yaml.ScalarNode) or node.tag.endswith(":bool"):
            self.refuse(node, "wrong-type", field=what, found=_kind(node), expected=_NAMES[str], example="kk: «…»")
        elif not node.value.strip() or _is_null(node):
            self.refuse(node, "empty-text", field=what)
        else:
            return " ".join(node.value.split())
        return None

    def wrong(self, node: yaml.Node, f: _Field, expected: str | Text) -> Refused:
        return self.refuse(node, "wrong-type", field=f.key, found=_kind(node), expected=expected, example=f.sample)


_NAMES: dict[Any, str | Text] = {
    str: Text("мәтін", "текст"),
    int: Text("бүтін сан", "целое число"),
    Decimal: Text("сан, бөлшегі нүктемен", "число, дробь через точку"),
    bool: "true | false",
    date: Text("күн (жылы-айы-күні)", "дата (год-месяц-день)"),
}
_RECORDS = Text("«- » белгісінен басталатын жазбалар тізімі", "список записей, каждая с «- »")
_LIST, _BLOCK = Text("тізім", "список"), Text("«аты: мәні» жолдары", "блок строк «имя: значение»")
_KEYS = Text("«аты: мәні» деген жолдар", "строки «имя: значение»")


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")


def _kind(node: yaml.Node) -> str | Text:
    """What an editor sees: the scalar itself with its quotes, or the word for a list or a block."""
    if isinstance(node, yaml.ScalarNode):
        quote = node.style if node.style in ("'", '"') else ""
        return f"«{quote}{node.value}{quote}»"
    return _LIST if isinstance(node, yaml.SequenceNode) else _BLOCK
