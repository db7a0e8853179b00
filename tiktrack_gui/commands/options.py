"""Options that several commands have."""

from __future__ import annotations

import click

from tiktrack_gui import app
from tiktrack_gui.core.errors import BadInput

JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")
DRY_RUN = click.option("--dry-run", is_flag=True, help="Show what would be posted; nothing is sent or remembered.")
CHANNEL = click.option("--channel", type=click.IntRange(min=1), metavar="ID", help="Discord channel; else the one set.")


def channel_of(services: app.Services, given: int | None) -> int:
    channel_id = given or services.settings.channel_id
    if channel_id is None:
        raise BadInput("No Discord channel is set.", "Give one with --channel ID, or set DISCORD_CHANNEL_ID.")
    return channel_id
