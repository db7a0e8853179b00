"""What the outbox's table shows of a delivery, and what it needs to know beside it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tiktrack_gui.core.deliveries import Channel, Delivery, Wait
from tiktrack_gui.core.models import Creator
from tiktrack_gui.ui.widgets.records_model import Column
from tiktrack_gui.words import deliveries as words
from tiktrack_gui.words import times

DETAILS_FROM = 900  # px; below it there is no room for the Details column


@dataclass(slots=True)
class Around:
    """What is known beside the deliveries; read again for each cell.

    channels, creators: by ID. waits: what waits, by channel. paused: the user wants nothing to be sent.
    """

    channels: dict[int, Channel] = field(default_factory=dict)
    creators: dict[int, Creator] = field(default_factory=dict)
    waits: dict[int, Wait] = field(default_factory=dict)
    paused: bool = False


def outbox_columns(around: Around) -> tuple[Column[Delivery], ...]:
    def name(delivery: Delivery, _now: float) -> str:
        return words.subject_name(delivery, around.creators)

    def name_hint(delivery: Delivery, _now: float) -> str:
        return words.subject_hint(delivery, around.creators)

    def about(delivery: Delivery, _now: float) -> tuple[str, str]:
        return words.subject_icon(delivery), "text3"

    def channel(delivery: Delivery, _now: float) -> str:
        return words.channel_name(delivery, around.channels)

    def channel_hint(delivery: Delivery, _now: float) -> str:
        return words.channel_hint(delivery, around.channels)

    def state(delivery: Delivery, now: float) -> words.State:
        return words.in_outbox(delivery, now, around.waits.get(delivery.channel_id), paused=around.paused)

    def state_name(delivery: Delivery, now: float) -> str:
        return state(delivery, now).words

    def mark(delivery: Delivery, now: float) -> tuple[str, str]:
        return state(delivery, now)[1:]

    def state_hint(delivery: Delivery, now: float) -> str:
        return words.state_hint(delivery, now, around.waits.get(delivery.channel_id))

    def details(delivery: Delivery, now: float) -> str:
        return words.details(delivery, now, around.waits.get(delivery.channel_id))

    return (
        Column(title="Creator or story", text=name, hint=name_hint, mark=about, is_main=True),
        Column(title="Channel", text=channel, hint=channel_hint, width=148),
        Column(title="State", text=state_name, hint=state_hint, mark=mark, width=222),
        Column(title="Attempts", text=_attempts, width=92, leaves_below=860, is_number=True),
        Column(title="When", text=_age, hint=_time, width=110, leaves_below=640, is_time=True),
        Column(title="Details", text=details, hint=state_hint, leaves_below=DETAILS_FROM, leaves_if_empty=True),
    )


def _attempts(delivery: Delivery, _now: float) -> str:
    return str(delivery.attempts)


def _age(delivery: Delivery, now: float) -> str:
    return times.ago(words.since(delivery), now)


def _time(delivery: Delivery, _now: float) -> str:
    return times.exact_time(words.since(delivery))
