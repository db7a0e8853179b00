"""Searching a channel for all posts of the bot."""

from __future__ import annotations

import dataclasses

import pytest

from tests.clients.discord.deliveries import PLAIN, Messages, delivery_to
from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.discord_faults import server_error
from tests.lookalikes.discord_routes import ARCHIVED_THREADS, HISTORY, START_FROM_MESSAGE
from tests.lookalikes.discord_state import User
from tiktrack_gui.clients.discord import search
from tiktrack_gui.clients.discord.threads import DiscordThreads
from tiktrack_gui.core.deliveries import Delivery
from tiktrack_gui.core.errors import DiscordUnreachable
from tiktrack_gui.core.history import EarlierPost, EarlierPosts

KINDS = pytest.mark.parametrize("channel", ["text", "announcement", "forum", "media"])


async def posted(threads: DiscordThreads, delivery: Delivery) -> EarlierPost:
    made = await threads.post(delivery, PLAIN, Messages())
    return EarlierPost(message_id=made.message_id, thread_id=made.thread_id, key=delivery.key)


def found(*posts: EarlierPost, complete: bool = True) -> EarlierPosts:
    return EarlierPosts(posts=posts, complete=complete)


@KINDS
async def test_an_unused_channel_has_none(discord: DiscordLookalike, threads: DiscordThreads, channel: str) -> None:
    assert await threads.earlier_posts(getattr(discord, channel)) == found()


@KINDS
async def test_all_are_found_also_renamed_and_archived_ones(
    discord: DiscordLookalike, threads: DiscordThreads, channel: str
) -> None:
    channel_id = getattr(discord, channel)
    posts = [await posted(threads, delivery_to(channel_id, creator_id=8000 + n)) for n in range(3)]
    assert posts[0].thread_id is not None
    assert posts[1].thread_id is not None
    discord.guild.threads[posts[0].thread_id].name = "Renamed"
    discord.guild.archive(posts[1].thread_id)
    result = await threads.earlier_posts(channel_id)
    assert result.complete
    assert sorted(result.posts, key=lambda post: post.message_id) == posts


async def test_every_page_of_archived_threads_is_read(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    posts = [await posted(threads, delivery_to(discord.forum, creator_id=8000 + n)) for n in range(120)]
    for post in posts:
        assert post.thread_id is not None
        discord.guild.archive(post.thread_id)
    assert len((await threads.earlier_posts(discord.forum)).posts) == 120
    assert len(discord.asked(ARCHIVED_THREADS)) > 1


async def test_a_message_without_a_thread_is_found(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    delivery, messages = delivery_to(discord.text), Messages()
    discord.fail(START_FROM_MESSAGE, server_error(503))
    with pytest.raises(DiscordUnreachable):
        await threads.post(delivery, PLAIN, messages)
    [message_id] = messages.ids
    assert await threads.earlier_posts(discord.text) == found(EarlierPost(message_id=message_id, key=delivery.key))


@pytest.mark.parametrize("channel", ["text", "forum"])
async def test_a_thread_that_lost_its_message_is_known_by_name(
    discord: DiscordLookalike, threads: DiscordThreads, channel: str
) -> None:
    delivery = delivery_to(getattr(discord, channel))
    post = await posted(threads, delivery)
    discord.guild.delete_message(post.message_id)
    nameless = dataclasses.replace(post, key=None, thread_name=delivery.payload["thread_name"])
    assert await threads.earlier_posts(delivery.channel_id) == found(nameless)


async def test_in_a_busy_channel_posts_further_back_are_found_by_their_threads(
    discord: DiscordLookalike, threads: DiscordThreads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MAX_MESSAGES", 100)
    post = await posted(threads, delivery_to(discord.text))
    for number in range(150):
        discord.guild.say(discord.text, str(number))
    assert await threads.earlier_posts(discord.text) == found(post, complete=False)
    assert len(discord.asked(HISTORY)) == 1


@KINDS
async def test_other_posts_of_the_bot_and_of_others_do_not_count(
    discord: DiscordLookalike, threads: DiscordThreads, channel: str
) -> None:
    channel_id = getattr(discord, channel)
    plain = delivery_to(channel_id)
    embed = {**plain.payload["embed"], "url": "https://example.org", "footer": {"text": "Something else"}}
    await threads.post(dataclasses.replace(plain, payload={**plain.payload, "embed": embed}), PLAIN, Messages())
    if channel == "text":
        copy = discord.guild.say(channel_id, "", User(discord.guild.ids.next(), "copycat", bot=True))
        copy.embeds = [plain.payload["embed"]]
    assert await threads.earlier_posts(channel_id) == found()
