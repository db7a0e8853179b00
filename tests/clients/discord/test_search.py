"""Searching Discord for what an earlier attempt created: found, provably absent, or undeterminable."""

from __future__ import annotations

import dataclasses

import pytest

from tests.clients.discord.deliveries import PLAIN, Messages, delivery_to, threads_to
from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.discord_faults import Fault, hanging, rate_limited, refused, server_error, unauthorized
from tests.lookalikes.discord_permissions import Permission
from tests.lookalikes.discord_routes import (
    ACTIVE_THREADS,
    ARCHIVED_THREADS,
    GUILD,
    HISTORY,
    MESSAGE,
    START_FROM_MESSAGE,
)
from tests.lookalikes.discord_state import SettableClock, User
from tiktrack_gui.clients.discord import search
from tiktrack_gui.clients.discord.threads import DiscordThreads
from tiktrack_gui.core.deliveries import Delivery, Found
from tiktrack_gui.core.errors import (
    DiscordError,
    DiscordRateLimited,
    DiscordUnreachable,
    OutcomeUnknown,
    TokenRefused,
)

DAY = 24 * 3600


async def message_without_thread(discord: DiscordLookalike, threads: DiscordThreads, delivery: Delivery) -> int:
    """Creates the state after a crash between the two steps; returns the message's ID."""
    messages = Messages()
    discord.fail(START_FROM_MESSAGE, server_error(503))
    with pytest.raises(DiscordUnreachable):
        await threads.post(delivery, PLAIN, messages)
    return messages.ids[0]


@pytest.mark.parametrize("channel", ["text", "announcement", "forum", "media"])
async def test_nothing_was_made(discord: DiscordLookalike, threads: DiscordThreads, channel: str) -> None:
    channel_id = getattr(discord, channel)
    await threads.post(delivery_to(channel_id, creator_id=8002), PLAIN, Messages())
    assert await threads.find(delivery_to(channel_id)) is None


@pytest.mark.parametrize("channel", ["text", "announcement", "forum", "media"])
async def test_the_thread_is_found(discord: DiscordLookalike, threads: DiscordThreads, channel: str) -> None:
    delivery = delivery_to(getattr(discord, channel))
    posted = await threads.post(delivery, PLAIN, Messages())
    await threads.post(delivery_to(delivery.channel_id, creator_id=8002), PLAIN, Messages())
    assert await threads.find(delivery) == Found(message_id=posted.message_id, thread_id=posted.thread_id)


async def test_a_message_without_its_thread_is_found(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    delivery = delivery_to(discord.text)
    message_id = await message_without_thread(discord, threads, delivery)
    assert await threads.find(delivery) == Found(message_id=message_id, thread_id=None)
    known = dataclasses.replace(delivery, message_id=message_id)
    assert await threads.find(known) == Found(message_id=message_id, thread_id=None)
    posted = await threads.post(known, PLAIN, Messages())
    assert await threads.find(known) == Found(message_id=message_id, thread_id=posted.thread_id)


async def test_a_known_message_that_was_deleted_is_absent(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    delivery = delivery_to(discord.text)
    message_id = await message_without_thread(discord, threads, delivery)
    discord.guild.delete_message(message_id)
    assert await threads.find(dataclasses.replace(delivery, message_id=message_id)) is None


async def test_a_message_is_found_among_hundreds_of_others(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    delivery = delivery_to(discord.text)
    posted = await threads.post(delivery, PLAIN, Messages())
    for number in range(250):
        discord.guild.say(discord.text, str(number))
    found = await threads.find(delivery)
    assert found is not None
    assert found.message_id == posted.message_id
    assert len(discord.asked(HISTORY)) == 3


async def test_in_a_channel_too_busy_to_be_read_nothing_is_certain(
    discord: DiscordLookalike, threads: DiscordThreads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MAX_MESSAGES", 100)
    for number in range(150):
        discord.guild.say(discord.text, str(number))
    with pytest.raises(OutcomeUnknown):
        await threads.find(delivery_to(discord.text))


async def test_somebody_elses_copy_of_our_post_is_not_ours(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    delivery = delivery_to(discord.text)
    copy = discord.guild.say(discord.text, "", User(discord.guild.ids.next(), "copycat", bot=True))
    copy.embeds = [delivery.payload["embed"]]
    assert await threads.find(delivery) is None


async def test_a_renamed_or_closed_post_is_found(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    delivery = delivery_to(discord.forum)
    posted = await threads.post(delivery, PLAIN, Messages())
    discord.guild.threads[posted.thread_id].name = "Renamed"
    found = Found(message_id=posted.message_id, thread_id=posted.thread_id)
    assert await threads.find(delivery) == found
    discord.guild.archive(posted.thread_id)
    assert await threads.find(delivery) == found
    assert len(discord.asked(ARCHIVED_THREADS)) == 1


async def test_a_post_elsewhere_with_the_same_marker_does_not_count(
    discord: DiscordLookalike, threads: DiscordThreads
) -> None:
    delivery = delivery_to(discord.forum)
    await threads.post(dataclasses.replace(delivery, channel_id=discord.media), PLAIN, Messages())
    assert await threads.find(delivery) is None
    assert discord.asked(MESSAGE) == []


async def test_a_post_that_lost_its_first_message_leaves_a_doubt(
    discord: DiscordLookalike, threads: DiscordThreads
) -> None:
    delivery = delivery_to(discord.forum)
    posted = await threads.post(delivery, PLAIN, Messages())
    discord.guild.delete_message(posted.message_id)
    with pytest.raises(OutcomeUnknown):
        await threads.find(delivery)
    discord.guild.threads[posted.thread_id].name = "Something else"
    assert await threads.find(delivery) is None


@pytest.mark.parametrize("channel", ["text", "forum"])
async def test_without_the_permission_to_read_an_empty_list_proves_nothing(
    discord: DiscordLookalike, threads: DiscordThreads, channel: str
) -> None:
    channel_id = getattr(discord, channel)
    await threads.post(delivery_to(channel_id), PLAIN, Messages())
    discord.guild.deny(channel_id, Permission.READ_MESSAGE_HISTORY)
    with pytest.raises(OutcomeUnknown):
        await threads.find(delivery_to(channel_id))


@pytest.mark.parametrize(("channel", "route"), [("text", HISTORY), ("forum", ACTIVE_THREADS), ("forum", GUILD)])
@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (refused(403, 50001), OutcomeUnknown),
        (refused(404, 10003), OutcomeUnknown),
        (server_error(503), DiscordUnreachable),
        (rate_limited(60), DiscordRateLimited),
        (unauthorized(), TokenRefused),
    ],
)
async def test_a_list_that_is_not_given_proves_nothing(
    discord: DiscordLookalike,
    threads: DiscordThreads,
    channel: str,
    route: str,
    fault: Fault,
    error: type[DiscordError],
) -> None:
    discord.fail(route, fault)
    with pytest.raises(error):
        await threads.find(delivery_to(getattr(discord, channel)))


async def test_a_search_that_hangs_is_given_up(discord: DiscordLookalike) -> None:
    threads = threads_to(discord, limit=0.5)
    discord.fail(HISTORY, hanging())
    with pytest.raises(DiscordUnreachable):
        await threads.find(delivery_to(discord.text))
    await threads.close()


@pytest.mark.parametrize("wrong_by", [2 * 365 * DAY, DAY // 2, -12 * 365 * DAY])
@pytest.mark.parametrize("channel", ["text", "forum"])
async def test_a_wrong_clock_of_the_computer_hides_nothing(
    discord: DiscordLookalike, threads: DiscordThreads, channel: str, wrong_by: int
) -> None:
    delivery = delivery_to(getattr(discord, channel))
    await threads.post(delivery, PLAIN, Messages())
    assert delivery.sending_at is not None
    off = dataclasses.replace(delivery, sending_at=delivery.sending_at + wrong_by)
    assert await threads.find(off) is not None


async def test_what_is_much_older_than_the_attempt_is_not_looked_at() -> None:
    clock = SettableClock()
    with DiscordLookalike(now=clock) as discord:
        threads = threads_to(discord)
        for creator_id in (8002, 8003):
            posted = await threads.post(delivery_to(discord.forum, creator_id=creator_id), PLAIN, Messages())
        discord.guild.archive(posted.thread_id)
        clock.seconds += 3 * DAY
        attempt = dataclasses.replace(delivery_to(discord.forum), sending_at=clock.seconds)
        assert await threads.find(attempt) is None
        assert discord.asked(MESSAGE) == []
        await threads.close()
