"""A data folder of a released version opens, is migrated, and posts nothing twice."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.clients.discord.deliveries import PLAIN, Messages, threads_to
from tests.e2e.command import Command
from tests.lookalikes import discord_routes as routes
from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.discord_faults import server_error
from tests.lookalikes.discord_state import SettableClock
from tiktrack_gui.core.deliveries import Delivery, DeliveryState
from tiktrack_gui.core.errors import DiscordUnreachable
from tiktrack_gui.core.subjects import Subject

RELEASED = sorted(path for path in (Path(__file__).parent / "released").iterdir() if path.is_dir())
HANDLES = ("wqmnk_301", "ocd1299", "ktn6293", "dg_ivnpbj", "ntkhekheqih")


def deliveries(database: Path) -> list[Delivery]:
    """Reads the file without migrating it."""
    with closing(sqlite3.connect(database)) as file:
        file.row_factory = sqlite3.Row
        rows = file.execute("SELECT * FROM deliveries ORDER BY id").fetchall()
    return [
        Delivery(
            id=row["id"],
            key=row["key"],
            subject=Subject.creator(row["creator_id"]),
            creator_id=row["creator_id"],
            channel_id=row["channel_id"],
            occasion=row["occasion"],
            state=DeliveryState(row["state"]),
            payload=json.loads(row["payload"]),
        )
        for row in rows
    ]


async def put_into(discord: DiscordLookalike, posts: list[Delivery]) -> None:
    """Makes what was in Discord when that version ended."""
    poster = threads_to(discord)
    for post in posts:
        if post.state is DeliveryState.FAILED:
            continue
        if post.state is DeliveryState.SENDING:
            discord.fail(routes.START_FROM_MESSAGE, server_error(503))
        with suppress(DiscordUnreachable):
            await poster.post(post, PLAIN, Messages())
    await poster.close()


@pytest.mark.parametrize("release", RELEASED, ids=lambda path: path.name)
def test_it_opens_and_everything_is_posted_once(release: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(release, tmp_path / "data"))
    with DiscordLookalike(now=SettableClock()) as discord:
        asyncio.run(put_into(discord, deliveries(folder / "tiktrack.db")))
        assert (len(discord.guild.threads), len(discord.guild.messages_in(discord.text))) == (3, 2)
        command = Command(folder, discord.env | {"TIKTRACK_BROWSER_PATH": "/nowhere/chromium"})
        for number, handle in enumerate(HANDLES):
            channel = discord.forum if number in (1, 3) else discord.text
            done = command("post", f"@{handle}", "--channel", str(channel), "--json")
            assert done.status == 0, done.stderr
            assert done.json["state"] == "sent"
        names = [thread.name for thread in discord.guild.threads.values()]
        assert sorted(name.rpartition("(@")[2].rstrip(")") for name in names) == sorted(HANDLES)
        assert len(discord.guild.messages_in(discord.text)) == 3
    assert command("verify").status == 0
    assert "cheytdtt538" in command("creators", "list").stdout
    assert [path.name for path in (folder / "backups").glob("*-0001_initial.db")]
