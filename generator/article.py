"""From the HTML of Python-Markdown to the portal's parts: drawings, boxes, tasks. Strings in, strings out."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import nh3

from generator.text.say import tie

BOXES = {"safety": "shield", "try": "pencil", "easy": "easy"}
# What Markdown makes, and nothing else: an element or an attribute that is not here does not reach a reader.
_ELEMENTS = frozenset(
    "a blockquote br code div em h2 h3 h4 hr img input li ol p pre strong table tbody td th thead tr ul".split()
)
_ATTRIBUTES = {
    **{heading: {"id"} for heading in ("h2", "h3", "h4")},
    **{"a": {"href", "title"}, "img": {"alt", "src", "title"}, "input": {"checked"}, "ol": {"start"}},
}
_CLASSES = {
    "div": {"admonition", *BOXES},
    "p": {"admonition-title"},
    "li": {"task-list-item"},
    "ul": {"task-list"},
}
_SCHEME, _UNSEEN = re.compile("([A-Za-z][A-Za-z0-9+.-]*):"), re.compile("[\x00-\x20]")
_SCHEMES = {"http", "https", "mailto", "tel", "drawing"}
_TAG = re.compile(r"(<[^>]+>)")
_IMAGE = re.compile(r'<p>\s*<img alt="([^"]*)" src="drawing:([\w-]+)"(?: title="([^"]*)")?\s*/?>\s*</p>')
_BOX = re.compile(r'<div class="admonition (\w+)">\s*<p class="admonition-title">[^<]*</p>')
_TASK = re.compile(
    r'<li class="task-list-item">\s*(?:<label[^>]*>\s*)?<input type="checkbox"([^>]*)/?>'
    r"(?:<span[^>]*></span></label>)?\s*(.*?)</li>",
    re.DOTALL,
)
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_NUMBERS = re.compile(r"(?:^|(?<=[,;.] ))(\d+)(?= [–—-])")
# The first list of steps, where none of them has a list inside.
_FIRST = re.compile(r'<ol class="steps">(?:(?!</?[ou]l).)*</ol>', re.DOTALL)
_STEPS = re.compile(r"<ol>(?=\s*<li>\s*(?:<p>)?<strong>)")


def clean(body: str) -> str:
    """Rendered Markdown, by the list above. Raw HTML never gets so far: this holds when a renderer is one day mistaken."""
    return nh3.clean(
        body,
        tags=set(_ELEMENTS),
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes=_SCHEMES,
        tag_attribute_values={"input": {"type": {"checkbox"}}},
        attribute_filter=_addressed,
        link_rel=None,
    )


def _addressed(tag: str, attribute: str, value: str) -> str | None:
    """A picture is a drawing of the portal's own. A link has a known scheme or none, as a browser reads it: a browser passes
    over tabs and ends of lines in an address, the cleaner does not."""
    if (tag, attribute) == ("img", "src") and not value.startswith("drawing:"):
        return None
    scheme = _SCHEME.match(_UNSEEN.sub("", value)) if attribute in ("href", "src") else None
    return None if scheme and scheme[1].lower() not in _SCHEMES else value


def finish(body: str, word: Callable[[str], str], icon: Callable[[str], str], drawing: Callable[[str], str]) -> str:
    """`word` says a box's title, `icon` draws its sign, `drawing` gives an SVG by its id."""

    def figure(found: re.Match[str]) -> str:
        alt, name, caption = found[1], found[2], found[3]
        told = "<figcaption>" + _NUMBERS.sub(r"<b>\1</b>", caption) + "</figcaption>" if caption else ""
        # The frame has the text, not the SVG: a style sheet can show it in the picture's place (css-vision).
        return f'<figure class="drawing"><div role="img" aria-label="{alt}">{drawing(name)}</div>{told}</figure>'

    def box(found: re.Match[str]) -> str:
        kind = found[1]
        if kind not in BOXES:
            return found[0]
        title = html.escape(word(kind))
        sign = icon(BOXES[kind])
        return f'<div class="box {kind}" role="group" aria-label="{title}"><p class="box-title">{sign}{title}</p>'

    body = "".join(part if part.startswith("<") else tie(part) for part in _TAG.split(body))
    body = _IMAGE.sub(figure, body)
    body = _BOX.sub(box, body)
    body = _TASK.sub(r"<li><label><input type='checkbox'><span>\2</span></label></li>".replace("'", '"'), body)
    body = _TABLE.sub(lambda table: f'<div class="scroll" tabindex="0">{table[0]}</div>', body)
    return _FIRST.sub(_anchored, _STEPS.sub('<ol class="steps">', body), count=1)


def _anchored(steps: re.Match[str]) -> str:
    """A question links to the step that answers it: #step-2."""
    count = iter(range(1, steps[0].count("<li>") + 1))
    return re.sub("<li>", lambda _: f'<li id="step-{next(count)}">', steps[0])
