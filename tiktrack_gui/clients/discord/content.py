"""What discord.py sends for a delivery: its message, tags and pictures."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Literal, cast

import discord

from tiktrack_gui.clients.discord.places import Place, forum_tag
from tiktrack_gui.core.deliveries import Attachments, Payload, Picture
from tiktrack_gui.core.discord_text import cut
from tiktrack_gui.core.errors import RoleGone
from tiktrack_gui.core.servers import Permission, chosen_tags

MAX_CONTENT = 2000  # characters
ONE_WEEK = 10_080  # minutes

ArchiveMinutes = Literal[60, 1440, 4320, 10080]
FindPlace = Callable[[], Awaitable[Place]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    text: str | None
    embed: discord.Embed
    files: list[discord.File]
    mentions: discord.AllowedMentions = field(default_factory=discord.AllowedMentions.none)


async def content_of(payload: Payload, attachments: Attachments, place: FindPlace) -> Content:
    """place: fetches the channel's server, which is only needed for a ping.

    Raises RoleGone, and NoPermission if the role would not be pinged.
    """
    embed, files = _pictured(payload["embed"], attachments)
    text, role_id = payload.get("content") or "", payload.get("role_id")
    if role_id is None:
        return Content(text=cut(text, MAX_CONTENT) or None, embed=embed, files=files)
    role = _pingable(await place(), int(role_id))
    return Content(
        text=cut(f"{role.mention} {text}".strip(), MAX_CONTENT),
        embed=embed,
        files=files,
        mentions=discord.AllowedMentions(everyone=False, users=False, roles=[role], replied_user=False),
    )


async def tags_of(channel: discord.ForumChannel, payload: Payload, place: FindPlace) -> list[discord.ForumTag]:
    """Returns the tags that the payload names.

    Raises TagRequired, TagUnknown, and NoPermission for a tag that is reserved for moderators.
    """
    available = [forum_tag(tag) for tag in channel.available_tags]
    chosen = chosen_tags(available, payload.get("tags") or (), required=channel.flags.require_tag)
    if any(tag.is_moderated for tag in chosen):
        (await place()).require(Permission.MANAGE_THREADS)
    by_id = {tag.id: tag for tag in channel.available_tags}
    return [by_id[tag.id] for tag in chosen]


def archive_minutes(payload: Payload) -> ArchiveMinutes:
    return cast(ArchiveMinutes, int(payload.get("archive_minutes") or ONE_WEEK))


def _pingable(place: Place, role_id: int) -> discord.Role:
    role = place.membership.guild.get_role(role_id)
    if role is None:
        raise RoleGone(detail=f"no role {role_id}")
    if not role.mentionable:
        place.require(Permission.MENTION_EVERYONE)
    return role


def _pictured(embed: Mapping[str, Any], attachments: Attachments) -> tuple[discord.Embed, list[discord.File]]:
    """The embed with its uploaded pictures, and these."""
    shown, files = discord.Embed.from_dict(embed), []
    if attachments.avatar is not None:
        files.append(_file("avatar", attachments.avatar))
        shown.set_thumbnail(url=files[-1].uri)
    if attachments.image is not None:
        files.append(_file("image", attachments.image))
        shown.set_image(url=files[-1].uri)
    return shown, files


def _file(name: str, picture: Picture) -> discord.File:
    return discord.File(io.BytesIO(picture.data), filename=f"{name}{PurePath(picture.name).suffix or '.jpg'}")
