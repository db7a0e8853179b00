"""`tiktrack sources`: what is fetched: the trending feed, hashtags and creators."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace

import click

from tiktrack_gui.app import as_set, composition
from tiktrack_gui.cli.commands.options import JSON, SOURCE, SOURCES, OrDefault
from tiktrack_gui.cli.invocation import common
from tiktrack_gui.cli.output import say, say_json, say_table, warn
from tiktrack_gui.cli.work import run
from tiktrack_gui.core import export
from tiktrack_gui.core.errors import BadInput, TikTokError
from tiktrack_gui.core.requests import Outlook
from tiktrack_gui.core.schedule import require_minutes
from tiktrack_gui.core.source_names import kind_of_source
from tiktrack_gui.core.sources import Source
from tiktrack_gui.services.rounds import Planned
from tiktrack_gui.words import requests
from tiktrack_gui.words import sources as words

NEXT = 3  # of what is planned
HEADINGS = ("source", "every", "threshold", "last run", "state")


@click.group()
@common
def sources() -> None:
    """What is fetched: the trending feed, hashtags and creators."""


@sources.command("list")
@JSON
@common
def sources_list(as_json: bool) -> None:
    """List the sources and when each is due.

    Then what is asked next, and how many requests an hour the settings need.
    """

    async def work(services: composition.Services) -> None:
        listed = await services.source_list.listed()
        pause = as_set.pause(services.settings)
        paused = pause is not None and not pause.is_over(services.foundation.clock.now())
        outlook = await services.planning.look(paused=paused)
        await _show(services, listed, outlook, as_json=as_json)

    run(work, writes=False)


@sources.command("add")
@SOURCES
@JSON
@common
def sources_add(sources: Sequence[str], as_json: bool) -> None:
    """Add hashtags and creators.

    Give a hashtag as name or #name, a creator as @name, or links to their pages. Quote a # for the shell. What is on
    the list already is switched on. Creators are looked up on TikTok, and followed if they change their handle. The
    exit status is 1 if one can’t be added.
    """

    async def work(services: composition.Services) -> None:
        added, failed = [], False
        for text in sources:
            try:
                added.append(await services.source_list.add(text))
            except TikTokError as error:
                warn(f"{text}: {error.for_terminal}")
                failed = True
        if added or as_json:
            await _show(services, added, as_json=as_json)
            await _warn_of_demand(services)
        if failed:
            sys.exit(1)

    run(work, writes=True)


@sources.command("set")
@SOURCE
@click.option("--every", type=int, metavar="MINUTES", help="Minutes between refreshes.")
@click.option(
    "--min-velocity",
    type=OrDefault("min_velocity"),
    metavar="NUMBER|default",
    help="Minimum engagements per minute; default = the one in your settings.",
)
@click.option("--on/--off", "active", default=None, help="Switch it on or off.")
@JSON
@common
def sources_set(
    source: str, every: int | None, min_velocity: float | str | None, active: bool | None, as_json: bool
) -> None:
    """Change a source, or switch it on or off.

    The trending feed is refreshed every 10 minutes at most, others every 5.
    """
    if every is None and min_velocity is None and active is None:
        raise click.UsageError("Use --every, --min-velocity, --on or --off.")

    if every is not None:
        try:
            require_minutes(source, kind_of_source(source), every)
        except BadInput as error:
            raise click.UsageError(str(error)) from None

    async def work(services: composition.Services) -> None:
        found = await services.source_list.find(source)
        if every is not None:
            found = replace(found, scrape_frequency_minutes=every)
        if min_velocity is not None:
            found = replace(found, min_velocity=None if isinstance(min_velocity, str) else min_velocity)
        if active is not None:
            found = replace(found, is_active=active)
        await services.source_list.change(found)
        await _show(services, [found], as_json=as_json)
        await _warn_of_demand(services)

    run(work, writes=True)


@sources.command("remove")
@SOURCE
@click.option("--yes", is_flag=True, help="Remove without asking.")
@JSON
@common
def sources_remove(source: str, yes: bool, as_json: bool) -> None:
    """Stop fetching a source for good. Its stories are kept."""

    async def work(services: composition.Services) -> None:
        found = await services.source_list.find(source)
        handle = found.account_handle
        removed = yes or (sys.stdin.isatty() and click.confirm(f"Remove {handle}? {words.KEPT}", err=True))
        if removed:
            await services.source_list.remove(found)
        if as_json:
            say_json({"removed": [handle] if removed else []})
        elif removed:
            say(f"Removed {handle}. {words.KEPT}")
        else:
            say("Nothing was removed. To remove it, run this again with --yes.")

    run(work, writes=True)


async def _show(
    services: composition.Services, listed: Sequence[Source], outlook: Outlook | None = None, *, as_json: bool
) -> None:
    """outlook: what is planned, if that is to be shown, too."""
    await services.health.current()  # loads what decides when they are due
    await services.rounds.plan()
    ids = {source.id for source in listed}
    planned = [one for one in services.rounds.planned if one.source.id in ids]
    if as_json:
        asked = {} if outlook is None else {"requests": export.outlook(outlook)}
        say_json({"sources": [export.source(one.source, one.due_at) for one in planned], **asked})
        return
    say_table([_row(services, one) for one in planned], headings=HEADINGS, right=(1,))
    for one in planned:
        if one.source.trouble is not None and one.due_at is not None:
            warn(f"{one.source.account_handle}: {one.source.trouble}")
    if outlook is not None:
        _show_outlook(outlook, services.foundation.clock.now())


async def _warn_of_demand(services: composition.Services) -> None:
    """Says if the sources, as they are now, need too many requests."""
    if said := requests.warning(await services.planning.demand()):
        warn(said)


def _show_outlook(outlook: Outlook, now: float) -> None:
    for line in requests.planned(outlook, now, NEXT):
        say(f"Next: {line}" if outlook.planned and not outlook.paused else f"{line}.")
    show = warn if outlook.demand.is_near else say
    show(requests.need(outlook.demand))


def _row(services: composition.Services, planned: Planned) -> tuple[str, ...]:
    source, now = planned.source, services.foundation.clock.now()
    return (
        source.account_handle,
        words.every(source),
        words.threshold(source, services.settings.min_velocity),
        words.last_run(source, now),
        words.state(planned, now),
    )
