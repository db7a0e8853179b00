"""`tiktrack report`: the growth of creators as a PDF or HTML page for others."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from tiktrack_gui.app import composition, reports
from tiktrack_gui.cli.commands import options
from tiktrack_gui.cli.commands.moments import Day
from tiktrack_gui.cli.invocation import common
from tiktrack_gui.cli.output import say, say_file
from tiktrack_gui.cli.terminal import show_stage
from tiktrack_gui.cli.work import run
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.growth import GROWTH_DAYS
from tiktrack_gui.core.list_names import ALL, is_all
from tiktrack_gui.core.report import Period, Report, Wanted, days_of, period_of
from tiktrack_gui.words.report_list import nobody, several

STDOUT = "-"


@click.command("report")
@click.argument("creators", nargs=-1, callback=options.creators, metavar="[@NAME...]")
@click.option("--list", "list_name", metavar="LIST", help=f"All creators on a list; “{ALL}” is everyone you track.")
@click.option("--from", "first", type=Day(), metavar="DATE", help=f"First day. Default: {GROWTH_DAYS} days in all.")
@click.option("--to", "last", type=Day(), metavar="DATE", help="Last day. Default: today.")
@click.option(
    "--format", "chosen", type=click.Choice([one.value for one in reports.Format]), help="Default: by the file’s name."
)
@click.option("--paper", type=click.Choice(reports.PAPERS), help="Of a PDF. Default: the usual one in your region.")
@click.option("--notes", is_flag=True, help="With your notes and statuses. Default: without.")
@click.option("--output", "file", type=click.Path(dir_okay=False), required=True, help="The file; - is stdout.")
@common
def report(
    creators: Sequence[str],
    list_name: str | None,
    first: date | None,
    last: date | None,
    chosen: reports.Format | None,
    paper: str | None,
    notes: bool,
    file: str,
) -> None:
    """Make a page about creators’ growth, as PDF or HTML.

    It has their figures and a chart of the dates given, the most viewed videos, how exact the numbers are, and when and
    where they were measured. Of one creator, of several, or of a list. Works beside the open window.
    """
    if bool(creators) == (list_name is not None):
        raise click.UsageError("Name creators, or use --list.")
    into = reports.Format(chosen) if chosen is not None else reports.format_of(file)
    if into is None:
        raise click.UsageError("Use --format, or a file name that ends in .pdf or .html.")
    if paper is not None and into is reports.Format.HTML:
        raise click.UsageError("--paper is for PDF.")
    if file == STDOUT and into is reports.Format.PDF and sys.stdout.isatty():
        raise click.UsageError("A PDF can’t be shown in a terminal. Name a file.")

    async def work(services: composition.Services) -> None:
        period = period_of(first, last, services.foundation.clock.now())
        found = await _found(services, creators, list_name, period, notes=notes)
        show_stage("Writing the report")
        data = await reports.written(found, into, paper)
        if file == STDOUT:
            say_file(data)
            return
        await asyncio.to_thread(reports.save, Path(file), data)
        about = found.name if found.name is not None else f"@{found.creators[0].profile.creator.handle}"
        days = " to ".join(str(day) for day in days_of(period))
        say(f"Saved the report on {about}, {days}, to {file}.")

    run(work, writes=False)


async def _found(
    services: composition.Services, creators: Sequence[str], list_name: str | None, period: Period, *, notes: bool
) -> Report:
    reporting = services.reporting
    if list_name is None:
        known = tuple(dict.fromkeys([(await services.creators.known(text)).id for text in creators]))
        chosen = Wanted(creator_ids=known, name=None if len(known) == 1 else several(len(known)))
        return await reporting.made(chosen, period, _show_reading, notes=notes)
    shown = None if is_all(list_name) else await services.lists.named(list_name)
    tracked = await services.creators.tracked() if shown is None else await services.lists.entries(shown.id)
    name = ALL if shown is None else shown.name
    if not tracked:
        raise BadInput(nobody(name), "Add somebody with `tiktrack lists add`.")
    ids = [entry.creator.id for entry in tracked]
    list_id = None if shown is None else shown.id
    wanted = Wanted(creator_ids=tuple(ids), name=name, list_id=list_id, is_list=True)
    return await reporting.made(wanted, period, _show_reading, notes=notes)


def _show_reading(done: int, wanted: int) -> None:
    show_stage("Reading creators", done, wanted)
