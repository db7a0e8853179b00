"""Texts about the channels that are posted to: their kinds, states, timers and permissions. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tiktrack_gui.core.deliveries import Channel, ChannelKind
from tiktrack_gui.core.servers import FORUMS, GRANTED_IN, ListedChannel, PermissionCheck, TakenBack, missing
from tiktrack_gui.core.subjects import About
from tiktrack_gui.services.channels import PostingChannel
from tiktrack_gui.services.posting import TOP
from tiktrack_gui.words import times

KINDS = {
    ChannelKind.TEXT: "Text channel",
    ChannelKind.ANNOUNCEMENT: "Announcement channel",
    ChannelKind.FORUM: "Forum",
    ChannelKind.MEDIA: "Media channel",
    ChannelKind.OTHER: "Voice channel",
}
ICONS = {
    ChannelKind.TEXT: "hash",
    ChannelKind.ANNOUNCEMENT: "megaphone",
    ChannelKind.FORUM: "messages-square",
    ChannelKind.MEDIA: "image",
    ChannelKind.OTHER: "volume-2",
}
ADDED = "Added"
TIMER = "Post on a timer"
NEEDS_BOT = "TikTrack looks up the channel once the bot is connected."
UNCONFIRMED = "Off until you confirm the preview with “Looks right”."
UNSTARTED = "Choose how to start before it posts by itself."
OFF = "Nothing is posted here by itself."
ON = "New posts go out by themselves as long as TikTrack is running, in the tray, too."
HOW_TO_START = "How should the timer start?"
STARTING = "Starting from now leaves out everything found so far."
FROM_NOW = "Only what is found from now on is posted."
TOP_FIRST = f"The {TOP} with the highest scores go out first, then only what is found from now on."


@dataclass(frozen=True, slots=True)
class State:
    """Where a channel stands. tone: ok, warn, bad or "" = grey."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class PostPlace:
    """A channel to post to, as menus name it. about: what its threads are about."""

    id: int
    text: str
    about: About
    is_default: bool


def post_places(channels: Sequence[PostingChannel]) -> tuple[PostPlace, ...]:
    """ "#news · Weekend Bakers": with the server where there are several."""
    servers = {one.channel.guild for one in channels if one.channel is not None}
    return tuple(
        PostPlace(
            one.id,
            f"{name(one)} · {one.channel.guild}" if one.channel is not None and len(servers) > 1 else name(one),
            one.rules.about,
            one.is_default,
        )
        for one in channels
    )


def name(channel: PostingChannel) -> str:
    """ "#trends", or its ID until Discord was asked about it."""
    return f"#{channel.channel.name}" if channel.channel is not None else f"Channel {channel.id}"


def is_forum(channel: Channel | None) -> bool:
    """Returns whether a thread is a post of its own there, instead of being attached to a message."""
    return channel is not None and channel.kind in FORUMS


def listed(one: ListedChannel) -> str:
    """A row of a server's channels, for screen readers."""
    reason = "" if one.trouble is None else f". {one.trouble}"
    return f"#{one.channel.name}, {KINDS[one.channel.kind]}{reason}"


def place(channel: Channel | None) -> str:
    """ "Trend Squad · Forum"."""
    return "Not looked up yet" if channel is None else f"{channel.guild} · {KINDS[channel.kind]}"


def state(channel: PostingChannel, *, on: bool, trouble: str | None) -> State:
    """on: timed posts are on at all. trouble: why nothing can be posted there now."""
    if trouble is not None:
        return State("Needs attention", "bad")
    if channel.confirmed_at is None:
        return State("Confirm the preview", "warn")
    return State("On a timer", "ok") if on and channel.posts_by_itself else State("Timer off", "")


def sentence(channel: PostingChannel, state: State) -> str:
    """The whole row for screen readers."""
    default = ", default channel" if channel.is_default else ""
    return f"{name(channel)}, {place(channel.channel)}, {state.text}{default}"


def timer(next_at: float | None, now: float) -> str:
    """Says that the timer is on. next_at: epoch seconds; None = nothing to post yet."""
    if next_at is None:
        return f"{ON} The next run starts when there is something new."
    return f"{ON} Next run {times.until(next_at, now)}."


def removed(channel: PostingChannel) -> str:
    return f"Removed {name(channel)}"


def rules_changed(channel: PostingChannel) -> str:
    return f"Rules of {name(channel)} changed"


def message_changed(channel: PostingChannel) -> str:
    return f"Message of {name(channel)} saved"


def made_default(channel: PostingChannel) -> str:
    return f"{name(channel)} is the default channel"


def started(channel: PostingChannel, posts: int | None) -> str:
    """posts: how many were put into the outbox first; None = none were wanted."""
    if posts is None:
        return f"The timer for {name(channel)} is on"
    count = "Nothing to post first" if posts == 0 else f"Posting {posts} first" if posts > 1 else "Posting one first"
    return f"{count}. The timer for {name(channel)} is on"


def summary(checks: Sequence[PermissionCheck]) -> str:
    """What a channel's check list comes down to."""
    lacking = missing(checks)
    if not lacking:
        return "The bot can post here."
    count = "A permission is missing" if len(lacking) == 1 else f"{len(lacking)} permissions are missing"
    return f"{count}. In Discord, open {GRANTED_IN}, select the bot or its role, and allow what is missing."


def check_state(check: PermissionCheck) -> str:
    if check.granted:
        return "Granted"
    return "Missing" if check.is_needed else "Optional"


def taken_back(done: TakenBack) -> str:
    if done is TakenBack.DELETED:
        return "Taken back: the test thread was deleted."
    return (
        "Taken back: its message was deleted and the thread archived. To delete threads, the bot would need "
        "Manage Threads."
    )
