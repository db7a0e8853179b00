"""Who may do what in the look-alike's servers, computed as Discord's documentation says.

https://discord.com/developers/docs/topics/permissions#permission-overwrites
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntFlag


class Permission(IntFlag):
    ADMINISTRATOR = 1 << 3
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38


NONE = Permission(0)
ALL = ~NONE
USUAL = ALL & ~Permission.ADMINISTRATOR & ~Permission.MANAGE_MESSAGES  # of the bot's role, unless a test changes it

_COME_WITH_SENDING = Permission.MENTION_EVERYONE | Permission.EMBED_LINKS | Permission.ATTACH_FILES
_LEFT_BY_A_TIMEOUT = Permission.VIEW_CHANNEL | Permission.READ_MESSAGE_HISTORY


@dataclass(slots=True, kw_only=True)
class Role:
    """managed_by: the bot it belongs to."""

    id: int
    name: str
    permissions: Permission = NONE
    position: int = 0
    mentionable: bool = False
    managed_by: int | None = None


@dataclass(slots=True, kw_only=True)
class Overwrite:
    """What a channel's settings change for a role or a member."""

    is_member: bool = False
    allow: Permission = NONE
    deny: Permission = NONE

    def applied_to(self, permissions: Permission) -> Permission:
        return permissions & ~self.deny | self.allow


def in_channel(
    overwrites: Mapping[int, Overwrite], everyone: Role, roles: Iterable[Role], member_id: int, *, timed_out: bool
) -> Permission:
    """A member's effective permissions in a channel. roles: the member's, without @everyone."""
    roles = tuple(roles)
    granted = everyone.permissions
    for role in roles:
        granted |= role.permissions
    if Permission.ADMINISTRATOR in granted:
        return ALL
    of_roles = Overwrite()
    for role in roles:
        if role.id in overwrites:
            of_roles.allow |= overwrites[role.id].allow
            of_roles.deny |= overwrites[role.id].deny
    for overwrite in (overwrites.get(everyone.id), of_roles, overwrites.get(member_id)):
        granted = overwrite.applied_to(granted) if overwrite is not None else granted
    if Permission.VIEW_CHANNEL not in granted:
        return NONE
    if Permission.SEND_MESSAGES not in granted:
        granted &= ~_COME_WITH_SENDING
    return granted & _LEFT_BY_A_TIMEOUT if timed_out else granted
