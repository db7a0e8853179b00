"""`tiktrack post`: one profile as a thread."""

from __future__ import annotations

from dataclasses import replace

import click

from tiktrack_gui import app, terminal
from tiktrack_gui.commands.options import CHANNEL, DRY_RUN, JSON, channel_of
from tiktrack_gui.core import export
from tiktrack_gui.core.errors import DiscordError
from tiktrack_gui.core.models import Delivery, DeliveryState
from tiktrack_gui.invocation import common, fail
from tiktrack_gui.output import say, say_json
from tiktrack_gui.work import run


@click.command()
@click.argument("name")
@CHANNEL
@DRY_RUN
@JSON
@common
def post(name: str, channel: int | None, dry_run: bool, as_json: bool) -> None:
    """Post a profile as a Discord thread, once per channel.

    Asked again, it says which thread that is.
    """

    async def work(services: app.Services) -> None:
        channel_id = channel_of(services, channel)
        if dry_run:
            preview = await services.posting.preview(name, channel_id)
            if as_json:
                say_json(export.dry_run(channel_id, preview.warning, preview.payload))
            else:
                terminal.show_payload(preview.payload)
            return
        delivery = await _post(services, name, channel_id)
        if as_json:
            say_json(export.delivery(delivery, terminal.state(delivery)))
        _show_delivery(delivery, quiet=as_json)

    run(work, writes=True)


async def _post(services: app.Services, name: str, channel_id: int) -> Delivery:
    """Posts, and where Discord as a whole is the trouble, gives the delivery as it stays in the outbox."""
    try:
        return await services.posting.post(name, channel_id)
    except DiscordError as error:
        waiting = await services.posting.existing(name, channel_id)
        if waiting is None:
            raise
        return replace(waiting, error=error.for_terminal)


def _show_delivery(delivery: Delivery, *, quiet: bool) -> None:
    if delivery.state is not DeliveryState.SENT:
        fail(delivery.error or "It is not known whether the thread was made; ask again to look for it.")
    if not quiet:
        say(f"Posted as thread {delivery.thread_id}.")
