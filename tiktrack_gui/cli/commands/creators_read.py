"""`tiktrack creators add --file`, and what it would do."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from tiktrack_gui.app import composition
from tiktrack_gui.cli.output import say, say_json, say_table
from tiktrack_gui.cli.work import run
from tiktrack_gui.core import export
from tiktrack_gui.core.sheets import Sheet
from tiktrack_gui.words import reading as words

STDIN = "-"


def texts_in(file: str, column: str | None) -> list[str]:
    """Returns the texts in a column of the file (None: the likeliest). Raises BadInput."""
    sheet = _sheet(file)
    return sheet.column(sheet.likeliest() if column is None else sheet.column_named(column))


def show(given: Sequence[str], *, as_json: bool) -> None:
    """Prints the table of what was read, without asking TikTok."""

    async def work(services: composition.Services) -> None:
        table = await services.adding.read(given)
        if as_json:
            numbers = {standing.value: number for standing, number in table.numbers.items()}
            say_json({"counts": numbers, "entries": [export.read_entry(entry) for entry in table.entries]})
            return
        rows = [
            (str(entry.number), entry.given, words.whom(entry), words.standing(entry, words.Aim.TRACKED))
            for entry in table.entries
        ]
        say_table(rows, headings=("no.", "given", "names", "what happens"), right=(0,))
        say(words.counts(table, words.Aim.TRACKED))

    run(work, writes=False)


def _sheet(file: str) -> Sheet:
    return composition.read_sheet(sys.stdin.buffer if file == STDIN else Path(file))
