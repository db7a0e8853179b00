"""`tiktrack creators`: those that are tracked."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from tiktrack_gui import app, terminal
from tiktrack_gui.commands.options import JSON
from tiktrack_gui.core import export
from tiktrack_gui.invocation import common
from tiktrack_gui.output import say, say_json, warn
from tiktrack_gui.services.creators import Checked
from tiktrack_gui.work import run


@click.group()
@common
def creators() -> None:
    """Creators you track."""


@creators.command("add")
@click.argument("names", nargs=-1, required=True)
@JSON
@common
def creators_add(names: Sequence[str], as_json: bool) -> None:
    """Track creators, by @handle or the link of a profile."""

    async def work(services: app.Services) -> None:
        added = [await services.creators.add(name) for name in names]
        await _show_checked(services, added, as_json=as_json)

    run(work, writes=True)


@creators.command("list")
@JSON
@common
def creators_list(as_json: bool) -> None:
    """List the creators you track, with their newest numbers."""

    async def work(services: app.Services) -> None:
        listed = [Checked(creator=entry.creator) for entry in await services.creators.tracked()]
        await _show_checked(services, listed, as_json=as_json)

    run(work, writes=False)


@creators.command("refresh")
@click.argument("names", nargs=-1)
@JSON
@common
def creators_refresh(names: Sequence[str], as_json: bool) -> None:
    """Measure creators again: all you track, or those named."""

    async def work(services: app.Services) -> None:
        checked = await services.creators.refresh(names, manual=True)
        await _show_checked(services, checked, as_json=as_json)
        if checked and all(result.error for result in checked):
            sys.exit(1)

    run(work, writes=True)


async def _show_checked(services: app.Services, checked: Sequence[Checked], *, as_json: bool) -> None:
    states = {entry.creator.id: entry.state for entry in await services.creators.tracked()}
    failed = [(result.creator.handle, result.error) for result in checked if result.error is not None]
    for handle, error in failed:
        warn(f"@{handle} keeps its stored numbers. {error.for_terminal}")
    if as_json:
        listed = [export.measured_creator(r.creator, states.get(r.creator.id, "unknown")) for r in checked]
        say_json({"refreshed": len(checked) - len(failed), "failed": len(failed), "creators": listed})
        return
    for result in checked:
        terminal.show_creator(result.creator)
    if not checked:
        say("No creators are tracked yet. Track one: tiktrack creators add @name")
