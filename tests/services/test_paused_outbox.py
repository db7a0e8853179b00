"""What waits in the outbox, for what, and until when: a pause, rate limits, back-off, and full servers."""

from __future__ import annotations

import pytest

from tests.services.conftest import World
from tests.services.fake_directory import FakeDirectory
from tests.services.fakes import CHANNEL, NoImages, creator
from tests.services.test_choosing import found
from tests.services.test_posting import RULES
from tiktrack_gui.core.deliveries import Delivery, DeliveryState, Wait
from tiktrack_gui.core.durations import MINUTE
from tiktrack_gui.core.errors import (
    DiscordRateLimited,
    DiscordUnreachable,
    NoPermission,
    PostingPaused,
    TokenRefused,
    TooManyThreads,
)
from tiktrack_gui.core.holds import BACK_OFF
from tiktrack_gui.core.servers import BotThread
from tiktrack_gui.services.outbox import Outbox

OTHER = CHANNEL + 1


async def queue(world: World, *channels: int, creators: int = 3) -> list[Delivery]:
    await found(world, *(creator(id_) for id_ in range(1, creators + 1)))
    queued: list[Delivery] = []
    for channel in channels:
        queued += await world.posting.queue(await world.choosing.choose(channel, RULES), channel)
    return queued


def states(deliveries: list[Delivery]) -> list[str]:
    return [one.state.value for one in deliveries]


async def test_while_paused_nothing_is_sent_and_on_demand_it_says_so(world: World) -> None:
    [first, *_] = await queue(world, CHANNEL)
    world.is_paused = True
    assert await world.outbox.deliver_due() == []
    for ask in (world.outbox.deliver(first), world.posting.post("creator9", CHANNEL)):
        world.tiktok.creators["creator9"] = creator(9)
        with pytest.raises(PostingPaused):
            await ask
    assert world.discord.posts == 0
    assert states(await world.outbox.deliveries()) == ["queued"] * 4
    world.is_paused = False
    assert states(await world.outbox.deliver_due()) == ["sent"] * 4


async def test_what_was_posted_is_still_told_while_paused(world: World) -> None:
    [first, *_] = await queue(world, CHANNEL, creators=1)
    await world.outbox.deliver_due()
    world.is_paused = True
    assert (await world.outbox.deliver(first)).state is DeliveryState.SENT
    with pytest.raises(PostingPaused):
        await world.outbox.settle(first.id, is_posted=False)
    assert (await world.outbox.deliver(first)).state is DeliveryState.SENT


async def test_a_pause_in_the_middle_lets_the_current_post_end(world: World) -> None:
    await queue(world, CHANNEL)

    def pause(_: Delivery) -> None:
        world.is_paused = True

    world.outbox.changed.connect(pause)
    assert states(await world.outbox.deliver_due()) == ["sent"]
    assert world.discord.posts == 1


async def test_a_rate_limit_holds_the_channel_and_says_until_when(world: World) -> None:
    await queue(world, CHANNEL, OTHER)
    world.discord.faults_before = [DiscordRateLimited(280)]
    with pytest.raises(DiscordRateLimited):
        await world.outbox.deliver_due()
    limited, other = await world.outbox.waits()
    assert (limited.channel_id, limited.count, limited.until) == (CHANNEL, 3, int(world.clock.now()) + 280)
    assert (limited.reason or "").startswith("Discord is limiting requests.")
    assert other == Wait(channel_id=OTHER, count=3)
    await world.outbox.deliver_due()
    assert world.discord.posts == 4  # the other channel's
    world.clock.time += 279
    assert await world.outbox.deliver_due() == []
    world.clock.time += 1
    assert states(await world.outbox.deliver_due()) == ["sent"] * 3
    assert await world.outbox.waits() == []


async def test_a_refused_token_stops_everything_until_there_is_another(world: World) -> None:
    await queue(world, CHANNEL, OTHER)
    world.discord.faults_before = [TokenRefused(401)]
    with pytest.raises(TokenRefused):
        await world.outbox.deliver_due()
    assert await world.outbox.deliver_due() == []
    assert world.discord.posts == 1
    assert {(wait.count, wait.until, wait.code) for wait in await world.outbox.waits()} == {
        (3, int(world.clock.now()) + BACK_OFF[0], "401")
    }
    await world.outbox.log_in_anew()
    assert states(await world.outbox.deliver_due()) == ["sent"] * 6


async def test_a_refused_token_holds_nobody_elses_posts(world: World) -> None:
    """Another session, perhaps of a colleague on the same database, has another token."""
    first, *_ = await queue(world, CHANNEL)
    world.discord.faults_before = [TokenRefused()]
    with pytest.raises(TokenRefused):
        await world.outbox.deliver_due()
    another = Outbox(world.discord, NoImages(), world.history, world.store, world.clock)
    assert states(await another.deliver_due()) == ["sent"] * 2
    world.clock.time += BACK_OFF[0]
    assert [one.id for one in await another.deliver_due()] == [first.id]


async def test_a_token_that_works_again_lets_everything_go(world: World) -> None:
    first, *_ = await queue(world, CHANNEL)
    world.discord.faults_before = [TokenRefused()]
    with pytest.raises(TokenRefused):
        await world.outbox.deliver_due()
    assert (await world.outbox.deliver(first)).state is DeliveryState.SENT  # at the user's request
    assert states(await world.outbox.deliver_due()) == ["sent"] * 2


async def test_back_off_and_problems_are_counted_down(world: World) -> None:
    await queue(world, CHANNEL, OTHER, creators=1)
    world.discord.faults_before = [NoPermission(50013), DiscordUnreachable()]
    with pytest.raises(DiscordUnreachable):
        await world.outbox.deliver_due()
    until = int(world.clock.now()) + BACK_OFF[0]
    assert [(wait.until, wait.code) for wait in await world.outbox.waits()] == [
        (until, "50013"),
        (until, "discord_unreachable"),
    ]


async def test_room_is_made_on_a_full_server(world: World) -> None:
    directory = FakeDirectory()
    outbox = Outbox(world.discord, NoImages(), world.history, world.store, world.clock, directory=directory)
    await queue(world, CHANNEL)
    world.discord.faults_before = [TooManyThreads(160006)]
    await outbox.deliver_due()
    assert await outbox.oldest_thread(CHANNEL) is None  # none of the bot's own
    assert await outbox.deliver_due() == []
    directory.bot_threads = [BotThread(id=7, name="Planty (@planty)")]
    oldest = await outbox.oldest_thread(CHANNEL)
    assert oldest == directory.bot_threads[0]
    await outbox.make_room(CHANNEL, oldest)
    assert directory.archived == [7]
    assert states(await outbox.deliver_due()) == ["sent"] * 3
    with pytest.raises(DiscordUnreachable):
        directory.directory_faults = [DiscordUnreachable()]
        await outbox.make_room(CHANNEL, oldest)


async def test_a_clock_set_back_holds_nothing_for_longer(world: World) -> None:
    await queue(world, CHANNEL)
    world.discord.faults_before = [DiscordRateLimited(280)]
    with pytest.raises(DiscordRateLimited):
        await world.outbox.deliver_due()
    world.clock.set_back(600 * MINUTE)
    assert [wait.until for wait in await world.outbox.waits()] == [None]
    assert states(await world.outbox.deliver_due()) == ["sent"] * 3
