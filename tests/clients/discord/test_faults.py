"""Everything that can go wrong while a thread is created: the right error, and never more than one visible thread.

Uses the real discord.py against the look-alike. "after": Discord carried out the request, but the response was lost.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import discord as discord_py
import pytest
from discord.http import Route

from tests.clients.discord.deliveries import CREATOR, PICTURED, PLAIN, Messages, delivery_to, threads_to
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
    proxys_refusal,
    rate_limited,
    refused,
    server_error,
    unauthorized,
)
from tests.lookalikes.discord_routes import CHANNEL, LOGIN, SEND, START, START_FROM_MESSAGE
from tests.services.fakes import FakeClock, FakeMemory, NoImages
from tests.waiting import until
from tiktrack_gui.clients.discord.errors import BAN
from tiktrack_gui.clients.discord.threads import DiscordThreads
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.core.deliveries import Delivery, DeliveryState, NewDelivery
from tiktrack_gui.core.errors import (
    ChannelGone,
    ChannelUnsuitable,
    DiscordError,
    DiscordGarbled,
    DiscordInTrouble,
    DiscordPaused,
    DiscordRateLimited,
    DiscordUnreachable,
    LinkBlocked,
    NoPermission,
    OutcomeUnknown,
    PostBlocked,
    PostRefused,
    TagRequired,
    TokenRefused,
    TooManyThreads,
)
from tiktrack_gui.core.subjects import Subject
from tiktrack_gui.services.history import History
from tiktrack_gui.services.outbox import Outbox
from tiktrack_gui.store import Store

# the requests that create something: (channel, route)
FORUM = ("forum", START)
MESSAGE = ("text", SEND)
THREAD = ("text", START_FROM_MESSAGE)

REFUSALS = [
    (unauthorized(), TokenRefused),
    (refused(401, 50014), TokenRefused),
    (refused(403, 50013), NoPermission),
    (refused(403, 50001), NoPermission),
    (refused(404, 10003), ChannelGone),
    (refused(403, 40007), ChannelGone),
    (refused(400, 200000), PostBlocked),
    (refused(400, 200001), PostBlocked),
    (refused(400, 240000), LinkBlocked),
    (refused(403, 40006), DiscordPaused),
    (refused(400, 20028), DiscordRateLimited),
    (refused(400, 40067), TagRequired),
    (refused(400, 160006), TooManyThreads),
    (refused(400, 50035), PostRefused),
    (refused(400, 50024), ChannelUnsuitable),
    (refused(400, 40058), ChannelUnsuitable),
    (rate_limited(280), DiscordRateLimited),
    (rate_limited(280, everywhere=True), DiscordRateLimited),
    (banned(), DiscordRateLimited),
]
LOST = [
    server_error(503),
    server_error(503, after=True),
    dropped(),
    dropped(after=True),
    cut_short(),
    login_page(),
    half_an_answer(),
    blocked_by_edge(),
    blocked_by_edge(401),
    internal_network_error(),
    proxys_refusal(),
]


@dataclasses.dataclass
class Post:
    """The outbox over this Discord, and the requested delivery."""

    outbox: Outbox
    delivery: Delivery

    async def deliver(self) -> Delivery:
        """Retries like the timer until it is posted."""
        for _ in range(4):
            with contextlib.suppress(DiscordUnreachable):
                self.delivery = await self.outbox.deliver(self.delivery)
            if self.delivery.state is DeliveryState.SENT:
                return self.delivery
        raise AssertionError(f"never delivered: {self.delivery}")


@pytest.fixture
def ask(threads: DiscordThreads, tmp_path: Path) -> Iterator[Callable[[int], Post]]:
    """Requests a post in a channel. The outbox's delays between retries take no time."""
    clock = FakeClock(SystemClock().now())
    now = int(clock.now())
    with Store(tmp_path / "tiktrack.db") as store:
        store.creators.record_creator(CREATOR, now).result()

        def ask(channel_id: int) -> Post:
            wanted = delivery_to(channel_id)
            new = NewDelivery(
                subject=Subject.creator(CREATOR.id),
                creator_id=CREATOR.id,
                channel_id=channel_id,
                key=wanted.key,
                payload=wanted.payload,
            )
            history = History(threads, FakeMemory(), store, clock)
            return Post(Outbox(threads, NoImages(), history, store, clock), store.outbox.enqueue(new, now).result())

        yield ask


def visible(discord: DiscordLookalike, channel: str) -> tuple[int, int]:
    """The numbers of visible threads and messages there."""
    channel_id = getattr(discord, channel)
    return len(discord.guild.threads_in(channel_id)), len(discord.guild.messages_in(channel_id))


@pytest.mark.parametrize(("fault", "error"), REFUSALS)
@pytest.mark.parametrize(("channel", "route"), [FORUM, MESSAGE, THREAD])
async def test_a_refusal_is_told_in_our_words_and_nothing_is_made(
    discord: DiscordLookalike,
    threads: DiscordThreads,
    channel: str,
    route: str,
    fault: Fault,
    error: type[DiscordError],
) -> None:
    discord.fail(route, fault)
    with pytest.raises(error) as refusal:
        await threads.post(delivery_to(getattr(discord, channel)), PLAIN, Messages())
    assert type(refusal.value) is error
    assert visible(discord, channel)[0] == 0
    assert len(discord.asked(route)) == 1


@pytest.mark.parametrize("fault", LOST)
@pytest.mark.parametrize(("channel", "route"), [FORUM, MESSAGE])
async def test_when_an_answer_is_lost_the_outcome_is_unknown_and_nothing_is_repeated(
    discord: DiscordLookalike, threads: DiscordThreads, channel: str, route: str, fault: Fault
) -> None:
    discord.fail(route, fault)
    with pytest.raises(OutcomeUnknown):
        await threads.post(delivery_to(getattr(discord, channel)), PLAIN, Messages())
    assert len(discord.asked(route)) == 1


@pytest.mark.parametrize("fault", [server_error(500), server_error(500, after=True), server_error(502, after=True)])
async def test_a_forum_post_is_not_repeated_as_discord_py_would(
    discord: DiscordLookalike, threads: DiscordThreads, fault: Fault
) -> None:
    discord.fail(START, fault)
    with pytest.raises(OutcomeUnknown):
        await threads.post(delivery_to(discord.forum), PICTURED, Messages())
    assert len(discord.asked(START)) == 1
    assert visible(discord, "forum") == (int(fault.after), 0)


@pytest.mark.parametrize("fault", LOST)
async def test_when_a_messages_thread_is_in_doubt_it_is_safe_to_try_again(
    discord: DiscordLookalike, threads: DiscordThreads, fault: Fault
) -> None:
    messages = Messages()
    discord.fail(START_FROM_MESSAGE, fault)
    with pytest.raises(DiscordUnreachable):
        await threads.post(delivery_to(discord.text), PLAIN, messages)
    await threads.post(delivery_to(discord.text, message_id=messages.ids[0]), PLAIN, messages)
    assert visible(discord, "text") == (1, 1)


@pytest.mark.parametrize("fault", [*LOST, server_error(500), server_error(500, after=True)])
@pytest.mark.parametrize(("channel", "route"), [FORUM, MESSAGE, THREAD])
async def test_in_the_end_there_is_exactly_one_thread(
    discord: DiscordLookalike, ask: Callable[[int], Post], channel: str, route: str, fault: Fault
) -> None:
    channel_id = getattr(discord, channel)
    discord.fail(route, fault, times=1 if fault.status == 500 else 2)  # discord.py's backoff grows with each retry
    sent = await ask(channel_id).deliver()
    assert visible(discord, channel) == ((1, 0) if channel == "forum" else (1, 1))
    [thread] = discord.guild.threads_in(channel_id)
    assert (sent.thread_id, sent.channel_id, sent.error) == (thread.id, channel_id, None)
    if channel == "text":
        assert [message.id for message in discord.guild.messages_in(channel_id)] == [thread.id]


@pytest.mark.parametrize(
    "fault", [blocked_by_edge(), blocked_by_edge(404), internal_network_error(), proxys_refusal(401)]
)
@pytest.mark.parametrize("route", [LOGIN, CHANNEL])
async def test_somebody_elses_refusal_is_not_discords(
    discord: DiscordLookalike, threads: DiscordThreads, fault: Fault, route: str
) -> None:
    discord.fail(route, fault)
    with pytest.raises(DiscordGarbled):
        await threads.channel(discord.text)
    assert (await threads.channel(discord.text)).id == discord.text  # neither the token nor the channel is at fault


async def test_a_forum_post_discord_finishes_late_is_made_once(
    discord: DiscordLookalike, ask: Callable[[int], Post], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection is lost while Discord still works on the request: the first search finds nothing."""
    armed = discord.fail(START, hanging())
    request = ask(discord.forum)
    outbox = request.outbox

    async def finish(seconds: float) -> None:
        assert visible(discord, "forum") == (0, 0)
        armed.release()
        await until(lambda: visible(discord, "forum") == (1, 0))

    monkeypatch.setattr(outbox._clock, "sleep", finish)
    monkeypatch.setattr(outbox._sending._poster, "_post_limit", 0.5)
    sent = await request.deliver()
    assert sent.state is DeliveryState.SENT
    assert (visible(discord, "forum"), len(discord.asked(START))) == ((1, 0), 1)


async def test_without_our_guard_discord_py_makes_two_threads(discord: DiscordLookalike) -> None:
    """Validates the test above: the look-alike reproduces the problem that our guard prevents."""
    Route.BASE = discord.url
    discord.fail(START, server_error(500, after=True))
    async with discord_py.Client(intents=discord_py.Intents(guilds=True)) as client:
        await client.login(discord.token)
        channel = await client.fetch_channel(discord.forum)
        assert isinstance(channel, discord_py.ForumChannel)
        await channel.create_thread(name="twice", content="…")
    assert visible(discord, "forum") == (2, 0)


@pytest.mark.parametrize("when", ["before the answer", "within the answer"])
async def test_a_reset_connection_repeats_nothing(
    discord: DiscordLookalike, threads: DiscordThreads, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """Windows reports it as error 10054, after which discord.py retries; Linux uses another number."""
    await threads.whoami()
    name = "start" if when == "before the answer" else "text"
    real = getattr(aiohttp.ClientResponse, name)

    async def reset(response: aiohttp.ClientResponse, *args: Any, **named: Any) -> Any:
        answer = await real(response, *args, **named)
        if response.method == "POST":
            response.close()
            raise aiohttp.ClientOSError(10054, "Connection reset by peer")
        return answer

    monkeypatch.setattr(aiohttp.ClientResponse, name, reset)
    with pytest.raises(OutcomeUnknown):
        await threads.post(delivery_to(discord.forum), PLAIN, Messages())
    assert visible(discord, "forum") == (1, 0)


@pytest.mark.parametrize(("channel", "route"), [FORUM, MESSAGE, THREAD])
@pytest.mark.parametrize("everywhere", [False, True])
async def test_a_short_wait_is_waited_for(
    discord: DiscordLookalike, threads: DiscordThreads, channel: str, route: str, everywhere: bool
) -> None:
    discord.fail(route, rate_limited(0.05, everywhere=everywhere), times=2)
    await threads.post(delivery_to(getattr(discord, channel)), PICTURED, Messages())
    assert visible(discord, channel)[0] == 1
    assert len(discord.asked(route)) == 3


@pytest.mark.parametrize(
    ("fault", "seconds", "said"),
    [
        (rate_limited(280), 280, "5 min"),
        (rate_limited(21_600), 21_600, "6 h"),
        (banned(120), 120, "2 min"),
        (banned(7200.5), 7200.5, "3 h"),
        (banned(), BAN, "10 min"),
        (rate_limited(31), 31, "31 s"),
    ],
)
async def test_a_long_wait_is_the_outboxs(
    discord: DiscordLookalike, threads: DiscordThreads, fault: Fault, seconds: float, said: str
) -> None:
    discord.fail(START, fault)
    with pytest.raises(DiscordRateLimited) as limit:
        await threads.post(delivery_to(discord.forum), PLAIN, Messages())
    assert limit.value.retry_after == seconds
    assert str(limit.value).startswith(f"Discord is limiting requests. The next post can go out in {said}.")
    assert f"{seconds:g}" not in limit.value.detail or seconds < 60


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(
    ("channel", "route", "error"), [(*FORUM, OutcomeUnknown), (*MESSAGE, OutcomeUnknown), (*THREAD, DiscordUnreachable)]
)
async def test_a_request_that_hangs_is_given_up(
    discord: DiscordLookalike, channel: str, route: str, error: type[DiscordError], after: bool
) -> None:
    threads = threads_to(discord, limit=0.5)
    armed = discord.fail(route, hanging(after=after))
    with pytest.raises(error):
        await threads.post(delivery_to(getattr(discord, channel)), PLAIN, Messages())
    assert armed.reached.is_set()
    await threads.close()


async def test_a_cancelled_post_leaves_everything_closed(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    armed = discord.fail(SEND, hanging())
    posting = asyncio.ensure_future(threads.post(delivery_to(discord.text), PLAIN, Messages()))
    await until(armed.reached.is_set)
    posting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await posting
    assert (await threads.channel(discord.text)).id == discord.text


@pytest.mark.parametrize("route", [LOGIN, CHANNEL])
@pytest.mark.parametrize("fault", [server_error(503), dropped(), login_page(), half_an_answer(), cut_short()])
async def test_while_nothing_was_asked_of_it_discord_is_only_unreachable(
    discord: DiscordLookalike, threads: DiscordThreads, route: str, fault: Fault
) -> None:
    delivery = delivery_to(discord.forum)
    discord.fail(route, fault, times=2 if fault == dropped() else 1)  # aiohttp itself retries a dropped GET once
    with pytest.raises(DiscordUnreachable):
        await threads.post(delivery, PLAIN, Messages())
    assert visible(discord, "forum") == (0, 0)
    await threads.post(delivery, PLAIN, Messages())
    assert visible(discord, "forum") == (1, 0)


@pytest.mark.parametrize("fault", [login_page(), half_an_answer(), no_json()])
async def test_an_answer_that_is_not_discords_is_said_to_be_unreadable(
    discord: DiscordLookalike, threads: DiscordThreads, fault: Fault
) -> None:
    discord.fail(CHANNEL, fault)
    with pytest.raises(DiscordGarbled):
        await threads.channel(discord.text)


async def test_trouble_of_discords_own_is_told_before_it_is_asked_again(discord: DiscordLookalike) -> None:
    told: list[int] = []
    threads = threads_to(discord, on_trouble=told.append)
    discord.fail(CHANNEL, server_error(502))
    assert (await threads.channel(discord.text)).id == discord.text
    assert told == [502]
    discord.fail(CHANNEL, server_error(503))
    with pytest.raises(DiscordInTrouble, match="error 503"):
        await threads.channel(discord.text)
    await threads.close()


async def test_a_mistake_of_our_own_is_no_fault_of_discords(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    async def mistaken(message_id: int) -> None:
        raise KeyError(message_id)

    with pytest.raises(KeyError):
        await threads.post(delivery_to(discord.text), PLAIN, mistaken)


async def test_a_login_that_hangs_is_given_up(discord: DiscordLookalike) -> None:
    threads = threads_to(discord, limit=0.5)
    discord.fail(LOGIN, hanging())
    with pytest.raises(DiscordUnreachable):
        await threads.whoami()
    assert (await threads.whoami()).startswith("TikTrack")
    await threads.close()


async def test_when_discord_is_gone_it_is_unreachable(discord: DiscordLookalike) -> None:
    async def token() -> str | None:
        return discord.token

    threads = DiscordThreads(token, "http://127.0.0.1:9/api/v10")  # nothing listens there
    with pytest.raises(DiscordUnreachable):
        await threads.whoami()
    threads = threads_to(discord)
    await threads.whoami()
    discord.stop()
    with pytest.raises(DiscordUnreachable):
        await threads.post(delivery_to(discord.forum), PLAIN, Messages())
    await threads.close()


async def test_posts_at_the_same_time_do_not_disturb_each_other(
    discord: DiscordLookalike, threads: DiscordThreads
) -> None:
    discord.fail(START, server_error(500, after=True))
    posts = [threads.post(delivery_to(discord.forum, creator_id=n), PLAIN, Messages()) for n in range(3)]
    posts += [threads.post(delivery_to(discord.text, creator_id=n), PLAIN, Messages()) for n in range(3)]
    outcomes = await asyncio.gather(*posts, return_exceptions=True)
    assert sum(isinstance(outcome, OutcomeUnknown) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, BaseException) for outcome in outcomes) == 1
    assert (visible(discord, "forum"), visible(discord, "text")) == ((3, 0), (3, 3))


async def test_closing_while_posting_is_a_fault_like_any_other(
    discord: DiscordLookalike, threads: DiscordThreads
) -> None:
    armed = discord.fail(CHANNEL, hanging())
    posting = asyncio.ensure_future(threads.post(delivery_to(discord.text), PLAIN, Messages()))
    await until(armed.reached.is_set)
    await threads.close()
    with pytest.raises(DiscordUnreachable):
        await posting
