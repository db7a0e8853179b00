"""Deliveries in exported files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tiktrack_gui.core.deliveries import Channel, Delivery
from tiktrack_gui.core.table_export import Field, Kind
from tiktrack_gui.words import deliveries
from tiktrack_gui.words.exports import ALWAYS, chosen

F = Field[Delivery]
_NUMBER, _ID, _TIME = Kind.NUMBER, Kind.ID, Kind.TIME


def fields(channels: Mapping[int, Channel], columns: Iterable[str] | None = None) -> list[F]:
    """columns: titles of the table's columns, in the order shown; None = all. channels: the known ones by ID."""
    return chosen(
        {
            "Thread": (F("thread", deliveries.thread_name),),
            "Channel": (F("channel", lambda one: deliveries.channel_name(one, channels)),),
            "State": (F("state", deliveries.settled),),
            "When": (F("at", deliveries.since, _TIME),),
            "Error": (F("error", lambda one: one.error),),
            ALWAYS: (
                F("delivery", lambda one: one.id, _NUMBER),
                F("about", lambda one: one.subject.about.value),
                F("about_id", lambda one: one.subject.id, _ID),
                F("creator_id", lambda one: one.creator_id, _ID),
                F("channel_id", lambda one: one.channel_id, _ID),
                F("thread_id", lambda one: one.thread_id, _ID),
                F("message_id", lambda one: one.message_id, _ID),
                F("attempts", lambda one: one.attempts, _NUMBER),
                F("error_code", lambda one: one.error_code),
                F("requested_at", lambda one: one.created_at, _TIME),
                F("posted_at", lambda one: one.sent_at, _TIME),
                F("next_attempt_at", lambda one: one.next_attempt_at, _TIME),
            ),
        },
        columns,
    )
