"""What a ready lesson is made of: its parts in order, sentences that can be read, one new word at a time, six questions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median

from generator.checks.markdown import Outline, Part, outline
from generator.checks.text import length
from generator.load.messages import problem
from generator.model import Item, Lang, Lesson, LessonMeta, Module, Portal, Problem, Prose, Term, Text
from generator.text.fold import words
from generator.text.terms import term

_HEADINGS, _EASY = 4, 5
_CHECKS, _TESTS = 2, 4
_MEDIAN: dict[Lang, int] = {"kk": 14, "ru": 15}
# A lesson's time for one who reads so many words a minute, tries a step in so many minutes, and a task or a question in one.
_WORDS, _STEP, _MINUTES, _SPARE = 80, 1 / 3, range(15, 26), 8
_HALF_YEAR = timedelta(days=184)
WHEN = Text("Бұл қашан керек", "Когда это нужно")
WRONG = Text("Бірдеңе дұрыс болмаса", "Если что-то не получилось")
_PICTURE = re.compile(r'!\[([^\]]*)\]\([^)"]*"?([^")]*)"?\)')
_SIGNS = re.compile(r"^!!! \w+|^#+ |\[[ x]\] |\*\*|^\s*\d+\. |^\s*- ", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|`[^`]*`")
_END = re.compile(r"[.!?…:]+[»)\"]*\s+|\n\s*\n|\n(?=\s*(?:\d+\.|-|#|!|\|))|\|")
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*(?:\d+\.|-|\|))")


def check(portal: Portal) -> Iterator[Problem]:
    lessons = {module.file_of(lesson): (module, lesson) for module in portal.course.modules for lesson in module.ready}
    terms = {entry.id: entry for entry in portal.terms}
    for page in portal.prose:
        if page.body_line and isinstance(page.meta, LessonMeta) and page.path in lessons:
            parts = outline(page)
            yield from _parts(page, parts)
            yield from _order(page, parts)
            yield from _easy(page)
            yield from _sentences(page)
            yield from _minutes(page, parts, lessons[page.path][1])
            yield from _words(page, page.meta, terms)
            yield from _review(page, page.meta, lessons[page.path][1])
    for module, lesson in lessons.values():
        yield from _questions(module, lesson, portal.items)


def _questions(module: Module, lesson: Lesson, items: tuple[Item, ...]) -> Iterator[Problem]:
    """Two questions stand in the lesson itself; four are for tests."""
    own = [item for item in items if item.lesson == lesson.id]
    uses = Counter(item.use for item in own)
    loose = any(item.use == "check" and item.kind not in ("single", "several") for item in own)
    if lesson.id and (loose or (uses["check"], uses["test"]) != (_CHECKS, _TESTS)):
        found = f"{uses['check']} + {uses['test']}"
        yield problem(lesson.at.path, lesson.at.line, "lesson-checks", found=lesson.id, count=found)


def _parts(page: Prose, parts: Outline) -> Iterator[Problem]:
    boxes = Counter(box.text for box in parts.boxes)
    lists = [[step.bold for step in parts.steps if step.list == n] for n in {step.list for step in parts.steps}]
    headings = sum(heading.level == 2 for heading in parts.headings)
    needed = (
        (bool(parts.pictures), Text("сурет", "рисунок"), '![…](drawing:phone-parts "1 – …")'),
        (any(all(steps) for steps in lists), Text("қалың сөзден басталатын қадамдар", "шаги с жирным началом"), "1. **…** …"),
        (boxes["try"] > 0, "!!! try", "!!! try"),
        (boxes["easy"] > 0, "!!! easy", "!!! easy"),
        (boxes["safety"] > 0, "!!! safety", "!!! safety"),
        (headings >= _HEADINGS, Text("кемінде төрт «## » тақырыбы", "не меньше четырёх заголовков «## »"), "## …"),
    )
    for there, part, example in needed:
        if not there:
            yield problem(page.at.path, page.body_line, "lesson-part", found=part, example=example)


def _order(page: Prose, parts: Outline) -> Iterator[Problem]:
    """When it is needed, what to do, what to do when it goes wrong; then safety, a task, easy words."""
    places = {heading.text: heading.line for heading in reversed(parts.headings)}
    boxes = {box.text: box.line for box in reversed(parts.boxes)}
    first = min(places.values(), default=0)
    wanted = [
        ("## " + WHEN[page.lang], places.get(WHEN[page.lang], 0)),
        ("## " + WRONG[page.lang], places.get(WRONG[page.lang], 0)),
    ]
    wanted += [(f"!!! {name}", boxes[name]) for name in ("safety", "try", "easy") if name in boxes]
    lines = [line for _, line in wanted]
    if parts.headings and (0 in lines or lines != sorted(lines) or lines[0] != first):
        yield problem(page.at.path, page.body_line, "lesson-order", expected=" → ".join(name for name, _ in wanted))


def _easy(page: Prose) -> Iterator[Problem]:
    """The whole lesson in five short lines."""
    _, box, body = page.body.partition("!!! easy\n")
    lines = [line for line in body.split("\n") if line.startswith("    ") and line.strip()]
    if box and len(lines) != _EASY:
        line = page.body_line + page.body.partition("!!! easy")[0].count("\n")
        yield problem(page.at.path, line, "easy-lines", found=len(lines), expected=_EASY)


def plain(body: str) -> str:
    """The words of a body without its signs: captions and alternative texts stay, addresses and code go."""
    text = _PICTURE.sub(lambda found: f"{found[1]}\n\n{found[2]}", body)
    return _SIGNS.sub("", _LINK.sub(lambda found: found[1] or "", text))


def _sentences(page: Prose) -> Iterator[Problem]:
    lengths = [count for sentence in _END.split(plain(page.body)) if (count := length(sentence))]
    if lengths and median(lengths) > _MEDIAN[page.lang]:
        found, expected = median(lengths), _MEDIAN[page.lang]
        yield problem(page.at.path, page.body_line, "long-sentences", found=found, expected=expected)


def _minutes(page: Prose, parts: Outline, lesson: Lesson) -> Iterator[Problem]:
    """What the course says of a lesson's time is near what its text takes."""
    takes = round(length(plain(page.body)) / _WORDS + len(parts.steps) * _STEP + len(parts.tasks) + _CHECKS)
    if lesson.minutes and (lesson.minutes not in _MINUTES or abs(takes - lesson.minutes) > _SPARE):
        expected = max(_MINUTES[0], min(_MINUTES[-1], takes))
        yield problem(page.at.path, page.body_line, "lesson-minutes", found=lesson.minutes, takes=takes, expected=expected)


def _words(page: Prose, meta: LessonMeta, terms: dict[str, Term]) -> Iterator[Problem]:
    """Each new word stands in the text, in any of its forms; a paragraph that teaches brings one at most. The scene at the
    beginning may name what is to come."""
    known = {name: _forms(terms[name], page.lang) for name in meta.terms if name in terms}
    seen = set[str]()
    scene = False
    for part in _paragraphs(page):
        if part.text.startswith("## "):
            scene = WHEN[page.lang] in part.text
        stems = " ".join(term(word, page.lang) for word in words(plain(_PICTURE.sub("", part.text))))
        fresh = [name for name in known if name not in seen and any(f" {form} " in f" {stems} " for form in known[name])]
        if len(fresh) > 1 and not scene and not part.text.startswith("#"):
            found = ", ".join(terms[name].term[page.lang] for name in fresh)
            yield problem(page.at.path, part.line, "new-words", found=found)
        if not scene and not part.text.startswith("#"):
            seen |= set(fresh)
    stems = " ".join(term(word, page.lang) for word in words(plain(page.body)))
    for name, forms in known.items():
        if not any(f" {form} " in f" {stems} " for form in forms):
            yield problem(page.at.path, page.at.of("terms"), "absent-word", found=terms[name].term[page.lang])


def _review(page: Prose, meta: LessonMeta, lesson: Lesson) -> Iterator[Problem]:
    """What ages fast is read again within half a year."""
    last = meta.checked + _HALF_YEAR
    if lesson.fast_ageing and meta.checked != date.min and not (meta.review and meta.checked < meta.review <= last):
        yield problem(page.at.path, page.at.of("review"), "review-date", found=meta.review or "–", expected=last)


def _forms(entry: Term, lang: Lang) -> list[str]:
    """A term and its abbreviation as stems."""
    told = (entry.term[lang], *((entry.short[lang],) if entry.short else ()))
    return [" ".join(term(word, lang) for word in words(form)) for form in told]


def _paragraphs(page: Prose) -> Iterator[Part]:
    """Paragraphs, steps and lines of lists as they are written, each with its line."""
    at = 0
    for gap in [*_PARAGRAPH.finditer(page.body), None]:
        end = gap.start() if gap else len(page.body)
        text = page.body[at:end]
        if text.strip():
            yield Part(page.body_line + page.body.count("\n", 0, at + len(text) - len(text.lstrip())), text.strip())
        at = gap.end() if gap else end
