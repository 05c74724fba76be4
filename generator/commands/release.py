"""The commands of whoever puts the portal on a server: `sauat pack`, `sauat deploy`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from generator import pack as packing
from generator.commands.options import HERE, Root, day_of
from generator.release import archive as releases
from generator.release import manifest as manifests
from generator.release import unpack
from generator.release.place import Place
from generator.release.refused import Refused, plainly
from generator.release.remote import RemotePlace, is_remote

app = typer.Typer()
Archive = Annotated[Path | None, typer.Argument(help="A release; else the newest of build/release.", show_default=False)]
RELEASES = Path("build/release")


@contextmanager
def told(where: object) -> Iterator[None]:
    """What cannot be done goes to stderr in plain words, and the exit code says 1."""
    try:
        with plainly(where):
            yield
    except Refused as refused:
        print(refused, file=sys.stderr)
        raise typer.Exit(1) from None


def _say(stage: str) -> None:
    print(f"{stage} …", file=sys.stderr, flush=True)


@app.command()
def pack(
    site: Annotated[Path, typer.Option(help="A built tree.")] = Path("build/site"),
    release: Annotated[Path | None, typer.Option(help="Then write a release into this folder.", show_default=False)] = None,
    path: Annotated[str, typer.Option(help="Where the portal stands on its host, as /literacy/.")] = "/",
    on_server: Annotated[str, typer.Option(help="The folder of `sauat deploy` on the server.")] = "/srv/sauat",
    day: Annotated[
        str, typer.Option("--date", help="The release's day, as 2026-11-27; else today. The same day gives the same bytes.")
    ] = "",
    contact: Annotated[
        str,
        typer.Option(help="Whom to tell of a hole, as mailto:security@example.kz: adds security.txt.", show_default=False),
    ] = "",
    root: Root = HERE,
) -> None:
    """Weigh every page kind of a built tree and fail when a budget is broken; with --release make an archive for servers."""
    if not (site / "index.html").exists():
        print(f"{site} is not a built tree; first: sauat build --out {site}", file=sys.stderr)
        raise typer.Exit(1)
    rows = list(packing.weigh(site))
    for text in packing.table(rows):
        print(text)
    if any(row.broken for row in rows):
        raise typer.Exit(1)
    if release is not None:
        with told(release):
            server = f"{on_server.rstrip('/')}/current/site"
            order = releases.Order(site, release, day_of(day).isoformat(), path, server, contact)
            made = releases.make(order, root / "overrides", root / "requirements.lock", _say)
        print(f"✓ {made} ({made.stat().st_size / 1e6:.1f} MB)")
        if not contact:
            print("It has no security.txt; to add one say whom to tell of a hole: --contact mailto:…", file=sys.stderr)


@app.command()
def deploy(
    archive: Archive = None,
    to: Annotated[
        str, typer.Option(help="A folder, or whatever rsync sends to: user@host:/srv/sauat.", show_default=False)
    ] = "",
    keep: Annotated[int, typer.Option(min=1, help="How many releases stay there, this one counted.")] = 3,
    back: Annotated[bool, typer.Option("--back", help="Put the release before this one back.")] = False,
    plan: Annotated[
        Path | None,
        typer.Option(help="A manifest.json that stands elsewhere: print what to send there, in order.", show_default=False),
    ] = None,
) -> None:
    """Put a release in the place of the one before, at once and whole; or go back; or say what to send elsewhere."""
    with told(to or archive or RELEASES):
        if plan is not None:
            new = unpack.read_manifest(archive or unpack.newest(RELEASES))
            for step in manifests.plan(manifests.read_file(plan), new):
                print("\t".join(step))
            return
        if not to:
            raise Refused("say where to: sauat deploy --to /srv/sauat, or --to user@host:/srv/sauat")
        place = RemotePlace(to) if is_remote(to) else Place(Path(to))
        name = place.back() if back else place.deploy(archive or unpack.newest(RELEASES), keep, _say)
    print(f"✓ {name} stands in {to}")
    if isinstance(place, Place) and not place.is_told:
        folder = Path(to).absolute()
        print(
            f"Its server/*.conf speak of another folder; if a server here reads them: sauat pack --on-server {folder}",
            file=sys.stderr,
        )
