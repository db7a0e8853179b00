"""How much is read of what TikTok sends."""

from __future__ import annotations

from tiktrack_gui.core.errors import TooLarge
from tiktrack_gui.core.extent import LONGEST, excess

MOST_ITEMS = 500  # of a list; TikTok refuses to send more than 50
LONGEST_TEXT = 10_000  # characters of a text within it; TikTok's longest are captions, with 4,000
MOST_HASHTAGS = 500


def check_length(received: str | bytes, capability: str = "") -> None:
    """Raises TooLarge."""
    if len(received) > LONGEST:
        raise TooLarge(capability, f"more than {LONGEST:,} characters")


def check_json(text: str, capability: str = "") -> None:
    """Raises TooLarge for what must not be decoded as JSON."""
    if (exceeded := excess(text)) is not None:
        raise TooLarge(capability, exceeded)


def check_items(number: int, capability: str) -> None:
    """Raises TooLarge for a list that is longer than anybody asked for."""
    if number > MOST_ITEMS:
        raise TooLarge(capability, f"a list of {number:,} items")
