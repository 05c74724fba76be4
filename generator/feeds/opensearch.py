"""How a browser offers the portal's search by its own address field."""

from __future__ import annotations

from html import escape

from generator.frame import out
from generator.model import Lang, Portal
from generator.text.say import say

_OPENSEARCH = """<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>{name}</ShortName>
<Description>{description}</Description>
<InputEncoding>UTF-8</InputEncoding>
<OutputEncoding>UTF-8</OutputEncoding>
<Language>{lang}</Language>
<Image width="40" height="40" type="image/svg+xml">{icon}</Image>
<Url type="text/html" method="get" template="{search}?q={{searchTerms}}"/>
<Url type="application/opensearchdescription+xml" rel="self" template="{own}"/>
</OpenSearchDescription>
"""


def opensearch(portal: Portal, lang: Lang, address: str, icon: str) -> str:
    """The description in one language; `icon` is the mark's path."""
    return _OPENSEARCH.format(
        name=escape(say(portal.words, lang, "opensearch")),
        description=escape(say(portal.words, lang, "home-description")),
        lang=lang,
        icon=address + icon,
        search=address + out(lang, "search.html"),
        own=f"{address}opensearch-{lang}.xml",
    )
