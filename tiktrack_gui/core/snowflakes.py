"""Discord's IDs, which hold the time they were made."""

from __future__ import annotations

EPOCH_MS = 1_420_070_400_000  # 2015-01-01, from Discord's API reference


def created_at(snowflake: int) -> int:
    """Returns when a message or thread with that ID was created, in epoch seconds."""
    return ((snowflake >> 22) + EPOCH_MS) // 1000
