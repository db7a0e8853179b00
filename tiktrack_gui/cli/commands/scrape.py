"""`tiktrack scrape`: fetches the trending feed, or other sources, once."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import click

from tiktrack_gui.app import as_set, composition
from tiktrack_gui.cli import terminal
from tiktrack_gui.cli.commands import options
from tiktrack_gui.cli.commands.options import JSON, AsSet
from tiktrack_gui.cli.invocation import common
from tiktrack_gui.cli.output import say, say_json, warn
from tiktrack_gui.cli.work import run
from tiktrack_gui.core import export
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.sources import TRENDING, Source
from tiktrack_gui.services.rounds import Tried
from tiktrack_gui.services.trending import Refresh


@click.command()
@click.option(
    "--source", callback=options.source, metavar="NAME", help="One of your sources. Default: the trending feed."
)
@click.option("--all", "all_of_them", is_flag=True, help="All your sources that are switched on.")
@click.option("--limit", type=AsSet("trending_limit"), metavar="VIDEOS", help="How many videos to fetch, 1 to 500.")
@click.option("--min-velocity", type=AsSet("min_velocity"), help="Minimum engagements per minute.")
@click.option("--max-age", type=AsSet("max_age_hours"), metavar="HOURS", help="Maximum age in hours; 0 = any age.")
@JSON
@common
def scrape(
    source: str | None,
    all_of_them: bool,
    limit: int | None,
    min_velocity: float | None,
    max_age: float | None,
    as_json: bool,
) -> None:
    """Fetch the feed, or other sources, and save what passes.

    With --all, a source’s own minimum velocity counts, and the exit status is 1 if none could be fetched.
    """
    if all_of_them and source is not None:
        raise click.UsageError("Use either --source or --all.")

    async def work(services: composition.Services) -> None:
        criteria = as_set.criteria(services.settings)
        if min_velocity is not None:
            criteria = replace(criteria, threshold=min_velocity)
        if max_age is not None:
            criteria = replace(criteria, max_age=max_age)
        if all_of_them:
            at_most = limit or services.settings.trending_limit
            _show_all(await services.rounds.refresh_all(at_most, criteria), as_json=as_json)
            return
        found = await services.source_list.find(source or TRENDING)
        if min_velocity is not None:
            found = replace(found, min_velocity=min_velocity)
        refresh = await refreshed(services, criteria, found, limit, manual=True)
        if as_json:
            say_json(_exported(refresh))
        else:
            terminal.show_refresh(refresh)

    run(work, writes=True)


async def refreshed(
    services: composition.Services, criteria: Criteria, source: Source, limit: int | None = None, *, manual: bool
) -> Refresh:
    at_most = limit or services.settings.trending_limit
    refresh = await services.trending.refresh(at_most, criteria, source, manual=manual)
    if refresh.run.message:
        warn(refresh.run.message)
    return refresh


def show_tried(tried: Sequence[Tried]) -> None:
    """Prints the refreshes, each under its source."""
    tell_troubles(tried)
    for one in tried:
        if one.refresh is not None:
            say(one.source.account_handle)
            terminal.show_refresh(one.refresh)


def tell_troubles(tried: Sequence[Tried]) -> None:
    """Warns of what failed, and of what a refresh has to say."""
    for one in tried:
        said = one.error.for_terminal if one.error else one.refresh and one.refresh.run.message
        if said:
            warn(f"{one.source.account_handle}: {said}")


def _show_all(tried: Sequence[Tried], *, as_json: bool) -> None:
    if as_json:
        tell_troubles(tried)
        say_json({"sources": [_tried(one) for one in tried]})
    elif tried:
        show_tried(tried)
    else:
        say("All sources are switched off. To see them, run: tiktrack sources list")
    if tried and all(one.error for one in tried):
        sys.exit(1)


def _tried(one: Tried) -> dict[str, Any]:
    error = None if one.error is None else one.error.for_terminal
    return {
        "source": one.source.account_handle,
        "error": error,
        **({} if one.refresh is None else _exported(one.refresh)),
    }


def _exported(refresh: Refresh) -> dict[str, Any]:
    return export.refresh(refresh.run, refresh.measured, refresh.profiles)
