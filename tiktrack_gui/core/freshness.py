"""How old the numbers of a post may be, and how long it waits for newer ones. Pure; times are epoch seconds."""

from __future__ import annotations

from tiktrack_gui.core.durations import HOUR, MINUTE

FRESH_FOR = HOUR  # what was measured longer ago is measured again before it is posted
PATIENCE = 6 * HOUR  # since a post was requested; then it goes out with older numbers, and says so
TRIED_EVERY = 15 * MINUTE
LONGEST_WAIT = HOUR  # between two tries


def is_fresh(measured_at: int | None, now: float) -> bool:
    """A measurement from the future is from before the clock was set back: how old it is isn't known."""
    return measured_at is not None and abs(now - measured_at) <= FRESH_FOR


def next_try(requested_at: int, now: float, retry_at: float | None = None) -> int | None:
    """When to measure again after that failed; None if the post has waited long enough.

    retry_at: when TikTok, or the request budget, allows another request.
    """
    end = requested_at + PATIENCE
    if not requested_at <= now < end:
        return None
    wanted = max(now + TRIED_EVERY, retry_at or 0)
    return int(min(wanted, now + LONGEST_WAIT, end))
