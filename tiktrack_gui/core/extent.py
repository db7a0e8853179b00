"""How large an answer in JSON may be. TikTok's and Discord's largest have about 1 MB and 40,000 values.

Decoding the most that is allowed takes a fraction of a second and some 60 MB, whatever it is.
"""

from __future__ import annotations

LONGEST = 4_000_000  # characters or bytes
MOST_VALUES = 300_000


def excess(received: str | bytes) -> str | None:
    """Returns in what an answer exceeds the limits, for the log; None if it can be decoded."""
    if len(received) > LONGEST:
        return f"more than {LONGEST:,} bytes"
    if isinstance(received, str):
        values = received.count(",") + received.count("[") + received.count("{")
    else:
        values = received.count(b",") + received.count(b"[") + received.count(b"{")
    return f"more than {MOST_VALUES:,} values" if values > MOST_VALUES else None  # each needs one of these
