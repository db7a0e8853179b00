"""`tiktrack deliveries`: what was posted, what waits, and what only you can settle."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

import click

from tiktrack_gui.app import composition
from tiktrack_gui.cli.commands.options import JSON
from tiktrack_gui.cli.invocation import common, fail
from tiktrack_gui.cli.output import say, say_json, say_table
from tiktrack_gui.cli.work import run
from tiktrack_gui.core import export
from tiktrack_gui.core.deliveries import Channel, Delivery, DeliveryState
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.words import deliveries as words
from tiktrack_gui.words import times

MOST = 10_000
IDS = click.argument("ids", nargs=-1, required=True, type=click.IntRange(min=1), metavar="ID...")
STATES = [state.value.replace("_", "-") for state in DeliveryState]
MAYBE_POSTED = (DeliveryState.SENT, DeliveryState.SENDING, DeliveryState.NEEDS_REVIEW)

Settle = Callable[[composition.Services, Delivery], Awaitable[Delivery]]


@click.group()
@common
def deliveries() -> None:
    """See what was posted and what waits, and settle it."""


@deliveries.command("list")
@click.option("--state", "state", type=click.Choice(STATES), metavar="STATE", help=f"Only these: {', '.join(STATES)}.")
@click.option("--limit", type=click.IntRange(1, MOST), default=50, show_default=True, help="At most so many.")
@JSON
@common
def deliveries_list(state: str | None, limit: int, as_json: bool) -> None:
    """List posts, newest first."""

    async def work(services: composition.Services) -> None:
        found = await services.outbox.deliveries(MOST)
        listed = [one for one in found if state is None or one.state == state.replace("-", "_")][:limit]
        if as_json:
            known = await _channels_of(services, listed)
            say_json(
                {
                    "deliveries": [
                        export.listed_delivery(one, one.state.value, known.get(one.channel_id)) for one in listed
                    ]
                }
            )
        elif listed:
            await _show(services, listed)
        else:
            say("No posts." if found else "Nothing posted yet. Post a profile with: tiktrack post @name --channel ID")

    run(work, writes=False)


@deliveries.command("retry")
@IDS
@click.option("--again", is_flag=True, help="Post it although it was posted, or may have been: you’ve checked.")
@common
def deliveries_retry(ids: Sequence[int], again: bool) -> None:
    """Send posts now.

    One that may have been posted is first searched for in its channel. If you’ve checked that it isn’t there, or its
    thread was deleted, add --again.
    """

    async def settle(services: composition.Services, delivery: Delivery) -> Delivery:
        if again and delivery.state in MAYBE_POSTED:
            return await services.outbox.settle(delivery.id, is_posted=False)
        if delivery.state is DeliveryState.SENT:
            raise BadInput(f"{delivery.id} was posted already.", "To post it once more, add --again.")
        return await services.outbox.deliver(delivery)

    _settle(ids, settle)


@deliveries.command("sent")
@IDS
@common
def deliveries_sent(ids: Sequence[int]) -> None:
    """Mark posts as posted: you’ve found their threads in Discord."""

    async def settle(services: composition.Services, delivery: Delivery) -> Delivery:
        return await services.outbox.settle(delivery.id, is_posted=True)

    _settle(ids, settle)


@deliveries.command("cancel")
@IDS
@common
def deliveries_cancel(ids: Sequence[int]) -> None:
    """Never send posts, unless you ask for them. What’s in Discord stays there."""

    async def settle(services: composition.Services, delivery: Delivery) -> Delivery:
        if delivery.state is DeliveryState.SENT:
            raise BadInput(f"{delivery.id} was posted already.", "Delete its thread in Discord if you don’t want it.")
        return await services.outbox.cancel(delivery.id)

    _settle(ids, settle)


def _settle(ids: Sequence[int], settle: Settle) -> None:
    """Settles them one by one and prints their new states. The exit status is 1 if one isn't settled."""

    async def work(services: composition.Services) -> None:
        found = [(number, await services.outbox.delivery(number)) for number in dict.fromkeys(ids)]
        if unknown := [str(number) for number, delivery in found if delivery is None]:
            raise BadInput(f"There is no post {', '.join(unknown)}.", "See: tiktrack deliveries list")
        settled = [await settle(services, delivery) for _, delivery in found if delivery is not None]
        await _show(services, settled)
        unsettled = [one for one in settled if one.state not in (DeliveryState.SENT, DeliveryState.CANCELLED)]
        if unsettled:
            fail(unsettled[0].error or words.outcome(unsettled[0]))

    run(work, writes=True)


async def _channels_of(services: composition.Services, listed: Sequence[Delivery]) -> dict[int, Channel]:
    return await services.outbox.channels({one.channel_id for one in listed})


async def _show(services: composition.Services, listed: Sequence[Delivery]) -> None:
    channels = await _channels_of(services, listed)
    now = services.foundation.clock.now()
    rows = [
        (
            str(one.id),
            words.state(one, now).words,
            times.exact_time(words.since(one)),
            words.channel_name(one, channels),
            words.thread_name(one),
            one.error or "",
        )
        for one in listed
    ]
    say_table(rows, headings=("ID", "state", "when", "channel", "thread", "details"), right=(0,))
