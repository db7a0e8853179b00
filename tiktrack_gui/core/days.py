"""Days as their user has them: from local midnight to midnight."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, tzinfo


def midnights(now: float, days: int, zone: tzinfo | None = None) -> list[int]:
    """Returns when each of the last `days` days began, today's last, and then when tomorrow does, in epoch seconds.

    zone: None = this computer's.
    """
    today = datetime.fromtimestamp(now, UTC).astimezone(zone).date()
    dates = (today - timedelta(days=ago) for ago in range(days - 1, -2, -1))
    return [int(datetime.combine(date, time.min, zone).timestamp()) for date in dates]


def day_start(at: float, zone: tzinfo | None = None) -> int:
    """Returns when the day of that moment began, in epoch seconds. zone: None = this computer's."""
    date = datetime.fromtimestamp(at, UTC).astimezone(zone).date()
    return int(datetime.combine(date, time.min, zone).timestamp())


def iso_day(at: float, zone: tzinfo | None = None) -> str:
    """The day of that moment, as `2026-01-31`. zone: None = this computer's."""
    return datetime.fromtimestamp(at, UTC).astimezone(zone).date().isoformat()
