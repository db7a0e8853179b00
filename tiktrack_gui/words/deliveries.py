"""How far a delivery is, in words; the same ones on every page, in posts’ previews and on the command line.

Pure: the time of now is an argument.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tiktrack_gui.core.models import Channel, Delivery, DeliveryState
from tiktrack_gui.words import times


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
}


def state(delivery: Delivery, now: float) -> State:
    """Queued for a later moment, it is waiting: "Waiting, next try in 12 min"."""
    if is_waiting(delivery, now):
        return State(f"Waiting, next try {times.until(delivery.next_attempt_at or now, now)}", "hourglass", "warn")
    return _STATES[delivery.state]


def is_waiting(delivery: Delivery, now: float) -> bool:
    """Whether it is queued for a later moment, such as when Discord asks to wait."""
    return delivery.state is DeliveryState.QUEUED and (delivery.next_attempt_at or 0) > now


def since(delivery: Delivery) -> int:
    """The moment its state is about, in epoch seconds: when it was posted, last tried, or asked for."""
    return delivery.sent_at or delivery.sending_at or delivery.created_at


def thread_name(delivery: Delivery) -> str:
    """It names the creator."""
    name = delivery.payload.get("thread_name")
    return name if isinstance(name, str) and name.strip() else f"Creator {delivery.creator_id}"


def channel_name(delivery: Delivery, channels: Mapping[int, Channel]) -> str:
    """channels: those Discord was asked about, by id; of another there is only the id."""
    channel = channels.get(delivery.channel_id)
    return f"#{channel.name}" if channel is not None else str(delivery.channel_id)


def history(delivery: Delivery, now: float) -> str:
    """Every moment that is known: "Requested …, posted …"."""
    parts = [f"Requested {times.exact_time(delivery.created_at)}"]
    if delivery.sent_at:
        parts.append(f"posted {times.exact_time(delivery.sent_at)}")
    elif is_waiting(delivery, now):
        parts.append(f"next try {times.until(delivery.next_attempt_at or now, now)}")
    elif delivery.sending_at:
        parts.append(f"last tried {times.exact_time(delivery.sending_at)}")
    return ", ".join(parts)


def outcome(delivery: Delivery) -> str:
    """How a post that was asked for ended, when it is not in its channel for certain."""
    match delivery.state:
        case DeliveryState.FAILED:
            return f"“{thread_name(delivery)}” wasn’t posted."
        case DeliveryState.NEEDS_REVIEW:
            return f"“{thread_name(delivery)}” may not have been posted."
        case _:
            return f"“{thread_name(delivery)}” is waiting in the outbox."


def standing(delivery: Delivery, now: float) -> str:
    """What the preview says of a creator that was posted or is to be."""
    if delivery.state is DeliveryState.SENT:
        return f"Posted {times.ago(since(delivery), now)}. A profile is posted only once per channel."
    return f"In the outbox: {state(delivery, now).words.lower()}. {delivery.error or ''}".strip()
