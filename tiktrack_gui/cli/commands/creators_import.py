"""`tiktrack creators import`: measurements from a file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tiktrack_gui.app import composition
from tiktrack_gui.cli.commands.options import JSON
from tiktrack_gui.cli.invocation import common
from tiktrack_gui.cli.output import say, say_json, say_table, warn
from tiktrack_gui.cli.work import run
from tiktrack_gui.core import export
from tiktrack_gui.core.history_import import Fate, HistoryImport
from tiktrack_gui.words import history_import as words
from tiktrack_gui.words import times

STDIN = "-"
SHOWN = 20  # rows that can't be imported, where nobody asked for all


@click.command("import")
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--creator", metavar="@NAME", help="Whose they are, if the file doesn’t say so.")
@click.option("--dry-run", is_flag=True, help="Show what each row would do, without importing anything.")
@JSON
@common
def creators_import(file: str, creator: str | None, dry_run: bool, as_json: bool) -> None:
    """Import measurements of creators from a CSV, XLSX or JSON file.

    It needs a column with the time, such as measured_at or date, and one of followers, following, likes and videos;
    creator_id or handle says whose they are. Creators must be tracked already: add them with `tiktrack creators add`.
    `tiktrack export history` and “Save data as CSV” of a plot write such files, and so do other tools. Times without a
    zone are UTC.

    What is stored already stays as it is: a different number for the same second is reported, and not imported. The
    exit status is 1 if no row can be used.
    """

    async def work(services: composition.Services) -> None:
        sheet = composition.read_sheet(sys.stdin.buffer if file == STDIN else Path(file))
        only = None if creator is None else await services.creators.known(creator)
        table = await services.history_importing.read(sheet, only)
        imported = not dry_run and table.numbers[Fate.NEW] > 0
        if imported:
            await services.history_importing.add(table)
        if as_json:
            say_json(_exported(table, imported=imported))
        else:
            _show(table, everything=dry_run)
            say(words.added(table) if imported else words.summary(table))
        if table.numbers[Fate.REFUSED] == len(table.rows):
            sys.exit(1)

    run(work, writes=not dry_run)


def _show(table: HistoryImport, *, everything: bool) -> None:
    """Prints all rows, or those that can't be imported."""
    rows = [row for row in table.rows if everything or row.fate in (Fate.CLASHES, Fate.REFUSED)]
    shown = rows if everything else rows[:SHOWN]
    if shown:
        cells = [
            (
                str(row.number),
                words.whom(row),
                "" if row.sample is None else times.exact_time(row.sample.at),
                words.sample(row.sample),
                words.fate(row),
            )
            for row in shown
        ]
        say_table(cells, headings=("row", "creator", "measured", "counts", "what happens"), right=(0,))
    if len(rows) > len(shown):
        warn(f"{len(rows) - len(shown):,} more rows can’t be imported. To see all, add --dry-run.")


def _exported(table: HistoryImport, *, imported: bool) -> dict[str, object]:
    return {
        "imported": imported,
        "counts": {fate.value: number for fate, number in table.numbers.items()},
        "rows": [
            {
                "row": row.number,
                "fate": row.fate.value,
                "creator_id": None if row.creator is None else str(row.creator.id),
                "handle": None if row.creator is None else row.creator.handle,
                "measured_at": None if row.sample is None else export.iso(row.sample.at),
                "fault": row.fault or None,
            }
            for row in table.rows
        ],
    }
