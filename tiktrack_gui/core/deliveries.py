"""What is posted to Discord, and where: deliveries, channels and what a post created."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tiktrack_gui.core.subjects import PROFILE_OCCASION, Subject


class DeliveryState(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    NEEDS_REVIEW = "needs_review"
    CANCELLED = "cancelled"  # by the user; it is only sent if they ask for it


UNSENT = (DeliveryState.QUEUED, DeliveryState.FAILED, DeliveryState.CANCELLED)  # Discord made no thread of it


Payload = Mapping[str, Any]
"""What a thread says, as JSON:

    thread_name: 1–100 characters.
    embed: Discord's embed object, with the delivery's marker (see `core.embed`).
    avatar_url: URL of the thumbnail, which is uploaded; None or absent = no thumbnail.
    content: text above the embed; optional.
    role_id: a role to ping, before the content; optional.
    tags: names of forum tags, of which Discord takes at most five; optional, without effect in other channels.
    archive_minutes: inactivity until the thread is archived: 60, 1440, 4320 or 10080; optional, default a week.
    cover_url, chart: what the large picture is made of, see `core.embed`; optional.
    video_id: the story that it shows, as text; score: of that story, by which it has its tags; optional.
    measured_at: when its numbers were measured, epoch seconds; optional.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDelivery:
    """A requested thread. `key` is its nonce and marker: at most 25 characters, unique per occasion.

    creator_id: the creator it is about, or whose video it is about.
    """

    subject: Subject
    creator_id: int
    channel_id: int
    key: str
    payload: Payload
    occasion: str = PROFILE_OCCASION


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One thread to be created in one channel for one occasion, and its state."""

    id: int
    key: str
    subject: Subject
    creator_id: int
    channel_id: int
    occasion: str
    state: DeliveryState
    payload: Payload
    attempts: int = 0
    next_attempt_at: int | None = None
    message_id: int | None = None
    thread_id: int | None = None
    error_code: str | None = None
    error: str | None = None
    created_at: int = 0
    sending_at: int | None = None
    sent_at: int | None = None
    attempted_at: int | None = None  # the last attempt; sending_at: the first whose outcome is unknown

    @property
    def is_untried(self) -> bool:
        """Whether nothing of it can be in Discord: it wasn't attempted since it was requested, or was refused."""
        was_refused = self.state is DeliveryState.FAILED
        is_new = self.attempted_at is None or self.attempts == 0 or was_refused
        return self.state in UNSENT and self.message_id is None and is_new


class ChannelKind(StrEnum):
    TEXT = "text"
    ANNOUNCEMENT = "announcement"
    FORUM = "forum"
    MEDIA = "media"
    OTHER = "other"  # voice, stage …: without threads; only in lists, never stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A Discord channel in which threads can be created."""

    id: int
    guild_id: int
    guild: str
    name: str
    kind: ChannelKind


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownChannel:
    """What the database keeps about a channel.

    rules: what differs from the defaults, see `core.posting_rules`. enabled: whether its timer is on. added_at: when
    the user added it; None for one that TikTrack only knows by name. confirmed_at: when its preview was confirmed.
    starts_at: only what was found since is posted; None = all. ran_at: when its timer last ran.
    """

    channel: Channel
    rules: Mapping[str, Any] = field(default_factory=dict)
    enabled: bool = True
    added_at: int | None = None
    confirmed_at: int | None = None
    starts_at: int | None = None
    ran_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where the newest post about a subject in a channel stands."""

    subject: Subject
    occasion: str
    state: DeliveryState
    sent_at: int | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A delivery can be sent with this payload, whose numbers are fresh or say when they were measured."""

    payload: Payload


@dataclass(frozen=True, slots=True, kw_only=True)
class NotYet:
    """A delivery has to wait for fresh numbers. until: when to try again, epoch seconds. reason: a sentence."""

    until: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A delivery can't be sent: what it is about is gone. code: of the error; reason: for people."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """What waits in the outbox for one channel.

    count: deliveries. until: when the next one is tried, epoch seconds; None = as soon as it is its turn. code, reason:
    of what it waits for; None if nothing went wrong.
    """

    channel_id: int
    count: int
    until: int | None = None
    code: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """The IDs of a created thread and its message."""

    thread_id: int
    message_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an earlier attempt at a delivery created in Discord. thread_id None: the message has no thread yet."""

    message_id: int
    thread_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image's bytes and its file name."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachments:
    """The pictures uploaded with a post: the thumbnail of its embed, and the large image below its text."""

    avatar: Picture | None = None
    image: Picture | None = None
