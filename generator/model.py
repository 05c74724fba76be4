"""What the portal is made of: frozen values and closed lists, without reading or writing anything.

A field's type is its rule: `load.shape` builds every record from these hints, so a rule has one home.
`metadata` may carry `example` (shown in messages) and `pattern` (a regular expression for the whole value).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, TypeAlias

Lang: TypeAlias = Literal["kk", "ru"]
LANGS: tuple[Lang, ...] = ("kk", "ru")
YEARS = (2007, 2008, 2009)

ID = r"[a-z0-9]+(-[a-z0-9]+)*"


def _id(example: str) -> Any:
    return field(metadata={"pattern": ID, "example": example})


def _like(example: str, default: Any = ...) -> Any:
    """A field with an example for messages, and a default where it is optional."""
    meta = {"example": example}
    return field(metadata=meta) if default is ... else field(default=default, metadata=meta)


@dataclass(frozen=True)
class At:
    """Where a record stands: a path from the project's root, its line, and the line of each field."""

    path: str
    line: int = 1
    fields: Mapping[str, int] = field(default_factory=dict)

    def of(self, name: str) -> int:
        """The line of a field, or the record's own."""
        return self.fields.get(name, self.line)


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that stops a build. `message` is in plain words for an editor: wrong; expected; example."""

    path: str
    line: int
    code: str
    message: Text = field(compare=False)


@dataclass(frozen=True)
class Text:
    """The same words in both languages."""

    kk: str
    ru: str

    def __getitem__(self, lang: Lang) -> str:
        return self.kk if lang == "kk" else self.ru


@dataclass(frozen=True, kw_only=True)
class Record:
    """Everything read from a file knows where it came from."""

    at: At = field(default_factory=lambda: At(""), compare=False, repr=False)


# --- The e-textbook ---------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Level(Record):
    id: str = _id("start")
    title: Text
    about: Text


@dataclass(frozen=True, kw_only=True)
class Lesson(Record):
    """One page with one aim; its words are in docs/<lang>/lessons/<module>/<NN-id>.md once it is ready."""

    id: str = _id("what-devices-do")
    title: Text
    outcome: Text
    minutes: int = _like("20")
    status: Literal["ready", "draft"]
    fast_ageing: bool = False


@dataclass(frozen=True, kw_only=True)
class Module(Record):
    id: str = _id("device")
    level: str = _id("start")
    title: Text
    about: Text
    lessons: tuple[Lesson, ...]

    def file_of(self, lesson: Lesson) -> str:
        """The lesson's Markdown file under docs/<lang>/."""
        return f"lessons/{self.id}/{self.lessons.index(lesson) + 1:02}-{lesson.id}.md"

    @property
    def ready(self) -> tuple[Lesson, ...]:
        return tuple(lesson for lesson in self.lessons if lesson.status == "ready")


@dataclass(frozen=True, kw_only=True)
class Course(Record):
    levels: tuple[Level, ...]
    modules: tuple[Module, ...]


@dataclass(frozen=True, kw_only=True)
class Option(Record):
    """One answer of an item, and the reason why it is right or wrong."""

    text: Text
    why: Text
    right: bool = False


@dataclass(frozen=True, kw_only=True)
class Pair(Record):
    left: Text
    right: Text


@dataclass(frozen=True, kw_only=True)
class Item(Record):
    """One question with its key. Which of options, sequence and pairs it has depends on its kind."""

    id: str = _id("device-1-1")
    lesson: str = _id("what-devices-do")
    use: Literal["check", "test"]
    kind: Literal["single", "several", "order", "match", "screen"]
    stem: Text
    step: int | None = None
    screen: str | None = None
    options: tuple[Option, ...] = ()
    sequence: tuple[Text, ...] = ()
    pairs: tuple[Pair, ...] = ()
    why: Text | None = None


# --- The Yellow Pages ---------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Rubric(Record):
    id: str = _id("universities")
    name: Text
    children: tuple[Rubric, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Region(Record):
    id: str = _id("abay")
    kind: Literal["oblast", "city"]
    iso: str = _like("KZ-10")
    tile: tuple[int, ...] = _like("[6, 2]")
    name: Text


@dataclass(frozen=True, kw_only=True)
class Evidence(Record):
    """A public list that a site record's facts come from."""

    id: str = _id("ror")
    name: Text


NATIONAL = "national"
SiteKind: TypeAlias = Literal[
    "state", "education", "science", "media", "health", "culture", "business", "finance", "nonprofit"
]


@dataclass(frozen=True, kw_only=True)
class Site(Record):
    """One listed web site; its id is its ASCII domain, which is also its file's name."""

    id: str = field(metadata={"derived": True})
    url: str = _like("https://www.enu.kz/")
    name: Text
    about: Text
    kind: SiteKind
    rubric: str = _id("universities")
    also: tuple[str, ...] = ()
    region: str = _id("astana")
    languages: tuple[Literal["kk", "ru", "en"], ...] = ()
    owner: Text | None = None
    evidence: str = _id("ror")
    added: date = _like("2026-11-23")
    checked: date | None = _like("2026-11-23", default=None)

    @property
    def host(self) -> str:
        """The domain as people see it: Kazakh letters instead of punycode."""
        return self.id.encode("ascii").decode("idna") if "xn--" in self.id else self.id


# --- The programme ------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Body(Record):
    """A state body or another executor named by the plan."""

    id: str = _id("aba")
    kind: Literal["body", "company", "group", "term"]
    legend: bool = False
    abbr: Text
    name: Text
    checked_ru: bool = False
    spellings: tuple[str, ...] = ()
    note: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Fund(Record):
    """Where a measure's money comes from."""

    id: str = _like("republican")
    name: Text


@dataclass(frozen=True, kw_only=True)
class Costs(Record):
    """Thousand tenge by year, as printed; None where the cell is empty. Only a total states a sum of its own."""

    y2007: int | None = field(default=None, metadata={"key": "2007", "example": "150000"})
    y2008: int | None = field(default=None, metadata={"key": "2008", "example": "150000"})
    y2009: int | None = field(default=None, metadata={"key": "2009", "example": "150000"})
    total: int | None = _like("450000", default=None)

    def __getitem__(self, year: int) -> int | None:
        return {2007: self.y2007, 2008: self.y2008, 2009: self.y2009}[year]

    def __bool__(self) -> bool:
        return any(self[year] is not None for year in YEARS)


@dataclass(frozen=True, kw_only=True)
class People(Record):
    """People to be trained in a year, as printed; `unit` and `group` say whom, in the words of the source."""

    year: int
    count: int
    unit: Text | None = None
    group: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Measure(Record):
    """A numbered row of the action plan."""

    id: str = field(metadata={"pattern": r"\d+-\d+(\.\d+)*", "example": '"4-2.3"'})
    number: str = _like('"1."')
    parent: str | None = None
    title: Text
    text: str
    form: Text
    executors: tuple[str, ...]
    executors_printed: str = ""
    due: Text
    costs: Costs = Costs()
    source: str | None = None
    source_printed: str | None = None
    people: tuple[People, ...] = ()
    note: Text | None = None
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class Direction(Record):
    number: int = _like("1")
    title: Text
    result: Text | None = None
    line: int = 0
    measures: tuple[Measure, ...]


@dataclass(frozen=True, kw_only=True)
class Total(Record):
    """A stated total of the plan, as printed."""

    id: str = _id("republican")
    name: Text
    costs: Costs
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class Plan(Record):
    directions: tuple[Direction, ...]
    totals: tuple[Total, ...]

    @property
    def measures(self) -> tuple[Measure, ...]:
        return tuple(measure for direction in self.directions for measure in direction.measures)


@dataclass(frozen=True, kw_only=True)
class Fact(Record):
    """One row of the programme's passport."""

    id: str = _id("aim")
    name: Text
    value: Text
    source: str | None = None


# --- Words --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Term(Record):
    id: str = _id("browser")
    group: Literal["computer", "programme"]
    term: Text
    meaning: Text
    short: Text | None = None
    example: Text | None = None
    related: tuple[str, ...] = ()
    note: Text | None = None
    today: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Source:
    name: str
    date: date | None = None
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class LessonMeta:
    checked: date = _like("2026-11-23")
    terms: tuple[str, ...] = ()
    review: date | None = None


@dataclass(frozen=True, kw_only=True)
class PageMeta:
    title: str
    summary: str
    checked: date = _like("2026-11-23")


NewsKind: TypeAlias = Literal["programme", "law", "services", "safety", "statistics"]


@dataclass(frozen=True, kw_only=True)
class NewsMeta:
    title: str
    date: date = _like("2025-08-11")
    kind: NewsKind
    summary: str
    sources: tuple[Source, ...]
    related: tuple[str, ...] = ()


Meta: TypeAlias = LessonMeta | PageMeta | NewsMeta


@dataclass(frozen=True, kw_only=True)
class Prose(Record):
    """One Markdown file in one language. `path` is relative to docs/<lang>/; `body_line` is the body's first line."""

    lang: Lang
    path: str
    meta: Meta
    body: str
    body_line: int

    @property
    def html_path(self) -> str:
        """The page's path inside its language's tree."""
        return self.path.removesuffix(".md") + ".html"


@dataclass(frozen=True, kw_only=True)
class Words:
    """Interface strings by key: a text, or its forms by plural category."""

    strings: Mapping[str, Mapping[Lang, Mapping[str, str]]] = field(default_factory=dict)
    at: Mapping[str, At] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Portal:
    """Everything that was read. Every output is a function of it."""

    course: Course
    items: tuple[Item, ...]
    rubrics: tuple[Rubric, ...]
    regions: tuple[Region, ...]
    evidence: tuple[Evidence, ...]
    sites: tuple[Site, ...]
    plan: Plan
    bodies: tuple[Body, ...]
    funds: tuple[Fund, ...]
    passport: tuple[Fact, ...]
    terms: tuple[Term, ...]
    words: Words
    prose: tuple[Prose, ...]
    drawings: Mapping[str, str] = field(default_factory=dict)

    @property
    def published(self) -> tuple[Prose, ...]:
        """The Markdown pages that readers get: all but the lessons still marked `draft` in course.yml."""
        drafts = {
            module.file_of(lesson) for module in self.course.modules for lesson in module.lessons if lesson.status == "draft"
        }
        return tuple(page for page in self.prose if page.path not in drafts)
