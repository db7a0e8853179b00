"""The bot's servers and channels, and what it may do there: the real discord.py against a Discord on loopback."""

from __future__ import annotations

import pytest

from tests.clients.discord.deliveries import PLAIN, Messages, delivery_to
from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.discord_guild import Guild
from tests.lookalikes.discord_permissions import USUAL, Permission
from tests.lookalikes.discord_routes import APPLICATION, DELETE_MESSAGE, EDIT_CHANNEL, MY_GUILDS
from tests.lookalikes.discord_state import Kind
from tiktrack_gui.clients.discord.threads import DiscordThreads
from tiktrack_gui.core.deliveries import Channel, ChannelKind, Posted
from tiktrack_gui.core.errors import (
    ChannelGone,
    ChannelUnsuitable,
    NoPermission,
    ServerGone,
    TagRequired,
    TooManyThreads,
)
from tiktrack_gui.core.servers import BotApp, BotThread, ForumTag, ListedChannel, Role, Server, TakenBack
from tiktrack_gui.services.sources import ServerDirectory, ThreadPoster


async def listed(threads: DiscordThreads, guild: Guild) -> list[ListedChannel]:
    return await threads.channels_of(guild.id)


async def troubles(threads: DiscordThreads, guild: Guild) -> dict[str, str | None]:
    return {entry.channel.name: entry.trouble for entry in await listed(threads, guild)}


async def granted(threads: DiscordThreads, channel_id: int) -> dict[str, bool]:
    return {check.name: check.granted for check in (await threads.details(channel_id)).permissions}


# The application and its servers


def test_one_client_is_all_the_services_ask_for(threads: DiscordThreads) -> None:
    poster: ThreadPoster = threads
    directory: ServerDirectory = threads
    assert poster and directory


async def test_the_application_says_who_can_add_it_now(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    bot = discord.servers.bot
    assert await threads.app() == BotApp(id=bot.id, name="TikTrack", needs_code_grant=False, is_public=True)
    discord.servers.needs_code_grant, discord.servers.is_public = True, False
    assert await threads.app() == BotApp(id=bot.id, name="TikTrack", needs_code_grant=True, is_public=False)
    assert len(discord.asked(APPLICATION)) == 3  # once to log in


async def test_servers_come_and_go(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    here = Server(id=discord.guild.id, name="Bakers")
    assert await threads.servers() == [here]
    added = discord.servers.add("ärchitects")
    apples = discord.servers.add("apples")
    assert await threads.servers() == [
        Server(id=apples.id, name="apples"),
        here,
        Server(id=added.id, name="ärchitects"),
    ]
    for guild in (added, apples, discord.guild):
        discord.servers.remove(guild)
    assert await threads.servers() == []


async def test_more_servers_than_fit_one_answer_are_all_there(
    discord: DiscordLookalike, threads: DiscordThreads
) -> None:
    added = {discord.servers.add(f"Server {n}").id for n in range(230)}
    assert {server.id for server in await threads.servers()} == added | {discord.guild.id}
    assert len(discord.asked(MY_GUILDS)) == 2


# A server's channels


async def test_channels_are_listed_as_in_discords_sidebar(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    guild = discord.servers.add("Team")
    last = guild.add_channel(Kind.CATEGORY, "Archive", position=7)
    first = guild.add_channel(Kind.CATEGORY, "Work", position=1)
    guild.add_channel(Kind.CATEGORY, "Empty", position=0)
    guild.add_channel(Kind.MEDIA, "old", category_id=last, position=0)
    guild.add_channel(Kind.VOICE, "call", category_id=first, position=0)
    guild.add_channel(Kind.FORUM, "talents", category_id=first, position=5)
    guild.add_channel(Kind.ANNOUNCEMENT, "news", category_id=first, position=4)
    guild.add_channel(Kind.STAGE, "stage", position=0)
    guild.add_channel(Kind.TEXT, "second", position=9)
    guild.add_channel(Kind.TEXT, "same", position=9)
    guild.add_channel(Kind.TEXT, "lobby", position=3)
    entries = await listed(threads, guild)
    assert [(entry.category, entry.channel.name) for entry in entries] == [
        (None, "lobby"),
        (None, "second"),
        (None, "same"),
        (None, "stage"),
        ("Work", "news"),
        ("Work", "talents"),
        ("Work", "call"),
        ("Archive", "old"),
    ]
    assert [entry.position for entry in entries] == list(range(8))
    assert [entry.channel.kind for entry in entries[-4:]] == ["announcement", "forum", "other", "media"]


async def test_a_listed_channel_is_the_channel(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    (entry,) = [one for one in await listed(threads, discord.guild) if one.channel.id == discord.forum]
    assert entry.channel == await threads.channel(discord.forum)
    assert entry.channel == Channel(
        id=discord.forum, guild_id=discord.guild.id, guild="Bakers", name="creator-forum", kind=ChannelKind.FORUM
    )


async def test_a_channel_of_a_type_unknown_to_discord_py_hides_no_other(
    discord: DiscordLookalike, threads: DiscordThreads
) -> None:
    before = await listed(threads, discord.guild)
    discord.guild.add_channel(Kind.DIRECTORY, "hub")
    assert await listed(threads, discord.guild) == before


async def test_unusable_channels_say_why(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    discord.guild.deny(discord.text, Permission.EMBED_LINKS | Permission.ATTACH_FILES | Permission.SEND_MESSAGES)
    discord.guild.deny(discord.forum, Permission.SEND_MESSAGES)
    discord.guild.deny(discord.media, Permission.VIEW_CHANNEL)
    discord.guild.deny(discord.announcement, Permission.MANAGE_THREADS | Permission.SEND_MESSAGES_IN_THREADS)
    assert await troubles(threads, discord.guild) == {
        "creators": "The bot lacks Send Messages, Embed Links and Attach Files.",
        "news": None,
        "creator-forum": "The bot lacks Create Posts.",
        "tagged": None,
        "creator-media": "The bot lacks View Channel.",
        "talk": "Threads can’t be created in that type of channel.",
    }


async def test_a_timed_out_bot_can_use_no_channel(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    discord.guild.bot_timed_out_until = 4_000_000_000
    assert set((await troubles(threads, discord.guild)).values()) == {
        "The bot is timed out on this server.",
        "Threads can’t be created in that type of channel.",
    }


async def test_permissions_are_those_of_roles_and_channel_together(
    discord: DiscordLookalike, threads: DiscordThreads
) -> None:
    guild, channel = discord.guild, discord.text
    guild.overwrite(channel, guild.id, deny=Permission.VIEW_CHANNEL)  # hidden from everyone
    assert (await troubles(threads, guild))["creators"] == "The bot lacks View Channel."
    guild.overwrite(channel, guild.bot_role.id, allow=Permission.VIEW_CHANNEL)
    assert (await troubles(threads, guild))["creators"] is None
    guild.bot_role.permissions = USUAL & ~Permission.ATTACH_FILES
    assert (await troubles(threads, guild))["creators"] == "The bot lacks Attach Files."
    guild.everyone.permissions = Permission.ATTACH_FILES
    assert (await troubles(threads, guild))["creators"] is None
    guild.deny(channel, Permission.ATTACH_FILES)
    assert (await troubles(threads, guild))["creators"] == "The bot lacks Attach Files."
    guild.bot_role.permissions = Permission.ADMINISTRATOR
    assert (await troubles(threads, guild))["creators"] is None


async def test_a_server_the_bot_is_not_in_is_named(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    with pytest.raises(ServerGone, match="isn’t in that server"):
        await threads.channels_of(1)
    discord.servers.remove(discord.guild)
    with pytest.raises(ServerGone):
        await threads.channels_of(discord.guild.id)


# One channel


async def test_the_check_list_says_what_is_granted_and_what_for(
    discord: DiscordLookalike, threads: DiscordThreads
) -> None:
    discord.guild.deny(discord.text, Permission.SEND_MESSAGES | Permission.MENTION_EVERYONE)
    assert await granted(threads, discord.text) == {
        "View Channel": True,
        "Send Messages": False,
        "Create Public Threads": True,
        "Send Messages in Threads": True,
        "Embed Links": True,  # without effect until messages can be sent, but switched on
        "Attach Files": True,
        "Read Message History": True,
        "Mention @everyone, @here, and All Roles": False,
        "Manage Threads": True,
    }
    details = await threads.details(discord.text)
    assert all(check.needed_for for check in details.permissions)
    assert [check.name for check in details.permissions if not check.is_needed] == [
        "Send Messages in Threads",
        "Mention @everyone, @here, and All Roles",
        "Manage Threads",
    ]


async def test_a_forums_check_list_has_its_own_names(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    assert list(await granted(threads, discord.forum)) == [
        "View Channel",
        "Create Posts",
        "Send Messages in Posts",
        "Embed Links",
        "Attach Files",
        "Read Message History",
        "Mention @everyone, @here, and All Roles",
        "Manage Posts",
    ]


async def test_a_forum_has_its_tags(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    forum = discord.guild.add_channel(
        Kind.FORUM, "rated", tags=("hot", "staff"), moderated=("staff",), tag_required=True
    )
    details = await threads.details(forum)
    assert details.channel == await threads.channel(forum)
    assert details.tags == (
        ForumTag(id=forum + 1, name="hot", is_moderated=False),
        ForumTag(id=forum + 2, name="staff", is_moderated=True),
    )
    assert details.requires_tag
    plain = await threads.details(discord.text)
    assert (plain.tags, plain.requires_tag) == ((), False)


async def test_roles_that_can_be_pinged_come_highest_first(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    low = discord.guild.add_role("scouts", mentionable=True)
    high = discord.guild.add_role("leads")
    assert (await threads.details(discord.text)).roles == (
        Role(id=high, name="leads", mentionable=False),
        Role(id=low, name="scouts", mentionable=True),
    )


async def test_channels_without_details_are_named(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    with pytest.raises(ChannelUnsuitable):
        await threads.details(discord.voice)
    with pytest.raises(ChannelGone):
        await threads.details(1)
    discord.guild.deny(discord.text, Permission.VIEW_CHANNEL)
    with pytest.raises(NoPermission, match="allow View Channel"):
        await threads.details(discord.text)


# A test thread


@pytest.mark.parametrize("channel", ["text", "announcement", "forum", "media", "tagged_forum"])
async def test_a_test_thread_is_a_thread_like_any(
    discord: DiscordLookalike, threads: DiscordThreads, channel: str
) -> None:
    channel_id = getattr(discord, channel)
    posted = await threads.post_test(channel_id)
    (thread,) = discord.guild.threads_in(channel_id)
    message = discord.guild.messages[posted.message_id]
    assert (posted.thread_id, thread.name) == (thread.id, "This is a test of TikTrack")
    assert message.embeds[0]["title"] == "This is a test of TikTrack"
    again = await threads.post_test(channel_id)
    assert again != posted


async def test_a_test_in_a_forum_that_requires_tags_uses_one_it_may(
    discord: DiscordLookalike, threads: DiscordThreads
) -> None:
    forum = discord.guild.add_channel(
        Kind.FORUM, "rated", tags=("staff", "hot"), moderated=("staff",), tag_required=True
    )
    discord.guild.deny(forum, Permission.MANAGE_THREADS)
    await threads.post_test(forum)
    (thread,) = discord.guild.threads_in(forum)
    assert thread.tags == (discord.guild.channels[forum].tag_id("hot"),)
    discord.guild.channels[forum].moderated = ("staff", "hot")
    with pytest.raises(TagRequired):
        await threads.post_test(forum)


async def test_without_its_permissions_no_test_is_begun(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    discord.guild.deny(discord.text, Permission.CREATE_PUBLIC_THREADS | Permission.ATTACH_FILES)
    with pytest.raises(NoPermission, match="allow Create Public Threads, Attach Files"):
        await threads.post_test(discord.text)
    assert discord.guild.messages == {}


async def test_a_test_whose_thread_is_refused_leaves_no_message(
    discord: DiscordLookalike, threads: DiscordThreads
) -> None:
    discord.guild.max_active_threads = 0
    with pytest.raises(TooManyThreads):
        await threads.post_test(discord.text)
    assert discord.guild.messages == {}


# Taking it back


@pytest.mark.parametrize("channel", ["text", "announcement", "forum", "media"])
@pytest.mark.parametrize("is_archived", [False, True])
async def test_where_threads_can_be_managed_it_is_deleted(
    discord: DiscordLookalike, threads: DiscordThreads, channel: str, is_archived: bool
) -> None:
    channel_id = getattr(discord, channel)
    posted = await threads.post_test(channel_id)
    if is_archived:
        discord.guild.archive(posted.thread_id)
    assert await threads.take_back(channel_id, posted) is TakenBack.DELETED
    assert (discord.guild.threads, discord.guild.messages) == ({}, {})


@pytest.mark.parametrize("channel", ["text", "announcement", "forum", "media"])
@pytest.mark.parametrize("is_archived", [False, True])
async def test_elsewhere_it_is_emptied_and_archived(
    discord: DiscordLookalike, threads: DiscordThreads, channel: str, is_archived: bool
) -> None:
    channel_id = getattr(discord, channel)
    discord.guild.deny(channel_id, Permission.MANAGE_THREADS)
    posted = await threads.post_test(channel_id)
    if is_archived:
        discord.guild.archive(posted.thread_id)
    assert await threads.take_back(channel_id, posted) is TakenBack.ARCHIVED
    (thread,) = discord.guild.threads_in(channel_id)
    assert thread.archived_at is not None
    assert discord.guild.messages == {}
    assert await threads.take_back(channel_id, posted) is TakenBack.ARCHIVED  # as often as asked


async def test_what_others_deleted_is_gone_already(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    posted = await threads.post_test(discord.text)
    discord.guild.delete_thread(posted.thread_id)
    assert await threads.take_back(discord.text, posted) is TakenBack.DELETED
    assert discord.guild.messages == {}
    assert await threads.take_back(discord.text, posted) is TakenBack.DELETED


async def test_only_a_thread_of_the_bot_in_that_channel_is_taken_back(
    discord: DiscordLookalike, threads: DiscordThreads
) -> None:
    theirs = discord.guild.say(discord.text, "Hello")
    started = discord.guild.start_thread_from(discord.text, theirs.id, {"name": "theirs"})
    started.owner_id = discord.guild.owner.id
    ours = await threads.post_test(discord.forum)
    for channel_id, posted in (
        (discord.text, Posted(thread_id=started.id, message_id=theirs.id)),
        (discord.text, ours),
        (discord.text, Posted(thread_id=discord.text, message_id=theirs.id)),
    ):
        with pytest.raises(ChannelUnsuitable):
            await threads.take_back(channel_id, posted)
    assert len(discord.guild.threads) == 2
    assert discord.asked(DELETE_MESSAGE) == []


# Room for more threads


async def test_the_oldest_thread_of_the_bot_makes_room(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    guild = discord.guild
    theirs = guild.start_thread_from(discord.text, guild.say(discord.text, "Hello").id, {"name": "theirs"})
    theirs.owner_id = guild.owner.id
    done = await threads.post(delivery_to(discord.text, creator_id=1), PLAIN, Messages())
    guild.archive(done.thread_id)
    oldest = await threads.post(delivery_to(discord.forum, creator_id=2), PLAIN, Messages())
    newer = await threads.post(delivery_to(discord.text, creator_id=3), PLAIN, Messages())
    guild.max_active_threads = 3
    with pytest.raises(TooManyThreads):
        await threads.post(delivery_to(discord.media), PLAIN, Messages())
    found = await threads.oldest_thread(discord.media)
    assert found == BotThread(id=oldest.thread_id, name=guild.threads[oldest.thread_id].name)
    await threads.archive(found.id)
    await threads.archive(found.id)  # changes nothing
    active = {thread.id for thread in guild.threads.values() if thread.archived_at is None}
    assert active == {theirs.id, newer.thread_id}
    await threads.post(delivery_to(discord.media), PLAIN, Messages())


async def test_where_the_bot_has_no_thread_there_is_no_oldest_one(
    discord: DiscordLookalike, threads: DiscordThreads
) -> None:
    elsewhere = discord.servers.add("Elsewhere")
    channel = elsewhere.add_channel(Kind.TEXT, "there")
    await threads.post(delivery_to(channel), PLAIN, Messages())
    assert await threads.oldest_thread(discord.text) is None


async def test_only_threads_of_the_bot_are_archived(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    guild = discord.guild
    theirs = guild.start_thread_from(discord.text, guild.say(discord.text, "Hello").id, {"name": "theirs"})
    theirs.owner_id = guild.owner.id
    for id_ in (theirs.id, discord.text):
        with pytest.raises(ChannelUnsuitable):
            await threads.archive(id_)
    assert discord.asked(EDIT_CHANNEL) == []


async def test_servers_do_not_disturb_each_other(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    elsewhere = discord.servers.add("Elsewhere")
    channel = elsewhere.add_channel(Kind.FORUM, "there")
    discord.guild.max_active_threads = 0
    posted = await threads.post(delivery_to(channel), PLAIN, Messages())
    assert set(elsewhere.threads) == {posted.thread_id}
    assert (await threads.channel(channel)).guild == "Elsewhere"
