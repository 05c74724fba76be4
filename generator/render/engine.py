"""The jinja2 set-up that MkDocs' templates and ours share: filters, words, drawings, assets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from generator.assets import Assets
from generator.frame import TABS, View
from generator.model import LANGS, Lang, Portal, Site, Text, Words
from generator.render import alerts
from generator.text import say


@dataclass(frozen=True)
class Sheet:
    """One page to be: where, what, with which template."""

    view: View
    template: str
    data: Mapping[str, Any] = field(default_factory=dict)


class Speaker:
    """`w("key", n=5)` in a template: the interface in the page's language; `w.other` is the second language."""

    def __init__(self, words: Words, lang: Lang) -> None:
        self._words, self._lang = words, lang
        self._said: dict[str, str] = {}

    def __call__(self, key: str, **values: object) -> str:
        if values:
            return say.tie(say.say(self._words, self._lang, key, **values))
        if key not in self._said:
            self._said[key] = say.tie(say.say(self._words, self._lang, key))
        return self._said[key]

    def raw(self, key: str) -> str:
        """A string as it is written, its gaps still to be filled by a script."""
        return self._words.strings[key][self._lang]["other"]

    def other(self, key: str) -> str:
        return say.tie(say.say(self._words, LANGS[1 - LANGS.index(self._lang)], key))


class Engine:
    """Templates bound to one portal and to its address, where that is known. Every value is escaped unless a template says
    otherwise."""

    def __init__(self, overrides: Path, portal: Portal, address: str = "") -> None:
        self.portal, self.address = portal, address
        self._speakers = {lang: Speaker(portal.words, lang) for lang in LANGS}
        self._envs = {lang: self._environment(overrides, lang) for lang in LANGS}
        self._notices = _notices(portal)
        self.assets = Assets(overrides / "assets", {lang: self._panel(lang) for lang in LANGS})
        self._paths: dict[str, Callable[[str], str]] = {}
        self._rows: dict[tuple[Lang, str], tuple[Site, str]] = {}
        self._chrome: dict[tuple[str, ...], tuple[str, str]] = {}
        self._drawings = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)

    def beside(self, portal: Portal) -> Engine:
        """The same templates for another portal of the same words and drawings; what was made once is kept."""
        other = copy(self)
        other.portal, other._notices = portal, _notices(portal)
        if other._notices != self._notices:
            other._chrome = {}
        return other

    def _environment(self, overrides: Path, lang: Lang) -> jinja2.Environment:
        env = jinja2.Environment(
            loader=_Spoken(overrides, self._speakers[lang]),
            autoescape=True,
            auto_reload=False,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.furnish(env)
        return env

    def furnish(self, env: jinja2.Environment) -> None:
        """Give an environment, ours or MkDocs', what the templates ask for."""
        env.filters |= {
            "tie": lambda text: _kept(text, say.tie),
            "hyphenate": lambda text: _kept(text, say.hyphenate),
            "number": say.number,
            "figure": say.figure,
            "short_date": say.short_date,
            "long_date": jinja2.pass_context(lambda context, day: say.long_date(context["view"].lang, day)),
            "day_and_month": jinja2.pass_context(lambda context, day: say.day_and_month(context["view"].lang, day)),
            "weekday": jinja2.pass_context(lambda context, day: say.weekday(context["view"].lang, day)),
            "span": jinja2.pass_context(lambda context, entry: say.span(context["view"].lang, entry.first, entry.last)),
        }
        env.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
        env.globals |= {"drawing": self.drawing, "address": self.address, "site_rows": self.site_rows}

    def context(self, view: View) -> dict[str, Any]:
        """What every template may use for one page."""
        header, footer = self._frame(view)
        return self._common(view) | {"header": Markup(header.replace(_TWIN, view.twin(view.other))), "footer": Markup(footer)}

    def _common(self, view: View) -> dict[str, Any]:
        return {
            "view": view,
            "w": self._speakers[view.lang],
            "asset": self._asset(view.root),
            "notice": self._notices[view.lang],
        }

    def _asset(self, root: str) -> Callable[[str], str]:
        """An asset's path by its name, from pages at one depth."""
        if root not in self._paths:
            self._paths[root] = cache(lambda name: root + self.assets.path(name))
        return self._paths[root]

    def _frame(self, view: View) -> tuple[str, str]:
        """The header and the footer, the same on most pages of one section at one depth but for the link to the twin."""
        key = (view.lang, view.root, view.section, view.kind if view.kind in ("home", "search", "lost") else "", view.tab)
        if key not in self._chrome:
            context = self._common(view) | {"twin": _TWIN, "tabs": TABS}
            parts = (
                self._envs[view.lang].get_template(f"partials/{name}.html").render(context) for name in ("header", "footer")
            )
            header, footer = parts
            self._chrome[key] = header, footer
        return self._chrome[key]

    def html(self, sheet: Sheet) -> str:
        page = (
            self._envs[sheet.view.lang]
            .get_template(f"pages/{sheet.template}")
            .render(self.context(sheet.view) | dict(sheet.data))
        )
        return squeeze(page)

    def site_rows(self, view: View, sites: Iterable[Site], region_names: Mapping[str, Text]) -> Markup:
        """Sites as they stand in a list. Lists are many and rows the same, but for the way up to the root: made once."""
        return Markup("".join(self._row(view, site, region_names) for site in sites).replace(_UP, view.root))

    def _row(self, view: View, site: Site, region_names: Mapping[str, Text]) -> str:
        key = view.lang, site.id
        if key not in self._rows or self._rows[key][0] is not site:
            template = self._envs[view.lang].get_template("partials/site-row.html")
            context = {"view": view, "w": self._speakers[view.lang], "site": site, "region_names": region_names, "up": _UP}
            self._rows[key] = site, template.render(context)
        return self._rows[key][1]

    def _panel(self, lang: Lang) -> str:
        template = self._envs[lang].get_template("partials/vision.html")
        return squeeze(template.render(w=self._speakers[lang], closing=True)).strip()

    def icon(self, name: str) -> str:
        """A line icon's SVG, from the templates' own table."""
        module: Any = self._envs[LANGS[0]].get_template("partials/icons.html").module
        return str(module.icon(name))

    def drawing(self, name: str, lang: Lang) -> Markup:
        """A drawing's SVG in one language, to stand inside the page."""
        template = self._drawings.from_string(self.portal.drawings[name])
        return Markup(template.render(t=lambda kk, ru: kk if lang == "kk" else ru).strip())


class _Spoken(jinja2.FileSystemLoader):
    """Templates with the plain words of one language already in them: a call a word is half the time of a page."""

    def __init__(self, folder: Path, words: Speaker) -> None:
        super().__init__(folder)
        self._words = words

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Any]:
        source, *rest = super().get_source(environment, template)
        return (_PLAIN.sub(self._said, source), *rest)  # type: ignore[return-value]

    def _said(self, found: re.Match[str]) -> str:
        said = str(escape(self._words(found[1])))
        return found[0] if "{" in said else said


def _notices(portal: Portal) -> dict[Lang, alerts.Notice | None]:
    return {lang: alerts.notice(portal, lang) for lang in LANGS}


_PLAIN = re.compile(r"""\{\{ w\(["']([a-z0-9-]+)["']\) \}\}""")
# Stands in a cached row for the way up to the root.
_UP = "\N{SYMBOL FOR DATA LINK ESCAPE}"
# Stands in a cached header for the link that is another on each page.
_TWIN = "\N{SYMBOL FOR SUBSTITUTE}"
_PRE = re.compile(r"(<pre.*?</pre>)", re.DOTALL)


def squeeze(html: str) -> str:
    """No empty lines and no indentation: the templates' own white space is not for the reader's line."""
    parts = _PRE.split(html)
    for at in range(0, len(parts), 2):
        parts[at] = "\n".join(filter(None, map(str.strip, parts[at].splitlines())))
    return "".join(parts) + "\n"


def _kept(text: Any, change: Any) -> Any:
    """Change a text and keep what it was: markup stays markup."""
    return Markup(change(str(text))) if isinstance(text, Markup) else change(str(text))
