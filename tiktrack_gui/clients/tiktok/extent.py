"""How much is read of what TikTok sends. Its largest answers and pages have about 1 MB and 40,000 values.

Reading the most that is allowed takes a fraction of a second and some 60 MB, whatever it is.
"""

from __future__ import annotations

from tiktrack_gui.core.errors import TooLarge

LONGEST = 4_000_000  # characters or bytes of an answer or a page
MOST_VALUES = 300_000  # of an answer
MOST_ITEMS = 500  # of a list; TikTok refuses to send more than 50

LONGEST_TEXT = 10_000  # characters of a text within it; TikTok's longest are captions, with 4,000
MOST_HASHTAGS = 500


def check_length(received: str | bytes, capability: str = "") -> None:
    """Raises TooLarge."""
    if len(received) > LONGEST:
        raise TooLarge(capability, f"more than {LONGEST:,} characters")


def check_json(text: str, capability: str = "") -> None:
    """Raises TooLarge for what must not be decoded as JSON: every value needs a comma or a bracket, but few bytes."""
    check_length(text, capability)
    if text.count(",") + text.count("[") + text.count("{") > MOST_VALUES:
        raise TooLarge(capability, f"more than {MOST_VALUES:,} values")


def check_items(number: int, capability: str) -> None:
    """Raises TooLarge for a list that is longer than anybody asked for."""
    if number > MOST_ITEMS:
        raise TooLarge(capability, f"a list of {number:,} items")
