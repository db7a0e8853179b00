"""Serializes the look-alike's state as Discord's API does."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.lookalikes.discord_guild import Guild
from tests.lookalikes.discord_permissions import ALL, Role
from tests.lookalikes.discord_servers import Servers
from tests.lookalikes.discord_state import GuildChannel, Kind, Message, Thread, User, time_of

HAS_THREAD = 1 << 5
REQUIRE_TAG = 1 << 4
ROLE_OVERWRITE, MEMBER_OVERWRITE = 0, 1
CDN = "https://cdn.discordapp.com"

Json = dict[str, Any]


def iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def show_user(user: User) -> Json:
    return {
        "id": str(user.id),
        "username": user.name,
        "global_name": None,
        "avatar": None,
        "discriminator": "4711" if user.bot else "0",
        "public_flags": 0,
        "flags": 0,
        "bot": user.bot,
        "primary_guild": None,
    }


def show_me(bot: User) -> Json:
    return {**show_user(bot), "mfa_enabled": True, "locale": "en-US", "verified": True, "email": None}


def show_application(servers: Servers) -> Json:
    return {
        "id": str(servers.bot.id),
        "name": servers.bot.name,
        "icon": None,
        "description": "",
        "type": None,
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": show_user(servers.owner),
        "approximate_guild_count": len(servers.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": ["bot"],
        "bot_public": servers.is_public,
        "bot_require_code_grant": servers.needs_code_grant,
    }


def show_my_guild(guild: Guild) -> Json:
    return {
        "id": str(guild.id),
        "name": guild.name,
        "icon": None,
        "banner": None,
        "owner": False,
        "permissions": str((guild.everyone.permissions | guild.bot_role.permissions).value),
        "features": [],
    }


def show_member(guild: Guild) -> Json:
    """The bot as a member of the server."""
    until = guild.bot_timed_out_until
    return {
        "user": show_user(guild.bot),
        "nick": None,
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None if until is None else iso(until),
        "flags": 0,
        "joined_at": iso(time_of(guild.bot.id)),
        "pending": False,
        "premium_since": None,
        "roles": [str(guild.bot_role.id)],
        "mute": False,
        "deaf": False,
    }


def show_guild(guild: Guild) -> Json:
    absent = (
        *("icon", "description", "home_header", "splash", "discovery_splash", "banner", "application_id"),
        *("afk_channel_id", "system_channel_id", "widget_channel_id", "max_presences", "vanity_url_code"),
        *("rules_channel_id", "safety_alerts_channel_id", "public_updates_channel_id", "incidents_data"),
    )
    zero = (
        *("system_channel_flags", "verification_level", "default_message_notifications", "mfa_level"),
        *("explicit_content_filter", "premium_tier", "premium_subscription_count", "nsfw_level"),
    )
    return {
        **dict.fromkeys(absent),
        **dict.fromkeys(zero, 0),
        "id": str(guild.id),
        "name": guild.name,
        "owner_id": str(guild.owner.id),
        "region": "us-east",
        "features": [],
        "afk_timeout": 300,
        "widget_enabled": False,
        "roles": [_role(role) for role in guild.roles.values()],
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "preferred_locale": "en-US",
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "emojis": [],
        "stickers": [],
        "approximate_member_count": 2,
        "approximate_presence_count": 1,
    }


def show_channel(guild: Guild, channel: GuildChannel) -> Json:
    shown = {
        "id": str(channel.id),
        "type": channel.kind.value,
        "flags": REQUIRE_TAG if channel.tag_required else 0,
        "guild_id": str(guild.id),
        "name": channel.name,
        "position": channel.position,
        "parent_id": None if channel.category_id is None else str(channel.category_id),
        "permission_overwrites": _overwrites(guild, channel),
        "nsfw": False,
        "rate_limit_per_user": 0,
        "last_message_id": None,
        "topic": None,
    }
    if channel.kind in (Kind.VOICE, Kind.STAGE):
        shown |= {"bitrate": 64_000, "user_limit": 0, "rtc_region": None}
    if channel.is_forum:
        shown |= {"available_tags": [_tag(channel, name) for name in channel.tags], "default_sort_order": None}
        shown |= {"default_reaction_emoji": None, "default_forum_layout": 0}
    return shown


def show_thread(guild: Guild, thread: Thread) -> Json:
    replies = len(guild.messages_in(thread.id))
    return {
        "id": str(thread.id),
        "type": thread.kind.value,
        "flags": 0,
        "guild_id": str(guild.id),
        "parent_id": str(thread.parent_id),
        "owner_id": str(thread.owner_id),
        "name": thread.name,
        "last_message_id": None,
        "rate_limit_per_user": 0,
        "message_count": replies,
        "member_count": 1,
        "total_message_sent": replies,
        "applied_tags": list(map(str, thread.tags)),
        "thread_metadata": {
            "archived": thread.archived_at is not None,
            "archive_timestamp": iso(thread.archived_at or time_of(thread.id)),
            "auto_archive_duration": thread.auto_archive_duration,
            "locked": thread.locked,
            "create_timestamp": iso(time_of(thread.id)),
        },
    }


def show_threads(guild: Guild, threads: list[Thread], *, more: bool = False) -> Json:
    return {"threads": [show_thread(guild, thread) for thread in threads], "members": [], "has_more": more}


def show_message(guild: Guild, message: Message) -> Json:
    shown = {
        "id": str(message.id),
        "channel_id": str(message.channel_id),
        "type": 0,
        "content": message.content,
        "author": show_user(message.author),
        "embeds": [_embed(embed) for embed in message.embeds],
        "attachments": [_attachment(message, name) for name in message.files],
        "mentions": [],
        "mention_roles": list(map(str, message.pinged)),
        "mention_everyone": False,
        "timestamp": iso(time_of(message.id)),
        "edited_timestamp": None,
        "flags": 0,
        "components": [],
        "pinned": False,
        "tts": False,
    }
    if message.nonce is not None:
        shown["nonce"] = message.nonce
    thread = guild.threads.get(message.id)
    if thread is not None and thread.parent_id == message.channel_id:
        shown |= {"flags": HAS_THREAD, "thread": show_thread(guild, thread)}
    return shown


def _role(role: Role) -> Json:
    shown = {
        "id": str(role.id),
        "name": role.name,
        "permissions": str(role.permissions.value),
        "position": role.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": role.managed_by is not None,
        "mentionable": role.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    return shown | ({"tags": {"bot_id": str(role.managed_by)}} if role.managed_by is not None else {})


def _overwrites(guild: Guild, channel: GuildChannel) -> list[Json]:
    shown = [
        {
            "id": str(role_id),
            "type": ROLE_OVERWRITE,
            "allow": str((overwrite.allow & ALL).value),
            "deny": str((overwrite.deny & ALL).value),
        }
        for role_id, overwrite in channel.overwrites.items()
    ]
    denied = channel.denied & ALL
    if denied:
        shown.append({"id": str(guild.bot.id), "type": MEMBER_OVERWRITE, "allow": "0", "deny": str(denied.value)})
    return shown


def _tag(channel: GuildChannel, name: str) -> Json:
    moderated = name in channel.moderated
    return {"id": str(channel.tag_id(name)), "name": name, "moderated": moderated, "emoji_id": None, "emoji_name": None}


def _embed(embed: Json) -> Json:
    """The embed as sent, without nulls and request-only fields."""
    shown = {name: value for name, value in embed.items() if value is not None}
    return {"type": "rich", **shown, "fields": [{"inline": False, **field} for field in shown.get("fields", [])]}


def _attachment(message: Message, name: str) -> Json:
    url = f"{CDN}/attachments/{message.channel_id}/{message.id}/{name}"
    return {"id": str(message.id), "filename": name, "size": len(message.files[name]), "url": url, "proxy_url": url}
