"""The timed posts of several channels: whose turn it is, and for whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.conftest import World
from tests.services.fakes import CHANNEL, creator
from tests.services.test_choosing import found
from tiktrack_gui.core.deliveries import Delivery
from tiktrack_gui.core.durations import HOUR, MINUTE
from tiktrack_gui.core.errors import ChannelGone, NoPermission, TooManyThreads
from tiktrack_gui.core.posting_rules import PostingRules
from tiktrack_gui.core.subjects import About

RULES = PostingRules(min_followers=10_000, recent_days=30, at_most=5, every=HOUR)
OTHER = CHANNEL + 1


async def on_timer(world: World, channel: int, rules: PostingRules = RULES, *, confirmed: bool = True) -> None:
    world.defaults = replace(world.defaults, posting=True)
    await world.channels.add(channel, rules)
    if confirmed:
        await world.channels.confirm(channel)


async def posted(world: World) -> list[tuple[int, str]]:
    """Runs what is due and sends it; returns the new deliveries as channel and subject."""
    before = {one.id for one in await world.outbox.deliveries()}
    await world.posts.post_due()
    await world.outbox.deliver_due()
    new: list[Delivery] = [one for one in await world.outbox.deliveries() if one.id not in before]
    return sorted((one.channel_id, str(one.subject)) for one in new)


async def test_each_channel_gets_what_its_own_rules_say(world: World) -> None:
    await on_timer(world, CHANNEL, replace(RULES, min_followers=60_000))
    await on_timer(world, OTHER, replace(RULES, about=About.VIDEO))
    await found(world, creator(1), creator(2, 70_000))
    assert await posted(world) == [(CHANNEL, "creator:2"), (OTHER, "video:101"), (OTHER, "video:102")]
    assert await posted(world) == []


async def test_each_channel_has_its_own_interval(world: World) -> None:
    await on_timer(world, CHANNEL, replace(RULES, every=30 * MINUTE))
    await on_timer(world, OTHER, replace(RULES, every=2 * HOUR))
    start = world.clock.now()
    await found(world, creator(1))
    assert [channel for channel, _ in await posted(world)] == [CHANNEL, OTHER]
    assert world.posts.next_at is None  # nobody waits
    await found(world, creator(2))
    await world.posts.plan()
    assert world.posts.next_at == start + 30 * MINUTE
    assert (world.posts.next_of(CHANNEL), world.posts.next_of(OTHER)) == (start + 30 * MINUTE, start + 2 * HOUR)
    assert await posted(world) == []
    for at, expected in ((30 * MINUTE, CHANNEL), (2 * HOUR, OTHER)):
        world.clock.time = start + at
        assert await posted(world) == [(expected, "creator:2")]


async def test_a_channel_that_is_off_or_unconfirmed_or_removed_is_not_posted_to(world: World) -> None:
    await found(world, creator(1))
    await on_timer(world, CHANNEL, confirmed=False)
    assert (await posted(world), world.posts.next_at) == ([], None)
    await world.channels.confirm(CHANNEL)
    await world.channels.enable(CHANNEL, enabled=False)
    assert await posted(world) == []
    await on_timer(world, OTHER)
    await world.channels.remove(OTHER)
    assert await posted(world) == []
    await world.channels.enable(CHANNEL, enabled=True)
    world.defaults = replace(world.defaults, posting=False)
    assert await posted(world) == []
    world.defaults = replace(world.defaults, posting=True)
    assert await posted(world) == [(CHANNEL, "creator:1")]


async def test_who_waited_is_posted_by_the_next_run_although_nothing_is_new(world: World) -> None:
    await on_timer(world, CHANNEL, replace(RULES, at_most=2))
    await found(world, *(creator(id_) for id_ in range(1, 4)))
    assert len(await posted(world)) == 2
    assert world.posts.next_at == world.clock.now() + HOUR
    world.clock.time += HOUR
    assert await posted(world) == [(CHANNEL, "creator:3")]
    assert world.posts.next_at is None


async def test_whom_a_run_refused_is_looked_at_again_once_there_are_new_numbers(world: World) -> None:
    await on_timer(world, CHANNEL)
    await found(world, creator(1, 9_990))
    assert (await posted(world), world.posts.next_at) == ([], None)
    world.clock.time += 2 * HOUR
    assert (await posted(world), world.posts.next_at) == ([], None)  # nothing has changed
    await found(world, creator(1, 10_010, at=world.clock.now()))
    await world.posts.plan()
    assert world.posts.next_at == world.clock.now()
    assert await posted(world) == [(CHANNEL, "creator:1")]


async def test_other_rules_hold_at_once_for_whom_a_run_refused(world: World) -> None:
    await on_timer(world, CHANNEL)
    await found(world, creator(1, 5_000))
    assert await posted(world) == []
    world.clock.time += HOUR
    await world.channels.set_rules(CHANNEL, replace(RULES, min_followers=1_000))
    world.posts.reconsider()
    assert await posted(world) == [(CHANNEL, "creator:1")]


@pytest.mark.parametrize("error", [NoPermission(50013), ChannelGone(10003), TooManyThreads(160006)])
async def test_the_problem_of_one_channel_pauses_that_channel_alone(world: World, error: Exception) -> None:
    await on_timer(world, CHANNEL)
    await on_timer(world, OTHER)
    await found(world, creator(1), creator(2))
    world.discord.faults_before = [error]
    await posted(world)
    states = [(one.channel_id, one.state.value) for one in reversed(await world.outbox.deliveries())]
    assert states == [(CHANNEL, "queued"), (CHANNEL, "queued"), (OTHER, "sent"), (OTHER, "sent")]
    assert world.discord.posts == 3  # the second one there waits for the first
    world.clock.time += MINUTE
    await world.outbox.deliver_due()
    assert {one.state.value for one in await world.outbox.deliveries()} == {"sent"}


async def test_what_is_found_before_the_start_is_left_out(world: World) -> None:
    await on_timer(world, CHANNEL)
    await found(world, creator(1))
    world.clock.time += MINUTE
    await world.channels.start_from_now(CHANNEL)
    await found(world, creator(2))
    assert await posted(world) == [(CHANNEL, "creator:2")]
