"""What waits in the outbox, for what, and how long.

Some errors keep all others of a channel waiting, or all there are: each of them would only meet the same error.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tiktrack_gui.core.deliveries import Delivery, Wait
from tiktrack_gui.core.durations import HOUR, MINUTE
from tiktrack_gui.core.errors import (
    AnotherPoster,
    BadInput,
    ChannelProblem,
    DiscordRateLimited,
    DiscordUnreachable,
    KeyringUnavailable,
    PostingPaused,
    TikTrackError,
    TokenMissing,
    TokenRefused,
    TooManyThreads,
)

BACK_OFF = (MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR)  # s, by number of attempts
LONGEST_WAIT = HOUR  # s; a longer one is from before the clock was set back

NO_TOKEN = (TokenMissing, TokenRefused, KeyringUnavailable, BadInput)
AFFECTS_ALL = (*NO_TOKEN, DiscordUnreachable, DiscordRateLimited, AnotherPoster, PostingPaused)

NOT_MEASURED = "not_measured"  # the error code of a delivery that waits for fresh numbers

OF_CHANNEL = frozenset(ChannelProblem.stored_codes())
NO_ROOM = frozenset({TooManyThreads.kind, *map(str, TooManyThreads.codes)})
LIMITED = frozenset({DiscordRateLimited.kind, "429", *map(str, DiscordRateLimited.codes)})
TOKEN = frozenset({TokenRefused.kind, "401", *map(str, TokenRefused.codes)})
WITHOUT_TOKEN = frozenset(error.kind for error in NO_TOKEN)  # none can be had; the next round meets that again


def wait_after(error: TikTrackError, attempts: int) -> float | None:
    """Returns the seconds until the next attempt, at most LONGEST_WAIT; None if retrying is pointless."""
    if isinstance(error, DiscordRateLimited):
        return min(error.retry_after, LONGEST_WAIT)
    if isinstance(error, (ChannelProblem, DiscordUnreachable, *NO_TOKEN)):
        return BACK_OFF[min(max(attempts, 1), len(BACK_OFF)) - 1]
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """What keeps all deliveries from being sent, and until when, epoch seconds."""

    until: int
    code: str
    reason: str


def waits(queued: Sequence[Delivery], now: float, hold: Hold | None = None) -> list[Wait]:
    """What waits for each channel, in the order in which the first of its deliveries was requested.

    queued: the deliveries that are queued, oldest first.
    """
    of_channels: defaultdict[int, list[Delivery]] = defaultdict(list)
    for delivery in queued:
        of_channels[delivery.channel_id].append(delivery)
    return [_wait(theirs, hold, now) for theirs in of_channels.values()]


def _wait(theirs: Sequence[Delivery], hold: Hold | None, now: float) -> Wait:
    found = Wait(channel_id=theirs[0].channel_id, count=len(theirs))
    if hold is not None:
        return replace(found, until=hold.until, code=hold.code, reason=hold.reason)
    later = [one for one in theirs if _is_later(one, now)]
    first = next((one for one in later if one.error_code in OF_CHANNEL | LIMITED), None)
    if first is None and len(later) == len(theirs):
        first = min(later, key=lambda one: one.next_attempt_at or 0)
    if first is None:
        return found
    return replace(found, until=first.next_attempt_at, code=first.error_code, reason=first.error)


def _is_later(delivery: Delivery, now: float) -> bool:
    return delivery.next_attempt_at is not None and now < delivery.next_attempt_at <= now + LONGEST_WAIT
