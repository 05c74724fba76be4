"""The jury of a contest of web sites: its blank sheet, the check of a filled one, places by the contest's own rules.

Takes the portal and a sheet's text, gives results or problems. A sheet is CSV: contest, nomination, site, juror (a code, never
a name), then a column a criterion. `-` in every cell of a row: the juror has a part in that site and does not score it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import Literal

from generator.load.messages import problem
from generator.model import HIGHEST, JUROR, LOWEST, Contest, Criterion, Lang, Nomination, Portal, Problem, Result

_FIXED = ("contest", "nomination", "site", "juror")
_ABSENT = "-"
RESULTS = "catalog/contest-results.yml"
# Fewer marks than these say nothing; from `_MANY` on the highest and the lowest are left out of a trimmed mean.
_FEWEST, _MANY = 3, 5


@dataclass(frozen=True)
class Row:
    """A juror's scores for one site, one a criterion; none where the juror does not score it."""

    line: int
    nomination: str
    site: str
    juror: str
    scores: tuple[int, ...]


@dataclass(frozen=True)
class Mark:
    """What the jury gave a site: its mark, the heaviest criterion's, how many jurors scored."""

    site: str
    mark: Fraction
    heaviest: Fraction
    jurors: int


class Wrong(Exception):
    """A sheet that cannot be scored, with everything that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems


def run(portal: Portal, sheet: Path, root: Path, lang: Lang) -> Iterator[str]:
    """`sauat contest`: the places of a sheet, line by line; then their record is written below `root`."""
    try:
        text = sheet.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Wrong((_wrong(str(sheet), 1, "1", str(error), "CSV, UTF-8", ",".join(_FIXED)),)) from None
    results, problems = score(portal, text, str(sheet))
    if problems:
        raise Wrong(tuple(problems))
    yield from table(portal, results, lang)
    (root / RESULTS).write_text(record(portal, results), encoding="utf-8")
    yield RESULTS


def sheet_path(contest: Contest) -> str:
    return f"programme/data/v1/jury-{contest.id}.csv"


def files(portal: Portal) -> dict[str, bytes]:
    """Blank sheets: path in the tree -> content."""
    return {sheet_path(contest): blank(contest).encode() for contest in portal.contests}


def blank(contest: Contest) -> str:
    """A row for each site entered; a nomination without entries has one row to begin with."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(_header(contest))
    for nomination in contest.nominations:
        for site in nomination.entries or ("",):
            table.writerow([contest.id, nomination.id, site, *[""] * (1 + len(contest.criteria))])
    return text.getvalue()


def _header(contest: Contest) -> list[str]:
    return [*_FIXED, *(criterion.id for criterion in contest.criteria)]


def score(portal: Portal, text: str, path: str) -> tuple[list[Result], list[Problem]]:
    """The results of a filled sheet, or everything that is wrong with it."""
    reader = csv.reader(text.removeprefix("\ufeff").splitlines(), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    try:
        cells = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as error:
        return [], [_wrong(path, reader.line_num or 1, "1", str(error), "CSV", ",".join(_FIXED))]
    rows = [(line, row) for line, row in cells[1:] if any(row)]
    contests = {contest.id: contest for contest in portal.contests if contest.status == "held"}
    named = rows[0][1][0] if rows else ""
    if named not in contests:
        expected = ", ".join(contests) or "status: held"
        return [], [_wrong(path, rows[0][0] if rows else 1, "contest", named, expected, "status: held")]
    contest = contests[named]
    header = cells[0][1]
    if header != _header(contest):
        return [], [_wrong(path, 1, "1", ",".join(header), ",".join(_header(contest)), _header(contest)[0])]
    sheet = _Sheet(contest, path)
    good = [row for line, cells in rows for row in sheet.row(line, cells)]
    found = [*sheet.found, *_gaps(contest, good, path)] if not sheet.found else sheet.found
    return ([], found) if found else (list(_results(contest, good)), [])


def _wrong(path: str, line: int, column: str, found: str, expected: object, example: str) -> Problem:
    return problem(path, line, "sheet-cell", column=column, found=found, expected=expected, example=example)


class _Sheet:
    """Reads row after row and keeps what is wrong."""

    def __init__(self, contest: Contest, path: str) -> None:
        self.contest, self.path = contest, path
        self.found: list[Problem] = []
        self._entries = {nomination.id: nomination.entries for nomination in contest.nominations}
        self._seen: dict[tuple[str, str, str], int] = {}

    def row(self, line: int, cells: Sequence[str]) -> Iterator[Row]:
        """The row, where nothing is wrong with it."""
        header = _header(self.contest)
        if len(cells) != len(header):
            self._say(line, str(len(cells)), str(len(cells)), len(header), ",".join(header))
            return
        before = len(self.found)
        _, nomination, site, juror = cells[: len(_FIXED)]
        self._fixed(line, dict(zip(_FIXED, cells, strict=False)))
        scores = tuple(self._scores(line, cells[len(_FIXED) :]))
        first = self._seen.setdefault((nomination, site, juror), line)
        if first != line:
            self._say(line, "juror", juror, f"{nomination}, {site}: 1", f"line {first}")
        if len(self.found) == before:
            yield Row(line, nomination, site, juror, scores)

    def _fixed(self, line: int, cells: Mapping[str, str]) -> None:
        if cells["contest"] != self.contest.id:
            self._say(line, "contest", cells["contest"], self.contest.id, self.contest.id)
        entries = self._entries.get(cells["nomination"])
        if entries is None:
            self._say(line, "nomination", cells["nomination"], ", ".join(self._entries), next(iter(self._entries), "–"))
        elif cells["site"] not in entries:
            self._say(line, "site", cells["site"], ", ".join(entries) or "entries: […]", next(iter(entries), "egov.kz"))
        if not re.fullmatch(JUROR, cells["juror"]):
            self._say(line, "juror", cells["juror"], "A1 … Z99", "J1")

    def _scores(self, line: int, cells: Sequence[str]) -> Iterator[int]:
        if all(cell == _ABSENT for cell in cells):
            return
        for criterion, cell in zip(self.contest.criteria, cells, strict=True):
            if re.fullmatch(r"[0-9]{1,2}", cell) and LOWEST <= int(cell) <= HIGHEST:
                yield int(cell)
            else:
                self._say(line, criterion.id, cell, f"{LOWEST} … {HIGHEST}", "7")

    def _say(self, line: int, column: str, found: str, expected: object, example: str) -> None:
        number = _header(self.contest).index(column) + 1 if column in _header(self.contest) else column
        self.found.append(
            _wrong(self.path, line, f"{number} ({column})" if number != column else column, found, expected, example)
        )


def _gaps(contest: Contest, rows: Sequence[Row], path: str) -> Iterator[Problem]:
    """Every juror of a nomination has a row for each of its sites, and each site has marks enough."""
    for nomination in contest.nominations:
        ours = [row for row in rows if row.nomination == nomination.id]
        last = max((row.line for row in rows), default=1)
        there = {(row.site, row.juror) for row in ours}
        for juror in sorted({row.juror for row in ours}):
            for site in nomination.entries:
                if (site, juror) not in there:
                    yield _wrong(path, last, "4 (juror)", "–", f"{nomination.id}, {site}, {juror}", f"{juror}, -")
        for site in nomination.entries:
            marks = sum(1 for row in ours if row.site == site and row.scores)
            if marks < _FEWEST:
                yield _wrong(path, last, "3 (site)", f"{nomination.id}, {site}: {marks}", f"≥ {_FEWEST}", "J1, J2, J3")


def _results(contest: Contest, rows: Sequence[Row]) -> Iterator[Result]:
    """Places nomination by nomination, the best first."""
    for nomination in contest.nominations:
        marks = [
            _mark(contest, site, [r for r in rows if (r.nomination, r.site) == (nomination.id, site)])
            for site in nomination.entries
        ]
        yield from _places(contest, nomination, marks)


def _mark(contest: Contest, site: str, rows: Sequence[Row]) -> Mark:
    scored = [row for row in rows if row.scores]
    weights = [criterion.weight for criterion in contest.criteria]
    heaviest = weights.index(max(weights))
    whole = [Fraction(sum(w * s for w, s in zip(weights, row.scores, strict=True)), sum(weights)) for row in scored]
    return Mark(
        site, one(contest.mean, whole), one(contest.mean, [Fraction(row.scores[heaviest]) for row in scored]), len(scored)
    )


def one(mean: Literal["median", "trimmed"], marks: Sequence[Fraction]) -> Fraction:
    """One mark of many: the middle one, or the mean of those left without the highest and the lowest."""
    if mean == "median":
        return Fraction(median(marks))
    left = sorted(marks)[1:-1] if len(marks) >= _MANY else marks
    return sum(left, Fraction(0)) / len(left)


def _places(contest: Contest, nomination: Nomination, marks: Sequence[Mark]) -> Iterator[Result]:
    """Equal marks are parted by the heaviest criterion; where that is equal too, the place is shared."""
    ordered = sorted(marks, key=lambda m: (-m.mark, -m.heaviest, m.site))
    equal = {mark: len(list(some)) for mark, some in groupby(ordered, key=lambda m: m.mark)}
    place = 0
    for at, mark in enumerate(ordered, start=1):
        before = ordered[at - 2] if at > 1 else None
        place = place if before and (before.mark, before.heaviest) == (mark.mark, mark.heaviest) else at
        shared = sum((m.mark, m.heaviest) == (mark.mark, mark.heaviest) for m in ordered) > 1
        tie: Literal["none", "criterion", "shared"] = "shared" if shared else "criterion" if equal[mark.mark] > 1 else "none"
        yield Result(
            contest=contest.id,
            nomination=nomination.id,
            site=mark.site,
            place=place,
            mark=_shown(mark.mark),
            jurors=mark.jurors,
            tie=tie,
        )


def _shown(mark: Fraction) -> str:
    """Two digits after the comma, a half rounded up."""
    hundredths = int(mark * 100 + Fraction(1, 2))
    return f"{hundredths // 100},{hundredths % 100:02d}"


def heaviest(contest: Contest) -> Criterion:
    """What parts equal marks: the criterion of the greatest weight, the first of such."""
    return max(contest.criteria, key=lambda criterion: criterion.weight)


def table(portal: Portal, results: Sequence[Result], lang: Lang) -> Iterator[str]:
    """The results as a terminal shows them, ties explained."""
    contests = {contest.id: contest for contest in portal.contests}
    for (name, nomination), rows in groupby(results, key=lambda r: (r.contest, r.nomination)):
        contest = contests[name]
        yield next(each.name[lang] for each in contest.nominations if each.id == nomination)
        for row in rows:
            why = {"none": "", "criterion": f"  = → {heaviest(contest).name[lang]}", "shared": "  = ="}[row.tie]
            yield f"{row.place:>3}  {row.mark:>5}  {row.site} ({row.jurors}){why}"


def record(portal: Portal, results: Sequence[Result]) -> str:
    """The text of catalog/contest-results.yml: other contests' results as they were, this one's anew."""
    now = {result.contest for result in results}
    lines = ["# Results of contests. `sauat contest FILE` writes this file; nothing is added by hand."]
    for result in [*(kept for kept in portal.results if kept.contest not in now), *results]:
        lines += [f"- contest: {result.contest}", f"  nomination: {result.nomination}", f"  site: {result.site}"]
        lines += [f"  place: {result.place}", f'  mark: "{result.mark}"', f"  jurors: {result.jurors}", f"  tie: {result.tie}"]
    return "\n".join(lines) + "\n"
