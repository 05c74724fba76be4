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
        pairs = shaper.pairs(node, "words.yml")
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
    for extra, (key_node, _) in sides.items():
        if extra not in LANGS:
            shaper.refuse(key_node, "unknown-field", field=extra, expected=", ".join(LANGS))
    made: dict[Lang, dict[str, str]] = {}
    for lang in LANGS:
        if lang not in sides:
            raise shaper.refuse(node, "missing-translation", field=key, lang=lang)
        made[lang] = _forms(shaper, key, sides[lang][1])
    return made


def _forms(shaper: Shaper, key: str, side: yaml.Node) -> dict[str, str]:
    """Plural category -> words; a plain text is its own `other`."""
    forms = {"other": side} if isinstance(side, yaml.ScalarNode) else {k: v for k, (_, v) in shaper.pairs(side, key).items()}
    made = {category: shaper.words(form, key) for category, form in forms.items()}
    if not made or None in made.values():
        raise Refused
    return {category: words for category, words in made.items() if words is not None}
