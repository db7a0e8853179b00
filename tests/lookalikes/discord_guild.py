"""The state of the Discord look-alike: one server with channels, messages and threads, and Discord's rules for them.

No HTTP here: `discord_routes` calls it, `discord_json` serializes it. What Discord would refuse raises `Refused`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, IntFlag
from typing import Any

Json = Mapping[str, Any]

DISCORD_EPOCH = 1_420_070_400  # 2015-01-01 UTC
NONCE_KEPT = 300  # s
MAX_EMBED_CHARACTERS = 6_000


class Kind(IntEnum):
    """Discord's channel types."""

    TEXT = 0
    VOICE = 2
    CATEGORY = 4
    ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    FORUM = 15
    MEDIA = 16


class Permission(IntFlag):
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38


NONE = Permission(0)
ALL = ~NONE


class Refused(Exception):
    """A refusal by Discord: HTTP status, code and message, and for an invalid body the field."""

    def __init__(self, status: int, code: int, message: str, errors: Mapping[str, Any] | None = None) -> None:
        super().__init__(status, code, message)
        self.status, self.code, self.message, self.errors = status, code, message, errors


def unknown_channel() -> Refused:
    return Refused(404, 10003, "Unknown Channel")


def unknown_message() -> Refused:
    return Refused(404, 10008, "Unknown Message")


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
    """A channel; `denied` are the permissions its settings deny the bot."""

    id: int
    kind: Kind
    name: str
    tags: tuple[str, ...] = ()
    tag_required: bool = False
    denied: Permission = NONE

    @property
    def is_forum(self) -> bool:
        return self.kind in (Kind.FORUM, Kind.MEDIA)


@dataclass(slots=True, kw_only=True)
class Message:
    id: int
    channel_id: int
    author: User
    content: str = ""
    embeds: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)  # by file name
    nonce: str | None = None


@dataclass(slots=True, kw_only=True)
class Thread:
    id: int
    parent_id: int
    kind: Kind
    name: str
    owner_id: int
    auto_archive_duration: int = 1440
    archived_at: float | None = None


class Guild:
    """A server with one bot. Tests read and change it like its members would."""

    def __init__(self, now: Callable[[], float], *, name: str = "Bakers") -> None:
        self._now = now
        self.ids = Snowflakes(now)
        self.id = self.ids.next()
        self.name = name
        self.owner = User(self.ids.next(), "owner")
        self.bot = User(self.ids.next(), "TikTrack", bot=True)
        self.bot_role_id = self.ids.next()
        self.channels: dict[int, GuildChannel] = {}
        self.messages: dict[int, Message] = {}
        self.threads: dict[int, Thread] = {}
        self.max_active_threads = 1000
        self._nonces: dict[str, int] = {}

    def add_channel(self, kind: Kind, name: str, *, tags: tuple[str, ...] = (), tag_required: bool = False) -> int:
        channel = GuildChannel(id=self.ids.next(), kind=kind, name=name, tags=tags, tag_required=tag_required)
        self.channels[channel.id] = channel
        return channel.id

    def deny(self, channel_id: int, permissions: Permission) -> None:
        self.channels[channel_id].denied |= permissions

    def permissions(self, channel: GuildChannel) -> Permission:
        if Permission.VIEW_CHANNEL in channel.denied:
            return NONE
        return ALL & ~channel.denied

    # Requests of the bot

    def channel(self, channel_id: int) -> GuildChannel:
        """Returns a channel visible to the bot."""
        if channel_id not in self.channels:
            raise unknown_channel()
        channel = self.channels[channel_id]
        if Permission.VIEW_CHANNEL in channel.denied:
            raise Refused(403, 50001, "Missing Access")
        return channel

    def thread(self, thread_id: int) -> Thread:
        if thread_id not in self.threads:
            raise unknown_channel()
        thread = self.threads[thread_id]
        self.channel(thread.parent_id)
        return thread

    def send(self, channel_id: int, body: Json, files: Mapping[str, bytes]) -> Message:
        """Sends a message of the bot; for a nonce used in the last minutes, returns the existing message."""
        channel = self.channel(channel_id)
        if channel.is_forum:
            raise Refused(400, 40058, "Cannot send a message in a forum channel")
        if channel.kind is Kind.CATEGORY:
            raise Refused(400, 50008, "Cannot send messages in a non-text channel")
        self._require(channel, _needed_for(body))
        nonce = str(body["nonce"]) if body.get("enforce_nonce") else None
        earlier = self._nonces.get(nonce) if nonce else None
        if earlier is not None and time_of(earlier) > self._now() - NONCE_KEPT:
            if earlier not in self.messages:
                raise unknown_message()
            return self.messages[earlier]
        message = self._message(self.ids.next(), channel_id, body, files)
        self.messages[message.id] = message
        if nonce:
            message.nonce = nonce
            self._nonces[nonce] = message.id
        return message

    def start_thread_from(self, channel_id: int, message_id: int, body: Json) -> Thread:
        channel = self.channel(channel_id)
        message = self.messages.get(message_id)
        if message is None or message.channel_id != channel_id:
            raise unknown_message()
        self._require(channel, Permission.CREATE_PUBLIC_THREADS)
        if message_id in self.threads:
            raise Refused(400, 160004, "A thread has already been created for this message")
        kind = Kind.ANNOUNCEMENT_THREAD if channel.kind is Kind.ANNOUNCEMENT else Kind.PUBLIC_THREAD
        return self._add_thread(message_id, channel, kind, body)

    def start_thread(self, channel_id: int, body: Json) -> Thread:
        """Starts a thread without a message."""
        channel = self.channel(channel_id)
        if channel.kind not in (Kind.TEXT, Kind.ANNOUNCEMENT):
            raise Refused(400, 50024, "Cannot execute action on this channel type")
        self._require(channel, Permission.CREATE_PUBLIC_THREADS)
        return self._add_thread(self.ids.next(), channel, Kind(body.get("type") or Kind.PRIVATE_THREAD), body)

    def start_post(self, channel_id: int, body: Json, files: Mapping[str, bytes]) -> Thread:
        """Starts a forum or media post: the thread and its first message share one ID. A nonce is ignored."""
        channel = self.channel(channel_id)
        if not channel.is_forum:
            raise Refused(400, 50024, "Cannot execute action on this channel type")
        self._require(channel, _needed_for(body["message"]))
        if channel.tag_required and not body.get("applied_tags"):
            raise Refused(400, 40067, "A tag is required to create a forum post in this channel")
        post_id = self.ids.next()
        message = self._message(post_id, post_id, body["message"], files)
        thread = self._add_thread(post_id, channel, Kind.PUBLIC_THREAD, body)
        self.messages[post_id] = message
        return thread

    def history(self, channel_id: int, limit: int, *, before: int | None, after: int | None) -> list[Message]:
        """The messages, newest first; without the permission to read them, empty instead of an error."""
        if Permission.READ_MESSAGE_HISTORY not in self.permissions(self._place(channel_id)):
            return []
        there = [
            message
            for message in self.messages_in(channel_id)
            if (before is None or message.id < before) and (after is None or message.id > after)
        ]
        return there[:limit][::-1] if after is not None and before is None else there[-limit:][::-1]

    def message(self, channel_id: int, message_id: int) -> Message:
        self._require(self._place(channel_id), Permission.READ_MESSAGE_HISTORY)
        message = self.messages.get(message_id)
        if message is None or message.channel_id != channel_id:
            raise unknown_message()
        return message

    def active_threads(self) -> list[Thread]:
        visible = [t for t in self.threads.values() if Permission.VIEW_CHANNEL not in self.channels[t.parent_id].denied]
        return sorted((t for t in visible if t.archived_at is None), key=lambda t: t.id, reverse=True)

    def archived_threads(self, channel_id: int) -> list[Thread]:
        """The archived threads, most recently archived first."""
        self._require(self.channel(channel_id), Permission.READ_MESSAGE_HISTORY)
        there = [t for t in self.threads.values() if t.parent_id == channel_id and t.archived_at is not None]
        return sorted(there, key=lambda t: t.archived_at or 0, reverse=True)

    # Actions of other members, and inspection by tests

    def messages_in(self, channel_id: int) -> list[Message]:
        """The messages, oldest first."""
        return sorted((m for m in self.messages.values() if m.channel_id == channel_id), key=lambda m: m.id)

    def threads_in(self, channel_id: int) -> list[Thread]:
        return [thread for thread in self.threads.values() if thread.parent_id == channel_id]

    def say(self, channel_id: int, content: str, author: User | None = None) -> Message:
        message = Message(id=self.ids.next(), channel_id=channel_id, author=author or self.owner, content=content)
        self.messages[message.id] = message
        return message

    def delete_message(self, message_id: int) -> None:
        del self.messages[message_id]

    def delete_thread(self, thread_id: int) -> None:
        del self.threads[thread_id]
        self.messages = {m.id: m for m in self.messages.values() if m.channel_id != thread_id}

    def archive(self, thread_id: int) -> None:
        self.threads[thread_id].archived_at = self._now()

    # Internals

    def _place(self, channel_id: int) -> GuildChannel:
        """The channel whose permissions apply to a channel or thread."""
        return self.channel(self.threads[channel_id].parent_id if channel_id in self.threads else channel_id)

    def _require(self, channel: GuildChannel, needed: Permission) -> None:
        if needed & ~self.permissions(channel):
            raise Refused(403, 50013, "Missing Permissions")

    def _message(self, message_id: int, channel_id: int, body: Json, files: Mapping[str, bytes]) -> Message:
        named = _named_files(body, files)
        _check_content(body, named)
        embeds = list(body.get("embeds") or [])
        content = body.get("content") or ""
        return Message(
            id=message_id, channel_id=channel_id, author=self.bot, content=content, embeds=embeds, files=named
        )

    def _add_thread(self, thread_id: int, channel: GuildChannel, kind: Kind, body: Json) -> Thread:
        if not str(body["name"]).strip():
            raise invalid_body("name", "BASE_TYPE_REQUIRED", "This field is required")
        if sum(thread.archived_at is None for thread in self.threads.values()) >= self.max_active_threads:
            raise Refused(400, 160006, "Maximum number of active threads reached")
        thread = Thread(
            id=thread_id,
            parent_id=channel.id,
            kind=kind,
            name=body["name"],
            owner_id=self.bot.id,
            auto_archive_duration=body.get("auto_archive_duration") or 1440,
        )
        self.threads[thread.id] = thread
        return thread


def _needed_for(body: Json) -> Permission:
    needed = Permission.SEND_MESSAGES
    if body.get("embeds"):
        needed |= Permission.EMBED_LINKS
    if body.get("attachments"):
        needed |= Permission.ATTACH_FILES
    return needed


def _named_files(body: Json, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The uploaded files by the names given in the body; every file needs a name and every name a file."""
    named = {f"files[{attachment['id']}]": attachment["filename"] for attachment in body.get("attachments") or []}
    if set(named) != set(files):
        raise invalid_body("attachments", "INVALID", "Attachments and files do not match")
    return {named[part]: data for part, data in files.items()}


def _check_content(body: Json, files: Mapping[str, bytes]) -> None:
    embeds = body.get("embeds") or []
    if not (body.get("content") or embeds or files):
        raise Refused(400, 50006, "Cannot send an empty message")
    if sum(map(_characters, embeds)) > MAX_EMBED_CHARACTERS:
        raise invalid_body("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")
    for embed in embeds:
        for part in ("thumbnail", "image"):
            url = embed.get(part, {}).get("url", "")
            if url.startswith("attachment://") and url.removeprefix("attachment://") not in files:
                raise invalid_body("embeds", "EMBED_IMAGE_UNKNOWN", "No such attachment")


def _characters(embed: Json) -> int:
    texts = [embed.get("title"), embed.get("description"), embed.get("footer", {}).get("text")]
    texts += [field[part] for field in embed.get("fields", []) for part in ("name", "value")]
    return sum(len(text.strip()) for text in texts if text)
