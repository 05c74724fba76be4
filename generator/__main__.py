"""The command `sauat`."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from generator import jury, pipeline, quality, rules, schema, spelling
from generator import new as drafts
from generator import paper as papers
from generator.commands import bench, release
from generator.commands.options import HERE, Language, Root, Say, Today, day_of, lang_of
from generator.feeds import address_of
from generator.mkdocs import ProseFailed
from generator.model import LANGS, EventKind, Lang
from generator.serve import Studio, line, server
from generator.text import stem as stemming

app = typer.Typer(
    help="Build, check and serve the Sauat portal.", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
new = typer.Typer(help="Write a valid draft in both languages at the right path.", no_args_is_help=True)
site = typer.Typer(help="The sites of the catalogue.", no_args_is_help=True)
app.add_typer(new, name="new")
app.add_typer(site, name="site")
app.add_typer(bench.app, name="bench")
app.add_typer(release.app)

STAGES = ("read", "render", "mkdocs", "search", "feeds", "editions")
_err = Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def _told(lang: Lang) -> Iterator[None]:
    """What stops a build goes to stderr, one line a problem, and the exit code says 1."""
    try:
        yield
    except (pipeline.Stopped, jury.Wrong) as stopped:
        for problem in stopped.problems:
            print(line(problem, lang), file=sys.stderr)
        raise typer.Exit(1) from None
    except (ProseFailed, drafts.Refused, papers.Unknown) as failed:
        print(failed, file=sys.stderr)
        raise typer.Exit(1) from None


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str], None]]:
    """A bar on a terminal, a line a stage elsewhere, nothing when quiet."""
    started = time.perf_counter()
    if quiet:
        yield lambda stage: None
    elif _err.is_terminal:
        columns = (TextColumn("{task.description:8}"), BarColumn(), TimeElapsedColumn())
        with Progress(*columns, console=_err, transient=True) as bar:
            task = bar.add_task("", total=len(STAGES))
            yield lambda stage: bar.update(task, description=stage, completed=STAGES.index(stage))
    else:
        yield lambda stage: _err.print(f"{time.perf_counter() - started:6.2f} s  {stage}")


@app.command()
def check(root: Root = HERE, lang: Say = None) -> None:
    """Say everything that is wrong with the records and the words, spelling included, one line a problem."""
    with _told(lang_of(lang)):
        portal = pipeline.Project(root.resolve()).read()
        try:
            if misspelled := tuple(sorted(spelling.check(portal))):
                raise pipeline.Stopped(misspelled)
        except spelling.Missing as missing:
            print(f"The spelling was not checked: sudo apt-get install {missing}", file=sys.stderr)
    counts = {"sites": portal.sites, "pages": portal.prose, "items": portal.items, "measures": portal.plan.measures}
    print("✓ " + ", ".join(f"{len(records)} {name}" for name, records in counts.items()))


@app.command()
def build(
    out: Annotated[Path, typer.Option(help="Where the tree goes.")] = Path("build/site"),
    only: Annotated[Language | None, typer.Option(help="Build one language only.")] = None,
    address: Annotated[
        str,
        typer.Option(
            help="Where the portal will stand: adds sitemap.xml and the browsers' search description.", show_default=False
        ),
    ] = "",
    today: Today = "",
    editions: Annotated[bool, typer.Option("--editions", help="Add ZIP files to download, by level and language.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but problems.")] = False,
    root: Root = HERE,
    lang: Say = None,
) -> None:
    """Build the whole tree; if anything is wrong, the last good one stays. Without --today it is the records' newest day."""
    langs = LANGS if only is None else (lang_of(only),)
    known = address_of(address) if address else ""
    if known is None:
        print(
            f"«{address}» is not an http(s) address of the portal's folder; for example https://example.kz/literacy/",
            file=sys.stderr,
        )
        raise typer.Exit(1)
    project = pipeline.Project(root.resolve(), langs, known, day_of(today) if today else None)
    started = time.perf_counter()
    with _told(lang_of(lang)), _progress(quiet) as say:
        files = pipeline.build(project, out, say, copies=editions)
    if not quiet:
        print(f"✓ {files} files in {out} ({time.perf_counter() - started:.2f} s)")


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="Port on loopback; 0 for any free one.")] = 8000,
    out: Annotated[Path, typer.Option(help="Where the first whole build goes.")] = Path("build/site"),
    quiet: Annotated[bool, typer.Option("--quiet")] = False,
    root: Root = HERE,
    lang: Say = None,
) -> None:
    """Build, then serve on loopback; a saved file reloads the browser, a mistake shows on the page."""
    with suppress(typer.Exit):  # what is wrong has been said, and will be shown on the page until it is mended
        build(out=out, only=None, today="", quiet=quiet, root=root, lang=lang)
    studio = Studio(pipeline.Project(root.resolve()), lang_of(lang))
    try:
        http = server(studio, port)
    except OSError:
        http = server(studio, 0)
    print(f"http://127.0.0.1:{http.server_address[1]}/", flush=True)
    stop = threading.Event()
    threading.Thread(target=studio.follow, args=(stop, (lambda said: None) if quiet else _err.print), daemon=True).start()
    try:
        http.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        stop.set()
        studio.workshop.close()


@new.command("lesson")
def new_lesson(
    lesson: Annotated[str, typer.Argument(help="The lesson's id in catalog/course.yml.")], root: Root = HERE
) -> None:
    """Drafts of a lesson in both languages."""
    with _told("kk"):
        _made(drafts.lesson(root, pipeline.Project(root.resolve()).read(), lesson, date.today()), root)


@new.command("news")
def new_news(
    slug: Annotated[str, typer.Argument(help="Latin name of the page, such as new-service.")], root: Root = HERE
) -> None:
    """Drafts of a news item in both languages."""
    with _told("kk"):
        _made(drafts.news(root, slug, date.today()), root)


@new.command("event")
def new_event(
    slug: Annotated[str, typer.Argument(help="Latin name of the event, such as open-day.")],
    day: Annotated[str, typer.Option("--date", help="Its first day, as 2026-12-10.")],
    kind: Annotated[EventKind, typer.Option(help="Kind of the event.")] = "open-day",
    root: Root = HERE,
) -> None:
    """Draft a record for a dated event of the calendar."""
    with _told("kk"):
        _made(drafts.event(root, slug, kind, day_of(day), date.today()), root)


@new.command("alert")
def new_alert(
    slug: Annotated[str, typer.Argument(help="Latin name of the page, such as fake-bank-calls.")], root: Root = HERE
) -> None:
    """Drafts of a warning in both languages: it stands above every page from its first day to its last."""
    with _told("kk"):
        _made(drafts.alert(root, slug, date.today()), root)


@site.command("add")
def site_add(url: Annotated[str, typer.Argument(help="The site's address.")], root: Root = HERE) -> None:
    """Draft a record for a site; refuse one that the catalogue has, however its address is spelled."""
    with _told("kk"):
        _made(drafts.site(root, pipeline.Project(root.resolve()).read(), url, date.today()), root)


@app.command("schema")
def schema_command(root: Root = HERE) -> None:
    """Print the JSON Schema of a site's record, for an editor's tools."""
    with _told("kk"):
        portal = pipeline.Project(root.resolve()).read()
    print(json.dumps(schema.site(portal), ensure_ascii=False, indent=1))


def _made(paths: list[Path], root: Path) -> None:
    for path in paths:
        print(path.relative_to(root))


@app.command()
def paper(
    out: Annotated[Path, typer.Option(help="The file to write: .html, or .pdf where the tests' browser is installed.")],
    module: Annotated[str, typer.Option(help="A module: ten of its questions.")] = "",
    level: Annotated[str, typer.Option(help="A level: its final by the blueprint.")] = "",
    seed: Annotated[str, typer.Option(help="The same seed gives the same questions in the same order.")] = "1",
    lang: Annotated[Language, typer.Option(help="Language of the paper.")] = Language.kk,
    root: Root = HERE,
) -> None:
    """Write a test for printing, with its key on a sheet of its own."""
    project = pipeline.Project(root.resolve())
    with _told(lang_of(lang)):
        html = papers.sheet(project.overrides, project.read(), lang_of(lang), module=module, level=level, seed=seed)
    papers.write(html, out)
    print(out)


@app.command("quality")
def quality_command(
    out: Annotated[Path, typer.Option(help="The HTML file to write.")] = Path("build/quality.html"),
    today: Today = "",
    lang: Annotated[Language, typer.Option(help="Language of the page.")] = Language.kk,
    root: Root = HERE,
) -> None:
    """A page for the catalogue's editors: what is missing, unchecked, doubled or too alike, as of today unless told."""
    project = pipeline.Project(root.resolve())
    day = day_of(today)
    with _told(lang_of(lang)):
        quality.write(project.overrides, project.read(), lang_of(lang), day, out)
    print(out)


@app.command("contest")
def contest_command(
    sheet: Annotated[Path, typer.Argument(help="The jury's filled sheet, CSV.")], root: Root = HERE, lang: Say = None
) -> None:
    """Score a jury's sheet by the contest's rules, print the places, write the results' record."""
    with _told(lang_of(lang)):
        for row in jury.run(pipeline.Project(root.resolve()).read(), sheet, root, lang_of(lang)):
            print(row)


@app.command("rules")
def rules_command(site: Annotated[Path, typer.Option(help="A built tree.")] = Path("build/site")) -> None:
    """What today's rules for state sites ask, looked at on every page of a built tree; exit 1 when one is broken."""
    if not (site / "index.html").is_file():
        print(f"{site} is no built tree; expected its index.html; for example: make build", file=sys.stderr)
        raise typer.Exit(1)
    found = list(rules.faults(site))
    for fault in found:
        print(f"{fault.path}: {fault.rule}: expected {fault.expected}", file=sys.stderr)
    if found:
        raise typer.Exit(1)
    print(f"✓ {len(rules.RULES)} rules")


@app.command()
def stem(lang: Annotated[Language, typer.Argument(help="Language of the words.")]) -> None:
    """Read words on stdin, one a line; print each with its stem, as the index has it."""
    for word in sys.stdin:
        print(f"{word.rstrip()}\t{stemming.stem(word.strip(), lang.value)}")


if __name__ == "__main__":
    app()
