"""catalog/words.yml: interface strings. A string with a number has its forms by CLDR plural category."""

from __future__ import annotations

import yaml

from generator.load.shape import Refused, Shaper
from generator.model import LANGS, At, Lang, Words


def read_words(shaper: Shaper, node: yaml.Node | None) -> Words | None:
    """`key: {kk: …, ru: …}`, where a side may be `{one: …, few: …, many: …, other: …}`."""
    if node is None:
        return None
    strings: dict[str, dict[Lang, dict[str, str]]] = {}
    at: dict[str, At] = {}
    try:
        pairs = shaper.pairs(node, "words")
    except Refused:
        return None
    for key, (key_node, value) in pairs.items():
        at[key] = At(shaper.path, shaper.line(key_node))
        try:
            strings[key] = _sides(shaper, key, value)
        except Refused:
            continue
    return Words(strings=strings, at=at)


def _sides(shaper: Shaper, key: str, node: yaml.Node) -> dict[Lang, dict[str, str]]:
    sides = shaper.pairs(node, key)
    made: dict[Lang, dict[str, str]] = {}
    for lang in LANGS:
        if lang not in sides:
            raise shaper.refuse(node, "missing-translation", field=key, lang=lang)
        side = sides[lang][1]
        forms = {"other": side} if isinstance(side, yaml.ScalarNode) else {k: v for k, (_, v) in shaper.pairs(side, key).items()}
        for form in forms.values():
            if not isinstance(form, yaml.ScalarNode) or not form.value.strip():
                raise shaper.refuse(form, "empty-text", field=key)
        made[lang] = {category: str(form.value) for category, form in forms.items()}
    return made
