"""`tiktrack post`: posts one profile as a thread, or shows what the channels' rules would post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import click

from tiktrack_gui.app import composition
from tiktrack_gui.cli import terminal
from tiktrack_gui.cli.commands.options import CHANNEL, DRY_RUN, JSON, channel_of, channels_of, one_creator
from tiktrack_gui.cli.invocation import common, fail
from tiktrack_gui.cli.output import say, say_json, warn
from tiktrack_gui.cli.work import run
from tiktrack_gui.core import export
from tiktrack_gui.core.channels import ChannelName
from tiktrack_gui.core.deliveries import Delivery, DeliveryState
from tiktrack_gui.core.errors import DiscordError, PostingPaused
from tiktrack_gui.core.selection import Decision
from tiktrack_gui.services.channels import PostingChannel
from tiktrack_gui.words import times
from tiktrack_gui.words.deliveries import posting_channel as channel_name

WAITS = "The post is waiting in the outbox. Run this command again, or let `tiktrack run` or the window send it."


@click.command()
@click.argument("creator", required=False, callback=one_creator, metavar="[@NAME]")
@CHANNEL
@DRY_RUN
@JSON
@common
def post(creator: str | None, channel: int | ChannelName | None, dry_run: bool, as_json: bool) -> None:
    """Post a profile as a Discord thread, only once per channel.

    If it was posted before, shows which thread that is. With --dry-run and without a name, lists what would be posted
    now in each of your channels that is on, and why everything else wouldn’t.
    """
    if creator is None and not dry_run:
        raise click.UsageError("Name a creator, or use --dry-run to see what would be posted.")

    async def look(services: composition.Services) -> None:
        await _show_upcoming(services, await channels_of(services, channel), as_json=as_json)

    async def work(services: composition.Services) -> None:
        assert creator is not None
        channel_id = await channel_of(services, channel)
        handle = await services.creators.handle_of(creator)
        earlier = await services.posting.existing(handle, channel_id)
        if earlier is not None and earlier.state is DeliveryState.SENT:
            _show_earlier(earlier, dry_run=dry_run, as_json=as_json)
            return
        terminal.show_stage(f"Reading @{handle}")
        if dry_run:
            await _show_preview(services, handle, channel_id, as_json=as_json)
        else:
            _show_delivery(await _post(services, handle, channel_id), as_json=as_json)

    if creator is None:
        run(look, writes=False)
    else:
        run(work, writes=True)


async def _show_upcoming(services: composition.Services, channels: Sequence[PostingChannel], *, as_json: bool) -> None:
    found = [
        (
            channel,
            await services.choosing.choose(channel.id, channel.rules, starts_at=channel.starts_at, everything=True),
        )
        for channel in channels
    ]
    if as_json:
        say_json({"channels": [_upcoming(channel, decisions) for channel, decisions in found]})
        return
    if services.outbox.is_paused:
        warn(PostingPaused().sentence)
    for channel, decisions in found:
        if len(found) > 1:
            say(f"{channel_name(channel)}:")
        if decisions:
            terminal.show_decisions(decisions, dry_run=True)
        else:
            say("Nothing to post.")


def _upcoming(channel: PostingChannel, decisions: Sequence[Decision]) -> dict[str, Any]:
    return {
        "channel_id": str(channel.id),
        "channel": None if channel.channel is None else channel.channel.name,
        "server": None if channel.channel is None else channel.channel.guild,
        "candidates": [export.decision(decision) for decision in decisions],
    }


def _show_earlier(posted: Delivery, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        say_json(export.delivery(posted, "dry_run" if dry_run else terminal.state(posted), already=True))
        return
    thread = f" as thread {posted.thread_id}" if posted.thread_id is not None else ""
    day = f" on {times.exact_time(posted.sent_at)}" if posted.sent_at is not None else ""
    say(f"Already posted{thread}{day}.{' Nothing would be posted.' if dry_run else ''}")


async def _show_preview(services: composition.Services, handle: str, channel_id: int, *, as_json: bool) -> None:
    preview = await services.posting.preview(handle, channel_id)
    error = preview.error.for_terminal if preview.error is not None else None
    if as_json:
        say_json(export.dry_run(channel_id, error, preview.payload))
        return
    if error is not None:
        warn(error)
    terminal.show_payload(preview.payload)


async def _post(services: composition.Services, handle: str, channel_id: int) -> Delivery:
    """Posts the profile. Returns the delivery also if it stays in the outbox, with an error that says so."""
    try:
        delivery = await services.posting.post(handle, channel_id)
    except DiscordError as error:
        waiting = await services.posting.existing(handle, channel_id)
        if waiting is None:
            fail(f"{error.for_terminal} Nothing was posted or queued.")
        return replace(waiting, error=f"{error.for_terminal} {WAITS}")
    waits = delivery.state is DeliveryState.QUEUED
    return replace(delivery, error=f"{delivery.error} {WAITS}") if waits else delivery


def _show_delivery(delivery: Delivery, *, as_json: bool) -> None:
    if delivery.state is DeliveryState.SENT and delivery.attempted_at is None:  # an earlier database posted it
        _show_earlier(delivery, dry_run=False, as_json=as_json)
        return
    if as_json:
        say_json(export.delivery(delivery, terminal.state(delivery)))
    if delivery.state is not DeliveryState.SENT:
        fail(delivery.error or "TikTrack can’t tell whether the thread was created. Run this command again to check.")
    if not as_json:
        say(f"Posted as thread {delivery.thread_id}.")
