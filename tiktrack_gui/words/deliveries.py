"""Texts about deliveries, the same on every page, in previews and on the command line.

Pure: the current time is an argument.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tiktrack_gui.core.deliveries import Channel, Delivery, DeliveryState, Wait
from tiktrack_gui.core.holds import LIMITED, OF_CHANNEL, TOKEN, WITHOUT_TOKEN
from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.subjects import About
from tiktrack_gui.services.channels import PostingChannel
from tiktrack_gui.words import times

HOLDS = LIMITED | OF_CHANNEL | TOKEN | WITHOUT_TOKEN  # the errors for which the others of a channel wait, too
LIMITING = "Discord is limiting requests."


class State(NamedTuple):
    """icon: its name. color: a token's name."""

    words: str
    icon: str
    color: str


_STATES: Mapping[DeliveryState, State] = {
    DeliveryState.QUEUED: State("Queued", "clock", "text3"),
    DeliveryState.SENDING: State("Sending", "send", "accent_text"),
    DeliveryState.SENT: State("Posted", "circle-check", "ok"),
    DeliveryState.FAILED: State("Failed", "circle-alert", "bad"),
    DeliveryState.NEEDS_REVIEW: State("Needs review", "circle-help", "warn"),
    DeliveryState.CANCELLED: State("Cancelled", "circle-x", "text3"),
}


def state(delivery: Delivery, now: float) -> State:
    """Returns the delivery's state; queued for later, it is "Waiting, next try in 12 min"."""
    if is_waiting(delivery, now):
        return State(f"Waiting, next try {times.until(delivery.next_attempt_at or now, now)}", "hourglass", "warn")
    return _STATES[delivery.state]


def settled(delivery: Delivery) -> str:
    """Returns its state in a word, whatever the time."""
    return _STATES[delivery.state].words


def in_outbox(delivery: Delivery, now: float, wait: Wait | None, *, paused: bool) -> State:
    """Returns its state as the outbox shows it, where one delivery may wait for what another one met.

    wait: of its channel; None if nothing waits there. paused: the user wants nothing to be sent.
    """
    if delivery.state is DeliveryState.FAILED and (delivery.error_code or "").isdigit():
        return _STATES[delivery.state]._replace(words=f"Failed (error {delivery.error_code})")
    if delivery.state is not DeliveryState.QUEUED:
        return _STATES[delivery.state]
    if paused:
        return State("Paused", "pause", "warn")
    if wait is None or wait.until is None or wait.until <= now or wait.code not in HOLDS:
        return state(delivery, now)
    next_try = f"next try {times.until(wait.until, now)}"
    if wait.code in LIMITED:
        return State(f"Waiting, {next_try}", "hourglass", "warn")
    return State(f"Paused, {next_try}", "pause", "warn")


def details(delivery: Delivery, now: float, wait: Wait | None) -> str:
    """Returns what went wrong, or what it waits for. wait: as for `in_outbox`."""
    is_queued = delivery.state is DeliveryState.QUEUED
    is_held = is_queued and wait is not None and wait.code in HOLDS and (wait.until or 0) > now
    code, reason = delivery.error_code, delivery.error
    if reason is None and is_held and wait is not None:
        code, reason = wait.code, wait.reason
    return LIMITING if is_queued and code in LIMITED else reason or ""  # how long is counted down elsewhere


def state_hint(delivery: Delivery, now: float, wait: Wait | None) -> str:
    """Returns the details with the exact time of the next try."""
    at = delivery.next_attempt_at if is_waiting(delivery, now) else None
    next_try = "" if at is None else f"Next try: {times.exact_time(at)}"
    return "\n".join(filter(None, (details(delivery, now, wait), next_try)))


def subject_icon(delivery: Delivery) -> str:
    return "video" if delivery.subject.about is About.VIDEO else "user"


def subject_name(delivery: Delivery, creators: Mapping[int, Creator]) -> str:
    """Returns who or what it is about: "Home Lab (@homelab)", or a story's thread. creators: the known ones by ID."""
    creator = creators.get(delivery.creator_id)
    return named(creator) if creator and delivery.subject.about is About.CREATOR else thread_name(delivery)


def subject_hint(delivery: Delivery, creators: Mapping[int, Creator]) -> str:
    """Returns what it is about and the name of its thread."""
    creator = creators.get(delivery.creator_id)
    whose = named(creator) if creator is not None else f"creator {delivery.creator_id}"
    about = f"Story by {whose}" if delivery.subject.about is About.VIDEO else f"Profile of {whose}"
    return f"{about}\nThread: {thread_name(delivery)}"


def posted(sent: int, wanted: int) -> str:
    """Says how many of several were posted: "Posted 3", "Posted 2 of 3"."""
    return f"Posted {sent}" if sent == wanted else f"Posted {sent} of {wanted}"


def cancelled(deliveries: Sequence[Delivery]) -> str:
    if len(deliveries) == 1:
        return f"Cancelled “{thread_name(deliveries[0])}”"
    return f"Cancelled {len(deliveries)} posts"


def is_waiting(delivery: Delivery, now: float) -> bool:
    """Returns whether it is queued for later, for example because Discord asked to wait."""
    return delivery.state is DeliveryState.QUEUED and (delivery.next_attempt_at or 0) > now


def since(delivery: Delivery) -> int:
    """Returns the time its state refers to, in epoch seconds: when it was posted, last tried, or requested."""
    return delivery.sent_at or delivery.sending_at or delivery.created_at


def thread_name(delivery: Delivery) -> str:
    """Returns the thread's name, which names the creator."""
    name = delivery.payload.get("thread_name")
    return name if isinstance(name, str) and name.strip() else f"Creator {delivery.creator_id}"


def named(creator: Creator) -> str:
    """ "Home Lab (@homelab)"."""
    name = " ".join((creator.name or "").split())
    return f"{name} (@{creator.handle})" if name else f"@{creator.handle}"


def channel_name(delivery: Delivery, channels: Mapping[int, Channel]) -> str:
    """Returns the channel's name, or its ID if unknown. channels: the known ones by ID."""
    channel = channels.get(delivery.channel_id)
    return f"#{channel.name}" if channel is not None else str(delivery.channel_id)


def posting_channel(channel: PostingChannel) -> str:
    """ "#trends in Guild", or its ID until Discord was asked about it."""
    return f"Channel {channel.id}" if channel.channel is None else f"#{channel.channel.name} in {channel.channel.guild}"


def channel_hint(delivery: Delivery, channels: Mapping[int, Channel]) -> str:
    """Returns the channel's name and server, if known, and its ID."""
    channel = channels.get(delivery.channel_id)
    place = f"#{channel.name} in {channel.guild}\n" if channel is not None else ""
    return f"{place}Channel ID {delivery.channel_id}"


def history(delivery: Delivery, now: float) -> str:
    """Returns all known times: "Requested …, posted …"."""
    parts = [f"Requested {times.exact_time(delivery.created_at)}"]
    if delivery.sent_at:
        parts.append(f"posted {times.exact_time(delivery.sent_at)}")
    elif is_waiting(delivery, now):
        parts.append(f"next try {times.until(delivery.next_attempt_at or now, now)}")
    elif delivery.sending_at:
        parts.append(f"last tried {times.exact_time(delivery.sending_at)}")
    return ", ".join(parts)


def outcome(delivery: Delivery) -> str:
    """Says how a requested post ended, unless it was certainly posted."""
    match delivery.state:
        case DeliveryState.FAILED:
            return f"“{thread_name(delivery)}” wasn’t posted."
        case DeliveryState.NEEDS_REVIEW:
            return f"“{thread_name(delivery)}” may not have been posted."
        case DeliveryState.CANCELLED:
            return f"“{thread_name(delivery)}” won’t be posted."
        case _:
            return f"“{thread_name(delivery)}” is waiting in the outbox."


def standing(delivery: Delivery, now: float) -> str:
    """Returns the preview's text about a creator that was already posted or is in the outbox."""
    if delivery.state is DeliveryState.SENT:
        what = "story" if delivery.subject.about is About.VIDEO else "profile"
        return f"Posted {times.ago(since(delivery), now)}. A {what} is posted only once per channel."
    return f"In the outbox: {state(delivery, now).words.lower()}. {delivery.error or ''}".strip()
