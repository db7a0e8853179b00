"""What a post may carry besides its embed: pictures, text, a ping, tags, and when its thread is archived."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from tests.clients.discord.deliveries import AVATAR, PLAIN, Messages, delivery_to
from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.discord_permissions import Permission
from tests.lookalikes.discord_routes import SEND, START
from tests.lookalikes.discord_state import Kind, Message
from tiktrack_gui.clients.discord.threads import DiscordThreads
from tiktrack_gui.core.deliveries import Attachments, Delivery, Picture
from tiktrack_gui.core.errors import NoPermission, RoleGone, TagRequired, TagUnknown

CHART = Picture(name="growth.png", data=b"\x89PNG")
BOTH = pytest.mark.parametrize("channel", ["text", "forum"])
ANYONES = "Mention @everyone, @here, and All Roles"


def carrying(channel_id: int, **parts: Any) -> Delivery:
    delivery = delivery_to(channel_id)
    return dataclasses.replace(delivery, payload={**delivery.payload, **parts})


async def posted(discord: DiscordLookalike, threads: DiscordThreads, channel: str, **parts: Any) -> Message:
    made = await threads.post(carrying(getattr(discord, channel), **parts), PLAIN, Messages())
    return discord.guild.messages[made.message_id]


@BOTH
async def test_both_pictures_are_uploaded(discord: DiscordLookalike, threads: DiscordThreads, channel: str) -> None:
    attachments = Attachments(avatar=AVATAR, image=CHART)
    made = await threads.post(delivery_to(getattr(discord, channel)), attachments, Messages())
    message = discord.guild.messages[made.message_id]
    assert message.files == {"avatar.webp": AVATAR.data, "image.png": CHART.data}
    assert message.embeds[0]["thumbnail"]["url"] == "attachment://avatar.webp"
    assert message.embeds[0]["image"]["url"] == "attachment://image.png"


@BOTH
async def test_text_stands_above_the_embed_and_pings_nobody(
    discord: DiscordLookalike, threads: DiscordThreads, channel: str
) -> None:
    role = discord.guild.add_role("scouts", mentionable=True)
    message = await posted(discord, threads, channel, content=f"Look, <@&{role}> @everyone")
    assert (message.content, message.pinged) == (f"Look, <@&{role}> @everyone", ())
    (sent,) = discord.asked(SEND) + discord.asked(START)
    assert sent.body.get("message", sent.body)["allowed_mentions"] == {"parse": []}


@BOTH
@pytest.mark.parametrize(("content", "shown"), [("Look!", "<@&{}> Look!"), (None, "<@&{}>"), ("", "<@&{}>")])
async def test_a_role_is_pinged_and_no_other(
    discord: DiscordLookalike, threads: DiscordThreads, channel: str, content: str | None, shown: str
) -> None:
    role = discord.guild.add_role("scouts", mentionable=True)
    message = await posted(discord, threads, channel, content=content, role_id=role)
    assert (message.content, message.pinged) == (shown.format(role), (role,))


async def test_text_never_names_another_role_into_a_ping(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    scouts = discord.guild.add_role("scouts", mentionable=True)
    leads = discord.guild.add_role("leads", mentionable=True)
    message = await posted(discord, threads, "text", content=f"<@&{leads}>", role_id=scouts)
    assert message.pinged == (scouts,)


async def test_text_that_a_ping_makes_too_long_is_cut(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    role = discord.guild.add_role("scouts", mentionable=True)
    message = await posted(discord, threads, "text", content="word " * 400, role_id=role)
    assert len(message.content) <= 2000
    assert message.content.endswith("word…")


@BOTH
async def test_a_role_that_cannot_be_pinged_stops_the_post(
    discord: DiscordLookalike, threads: DiscordThreads, channel: str
) -> None:
    channel_id = getattr(discord, channel)
    role = discord.guild.add_role("leads")
    discord.guild.deny(channel_id, Permission.MENTION_EVERYONE)
    with pytest.raises(NoPermission, match=ANYONES):
        await threads.post(carrying(channel_id, role_id=role), PLAIN, Messages())
    discord.guild.delete_role(role)
    with pytest.raises(RoleGone, match="Choose another role"):
        await threads.post(carrying(channel_id, role_id=role), PLAIN, Messages())
    assert (discord.guild.messages, discord.asked(SEND), discord.asked(START)) == ({}, [], [])


async def test_a_role_everyone_can_mention_needs_no_permission(
    discord: DiscordLookalike, threads: DiscordThreads
) -> None:
    role = discord.guild.add_role("scouts", mentionable=True)
    discord.guild.deny(discord.text, Permission.MENTION_EVERYONE)
    assert (await posted(discord, threads, "text", role_id=role)).pinged == (role,)


@pytest.mark.parametrize("minutes", [60, 1440, 4320, 10080])
@BOTH
async def test_a_thread_is_archived_when_the_delivery_says(
    discord: DiscordLookalike, threads: DiscordThreads, channel: str, minutes: int
) -> None:
    await posted(discord, threads, channel, archive_minutes=minutes)
    (thread,) = discord.guild.threads.values()
    assert thread.auto_archive_duration == minutes


async def test_tags_are_known_by_name(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    await posted(discord, threads, "tagged_forum", tags=["B", "a ", "b"])
    (thread,) = discord.guild.threads.values()
    forum = discord.guild.channels[discord.tagged_forum]
    assert thread.tags == (forum.tag_id("b"), forum.tag_id("a"))


async def test_discord_takes_five_tags(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    names = tuple("abcdefg")
    forum = discord.guild.add_channel(Kind.FORUM, "many", tags=names)
    await threads.post(carrying(forum, tags=names), PLAIN, Messages())
    (thread,) = discord.guild.threads.values()
    assert len(thread.tags) == 5


async def test_an_unknown_tag_stops_the_post_and_names_the_others(
    discord: DiscordLookalike, threads: DiscordThreads
) -> None:
    with pytest.raises(TagUnknown) as unknown:
        await threads.post(carrying(discord.tagged_forum, tags=["a", "hot", "new"]), PLAIN, Messages())
    assert str(unknown.value) == "The forum has no tag named “hot”, “new”. Choose one of its tags: a, b."
    with pytest.raises(TagUnknown, match="It has no tags"):
        await threads.post(carrying(discord.media, tags=["hot"]), PLAIN, Messages())
    assert discord.asked(START) == []


@pytest.mark.parametrize("tags", [None, [], ()])
async def test_a_forum_that_requires_a_tag_gets_no_post_without(
    discord: DiscordLookalike, threads: DiscordThreads, tags: list[str] | None
) -> None:
    with pytest.raises(TagRequired):
        await threads.post(carrying(discord.tagged_forum, tags=tags), PLAIN, Messages())
    assert discord.asked(START) == []


async def test_a_tag_for_moderators_needs_their_permission(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    forum = discord.guild.add_channel(Kind.FORUM, "rated", tags=("staff",), moderated=("staff",))
    discord.guild.deny(forum, Permission.MANAGE_THREADS)
    with pytest.raises(NoPermission, match="allow Manage Posts"):
        await threads.post(carrying(forum, tags=["staff"]), PLAIN, Messages())
    discord.guild.channels[forum].denied = Permission(0)
    await threads.post(carrying(forum, tags=["staff"]), PLAIN, Messages())
    assert len(discord.guild.threads_in(forum)) == 1


async def test_tags_mean_nothing_where_there_are_none(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    await posted(discord, threads, "text", tags=["hot"])
    assert len(discord.guild.threads_in(discord.text)) == 1
