"""`tiktrack discover find`, `add` and `read`: finding candidates and reading them, at a cost told first."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from tiktrack_gui.app import composition
from tiktrack_gui.cli.commands import creators_read
from tiktrack_gui.cli.commands.discover_options import (
    BRAND,
    YES,
    begins,
    brand_named,
    candidates_named,
    read_due,
)
from tiktrack_gui.cli.commands.options import JSON
from tiktrack_gui.cli.invocation import common
from tiktrack_gui.cli.output import say, say_json, say_table, warn
from tiktrack_gui.cli.work import run
from tiktrack_gui.core import export as export_creators
from tiktrack_gui.core.discovery import export
from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.plans import Cost, FindPlan, FoundCounts
from tiktrack_gui.core.errors import TikTokError
from tiktrack_gui.core.pending import PendingState
from tiktrack_gui.core.read_table import ReadTable, Standing
from tiktrack_gui.words import candidates, finding, reading

NOTHING_DONE = "Nothing was asked of TikTok. To begin, run this again with --yes."
ALL_READ = "All candidates that are due were read. To see them: tiktrack discover"
STOPPED = "What wasn’t read waits; go on with: tiktrack discover read"


@click.command("find")
@BRAND
@click.option("--search", "terms", multiple=True, metavar="TERM", help="Search TikTok for it. Default: the words.")
@click.option("--no-search", is_flag=True, help="Only those that the feed and your hashtags have shown.")
@click.option("--reads", type=click.IntRange(min=0), metavar="N", help="Read at most so many. Default: what has room.")
@YES
@JSON
@common
def discover_find(
    brand: str | None, terms: Sequence[str], no_search: bool, reads: int | None, yes: bool, as_json: bool
) -> None:
    """Find candidates for a brand, and read the most promising ones.

    Shows what it costs first, and asks. Candidates that are read are measured daily for some days, by the window or by
    `tiktrack discover read`.
    """
    if terms and no_search:
        raise click.UsageError("Use --search or --no-search.")

    async def work(services: composition.Services) -> None:
        chosen = await brand_named(services, brand)
        plan = await services.discover.plan_find(chosen, () if no_search else (terms or None), reads)
        if not as_json:
            _say_plan(services, chosen, plan)
        is_empty = not (plan.stored or plan.terms or plan.reads)
        if is_empty or not begins("Begin?", yes=yes):
            _end(plan, None, finding.NOTHING_TO_DO if is_empty else NOTHING_DONE, as_json=as_json)
            return
        try:
            found, complete = await services.discover.find(plan), True
        except TikTokError as error:
            warn(error.for_terminal)
            found, complete = None, False
        if found is not None and not as_json:
            say(f"{candidates.found(found)}.")
        complete = await read_due(services) and complete
        _end(plan, found, await _said_at_last(services) if complete else STOPPED, as_json=as_json)
        if not complete:
            sys.exit(1)

    run(work, writes=True)


@click.command("add")
@click.argument("creators", nargs=-1, metavar="[@NAME...]")
@click.option("--file", type=click.Path(dir_okay=False), help="A CSV, TSV, TXT or XLSX file with creators; - is stdin.")
@click.option("--column", metavar="NAME", help="The file’s column with the creators. Default: the likeliest.")
@BRAND
@click.option("--dry-run", is_flag=True, help="Show what was read and what it costs, without adding anybody.")
@YES
@JSON
@common
def discover_add(
    creators: Sequence[str],
    file: str | None,
    column: str | None,
    brand: str | None,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Add candidates by @handle or link, or from a file.

    Shows what it costs first, and asks. Each is looked up and read, and then measured daily for some days.
    """
    if not creators and file is None:
        raise click.UsageError("Name a creator, or use --file.")
    if column is not None and file is None:
        raise click.UsageError("--column needs --file.")
    given = [*creators, *(creators_read.texts_in(file, column) if file is not None else [])]

    async def work(services: composition.Services) -> None:
        chosen = await brand_named(services, brand)
        table = await services.discover.sort_out(chosen, given)
        cost = services.discover.plan_add(table.wanted)
        if not as_json:
            _say_table(table, full=dry_run)
            say(finding.cost(cost) if table.wanted else f"{reading.NOBODY_NEW}.")
        if dry_run or not table.wanted or not begins(f"{finding.add(table.wanted)}?", yes=yes):
            _tell_added(table, cost, [], as_json=as_json, asked=not dry_run and table.wanted > 0)
            return
        assert chosen.id is not None
        await services.discover.add(chosen, table.new, table.tracked)
        complete = await read_due(services)
        left = [one for one in await services.discover.pending(chosen.id) if one.state is PendingState.FAILED]
        for one in left:
            warn(f"{one.given}: {one.reason or 'couldn’t be looked up.'}")
        _tell_added(table, cost, _names(table), as_json=as_json, asked=False)
        if left or not complete:
            if not complete:
                warn(STOPPED)
            sys.exit(1)

    run(work, writes=True)


@click.command("read")
@click.argument("creators", nargs=-1, metavar="[@NAME...]")
@BRAND
@YES
@JSON
@common
def discover_read(creators: Sequence[str], brand: str | None, yes: bool, as_json: bool) -> None:
    """Read the candidates that are due, or those named.

    The window does this by itself. Without it, run this once a day.
    """

    async def work(services: composition.Services) -> None:
        if creators:
            ranking = await services.rankings.of(await brand_named(services, brand))
            ids = [creator.id for _, creator in await candidates_named(services, ranking, creators)]
            cost = await services.discover.plan_read(ids)
            if not as_json:
                say(finding.cost(cost))
            if not begins("Begin?", yes=yes):
                say_json({"cost": export.cost(cost), "read": False}) if as_json else say(NOTHING_DONE)
                return
            await services.discover.read(ids)
        complete = await read_due(services)
        if as_json:
            say_json({"complete": complete, "waiting": await _waiting(services)})
        else:
            say(await _said_at_last(services))
        if not complete:
            sys.exit(1)

    run(work, writes=True)


def _say_plan(services: composition.Services, brand: Brand, plan: FindPlan) -> None:
    searched = ", ".join(f"“{term}”" for term in plan.terms)
    rows = [
        ("seen already", finding.stored(plan.stored)),
        ("search TikTok for", searched or finding.NO_TERMS),
        ("then read", f"{finding.candidates(plan.reads)}. {finding.slots(plan)}"),
        ("cost", finding.cost(plan.cost)),
        ("budget", finding.budget(services.foundation.budget.plan())),
    ]
    say(f"Finding candidates for “{brand.name}”:")
    say_table([row for row in rows if row[1]], indent=2)


async def _waiting(services: composition.Services) -> int:
    """How many candidates have never been read."""
    schedule = await services.watching.schedule()
    return len(schedule.first) + schedule.queued


async def _said_at_last(services: composition.Services) -> str:
    waiting = await _waiting(services)
    return f"{finding.candidates(waiting)} still to be read." if waiting else ALL_READ


def _end(plan: FindPlan, found: FoundCounts | None, said: str, *, as_json: bool) -> None:
    if as_json:
        say_json({"plan": export.find_plan(plan), "found": None if found is None else export.found(found)})
    elif said:
        say(said)


def _say_table(table: ReadTable, *, full: bool) -> None:
    """full: all entries, and not only those that can't be used."""
    for entry in table.entries:
        if not full and entry.standing is Standing.REFUSED and entry.fault is not None:
            warn(str(entry.fault))
    if full:
        rows = [
            (str(entry.number), entry.given, reading.whom(entry), reading.standing(entry, reading.Aim.CANDIDATES))
            for entry in table.entries
        ]
        say_table(rows, headings=("no.", "given", "names", "what happens"), right=(0,))
    say(reading.counts(table, reading.Aim.CANDIDATES))


def _tell_added(table: ReadTable, cost: Cost, added: Sequence[str], *, as_json: bool, asked: bool) -> None:
    """asked: and nobody said yes."""
    if as_json:
        entries = [export_creators.read_entry(entry) for entry in table.entries]
        say_json({"entries": entries, "cost": export.cost(cost), "added": list(added)})
    elif added:
        say(f"{finding.candidates(len(added))} added: {', '.join(added)}.")
    elif asked:
        say(NOTHING_DONE)


def _names(table: ReadTable) -> list[str]:
    wanted = (Standing.NEW, Standing.TRACKED)
    return [reading.whom(entry) for entry in table.entries if entry.standing in wanted]
