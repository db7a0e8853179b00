"""Columns and texts of the inbox."""

from __future__ import annotations

from tiktrack_gui.core.alerts import Alert
from tiktrack_gui.ui.widgets.records_model import Column
from tiktrack_gui.ui.widgets.skeleton import Bone
from tiktrack_gui.words import alerts as words
from tiktrack_gui.words import times

UNREAD = "Unread"
INBOX_ROW = (
    Bone(left=24, top=14, width=16, height=16),
    Bone(left=48, top=16, width=190, height=12),
    Bone(left=0.415, top=16, width=0.34, height=12),
    Bone(left=0.82, top=16, width=56, height=12),
    Bone(left=0.92, top=16, width=56, height=12),
)
_IDS = 10**9  # more than there will ever be


def inbox_key(alert: Alert) -> int:
    """Returns by what the inbox is in order: when it was, and of the same second, the ID."""
    return alert.at * _IDS + (alert.id or 0)


def _is_unread(alert: Alert, _now: float) -> bool:
    return not alert.is_read


def _icon(alert: Alert, _now: float) -> tuple[str, str]:
    return words.KINDS[alert.kind].icon, "text3" if alert.is_read else "accent_text"


def _sentence(alert: Alert, _now: float) -> str:
    return words.sentence(alert)


def _when(alert: Alert, now: float) -> str:
    return times.clock_time(alert.at, now)


def _when_exactly(alert: Alert, now: float) -> str:
    return f"{times.exact_time(alert.at)}, {times.ago(alert.at, now)}"


def _state(alert: Alert, _now: float) -> str:
    return "" if alert.is_read else UNREAD


def _dot(alert: Alert, _now: float) -> tuple[str, str] | None:
    return None if alert.is_read else ("circle-dot", "accent_text")


INBOX_COLUMNS: tuple[Column[Alert], ...] = (
    Column(title="Alert", text=_sentence, hint=_sentence, mark=_icon, is_strong=_is_unread),
    Column(title="Details", text=words.detail, hint=words.detail, leaves_below=720),
    Column(title="When", text=_when, hint=_when_exactly, width=124, is_time=True),
    Column(title="State", text=_state, mark=_dot, width=100, leaves_if_empty=True),
)
