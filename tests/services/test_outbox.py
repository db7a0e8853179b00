"""The outbox before the first message, and when a channel doesn't take posts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.conftest import World
from tests.services.fakes import CHANNEL, START, creator
from tests.services.test_posting import RULES, post, stories
from tiktrack_gui.core.deliveries import Delivery, DeliveryState
from tiktrack_gui.core.errors import (
    ChannelProblem,
    DiscordUnreachable,
    EarlierPostUnknown,
    NoPermission,
    OutcomeUnknown,
    TooManyThreads,
)
from tiktrack_gui.core.history import EarlierPost, EarlierPosts
from tiktrack_gui.core.holds import BACK_OFF
from tiktrack_gui.core.subjects import PROFILE_OCCASION, Subject, delivery_key
from tiktrack_gui.services.sending import RESEND_WITHIN, SECOND_LOOK, SETTLE

KEY = delivery_key(Subject.creator(1), CHANNEL, PROFILE_OCCASION)


async def run(world: World, number: int = 5) -> list[Delivery]:
    """A posting run over all stories."""
    return await world.posting.post_chosen(
        await world.choosing.choose(CHANNEL, replace(RULES, at_most=number)), CHANNEL
    )


async def states(world: World) -> list[DeliveryState]:
    return [delivery.state for delivery in reversed(await world.outbox.deliveries())]


# Permissions


async def test_without_permission_no_message_is_sent_and_the_missing_ones_are_named(world: World) -> None:
    world.discord.missing = ("Create Public Threads",)
    delivery = await post(world)
    assert (delivery.state, world.discord.posts) == (DeliveryState.QUEUED, 0)
    assert delivery.error == (
        "The bot isn’t allowed to post in that channel. In the channel’s permissions, allow Create Public Threads."
    )


async def test_permissions_are_asked_once_per_run(world: World) -> None:
    await stories(world, *(creator(id_) for id_ in range(1, 4)))
    await run(world)
    assert (world.discord.posts, world.discord.permission_checks) == (3, 1)
    world.clock.time += 3600
    await stories(world, creator(4))
    await run(world)
    assert (world.discord.posts, world.discord.permission_checks) == (4, 2)


@pytest.mark.parametrize("error", ChannelProblem.__subclasses__())
async def test_a_run_ends_with_the_first_problem_of_the_channel_and_all_go_out_without_it(
    world: World, error: type[ChannelProblem]
) -> None:
    await stories(world, *(creator(id_) for id_ in range(1, 6)))
    world.discord.faults_before = [error()]
    assert [d.state for d in await run(world)] == [DeliveryState.QUEUED]
    assert world.discord.posts == 1
    world.clock.time += BACK_OFF[0] - 1
    assert await world.outbox.deliver_due() == []  # the others wait for the one that met it
    world.discord.faults_before = [error()]
    assert [d.state for d in await run(world)] == [DeliveryState.QUEUED]  # tried once more
    assert [d.state for d in await run(world)] == [DeliveryState.SENT] * 5
    assert len(world.discord.threads) == 5


async def test_a_problem_that_lasts_puts_no_more_than_one_run_into_the_outbox(world: World) -> None:
    world.discord.missing = ("Send Messages",)
    for hour in range(3):
        await stories(world, *(creator(10 * hour + id_) for id_ in range(1, 6)))
        await run(world)
        world.clock.time += 3600
    assert len(await world.outbox.deliveries()) == 5


async def test_a_full_server_gets_no_second_message_without_a_thread(world: World) -> None:
    await stories(world, *(creator(id_) for id_ in range(1, 4)))
    world.discord.faults_after = [TooManyThreads(160006)]  # the message was sent
    await run(world)
    world.discord.faults_before = [TooManyThreads(160006)]
    await run(world)
    delivery = (await world.outbox.deliveries())[-1]
    assert (delivery.state, delivery.message_id, delivery.creator_id) == (DeliveryState.QUEUED, 9001, 1)
    assert await states(world) == [DeliveryState.QUEUED] * 3


async def test_a_problem_of_one_channel_does_not_concern_another(world: World) -> None:
    await stories(world, creator(1))
    world.discord.faults_before = [NoPermission()]
    await run(world)
    elsewhere = await world.posting.post("creator1", CHANNEL + 1)
    assert elsewhere.state is DeliveryState.SENT


async def test_what_an_older_version_gave_up_for_a_reason_of_the_channel_goes_out(world: World) -> None:
    await stories(world, creator(1), creator(2))
    decisions = await world.choosing.choose(CHANNEL, RULES)
    await world.posting.queue(decisions, CHANNEL)
    first, second = reversed(await world.outbox.deliveries())
    world.store.outbox.mark_failed(first.id, "50013", "The bot isn’t allowed to post in that channel.").result()
    world.store.outbox.mark_failed(second.id, "50035", "Discord rejected the post as invalid.").result()
    await run(world)
    assert await states(world) == [DeliveryState.SENT, DeliveryState.FAILED]


async def test_a_tested_channel_is_tried_again_at_once(world: World) -> None:
    world.discord.missing = ("View Channel",)
    await post(world)
    assert await world.outbox.deliver_due() == []
    world.discord.missing = ()
    assert await world.posting.missing_permissions(CHANNEL) == ()
    assert [d.state for d in await world.outbox.deliver_due()] == [DeliveryState.SENT]


async def test_posts_that_did_not_arrive_are_counted_with_those_behind_them(world: World) -> None:
    await stories(world, *(creator(id_) for id_ in range(1, 4)))
    world.discord.faults_before = [NoPermission()]
    delivered = await run(world)
    trouble = await world.outbox.trouble_with(delivered)
    assert trouble is not None
    assert trouble.sentence == "3 posts didn’t reach Discord."
    assert trouble.advice == str(NoPermission())
    await run(world)
    assert await world.outbox.trouble_with(delivered) is None


async def test_a_cancelled_post_is_never_sent_by_itself_but_when_it_is_asked_for(world: World) -> None:
    await stories(world, creator(1))
    world.discord.faults_before = [NoPermission()]
    delivered = await run(world)
    cancelled = await world.outbox.cancel(delivered[0].id)
    assert (cancelled.state, cancelled.error) == (DeliveryState.CANCELLED, None)
    assert await world.outbox.trouble_with(delivered) is None
    world.clock.time += 86_400
    await stories(world, creator(1))
    [decision] = await world.choosing.choose(CHANNEL, RULES, explain=[creator(1)])
    assert decision.refusal == "Its post was cancelled"
    assert await run(world) == []
    assert (await world.posting.post("creator1", CHANNEL)).state is DeliveryState.SENT


async def test_what_was_sent_cannot_be_cancelled(world: World) -> None:
    delivery = await post(world)
    assert (await world.outbox.cancel(delivery.id)).state is DeliveryState.SENT
    assert await world.outbox.delivery(delivery.id + 1) is None


# Lost answers


async def test_a_post_discord_finishes_late_is_found_by_the_second_look(world: World) -> None:
    """Discord still works on the request after the connection is lost, and the first search finds nothing."""
    world.discord.faults_before = [OutcomeUnknown()]
    world.discord.appears = (f"{KEY}/late", world.clock.time + SETTLE - 1)
    delivery = await post(world)
    assert (delivery.state, delivery.thread_id) == (DeliveryState.SENT, 7000)
    assert world.discord.posts == 1


async def test_a_new_process_waits_from_the_last_attempt(world: World) -> None:
    world.discord.faults_before = [RuntimeError("killed")]
    with pytest.raises(RuntimeError):
        await post(world)
    world.clock.time += 10
    world.discord.appears = (f"{KEY}/late", world.clock.time + SETTLE - 11)
    [delivery] = await world.outbox.deliver_due()
    assert (delivery.state, delivery.thread_id) == (DeliveryState.SENT, 7000)
    assert world.clock.time == START + SETTLE


async def test_long_after_the_attempt_it_is_still_looked_for_twice(world: World) -> None:
    world.discord.faults_before = [RuntimeError("killed")]
    with pytest.raises(RuntimeError):
        await post(world)
    world.clock.time += 1000
    await world.outbox.deliver_due()
    assert world.clock.time == START + 1000 + SECOND_LOOK
    assert (world.discord.looks, world.discord.posts) == (2, 2)


async def test_a_second_attempt_is_waited_for_as_well(world: World) -> None:
    world.discord.faults_before = [RuntimeError("killed")]
    with pytest.raises(RuntimeError):
        await post(world)
    world.clock.time += 1000
    world.discord.faults_before = [RuntimeError("killed")]
    with pytest.raises(RuntimeError):
        await world.outbox.deliver_due()
    again = world.clock.time
    world.discord.appears = (f"{KEY}/late", again + SETTLE - 1)
    [delivery] = await world.outbox.deliver_due()
    assert delivery.state is DeliveryState.SENT
    assert world.discord.posts == 2


async def test_what_may_be_in_discord_is_looked_for_also_once_it_was_cancelled(world: World) -> None:
    """However long ago it was sent; what isn't there is posted, as that is asked for."""
    world.discord.faults_after = [OutcomeUnknown()]
    world.discord.find_faults = [NoPermission()]
    delivery = await post(world)
    assert (delivery.state, world.discord.posts) == (DeliveryState.NEEDS_REVIEW, 1)
    await world.outbox.cancel(delivery.id)
    await world.outbox.cancel(delivery.id)
    world.clock.time += 2 * RESEND_WITHIN
    again = await post(world)
    assert (again.id, again.state, world.discord.posts) == (delivery.id, DeliveryState.SENT, 1)


async def test_a_cancelled_post_that_is_not_in_discord_is_posted(world: World) -> None:
    world.discord.faults_before = [RuntimeError("killed")]
    with pytest.raises(RuntimeError):
        await post(world)
    [delivery] = await world.outbox.deliveries()
    await world.outbox.cancel(delivery.id)
    world.clock.time += 2 * RESEND_WITHIN
    assert (await post(world)).state is DeliveryState.SENT
    assert (world.discord.looks, world.discord.posts) == (2, 2)


# A database that has forgotten posts


def found(complete: bool = True, **post: object) -> EarlierPosts:
    return EarlierPosts(posts=(EarlierPost(**{"message_id": 5000, **post}),) if post else (), complete=complete)  # type: ignore[arg-type]


async def test_a_channel_is_searched_once_before_the_first_post(world: World) -> None:
    await stories(world, *(creator(id_) for id_ in range(1, 4)))
    await run(world)
    await stories(world, creator(4))
    await run(world)
    assert (world.discord.searches, world.discord.posts) == (1, 4)


async def test_what_an_earlier_database_posted_is_adopted(world: World) -> None:
    world.discord.earlier = found(key=KEY, thread_id=5000)
    delivery = await post(world)
    assert (delivery.state, delivery.thread_id, delivery.attempted_at) == (DeliveryState.SENT, 5000, None)
    assert world.discord.posts == 0


async def test_a_message_an_earlier_database_left_without_a_thread_gets_it(world: World) -> None:
    world.discord.earlier = found(key=KEY)
    delivery = await post(world)
    assert delivery.state is DeliveryState.SENT
    assert world.discord.given == [5000]


@pytest.mark.parametrize("earlier", [found(complete=False), found(thread_name="Creator 1 (@creator1)", thread_id=5000)])
async def test_what_the_search_cannot_tell_is_left_to_a_person(world: World, earlier: EarlierPosts) -> None:
    world.discord.earlier = earlier
    delivery = await post(world)
    assert (delivery.state, delivery.error) == (DeliveryState.NEEDS_REVIEW, str(EarlierPostUnknown()))
    assert world.discord.posts == 0
    settled = await world.outbox.settle(delivery.id, is_posted=False)
    assert (settled.state, world.discord.posts) == (DeliveryState.SENT, 1)


async def test_a_thread_of_another_name_is_no_doubt(world: World) -> None:
    world.discord.earlier = found(thread_name="Creator 2 (@creator2)", thread_id=5000)
    assert (await post(world)).state is DeliveryState.SENT
    assert world.discord.posts == 1


async def test_a_search_that_cannot_be_made_keeps_the_post_in_the_outbox(world: World) -> None:
    world.discord.search_faults = [DiscordUnreachable()]
    with pytest.raises(DiscordUnreachable):
        await post(world)
    assert await states(world) == [DeliveryState.QUEUED]
    world.discord.earlier = found(key=KEY, thread_id=5000)
    world.clock.time += BACK_OFF[0]
    [delivery] = await world.outbox.deliver_due()
    assert (delivery.state, world.discord.posts) == (DeliveryState.SENT, 0)


async def test_the_database_used_last_is_trusted(world: World) -> None:
    assert await world.history.check() is None
    await post(world)
    assert await world.history.check() is None
    await world.posting.post("creator1", CHANNEL)
    assert world.discord.searches == 1


@pytest.mark.parametrize("is_older", [False, True])
async def test_a_database_that_forgot_is_told_about_once_and_searches_again(world: World, is_older: bool) -> None:
    await world.history.check()
    await stories(world, creator(1), creator(2))
    await run(world, 1)
    here = world.store.history.identity().result()
    world.memory.identity = replace(here, attempts=here.attempts + 1) if is_older else replace(here, id="another")
    forgot = await world.history.check()
    assert forgot is not None
    assert forgot.sentence.startswith("The database is older") is is_older
    assert await world.history.check() is None
    await run(world)
    assert world.discord.searches == 2


async def test_what_waits_in_an_older_database_may_have_been_posted_since(world: World) -> None:
    world.discord.faults_before = [NoPermission()]
    delivery = await post(world)
    assert delivery.attempts == 1
    world.memory.identity = replace(world.store.history.identity().result(), attempts=99)
    await world.history.check()
    world.discord.earlier = found(key=KEY, thread_id=5000)
    assert (await world.posting.post("creator1", CHANNEL)).thread_id == 5000
    assert world.discord.posts == 1  # the refused one


async def test_every_attempt_is_remembered_before_it_is_made(world: World) -> None:
    await world.history.check()
    world.discord.faults_before = [RuntimeError("killed")]
    with pytest.raises(RuntimeError):
        await post(world)
    assert world.memory.identity == world.store.history.identity().result()
    assert world.store.history.identity().result().attempts == 1
