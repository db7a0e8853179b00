"""Discord servers as the bot sees them: its own application, channels to choose from, and what it may do there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntFlag, StrEnum
from urllib.parse import urlencode

from tiktrack_gui.core.deliveries import Channel, ChannelKind
from tiktrack_gui.core.errors import ChannelUnsuitable, TagRequired, TagUnknown

AUTHORIZE = "https://discord.com/oauth2/authorize"
GRANTED_IN = "Edit Channel → Permissions"  # where Discord lets people grant the bot what it lacks in a channel
FORUMS = (ChannelKind.FORUM, ChannelKind.MEDIA)
MAX_TAGS = 5  # of one post


@dataclass(frozen=True, slots=True, kw_only=True)
class BotApp:
    """The application that the bot token belongs to.

    needs_code_grant: an invite link can't add the bot (see `errors.CodeGrantRequired`). is_public: others than the
    application's owner can add it, too.
    """

    id: int
    name: str
    needs_code_grant: bool
    is_public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role of a server. mentionable: by everybody, so also by a bot without permission to mention all roles."""

    id: int
    name: str
    mentionable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumTag:
    """A tag of a forum or media channel. is_moderated: only those who may manage posts can use it."""

    id: int
    name: str
    is_moderated: bool


class Permission(IntFlag):
    """Discord's permissions that matter for posting; the bits are those of its API reference."""

    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38


INVITED_WITH = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PermissionCheck:
    """One line of a channel's check list.

    name: as in Discord's settings of that channel. is_needed: nothing can be posted there without it. needed_for: what
    it is for, to be shown.
    """

    name: str
    granted: bool
    is_needed: bool
    needed_for: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedChannel:
    """A channel in the list of a server's channels.

    category: its name; None above all categories. position: in the list, from 0. trouble: why nothing can be posted
    there, a sentence; None if it can.
    """

    channel: Channel
    category: str | None
    position: int
    trouble: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelDetails:
    """All that matters for posting in one channel.

    tags: of a forum, in its order. requires_tag: every post needs one. roles: of the server, the highest first,
    without @everyone and those that belong to bots.
    """

    channel: Channel
    permissions: tuple[PermissionCheck, ...]
    tags: tuple[ForumTag, ...] = ()
    requires_tag: bool = False
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BotThread:
    """A thread that the bot created."""

    id: int
    name: str


class TakenBack(StrEnum):
    """What was done with a thread that was taken back."""

    DELETED = "deleted"
    ARCHIVED = "archived"  # and its first message deleted


@dataclass(frozen=True, slots=True)
class _Need:
    permission: Permission
    name: str
    in_forums: str | None  # its name there; None: it has no effect there
    needed_for: str
    is_needed: bool = True


_NEEDS = (
    _Need(Permission.VIEW_CHANNEL, "View Channel", "View Channel", "Seeing the channel"),
    _Need(Permission.SEND_MESSAGES, "Send Messages", "Create Posts", "Posting"),
    _Need(Permission.CREATE_PUBLIC_THREADS, "Create Public Threads", None, "Starting a thread for each post"),
    _Need(
        Permission.SEND_MESSAGES_IN_THREADS,
        "Send Messages in Threads",
        "Send Messages in Posts",
        "Replying in its threads",
        is_needed=False,
    ),
    _Need(Permission.EMBED_LINKS, "Embed Links", "Embed Links", "Showing names, numbers and links as a card"),
    _Need(Permission.ATTACH_FILES, "Attach Files", "Attach Files", "Uploading pictures"),
    _Need(
        Permission.READ_MESSAGE_HISTORY,
        "Read Message History",
        "Read Message History",
        "Finding earlier posts, so that nothing is posted twice",
    ),
    _Need(
        Permission.MENTION_EVERYONE,
        "Mention @everyone, @here, and All Roles",
        "Mention @everyone, @here, and All Roles",
        "Pinging roles that not everyone can mention",
        is_needed=False,
    ),
    _Need(
        Permission.MANAGE_THREADS,
        "Manage Threads",
        "Manage Posts",
        "Deleting test threads, and using tags reserved for moderators",
        is_needed=False,
    ),
)


def permission_checks(kind: ChannelKind, granted: Permission) -> tuple[PermissionCheck, ...]:
    """The check list of a channel of that kind in which the bot has these permissions."""
    return tuple(
        PermissionCheck(
            name=name, granted=need.permission in granted, is_needed=need.is_needed, needed_for=need.needed_for
        )
        for need in _NEEDS
        if (name := permission_name(need.permission, kind)) is not None
    )


def permission_name(permission: Permission, kind: ChannelKind) -> str | None:
    """A permission's name in Discord's settings of such a channel; None if it has no effect there."""
    need = next(need for need in _NEEDS if need.permission == permission)
    return need.in_forums if kind in FORUMS else need.name


def missing(checks: Iterable[PermissionCheck]) -> tuple[str, ...]:
    """The names of the needed permissions that the bot lacks."""
    return tuple(check.name for check in checks if check.is_needed and not check.granted)


def together(names: Sequence[str]) -> str:
    """ "Embed Links, Attach Files and Read Message History"."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def trouble_of(kind: ChannelKind, lacking: Sequence[str], *, timed_out: bool) -> str | None:
    """Why nothing can be posted in a channel, as a sentence; None if it can. lacking: names of permissions."""
    if kind is ChannelKind.OTHER:
        return ChannelUnsuitable.sentence
    if timed_out:
        return "The bot is timed out on this server."
    return f"The bot lacks {together(lacking)}." if lacking else None


def chosen_tags(available: Iterable[ForumTag], names: Iterable[str], *, required: bool) -> tuple[ForumTag, ...]:
    """Returns the first five tags that are named, without regard to case, each once and in the order of the names.

    Raises TagUnknown if the forum doesn't have one of them, and TagRequired if it requires a tag and none is named.
    """
    by_name = {_folded(tag.name): tag for tag in available}
    wanted = {_folded(name): name for name in names}
    unknown = [name for folded, name in wanted.items() if folded not in by_name]
    if unknown:
        raise TagUnknown.among(unknown, [tag.name for tag in by_name.values()])
    if required and not wanted:
        raise TagRequired
    return tuple(by_name[folded] for folded in wanted)[:MAX_TAGS]


def _folded(name: str) -> str:
    return name.strip().casefold()


def invite_url(app_id: int, server_id: int | None = None) -> str:
    """The link that adds the bot to a server, with the permissions it needs and no others.

    server_id: the server that is selected there; None leaves the choice. Parameters: Discord's API reference, OAuth2,
    “Bot authorization flow”.
    """
    query = {"client_id": str(app_id), "scope": "bot", "permissions": str(INVITED_WITH.value)}
    if server_id is not None:
        query |= {"guild_id": str(server_id), "disable_guild_select": "true"}
    return f"{AUTHORIZE}?{urlencode(query)}"
