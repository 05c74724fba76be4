"""A site's record as JSON Schema (draft 2020-12), made from the model: for editors' tools and for the form on the portal.

It tells the shape; what two fields must be to each other only `sauat check` knows. `x-words` is our own: the least and the
most words of a text.
"""

from __future__ import annotations

import dataclasses
import types
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from generator.model import ABOUT_WORDS, LANGS, NATIONAL, Portal, Site, Text

# A colon or an @ may stand after the host alone.
_SAFE = r'\s\x00-\x1f\x7f"<>\\^`{|}'
ADDRESS = f"[Hh][Tt][Tt][Pp][Ss]?://[^{_SAFE}@:/?#]+([/?#][^{_SAFE}]*)?"


def site(portal: Portal) -> dict[str, Any]:
    """The schema, with the ids that this portal's lists have."""
    made = _record(Site)
    fields = made["properties"]
    rubrics = [child.id for rubric in portal.rubrics for child in rubric.children]
    fields["rubric"] = {"enum": rubrics}
    fields["also"] = {"type": "array", "items": {"enum": rubrics}, "uniqueItems": True}
    fields["region"] = {"enum": [NATIONAL, *(region.id for region in portal.regions)]}
    fields["evidence"] = {"enum": [source.id for source in portal.evidence]}
    fields["url"] = {"type": "string", "pattern": f"^{ADDRESS}$", "examples": ["https://www.enu.kz/"]}
    for lang in LANGS:
        fields["about"]["properties"][lang]["x-words"] = [ABOUT_WORDS[0], ABOUT_WORDS[-1]]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Sauat: site", **made}


def _record(kind: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    fields = [f for f in dataclasses.fields(kind) if f.name != "at" and not f.metadata.get("derived")]
    needed = [f.name for f in fields if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING]
    return {
        "type": "object",
        "properties": {f.name: _value(hints[f.name], f.metadata) for f in fields},
        "required": needed,
        "additionalProperties": False,
    }


def _value(hint: Any, meta: Any) -> dict[str, Any]:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _value(next(arg for arg in args if arg is not type(None)), meta)
    if origin is tuple:
        return {"type": "array", "items": _value(args[0], {}), "uniqueItems": True}
    if origin is Literal:
        return {"enum": list(args)}
    if hint is Text:
        side = {"type": "string", "minLength": 1}
        return {
            "type": "object",
            "properties": {lang: dict(side) for lang in LANGS},
            "required": list(LANGS),
            "additionalProperties": False,
        }
    if dataclasses.is_dataclass(hint):
        return _record(hint)  # type: ignore[arg-type]
    if hint is date:
        return {"type": "string", "format": "date"}
    made: dict[str, Any] = {"type": "string", "minLength": 1}
    if meta.get("pattern"):
        made["pattern"] = f"^{meta['pattern']}$"
    if meta.get("example"):
        made["examples"] = [meta["example"]]
    return made
