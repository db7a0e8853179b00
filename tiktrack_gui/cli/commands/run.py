"""`tiktrack run`: fetches the sources, then posts what the rules of the channels choose, once or repeatedly."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import NoReturn

import click

from tiktrack_gui.app import as_set, composition
from tiktrack_gui.app.telling import told_outside
from tiktrack_gui.cli import terminal
from tiktrack_gui.cli.commands.options import CHANNEL_ONLY, DRY_RUN, Positive, channels_of
from tiktrack_gui.cli.commands.scrape import refreshed, show_tried
from tiktrack_gui.cli.invocation import common
from tiktrack_gui.cli.output import say, warn
from tiktrack_gui.cli.work import run
from tiktrack_gui.clock import Clock
from tiktrack_gui.core.channels import ChannelName
from tiktrack_gui.core.durations import MINUTE
from tiktrack_gui.core.errors import DiscordError, PostingPaused, TikTokError, TikTrackError
from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.schedule import MOST_MINUTES, TRENDING_LEAST_MINUTES, Rule
from tiktrack_gui.core.sources import TRENDING
from tiktrack_gui.services.channels import PostingChannel
from tiktrack_gui.services.poller import Poller
from tiktrack_gui.services.trending import Refresh
from tiktrack_gui.words import times
from tiktrack_gui.words.deliveries import posting_channel as channel_name

EARLY = 2 * MINUTE  # by which a channel's run may come before its interval is over, as the runs are never exactly timed


@click.command("run")
@click.option("--once", is_flag=True, help="Run once, then exit.")
@click.option(
    "--every",
    type=Positive(most=MOST_MINUTES),
    metavar="MINUTES",
    help="Repeat every so many minutes; at least 10, unless RATE_LIMIT_DELAY=0 turns pacing off.",
)
@CHANNEL_ONLY
@DRY_RUN
@common
def run_cycles(once: bool, every: float | None, channel: int | ChannelName | None, dry_run: bool) -> None:
    """Scrape, then post to your channels by their rules.

    Fetched are the trending feed, unless it’s switched off, and your other sources that are due. With --every, a
    channel is passed over until its own interval is over.
    """
    if once == (every is not None):
        raise click.UsageError("Use either --once or --every MINUTES.")

    async def work(services: composition.Services) -> None:
        await channels_of(services, channel)  # says at once if there is none

        async def cycle() -> None:
            chosen = await channels_of(services, channel)
            await _cycle(services, chosen, manual=once, dry_run=dry_run)
            if not once:  # else it is made at the end
                await services.upkeep.do_if_due()

        async with told_outside(services):
            if every is None:
                await cycle()
            else:
                await _repeat(services, cycle, every)

    run(work, writes=True, lasting=every is not None)


async def _cycle(
    services: composition.Services, channels: Sequence[PostingChannel], *, manual: bool, dry_run: bool
) -> None:
    profiles = await _fetch(services, manual=manual)
    if services.outbox.is_paused and not dry_run:
        warn(PostingPaused().for_terminal)
        return
    due = [channel for channel in channels if manual or services.posts.is_due(channel, EARLY)]
    is_chosen = False
    for channel in due:
        if len(channels) > 1:
            say(f"{channel_name(channel)}:")
        decisions = await services.choosing.choose(
            channel.id, channel.rules, starts_at=channel.starts_at, manual=manual, explain=profiles
        )
        terminal.show_decisions(decisions, dry_run=dry_run)
        is_chosen |= any(decision.refusal is None for decision in decisions)
        if not dry_run:
            await services.posting.queue(decisions, channel.id)
            await services.channels.note_run(channel.id)
    if not dry_run:
        await _send(services, is_chosen=is_chosen)


async def _send(services: composition.Services, *, is_chosen: bool) -> None:
    """is_chosen: whether this run has put something into the outbox."""
    try:
        deliveries = await services.outbox.deliver_due()
    except DiscordError:
        if is_chosen:
            say("The chosen posts are waiting in the outbox. The next run, or the window, will send them.")
        raise
    terminal.show_deliveries(deliveries)
    trouble = await services.outbox.trouble_with(deliveries)
    if trouble is not None:
        raise trouble


async def _fetch(services: composition.Services, *, manual: bool) -> list[Creator]:
    """Refreshes the feed, unless it is off or has to wait, and the other sources that are due.

    Returns the creators of the stories. Raises the TikTokError of the feed if no other source was refreshed.
    """
    await services.health.current()  # loads what decides which are due
    criteria = as_set.criteria(services.settings)
    feed = await services.source_list.find(TRENDING)
    refreshes: list[Refresh] = []
    trouble: TikTokError | None = None
    waits = None if manual else services.rounds.waits_until(feed)
    if feed.is_active and waits is not None:
        when = times.clock_time(waits, services.foundation.clock.now())
        warn(f"The trending feed waits until {when}.")
    elif feed.is_active:
        try:
            refreshes.append(await refreshed(services, criteria, feed, manual=manual))
            terminal.show_refresh(refreshes[0])
        except TikTokError as error:
            trouble = error
    others = await services.rounds.refresh_due(services.settings.trending_limit, criteria)
    show_tried(others)
    refreshes += [one.refresh for one in others if one.refresh is not None]
    for refresh in refreshes:
        await services.alerts.take(refresh)
    if trouble is not None:
        if not refreshes:
            raise trouble
        warn(trouble.for_terminal)
    return [creator for refresh in refreshes for creator in refresh.profiles]


async def _repeat(services: composition.Services, cycle: Callable[[], Awaitable[None]], every: float) -> None:
    if services.settings.request_delay > 0 and every < TRENDING_LEAST_MINUTES:
        every = TRENDING_LEAST_MINUTES
        warn(f"The trending feed is fetched at most every {every:g} min, so TikTok doesn’t block you.")
    await services.health.current()  # loads what the rule needs
    await services.rounds.plan()  # this, too
    clock = services.foundation.clock
    poller = Poller(cycle, lambda: Rule(every=every * MINUTE, not_before=services.rounds.not_before), clock, _raise)
    poller.failed.connect(_tell)
    poller.planned.connect(partial(_tell_next, poller, clock))
    await poller.run()


def _tell_next(poller: Poller, clock: Clock, at: float | None) -> None:
    """Prints when the next run is, unless it is now. For a repeated failure, this is the only message."""
    if at is None or at <= clock.now():
        return
    when = times.clock_time(at, clock.now())
    if poller.last_error is None:
        say(f"Next run at {when}.")
    else:
        warn(f"The last run failed. Trying again at {when}.")


def _raise(error: BaseException) -> NoReturn:
    raise error


def _tell(error: TikTrackError) -> None:
    warn(error.for_terminal)
