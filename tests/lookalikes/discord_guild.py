"""The state of one server of the Discord look-alike, and Discord's rules for it.

No HTTP here: `discord_routes` calls it, `discord_json` serializes it. What Discord would refuse raises `Refused`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.lookalikes.discord_permissions import NONE, USUAL, Overwrite, Permission, Role, in_channel
from tests.lookalikes.discord_rules import check_content, named_files, needed_for
from tests.lookalikes.discord_state import (
    GuildChannel,
    Json,
    Kind,
    Message,
    Refused,
    Snowflakes,
    Thread,
    User,
    archived,
    invalid_body,
    time_of,
    unknown_channel,
    unknown_message,
)

NONCE_KEPT = 300  # s


class Guild:
    """A server with one bot. Tests read and change it like its members would.

    bot, ids: shared by all servers of one Discord.
    """

    def __init__(
        self,
        now: Callable[[], float],
        *,
        name: str = "Bakers",
        bot: User | None = None,
        ids: Snowflakes | None = None,
    ) -> None:
        self._now = now
        self.ids = ids or Snowflakes(now)
        self.id = self.ids.next()
        self.name = name
        self.owner = User(self.ids.next(), "owner")
        self.bot = bot or User(self.ids.next(), "TikTrack", bot=True)
        self.everyone = Role(id=self.id, name="@everyone")
        self.bot_role = Role(
            id=self.ids.next(), name=self.bot.name, permissions=USUAL, position=1, managed_by=self.bot.id
        )
        self.roles = {role.id: role for role in (self.everyone, self.bot_role)}
        self.bot_timed_out_until: float | None = None
        self.channels: dict[int, GuildChannel] = {}
        self.messages: dict[int, Message] = {}
        self.threads: dict[int, Thread] = {}
        self.max_active_threads = 1000
        self._nonces: dict[str, int] = {}

    def add_channel(self, kind: Kind, name: str, **more: Any) -> int:
        """more: see GuildChannel."""
        channel = GuildChannel(id=self.ids.next(), kind=kind, name=name, **more)
        self.channels[channel.id] = channel
        return channel.id

    def add_role(self, name: str, *, mentionable: bool = False) -> int:
        """The newest role is the highest."""
        role = Role(id=self.ids.next(), name=name, position=len(self.roles), mentionable=mentionable)
        self.roles[role.id] = role
        return role.id

    def delete_role(self, role_id: int) -> None:
        del self.roles[role_id]

    def deny(self, channel_id: int, permissions: Permission) -> None:
        """Denies the bot something in a channel."""
        self.channels[channel_id].denied |= permissions

    def overwrite(self, channel_id: int, role_id: int, *, allow: Permission = NONE, deny: Permission = NONE) -> None:
        """Sets what a channel's settings allow and deny a role; of @everyone, the ID is the server's."""
        self.channels[channel_id].overwrites[role_id] = Overwrite(allow=allow, deny=deny)

    def permissions(self, channel: GuildChannel) -> Permission:
        """The bot's."""
        own = {self.bot.id: Overwrite(is_member=True, deny=channel.denied)}
        timed_out = self.bot_timed_out_until is not None and self.bot_timed_out_until > self._now()
        return in_channel(channel.overwrites | own, self.everyone, (self.bot_role,), self.bot.id, timed_out=timed_out)

    # Requests of the bot

    def channel(self, channel_id: int) -> GuildChannel:
        """Returns a channel visible to the bot."""
        if channel_id not in self.channels:
            raise unknown_channel()
        channel = self.channels[channel_id]
        self._require_access(channel)
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
        self._require(channel, needed_for(body))
        nonce = str(body["nonce"]) if body.get("enforce_nonce") else None
        earlier = self._nonces.get(nonce) if nonce else None
        if earlier is not None and time_of(earlier) > self._now() - NONCE_KEPT:
            if earlier not in self.messages:
                raise unknown_message()
            return self.messages[earlier]
        message = self._message(self.ids.next(), channel, body, files)
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
        self._require(channel, needed_for(body["message"]))
        self._check_tags(channel, body.get("applied_tags") or [])
        post_id = self.ids.next()
        message = self._message(post_id, channel, body["message"], files)
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
        seen = {channel.id for channel in self.channels.values() if self._may(channel, Permission.VIEW_CHANNEL)}
        visible = [thread for thread in self.threads.values() if thread.parent_id in seen]
        return sorted((t for t in visible if t.archived_at is None), key=lambda t: t.id, reverse=True)

    def archived_threads(self, channel_id: int) -> list[Thread]:
        """The archived threads, most recently archived first."""
        self._require(self.channel(channel_id), Permission.READ_MESSAGE_HISTORY)
        there = [t for t in self.threads.values() if t.parent_id == channel_id and t.archived_at is not None]
        return sorted(there, key=lambda t: t.archived_at or 0, reverse=True)

    def edit_thread(self, thread_id: int, body: Json) -> Thread:
        """Changes a thread's name, or archives it or takes it out of the archive."""
        thread = self.thread(thread_id)
        parent = self.channels[thread.parent_id]
        if body.get("locked") is not None or (thread.owner_id != self.bot.id and body.get("archived") is not False):
            self._require(parent, Permission.MANAGE_THREADS)
        if thread.locked:
            self._require(parent, Permission.MANAGE_THREADS)
        if body.get("archived") is False and thread.archived_at is not None:
            self._require_room()
            thread.archived_at = None
        if thread.archived_at is not None:
            raise archived()
        thread.name = body.get("name") or thread.name
        thread.locked = thread.locked if body.get("locked") is None else body["locked"]
        if body.get("archived"):
            self.archive(thread_id)
        return thread

    def remove_thread(self, thread_id: int) -> Thread:
        thread = self.thread(thread_id)
        self._require(self.channels[thread.parent_id], Permission.MANAGE_THREADS)
        self.delete_thread(thread_id)
        return thread

    def remove_message(self, channel_id: int, message_id: int) -> None:
        place = self._place(channel_id)
        message = self.messages.get(message_id)
        if message is None or message.channel_id != channel_id:
            raise unknown_message()
        if message.author != self.bot:
            self._require(place, Permission.MANAGE_MESSAGES)
        if channel_id in self.threads and self.threads[channel_id].archived_at is not None:
            raise archived()
        self.delete_message(message_id)

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
        """No two at the same moment: lists are continued after the moment of the last one."""
        taken = {round((thread.archived_at or 0) * 1e6) for thread in self.threads.values()}
        at = round(self._now() * 1e6)
        while at in taken:
            at += 1
        self.threads[thread_id].archived_at = at / 1e6

    # Internals

    def _place(self, channel_id: int) -> GuildChannel:
        """The channel whose permissions apply to a channel or thread."""
        return self.channel(self.threads[channel_id].parent_id if channel_id in self.threads else channel_id)

    def _may(self, channel: GuildChannel, needed: Permission) -> bool:
        return not needed & ~self.permissions(channel)

    def _require(self, channel: GuildChannel, needed: Permission) -> None:
        if not self._may(channel, needed):
            raise Refused(403, 50013, "Missing Permissions")

    def _require_access(self, channel: GuildChannel) -> None:
        if not self._may(channel, Permission.VIEW_CHANNEL):
            raise Refused(403, 50001, "Missing Access")

    def _require_room(self) -> None:
        if sum(thread.archived_at is None for thread in self.threads.values()) >= self.max_active_threads:
            raise Refused(400, 160006, "Maximum number of active threads reached")

    def _check_tags(self, channel: GuildChannel, applied: Sequence[str]) -> None:
        if channel.tag_required and not applied:
            raise Refused(400, 40067, "A tag is required to create a forum post in this channel")
        names = {str(channel.tag_id(name)): name for name in channel.tags}
        if any(tag not in names for tag in applied):
            raise invalid_body("applied_tags", "INVALID", "Unknown tag")
        if any(names[tag] in channel.moderated for tag in applied):
            self._require(channel, Permission.MANAGE_THREADS)

    def _pinged(self, channel: GuildChannel, body: Json) -> tuple[int, ...]:
        """The roles that a message pings: named in its text, allowed by the bot, and mentionable or permitted to."""
        allowed = set(map(str, (body.get("allowed_mentions") or {}).get("roles") or []))
        named = [int(found) for found in re.findall(r"<@&(\d+)>", body.get("content") or "") if found in allowed]
        may_all = self._may(channel, Permission.MENTION_EVERYONE)
        return tuple(role for role in named if role in self.roles and (may_all or self.roles[role].mentionable))

    def _message(self, message_id: int, channel: GuildChannel, body: Json, files: Mapping[str, bytes]) -> Message:
        """A new message in the channel, or of a new post with the same ID in that forum."""
        named = named_files(body, files)
        check_content(body, named)
        return Message(
            id=message_id,
            channel_id=message_id if channel.is_forum else channel.id,
            author=self.bot,
            content=body.get("content") or "",
            embeds=list(body.get("embeds") or []),
            files=named,
            pinged=self._pinged(channel, body),
        )

    def _add_thread(self, thread_id: int, channel: GuildChannel, kind: Kind, body: Json) -> Thread:
        if not str(body["name"]).strip():
            raise invalid_body("name", "BASE_TYPE_REQUIRED", "This field is required")
        self._require_room()
        thread = Thread(
            id=thread_id,
            parent_id=channel.id,
            kind=kind,
            name=body["name"],
            owner_id=self.bot.id,
            auto_archive_duration=body.get("auto_archive_duration") or 1440,
            tags=tuple(map(int, body.get("applied_tags") or [])),
        )
        self.threads[thread.id] = thread
        return thread
