"""TikTok's clock against this computer's. A wrong clock here would make every velocity wrong.

All times are UTC epoch seconds. TikTok tells its time twice: in the response's body (`extra.now`) and its Date header.
"""

from __future__ import annotations

from tiktrack_gui.core import durations
from tiktrack_gui.core.durations import HOUR, MINUTE

TRUSTED_WITHIN = 24 * HOUR  # s; one time alone that is further from ours is a recording's, or TikTok's clock is wrong
AGREE_WITHIN = 5 * MINUTE  # s; header and body, or TikTok's clock and ours


def tiktok_time(body: float | None, header: float | None, now: float) -> float | None:
    """TikTok's time if it can be trusted, else None.

    It can if header and body agree, however far they are from `now` (this computer's time); one alone only within 24 h.
    """
    if body is not None and header is not None and abs(body - header) <= AGREE_WITHIN:
        return body
    return next((said for said in (body, header) if said is not None and abs(said - now) <= TRUSTED_WITHIN), None)


def clock_error(body: float | None, header: float | None, now: float) -> float | None:
    """Seconds by which this computer's clock is behind TikTok's (negative: ahead); None if TikTok gave no time."""
    said = next((at for at in (tiktok_time(body, header, now), body, header) if at is not None), None)
    return None if said is None else said - now


def warning(error: float, *, corrected: bool) -> str | None:
    """The sentence about a clock that is off by `error` seconds; None if it is good enough.

    corrected: whether ages and velocities are computed with TikTok's time.
    """
    if abs(error) <= AGREE_WITHIN:
        return None
    effect = "use TikTok’s time." if corrected else "are wrong until it is corrected."
    return f"This computer’s clock is {difference(error)} TikTok’s. Ages and velocities {effect}"


def difference(error: float) -> str:
    """How a clock that is off by `error` seconds compares: "3 d behind", "20 min ahead of"."""
    return f"{durations.span(abs(error))} {'behind' if error > 0 else 'ahead of'}"
