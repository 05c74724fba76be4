"""`sauat bench …`: measure, and print how."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.bench import build, edit, hugo, load, pages, queries, retrieval, scale, search
from generator.commands.options import HERE, Language, Root, lang_of
from generator.commands.release import RELEASES, Archive, told
from generator.release import unpack

app = typer.Typer(help="Measure, and print how.", no_args_is_help=True)


@app.command("build")
def build_command(
    times: Annotated[int, typer.Option(help="Runs of each build; the median counts.")] = 3, root: Root = HERE
) -> None:
    """A cold build beside `mkdocs build` alone, memory, and edits under `sauat serve`."""
    for text in build.run(root.resolve(), times):
        print(text, flush=True)


@app.command("retrieval")
def retrieval_command(
    lang: Annotated[Language, typer.Option(help="Language of the documents.")],
    docs: Annotated[Path, typer.Option(help="TSV: id, title, text.")],
    queries: Annotated[Path, typer.Option(help="TSV: id, text.")],
    root: Root = HERE,
) -> None:
    """Any documents and queries through the product's indexer and its browser search, ten results a query."""
    for text in retrieval.run(root.resolve() / "overrides", lang_of(lang), docs, queries):
        print(text)


@app.command("scale")
def scale_command(
    sites: Annotated[int, typer.Option(help="How many made-up sites.")] = 10_000,
    pages: Annotated[bool, typer.Option("--pages", help="Render their pages and lists too.")] = False,
    root: Root = HERE,
) -> None:
    """Made-up sites in both languages through the product's own stages: seconds, memory, files, bytes."""
    for text in scale.run(root.resolve(), sites, pages):
        print(text, flush=True)


@app.command("edit")
def edit_command(sites: Annotated[int, typer.Option(help="How many made-up sites.")] = 10_000, root: Root = HERE) -> None:
    """One record of many changes under `sauat serve`: seconds until its pages and lists show it."""
    for text in edit.run(root.resolve(), sites):
        print(text, flush=True)


@app.command("hugo")
def hugo_command(sites: Annotated[int, typer.Option(help="How many made-up sites.")] = 10_000, root: Root = HERE) -> None:
    """The catalogue's pages beside Hugo's of the same records, where Hugo is installed."""
    for text in hugo.run(root.resolve(), sites):
        print(text, flush=True)


@app.command("search")
def search_command(
    sites: Annotated[str, typer.Option(help="How many made-up sites, one or several numbers with commas.")] = "1000,10000",
    queries: Annotated[int, typer.Option(help="Queries of each sort.")] = 15,
    pagefind: Annotated[bool, typer.Option("--pagefind", help="Pagefind over the same sites beside it.")] = False,
    root: Root = HERE,
) -> None:
    """A new visitor's first and second query, at full speed and on a slow line: bytes, requests, time to ten results."""
    for text in search.run(root.resolve(), [int(size) for size in sites.split(",")], queries, pagefind):
        print(text, flush=True)


@app.command("queries")
def queries_command(
    site: Annotated[Path, typer.Option(help="A built tree.")] = Path("build/site"),
    cases: Annotated[Path, typer.Option(help="A folder with a YAML file a family: lang, queries.")] = Path(
        "tests/cases/queries"
    ),
) -> None:
    """What people type, family by family: success at 1, 3 and 10."""
    for text in queries.run(site, cases):
        print(text, flush=True)


@app.command("pages")
def pages_command(
    archive: Archive = None,
    times: Annotated[int, typer.Option(min=1, help="Visits of each page; the median counts.")] = 5,
    lighthouse: Annotated[Path | None, typer.Option(exists=True, help="A Lighthouse program, to print its marks too.")] = None,
    root: Root = HERE,
) -> None:
    """A first visit of each page kind on a slow line and an old phone: bytes, paints, layout, beside stock Material."""
    with told(archive or RELEASES):
        for text in pages.run(root.resolve(), archive or unpack.newest(RELEASES), times, lighthouse):
            print(text, flush=True)


@app.command("load")
def load_command(
    archive: Archive = None,
    seconds: Annotated[int, typer.Option(min=1, help="Seconds of each run.")] = 2,
    times: Annotated[int, typer.Option(min=1, help="Runs of each; the best counts.")] = 9,
) -> None:
    """Requests a second and p99 of a release under nginx, beside a bare file of the same size, and switches under load."""
    with told(archive or RELEASES):
        for text in load.run(archive or unpack.newest(RELEASES), seconds, times):
            print(text, flush=True)
