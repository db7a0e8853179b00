"""What discord.py sends for a delivery: its message, tags and pictures."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Literal, cast

import discord

from tiktrack_gui.clients.discord.places import Place
from tiktrack_gui.core.deliveries import Attachments, Payload, Picture
from tiktrack_gui.core.discord_text import cut
from tiktrack_gui.core.errors import RoleGone, TagRequired, TagUnknown
from tiktrack_gui.core.servers import Permission

MAX_CONTENT = 2000  # characters
MAX_TAGS = 5
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
    """Returns the first five tags that the payload names.

    Raises TagRequired, TagUnknown, and NoPermission for a tag that is reserved for moderators.
    """
    tags = _named(channel.available_tags, payload.get("tags") or ())[:MAX_TAGS]
    if channel.flags.require_tag and not tags:
        raise TagRequired
    if any(tag.moderated for tag in tags):
        (await place()).require(Permission.MANAGE_THREADS)
    return tags


def archive_minutes(payload: Payload) -> ArchiveMinutes:
    return cast(ArchiveMinutes, int(payload.get("archive_minutes") or ONE_WEEK))


def _pingable(place: Place, role_id: int) -> discord.Role:
    role = place.membership.guild.get_role(role_id)
    if role is None:
        raise RoleGone(detail=f"no role {role_id}")
    if not role.mentionable:
        place.require(Permission.MENTION_EVERYONE)
    return role


def _named(available: Iterable[discord.ForumTag], names: Iterable[str]) -> list[discord.ForumTag]:
    """The tags of those names, without regard to case, each once and in the order of the names."""
    by_name = {_folded(tag.name): tag for tag in available}
    wanted = {_folded(name): name for name in names}
    unknown = [name for folded, name in wanted.items() if folded not in by_name]
    if unknown:
        raise TagUnknown.among(unknown, [tag.name for tag in by_name.values()])
    return [by_name[folded] for folded in wanted]


def _folded(name: str) -> str:
    return name.strip().casefold()


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
