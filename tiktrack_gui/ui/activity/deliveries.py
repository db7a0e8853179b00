"""What the table of deliveries says of each."""

from __future__ import annotations

from collections.abc import Mapping

from tiktrack_gui.core.models import Channel, Delivery, DeliveryState
from tiktrack_gui.ui.widgets.records_model import Column
from tiktrack_gui.words import format


def delivery_columns(channels: Mapping[int, Channel]) -> tuple[Column[Delivery], ...]:
    """channels: the known ones by id, looked at anew each time."""
    return (
        Column(
            title="Thread",
            text=lambda delivery, now: thread_name(delivery),
            hint=lambda delivery, now: thread_name(delivery),
            is_main=True,
        ),
        Column(
            title="Channel",
            text=lambda delivery, now: channel_name(delivery, channels),
            hint=lambda delivery, now: _channel_hint(delivery, channels),
            width=188,
        ),
        Column(
            title="State",
            text=lambda delivery, now: format.POSTED[delivery.state][0],
            hint=lambda delivery, now: _state_hint(delivery),
            mark=lambda delivery: format.POSTED[delivery.state][1:],
            width=148,
        ),
        Column(
            title="When",
            text=lambda delivery, now: format.clock_time(_latest(delivery), now),
            hint=_times,
            width=132,
            is_time=True,
        ),
        Column(
            title="Error",
            text=lambda delivery, now: delivery.error or "",
            hint=lambda delivery, now: delivery.error,
            leaves_below=860,
        ),
    )


def thread_name(delivery: Delivery) -> str:
    """It names the creator."""
    name = delivery.payload.get("thread_name")
    return name if isinstance(name, str) and name.strip() else f"Creator {delivery.creator_id}"


def channel_name(delivery: Delivery, channels: Mapping[int, Channel]) -> str:
    """Its id where Discord was not asked yet."""
    channel = channels.get(delivery.channel_id)
    return f"#{channel.name}" if channel is not None else str(delivery.channel_id)


def delivery_title(delivery: Delivery, channels: Mapping[int, Channel]) -> str:
    return f"{thread_name(delivery)} in {channel_name(delivery, channels)}: {format.POSTED[delivery.state][0].lower()}"


def delivery_story(delivery: Delivery, now: float) -> str:
    """What there is to say about a delivery beyond its row."""
    return "\n".join(filter(None, (delivery.error, _times(delivery, now))))


def _channel_hint(delivery: Delivery, channels: Mapping[int, Channel]) -> str:
    channel = channels.get(delivery.channel_id)
    place = f"#{channel.name} on {channel.guild}\n" if channel is not None else ""
    return f"{place}Channel id {delivery.channel_id}"


def _state_hint(delivery: Delivery) -> str:
    tries = "1 attempt" if delivery.attempts == 1 else f"{delivery.attempts} attempts"
    code = f"Discord’s code {delivery.error_code}" if (delivery.error_code or "").isdigit() else ""
    return "\n".join(filter(None, (delivery.error, ", ".join(filter(None, (tries, code))))))


def _latest(delivery: Delivery) -> int:
    return delivery.sent_at or delivery.sending_at or delivery.created_at


def _times(delivery: Delivery, now: float) -> str:
    """Every time that is known, one per line."""
    parts = [f"Asked for {format.exact_time(delivery.created_at)}"]
    if delivery.sent_at:
        parts.append(f"posted {format.exact_time(delivery.sent_at)}")
    elif delivery.state is DeliveryState.QUEUED and delivery.next_attempt_at:
        parts.append(f"next try {format.until(delivery.next_attempt_at, now)}")
    elif delivery.sending_at:
        parts.append(f"last tried {format.exact_time(delivery.sending_at)}")
    return ", ".join(parts)
