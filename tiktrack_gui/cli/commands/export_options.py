"""The options of commands that export a table, and how they write it."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from tiktrack_gui.app import composition
from tiktrack_gui.cli.output import end, progress, say, written_to_stdout
from tiktrack_gui.cli.work import run
from tiktrack_gui.core.table_export import Table, TableFormat
from tiktrack_gui.services.exporting import ExportProgress
from tiktrack_gui.words import exporting as words

C = TypeVar("C", bound=Callable[..., Any])

STDOUT = "-"


def to_file(command: C) -> C:
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


def write_table(made: Callable[[composition.Services], Awaitable[Table]], output: str, chosen: str | None) -> None:
    """Writes what `made` returns. output, chosen: the values of the options `to_file` adds."""
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
