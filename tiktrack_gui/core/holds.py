"""What waits in the outbox, and for what: some errors keep all others of a channel, or of all channels, waiting.

Each of them would only meet the same error.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tiktrack_gui.core.deliveries import Delivery, Wait
from tiktrack_gui.core.errors import ChannelProblem, DiscordRateLimited, TokenRefused

NOT_MEASURED = "not_measured"  # the error code of a delivery that waits for fresh numbers

OF_CHANNEL = frozenset(ChannelProblem.stored_codes())
LIMITED = frozenset({DiscordRateLimited.kind, "429", *map(str, DiscordRateLimited.codes)})
OF_ALL = frozenset({TokenRefused.kind, "401", *map(str, TokenRefused.codes)})


def waits(queued: Sequence[Delivery], now: float, longest_wait: float) -> list[Wait]:
    """What waits for each channel, in the order in which the first of its deliveries was requested.

    queued: the deliveries that are queued, oldest first. longest_wait: seconds; a time further ahead is from before the
    clock was set back, and counts as due.
    """
    held = next((one for one in queued if one.error_code in OF_ALL and _is_later(one, now, longest_wait)), None)
    of_channels: defaultdict[int, list[Delivery]] = defaultdict(list)
    for delivery in queued:
        of_channels[delivery.channel_id].append(delivery)
    return [_wait(theirs, held, now, longest_wait) for theirs in of_channels.values()]


def _wait(theirs: Sequence[Delivery], held: Delivery | None, now: float, longest_wait: float) -> Wait:
    """held: the delivery that all others wait for."""
    later = [one for one in theirs if _is_later(one, now, longest_wait)]
    first = held or next((one for one in later if one.error_code in OF_CHANNEL | LIMITED), None)
    if first is None and len(later) == len(theirs):
        first = min(later, key=lambda one: one.next_attempt_at or 0)
    channel_id = theirs[0].channel_id
    if first is None:
        return Wait(channel_id=channel_id, count=len(theirs))
    return Wait(
        channel_id=channel_id,
        count=len(theirs),
        until=first.next_attempt_at,
        code=first.error_code,
        reason=first.error,
    )


def _is_later(delivery: Delivery, now: float, longest_wait: float) -> bool:
    return delivery.next_attempt_at is not None and now < delivery.next_attempt_at <= now + longest_wait
