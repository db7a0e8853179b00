"""Columns and texts of the table of deliveries."""

from __future__ import annotations

from collections.abc import Mapping

from tiktrack_gui.core.deliveries import Channel, Delivery
from tiktrack_gui.ui.widgets.records_model import Column
from tiktrack_gui.words import times
from tiktrack_gui.words.deliveries import channel_hint, channel_name, history, since, state, thread_name


def delivery_columns(channels: Mapping[int, Channel]) -> tuple[Column[Delivery], ...]:
    """channels: the known ones by ID; read again for each cell."""
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
            hint=lambda delivery, now: channel_hint(delivery, channels),
            width=148,
        ),
        Column(
            title="State",
            text=lambda delivery, now: state(delivery, now).words,
            hint=lambda delivery, now: _state_hint(delivery),
            mark=lambda delivery, now: state(delivery, now)[1:],
            width=216,
        ),
        Column(
            title="When",
            text=lambda delivery, now: times.clock_time(since(delivery), now),
            hint=history,
            width=124,
            is_time=True,
        ),
        Column(
            title="Error",
            text=lambda delivery, now: delivery.error or "",
            hint=lambda delivery, now: delivery.error,
            leaves_below=860,
        ),
    )


def delivery_title(delivery: Delivery, channels: Mapping[int, Channel], now: float) -> str:
    place = channel_name(delivery, channels)
    return f"{thread_name(delivery)} in {place}: {state(delivery, now).words.lower()}"


def delivery_story(delivery: Delivery, now: float) -> str:
    """Returns the details shown for a delivery: its error and its history."""
    return "\n".join(filter(None, (delivery.error, history(delivery, now))))


def _state_hint(delivery: Delivery) -> str:
    tries = "1 attempt" if delivery.attempts == 1 else f"{delivery.attempts} attempts"
    code = f"Discord error code {delivery.error_code}" if (delivery.error_code or "").isdigit() else ""
    return "\n".join(filter(None, (delivery.error, ", ".join(filter(None, (tries, code))))))
