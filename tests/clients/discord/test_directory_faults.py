"""Everything that can go wrong while servers and channels are listed or tried.

Each method fails in our words, does its work when asked again, and a test never makes a second visible thread. Uses the
real discord.py against the look-alike. "after": Discord carried out the request, but the response was lost.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.clients.discord.deliveries import PLAIN, Messages, delivery_to, threads_to
from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.discord_faults import (
    Fault,
    banned,
    blocked_by_edge,
    cut_short,
    dropped,
    half_an_answer,
    hanging,
    internal_network_error,
    login_page,
    no_json,
    rate_limited,
    refused,
    server_error,
    unauthorized,
)
from tests.lookalikes.discord_permissions import Permission
from tests.lookalikes.discord_routes import (
    ACTIVE_THREADS,
    APPLICATION,
    CHANNEL,
    DELETE_CHANNEL,
    DELETE_MESSAGE,
    EDIT_CHANNEL,
    GUILD,
    GUILD_CHANNELS,
    HISTORY,
    MEMBER,
    MY_GUILDS,
    SEND,
    START,
    START_FROM_MESSAGE,
)
from tiktrack_gui.clients.discord.threads import DiscordThreads
from tiktrack_gui.core.deliveries import Posted
from tiktrack_gui.core.errors import (
    ChannelGone,
    DiscordError,
    DiscordGarbled,
    DiscordInTrouble,
    DiscordRateLimited,
    DiscordUnreachable,
    NoPermission,
    OutcomeOfTestUnknown,
    ServerGone,
    TokenRefused,
)
from tiktrack_gui.core.servers import TakenBack

Ask = Callable[[DiscordThreads, DiscordLookalike, Posted], Awaitable[Any]]

# what can be asked
METHODS: dict[str, Ask] = {
    "app": lambda threads, discord, made: threads.app(),
    "servers": lambda threads, discord, made: threads.servers(),
    "channels_of": lambda threads, discord, made: threads.channels_of(discord.guild.id),
    "details": lambda threads, discord, made: threads.details(discord.text),
    "take_back": lambda threads, discord, made: threads.take_back(discord.text, made),
    "oldest_thread": lambda threads, discord, made: threads.oldest_thread(discord.text),
    "archive": lambda threads, discord, made: threads.archive(made.thread_id),
}
READS = [
    ("app", APPLICATION),
    ("servers", MY_GUILDS),
    *(("channels_of", route) for route in (GUILD, MEMBER, GUILD_CHANNELS)),
    *(("details", route) for route in (CHANNEL, GUILD, MEMBER)),
    ("take_back", CHANNEL),
    ("oldest_thread", ACTIVE_THREADS),
    ("archive", CHANNEL),
]
WRITES = [("take_back", DELETE_MESSAGE), ("take_back", DELETE_CHANNEL), ("archive", EDIT_CHANNEL)]


@dataclass(frozen=True, slots=True)
class Case:
    """A fault, and the error it ends in; None: it is got over."""

    fault: Fault
    error: type[DiscordError] | None
    times: int = 1


ANYWHERE = {
    "500 once": Case(server_error(500), None),
    "503": Case(server_error(503), DiscordInTrouble),
    "dropped": Case(dropped(), DiscordUnreachable, times=2),  # aiohttp itself repeats a dropped request once
    "short wait": Case(rate_limited(0.05), None),
    "long wait": Case(rate_limited(280), DiscordRateLimited),
    "everywhere": Case(rate_limited(31, everywhere=True), DiscordRateLimited),
    "banned": Case(banned(120), DiscordRateLimited),
    "edge": Case(blocked_by_edge(), DiscordGarbled),
    "edge, as JSON": Case(internal_network_error(), DiscordGarbled),
    "hotel": Case(login_page(), DiscordGarbled),
    "token reset": Case(unauthorized(), TokenRefused),
}
IN_READS = ANYWHERE | {"no JSON": Case(no_json(), DiscordGarbled)}
IN_WRITES = ANYWHERE | {
    "500 once, after": Case(server_error(500, after=True), None),
    "502 once, after": Case(server_error(502, after=True), None),
    "503, after": Case(server_error(503, after=True), DiscordInTrouble),
    "dropped, after": Case(dropped(after=True), DiscordUnreachable, times=2),
}


@pytest.fixture
async def made(discord: DiscordLookalike, threads: DiscordThreads) -> Posted:
    """A thread of the bot."""
    return await threads.post(delivery_to(discord.text), PLAIN, Messages())


async def run(
    threads: DiscordThreads, discord: DiscordLookalike, made: Posted, method: str, route: str, case: Case
) -> None:
    """Asks with the fault in the way, then without."""
    discord.fail(route, case.fault, times=case.times)
    if case.error is None:
        await METHODS[method](threads, discord, made)
        return
    with pytest.raises(case.error) as failure:
        await METHODS[method](threads, discord, made)
    assert failure.value.sentence.endswith(".")
    assert failure.value.advice
    discord.behave()
    await METHODS[method](threads, discord, made)


@pytest.mark.parametrize("case", list(IN_READS.values()), ids=list(IN_READS))
@pytest.mark.parametrize(("method", "route"), READS)
async def test_what_fails_while_reading_is_said_and_passes(
    discord: DiscordLookalike, threads: DiscordThreads, made: Posted, method: str, route: str, case: Case
) -> None:
    await run(threads, discord, made, method, route, case)


@pytest.mark.parametrize("case", list(IN_WRITES.values()), ids=list(IN_WRITES))
@pytest.mark.parametrize(("method", "route"), WRITES)
async def test_what_fails_while_writing_is_said_and_can_be_repeated(
    discord: DiscordLookalike, threads: DiscordThreads, made: Posted, method: str, route: str, case: Case
) -> None:
    await run(threads, discord, made, method, route, case)
    left = [thread for thread in discord.guild.threads.values() if thread.archived_at is None]
    assert left == []


@pytest.mark.parametrize(("method", "route"), [pair for pair in READS if pair[1] != ACTIVE_THREADS])
async def test_half_an_answer_is_none(
    discord: DiscordLookalike, threads: DiscordThreads, made: Posted, method: str, route: str
) -> None:
    await run(threads, discord, made, method, route, Case(half_an_answer(), DiscordGarbled))


@pytest.mark.parametrize(
    ("method", "route", "fault", "error"),
    [
        ("channels_of", GUILD, refused(403, 50001), ServerGone),
        ("channels_of", GUILD, refused(404, 10004), ServerGone),
        ("channels_of", MEMBER, refused(404, 10007), ServerGone),
        ("details", CHANNEL, refused(403, 50001), NoPermission),
        ("details", CHANNEL, refused(404, 10003), ChannelGone),
        ("details", GUILD, refused(404, 10004), ChannelGone),
        ("take_back", CHANNEL, refused(403, 50001), NoPermission),
        ("take_back", DELETE_MESSAGE, refused(403, 50013), NoPermission),
        ("take_back", DELETE_CHANNEL, refused(403, 50013), NoPermission),
        ("oldest_thread", CHANNEL, refused(404, 10003), ChannelGone),
        ("oldest_thread", ACTIVE_THREADS, refused(403, 50001), NoPermission),
        ("archive", CHANNEL, refused(403, 50001), NoPermission),
        ("archive", EDIT_CHANNEL, refused(403, 50013), NoPermission),
    ],
)
async def test_a_refusal_is_said_as_what_it_is(
    discord: DiscordLookalike,
    threads: DiscordThreads,
    made: Posted,
    method: str,
    route: str,
    fault: Fault,
    error: type[DiscordError],
) -> None:
    await run(threads, discord, made, method, route, Case(fault, error))


@pytest.mark.parametrize(("method", "route"), [*READS, *WRITES])
async def test_what_hangs_is_given_up(
    discord: DiscordLookalike, threads: DiscordThreads, made: Posted, method: str, route: str
) -> None:
    hasty = threads_to(discord, limit=0.5)
    await hasty.whoami()
    discord.fail(route, hanging())
    with pytest.raises(DiscordUnreachable):
        await METHODS[method](hasty, discord, made)
    await hasty.close()


@pytest.mark.parametrize("route", [CHANNEL, EDIT_CHANNEL])
async def test_a_thread_deleted_meanwhile_makes_room_as_well(
    discord: DiscordLookalike, threads: DiscordThreads, made: Posted, route: str
) -> None:
    discord.fail(route, refused(404, 10003))
    await threads.archive(made.thread_id)
    assert discord.asked(route)


async def test_a_thread_deleted_meanwhile_is_taken_back(
    discord: DiscordLookalike, threads: DiscordThreads, made: Posted
) -> None:
    discord.fail(DELETE_MESSAGE, refused(404, 10008))
    discord.fail(DELETE_CHANNEL, refused(404, 10003))
    assert await threads.take_back(discord.text, made) is TakenBack.DELETED


# A test thread

CREATING = {
    "500 before": (server_error(500), 1),
    "500 after": (server_error(500, after=True), 1),
    "502 after": (server_error(502, after=True), 1),
    "503 before": (server_error(503), 1),
    "503 after": (server_error(503, after=True), 1),
    "dropped before": (dropped(), 1),
    "dropped after": (dropped(after=True), 1),
    "cut short": (cut_short(), 1),
    "short wait": (rate_limited(0.05), 2),
    "long wait": (rate_limited(280), 1),
    "banned": (banned(120), 1),
    "edge": (blocked_by_edge(), 1),
    "hotel": (login_page(), 1),
    "token reset": (unauthorized(), 1),
    "no permission": (refused(403, 50013), 1),
    "too many threads": (refused(400, 160006), 1),
    "gone": (refused(404, 10003), 1),
}


@pytest.mark.parametrize(("fault", "times"), list(CREATING.values()), ids=list(CREATING))
@pytest.mark.parametrize(
    ("channel", "route"),
    [
        ("text", CHANNEL),
        ("text", SEND),
        ("text", START_FROM_MESSAGE),
        ("announcement", START_FROM_MESSAGE),
        ("forum", CHANNEL),
        ("forum", START),
        ("tagged_forum", START),
    ],
)
async def test_a_test_makes_one_thread_however_often_it_is_tried(
    discord: DiscordLookalike, threads: DiscordThreads, channel: str, route: str, fault: Fault, times: int
) -> None:
    channel_id = getattr(discord, channel)
    discord.fail(route, fault, times=times)
    posted = None
    try:
        posted = await threads.post_test(channel_id)
    except DiscordError as error:
        assert error.sentence.endswith(".")
        assert "The post waits" not in error.advice  # no delivery belongs to it
        assert len(discord.guild.threads_in(channel_id)) <= 1
        discord.behave()
        posted = await threads.post_test(channel_id)
    (thread,) = discord.guild.threads_in(channel_id)
    assert thread.id == posted.thread_id
    assert [message.id for message in discord.guild.messages.values()] == [posted.message_id]


@pytest.mark.parametrize("fault", [server_error(500, after=True), server_error(503, after=True), dropped(after=True)])
async def test_a_lost_answer_names_no_outbox(discord: DiscordLookalike, threads: DiscordThreads, fault: Fault) -> None:
    discord.fail(START, fault)
    with pytest.raises(OutcomeOfTestUnknown, match=r"test thread was created\. Try again"):
        await threads.post_test(discord.forum)
    assert len(discord.asked(START)) == 1


async def test_while_the_first_test_cannot_be_looked_for_none_is_made(
    discord: DiscordLookalike, threads: DiscordThreads
) -> None:
    discord.fail(START, dropped(after=True))
    with pytest.raises(OutcomeOfTestUnknown):
        await threads.post_test(discord.forum)
    discord.fail(ACTIVE_THREADS, server_error(503))
    with pytest.raises(DiscordInTrouble):
        await threads.post_test(discord.forum)
    posted = await threads.post_test(discord.forum)
    assert [thread.id for thread in discord.guild.threads_in(discord.forum)] == [posted.thread_id]


async def test_a_test_after_a_lost_message_finds_it(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    discord.fail(SEND, dropped(after=True))
    with pytest.raises(OutcomeOfTestUnknown):
        await threads.post_test(discord.text)
    await threads.post_test(discord.text)
    assert (len(discord.asked(SEND)), len(discord.asked(HISTORY))) == (1, 1)


async def test_an_earlier_test_that_was_taken_back_raises_no_doubt(
    discord: DiscordLookalike, threads: DiscordThreads
) -> None:
    discord.guild.deny(discord.forum, Permission.MANAGE_THREADS)
    earlier = await threads.post_test(discord.forum)
    assert await threads.take_back(discord.forum, earlier) is TakenBack.ARCHIVED
    discord.fail(START, dropped())
    with pytest.raises(OutcomeOfTestUnknown):
        await threads.post_test(discord.forum)
    posted = await threads.post_test(discord.forum)
    assert {thread.id for thread in discord.guild.threads_in(discord.forum)} == {earlier.thread_id, posted.thread_id}


async def test_two_tests_at_once_come_one_after_the_other(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    discord.fail(START, dropped(after=True))
    lost, made = await asyncio.gather(*(threads.post_test(discord.forum) for _ in range(2)), return_exceptions=True)
    assert isinstance(lost, OutcomeOfTestUnknown)
    assert isinstance(made, Posted)
    assert [thread.id for thread in discord.guild.threads_in(discord.forum)] == [made.thread_id]


async def test_a_cancelled_test_is_looked_for(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    armed = discord.fail(START, hanging(after=True))
    testing = asyncio.ensure_future(threads.post_test(discord.forum))
    await asyncio.to_thread(armed.reached.wait)
    testing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await testing
    posted = await threads.post_test(discord.forum)
    assert [thread.id for thread in discord.guild.threads_in(discord.forum)] == [posted.thread_id]


async def test_taking_back_where_threads_cannot_be_managed_gets_over_trouble(
    discord: DiscordLookalike, threads: DiscordThreads
) -> None:
    discord.guild.deny(discord.forum, Permission.MANAGE_THREADS)
    posted = await threads.post_test(discord.forum)
    discord.fail(EDIT_CHANNEL, server_error(503, after=True))
    with pytest.raises(DiscordInTrouble):
        await threads.take_back(discord.forum, posted)
    assert await threads.take_back(discord.forum, posted) is TakenBack.ARCHIVED
    assert discord.guild.messages == {}
