"""Choosing and trying a channel: the bot's servers, what it may do, and test threads."""

from __future__ import annotations

import pytest

from tests.services.conftest import World
from tests.services.fake_directory import FakeDirectory
from tiktrack_gui.core.deliveries import Channel, ChannelKind
from tiktrack_gui.core.errors import (
    ChannelGone,
    DiscordError,
    DiscordRateLimited,
    DiscordUnreachable,
    TokenRefused,
)
from tiktrack_gui.core.servers import Permission, TakenBack, missing
from tiktrack_gui.services.servers import LONGEST_WAIT, Servers

HOME = Channel(id=21, guild_id=1, guild="Home", name="trends", kind=ChannelKind.TEXT)
FORUM = Channel(id=22, guild_id=1, guild="Home", name="finds", kind=ChannelKind.FORUM)


@pytest.fixture
def directory() -> FakeDirectory:
    return FakeDirectory()


@pytest.fixture
def bot(world: World, directory: FakeDirectory) -> Servers:
    return Servers(directory, world.outbox, world.store, world.clock)


async def test_it_waits_until_the_bot_is_in_another_server(
    world: World, bot: Servers, directory: FakeDirectory
) -> None:
    directory.add_server(1, "Home")
    told: list[DiscordError | None] = []
    start = world.clock.now()

    def tell(error: DiscordError | None) -> None:
        told.append(error)
        if directory.asked_for_servers == 20:
            directory.add_server(2, "Another")

    found = await bot.wait_for_another({1}, tell)
    assert [server.name for server in found] == ["Another", "Home"]
    assert directory.asked_for_servers == 21
    assert set(told) == {None}
    waited = world.clock.now() - start
    assert 20 * 3 < waited < 20 * LONGEST_WAIT  # ever longer


async def test_errors_that_pass_are_told_and_waited_out(world: World, bot: Servers, directory: FakeDirectory) -> None:
    limit = DiscordRateLimited(100)
    directory.directory_faults = [DiscordUnreachable(), limit]
    directory.add_server(1, "Home")
    told: list[DiscordError | None] = []
    start = world.clock.now()
    assert await bot.wait_for_another((), told.append)
    assert [type(error) for error in told] == [DiscordUnreachable, DiscordRateLimited, type(None)]
    assert world.clock.now() - start >= limit.retry_after


async def test_a_refused_token_ends_the_wait(bot: Servers, directory: FakeDirectory) -> None:
    directory.directory_faults = [TokenRefused()]
    with pytest.raises(TokenRefused):
        await bot.wait_for_another((), lambda _: None)


async def test_what_the_bot_may_do_is_looked_up_and_the_name_kept(
    world: World, bot: Servers, directory: FakeDirectory
) -> None:
    directory.add_channel(HOME, lacks=Permission.EMBED_LINKS)
    details = await bot.details(HOME.id)
    assert missing(details.permissions) == ("Embed Links",)
    assert await world.store.channels.find(HOME.id) == HOME
    with pytest.raises(ChannelGone):
        await bot.details(99)


async def test_a_test_thread_is_taken_back(bot: Servers, directory: FakeDirectory) -> None:
    directory.add_channel(HOME, also=Permission.MANAGE_THREADS)
    directory.add_channel(FORUM)
    done = {id_: await bot.take_back(id_, await bot.post_test(id_)) for id_ in (HOME.id, FORUM.id)}
    assert done == {HOME.id: TakenBack.DELETED, FORUM.id: TakenBack.ARCHIVED}


async def test_a_removed_channel_comes_back_where_it_was(world: World) -> None:
    for id_ in (31, 32, 33):
        await world.channels.add(id_)
    undo = await world.channels.remove(32)
    assert [one.id for one in await world.channels.all() if not one.is_default] == [31, 33]
    await undo()
    assert [one.id for one in await world.channels.all() if not one.is_default] == [31, 32, 33]


async def test_the_settings_channel_stays_listed_once_another_is_the_default(world: World) -> None:
    default = (await world.channels.all())[0].id
    await world.channels.refresh(default)
    await world.channels.add(31)
    await world.channels.keep_default()
    await world.channels.keep_default()
    world.defaults = type(world.defaults)(rules=world.defaults.rules, channel_id=31)
    assert [(one.id, one.is_default) for one in await world.channels.all()] == [(default, False), (31, True)]
