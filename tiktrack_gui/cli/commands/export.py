"""`tiktrack export`: what TikTrack knows, as CSV, JSON or XLSX."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from tiktrack_gui.app import as_set, composition
from tiktrack_gui.cli.commands import options
from tiktrack_gui.cli.commands.moments import Since
from tiktrack_gui.cli.invocation import common
from tiktrack_gui.cli.output import end, progress, say, written_to_stdout
from tiktrack_gui.cli.work import run
from tiktrack_gui.core.models import Creator, TrackedCreator
from tiktrack_gui.core.score import restated
from tiktrack_gui.core.table_export import Read, Table, TableFormat, table_of_parts
from tiktrack_gui.services.exporting import ExportProgress
from tiktrack_gui.words import exporting as words
from tiktrack_gui.words.exports import creators, deliveries, runs, trending

C = TypeVar("C", bound=Callable[..., Any])

STDOUT = "-"


SINCE = click.option("--since", type=Since(), metavar="TIME", help="Only since then: 2026-10-03, or a time.")
LIST = click.option("--list", "list_name", metavar="NAME", help="Only the creators on that list.")


def _to_file(command: C) -> C:
    """Adds the options that say where to, and as what."""
    output = click.option(
        "--output",
        type=click.Path(dir_okay=False),
        required=True,
        metavar="FILE",
        help="The file to write; - is stdout.",
    )
    format_ = click.option(
        "--format",
        "format_",
        type=click.Choice([one.value for one in TableFormat]),
        help="Default: by the file’s ending, else csv.",
    )
    return format_(output(command))


@click.group()
@common
def export() -> None:
    """Export what TikTrack knows as CSV, JSON or XLSX.

    Each row says when it was measured, where the numbers are from, and how exact they are. Times are UTC. Works while
    TikTrack is running; a file is only there once it is complete.
    """


@export.command("trending")
@SINCE
@_to_file
@common
def export_trending(since: int | None, output: str, format_: str | None) -> None:
    """Export the stories of the feed, the last found first."""

    async def made(services: composition.Services) -> Table:
        now, own = services.foundation.clock.now(), await services.trending.thresholds()
        criteria = replace(as_set.criteria(services.settings), own=own)
        found = (
            Read([restated(item, criteria, now) for item in part.records], part.done)
            for part in services.exporting.stories(since or 0)
        )
        return table_of_parts("trending", trending.fields(now), found)

    _export(made, output, format_)


@export.command("creators")
@LIST
@_to_file
@common
def export_creators(list_name: str | None, output: str, format_: str | None) -> None:
    """Export the creators you track.

    With the figures of the overview.
    """

    async def made(services: composition.Services) -> Table:
        tracked, blocked_since = await _tracked(services, list_name), await services.creators.blocked_since()
        return table_of_parts("creators", creators.fields(), services.exporting.creators(tracked, blocked_since))

    _export(made, output, format_)


@export.command("history")
@click.argument("creators", nargs=-1, callback=options.creators, metavar="[@NAME...]")
@LIST
@SINCE
@_to_file
@common
def export_history(
    creators: Sequence[str], list_name: str | None, since: int | None, output: str, format_: str | None
) -> None:
    """Export all measurements of creators.

    Of those you track, or only of those you name. Each creator’s oldest come first. A margin of 50 means that the true
    count is within ± 50.
    """
    if creators and list_name is not None:
        raise click.UsageError("Name creators, or use --list.")

    async def made(services: composition.Services) -> Table:
        named: Sequence[Creator] = [await services.creators.known(text) for text in creators]
        wanted = named or [entry.creator for entry in await _tracked(services, list_name)]
        return services.exporting.history(wanted, since or 0)

    _export(made, output, format_)


@export.command("runs")
@SINCE
@_to_file
@common
def export_runs(since: int | None, output: str, format_: str | None) -> None:
    """Export the refreshes of your sources, newest first."""

    async def made(services: composition.Services) -> Table:
        sources = {one.id: one.account_handle for one in await services.trending.sources()}
        return table_of_parts("runs", runs.fields(sources), services.exporting.runs(since or 0))

    _export(made, output, format_)


@export.command("deliveries")
@SINCE
@_to_file
@common
def export_deliveries(since: int | None, output: str, format_: str | None) -> None:
    """Export what was posted to Discord and what waits.

    The newest come first.
    """

    async def made(services: composition.Services) -> Table:
        channels = await services.exporting.channels()
        return table_of_parts("deliveries", deliveries.fields(channels), services.exporting.deliveries(since or 0))

    _export(made, output, format_)


async def _tracked(services: composition.Services, list_name: str | None) -> list[TrackedCreator]:
    """Raises BadInput for a list that isn't there."""
    if list_name is None:
        return await services.creators.tracked()
    return await services.lists.entries((await services.lists.named(list_name)).id)


def _export(made: Callable[[composition.Services], Any], output: str, chosen: str | None) -> None:
    """made: a coroutine that returns the table."""
    kind = _format_of(output, chosen)

    async def work(services: composition.Services) -> None:
        table = await made(services)
        if output == STDOUT:
            with written_to_stdout() as stream:
                await services.exporting.write(table, kind, stream)
            return
        rows = await services.exporting.write(table, kind, Path(output), _show)
        end()
        say(words.exported(rows, output))

    run(work, writes=False)


def _format_of(output: str, chosen: str | None) -> TableFormat:
    """Raises UsageError for a workbook that would fill a terminal with signs."""
    ending = Path(output).suffix.lower().removeprefix(".")
    kind = TableFormat(chosen or (ending if ending in list(TableFormat) else TableFormat.CSV))
    if kind is TableFormat.XLSX and output == STDOUT and sys.stdout.isatty():
        raise click.UsageError("A terminal can’t show XLSX. Name a file.")
    return kind


def _show(made: ExportProgress) -> None:
    progress(f"Exporting, {words.progress(made)}", made.done or 0, 1 if made.done is not None else 0)
