"""What the look-alike's servers consist of: channels, messages, threads, and Discord's refusals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from tests.lookalikes.discord_permissions import NONE, Overwrite, Permission

Json = Mapping[str, Any]

DISCORD_EPOCH = 1_420_070_400  # 2015-01-01 UTC


class Kind(IntEnum):
    """Discord's channel types."""

    TEXT = 0
    VOICE = 2
    CATEGORY = 4
    ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    STAGE = 13
    DIRECTORY = 14
    FORUM = 15
    MEDIA = 16


class Refused(Exception):
    """A refusal by Discord: HTTP status, code and message, and for an invalid body the field."""

    def __init__(self, status: int, code: int, message: str, errors: Mapping[str, Any] | None = None) -> None:
        super().__init__(status, code, message)
        self.status, self.code, self.message, self.errors = status, code, message, errors


def unknown_channel() -> Refused:
    return Refused(404, 10003, "Unknown Channel")


def unknown_message() -> Refused:
    return Refused(404, 10008, "Unknown Message")


def archived() -> Refused:
    return Refused(400, 50083, "Thread is archived")


def invalid_body(field_name: str, code: str, message: str) -> Refused:
    details = {field_name: {"_errors": [{"code": code, "message": message}]}}
    return Refused(400, 50035, "Invalid Form Body", details)


class SettableClock:
    """Discord's clock, set by the test, UTC epoch seconds."""

    def __init__(self) -> None:
        self.seconds = 1_780_000_000

    def __call__(self) -> float:
        return self.seconds


class Snowflakes:
    """Creates ascending IDs that contain the time of the given clock."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._last = 0

    def next(self) -> int:
        self._last = max(self._last + 1, int((self._now() - DISCORD_EPOCH) * 1000) << 22)
        return self._last


def time_of(snowflake: int) -> float:
    """The time in an ID, UTC epoch seconds."""
    return (snowflake >> 22) / 1000 + DISCORD_EPOCH


@dataclass(frozen=True, slots=True)
class User:
    id: int
    name: str
    bot: bool = False


@dataclass(slots=True, kw_only=True)
class GuildChannel:
    """A channel.

    moderated: those of its tags that only moderators can apply. overwrites: by role. denied: what its settings deny
    the bot itself.
    """

    id: int
    kind: Kind
    name: str
    tags: tuple[str, ...] = ()
    moderated: tuple[str, ...] = ()
    tag_required: bool = False
    category_id: int | None = None
    position: int = 0
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    denied: Permission = NONE

    @property
    def is_forum(self) -> bool:
        return self.kind in (Kind.FORUM, Kind.MEDIA)

    def tag_id(self, name: str) -> int:
        return self.id + 1 + self.tags.index(name)


@dataclass(slots=True, kw_only=True)
class Message:
    id: int
    channel_id: int
    author: User
    content: str = ""
    embeds: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)  # by file name
    nonce: str | None = None
    pinged: tuple[int, ...] = ()  # roles


@dataclass(slots=True, kw_only=True)
class Thread:
    id: int
    parent_id: int
    kind: Kind
    name: str
    owner_id: int
    auto_archive_duration: int = 1440
    archived_at: float | None = None
    locked: bool = False
    tags: tuple[int, ...] = ()
