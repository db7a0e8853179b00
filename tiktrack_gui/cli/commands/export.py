"""`tiktrack export`: what TikTrack knows, as CSV, JSON or XLSX."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import click

from tiktrack_gui.app import as_set, composition
from tiktrack_gui.cli.commands import options
from tiktrack_gui.cli.commands.export_options import to_file, write_table
from tiktrack_gui.cli.commands.moments import Since
from tiktrack_gui.cli.invocation import common
from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.score import restated
from tiktrack_gui.core.table_export import Read, Table, table_of, table_of_parts
from tiktrack_gui.core.tracked import TrackedCreator
from tiktrack_gui.words.exports import advertisers, campaigns, creators, deliveries, runs, trending

SINCE = click.option("--since", type=Since(), metavar="TIME", help="Only since then: 2026-10-03, or a time.")
LIST = click.option("--list", "list_name", metavar="NAME", help="Only the creators on that list.")


@click.group()
@common
def export() -> None:
    """Export what TikTrack knows as CSV, JSON or XLSX.

    Each row says when it was measured, where the numbers are from, and how exact they are. Times are UTC. Works while
    TikTrack is running; a file is only there once it is complete.
    """


@export.command("trending")
@SINCE
@to_file
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

    write_table(made, output, format_)


@export.command("creators")
@LIST
@to_file
@common
def export_creators(list_name: str | None, output: str, format_: str | None) -> None:
    """Export the creators you track.

    With the figures of the overview.
    """

    async def made(services: composition.Services) -> Table:
        tracked, blocked_since = await _tracked(services, list_name), await services.creators.blocked_since()
        return table_of_parts("creators", creators.fields(), services.exporting.creators(tracked, blocked_since))

    write_table(made, output, format_)


@export.command("history")
@click.argument("creators", nargs=-1, callback=options.creators, metavar="[@NAME...]")
@LIST
@SINCE
@to_file
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

    write_table(made, output, format_)


@export.command("runs")
@SINCE
@to_file
@common
def export_runs(since: int | None, output: str, format_: str | None) -> None:
    """Export the refreshes of your sources, newest first."""

    async def made(services: composition.Services) -> Table:
        sources = {one.id: one.account_handle for one in await services.trending.sources()}
        return table_of_parts("runs", runs.fields(sources), services.exporting.runs(since or 0))

    write_table(made, output, format_)


@export.command("deliveries")
@SINCE
@to_file
@common
def export_deliveries(since: int | None, output: str, format_: str | None) -> None:
    """Export what was posted to Discord and what waits.

    The newest come first.
    """

    async def made(services: composition.Services) -> Table:
        channels = await services.exporting.channels()
        return table_of_parts("deliveries", deliveries.fields(channels), services.exporting.deliveries(since or 0))

    write_table(made, output, format_)


@export.command("campaign")
@click.argument("name", metavar="CAMPAIGN")
@to_file
@common
def export_campaign(name: str, output: str, format_: str | None) -> None:
    """Export a campaign’s videos: what each brought and cost.

    In the order in which they were added.
    """

    async def made(services: composition.Services) -> Table:
        campaign = await services.campaigns.named(name)
        found = await services.campaigns.results(campaign.id or 0)
        return table_of("campaign", campaigns.fields(found.campaign), found.videos)

    write_table(made, output, format_)


@export.command("advertised")
@to_file
@common
def export_advertised(output: str, format_: str | None) -> None:
    """Export who advertises, and for whom.

    Of the creators you track; the most frequent come first.
    """

    async def made(services: composition.Services) -> Table:
        return table_of("advertised", advertisers.fields(), await services.campaigns.advertised())

    write_table(made, output, format_)


async def _tracked(services: composition.Services, list_name: str | None) -> list[TrackedCreator]:
    """Raises BadInput for a list that isn't there."""
    if list_name is None:
        return await services.creators.tracked()
    return await services.lists.entries((await services.lists.named(list_name)).id)
