"""`tiktrack scrape`: fetches the trending feed once."""

from __future__ import annotations

from dataclasses import replace

import click

from tiktrack_gui.app import composition
from tiktrack_gui.cli import terminal
from tiktrack_gui.cli.commands.options import JSON, AsSet
from tiktrack_gui.cli.invocation import common
from tiktrack_gui.cli.output import say_json, warn
from tiktrack_gui.cli.work import run
from tiktrack_gui.core import export
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.services.trending import Refresh


@click.command()
@click.option("--limit", type=AsSet("trending_limit"), metavar="VIDEOS", help="How many videos to fetch, 1 to 500.")
@click.option("--min-velocity", type=AsSet("min_velocity"), help="Minimum engagements per minute.")
@click.option("--max-age", type=AsSet("max_age_hours"), metavar="HOURS", help="Maximum age in hours; 0 = any age.")
@JSON
@common
def scrape(limit: int | None, min_velocity: float | None, max_age: float | None, as_json: bool) -> None:
    """Fetch the trending feed once, measure it and save what passes."""

    async def work(services: composition.Services) -> None:
        criteria = composition.criteria(services.settings)
        if min_velocity is not None:
            criteria = replace(criteria, threshold=min_velocity)
        if max_age is not None:
            criteria = replace(criteria, max_age=max_age)
        refresh = await refreshed(services, criteria, limit, manual=True)
        if as_json:
            say_json(export.refresh(refresh.run, refresh.measured, refresh.profiles))
        else:
            terminal.show_refresh(refresh)

    run(work, writes=True)


async def refreshed(
    services: composition.Services, criteria: Criteria, limit: int | None = None, *, manual: bool
) -> Refresh:
    refresh = await services.trending.refresh(limit or services.settings.trending_limit, criteria, manual=manual)
    if refresh.run.message:
        warn(refresh.run.message)
    return refresh
