"""A change of a count in words, as everybody reads it: in the window, in posts and on the terminal."""

from __future__ import annotations

from tiktrack_gui.core import numbers
from tiktrack_gui.core.growth import Change

NO_CHANGE = "no measurable change"


def in_percent(change: Change) -> str:
    """ "+7.7%", "≈ +7.7%", "no measurable change"; as a count if it began at 0."""
    if not change.is_measurable:
        return NO_CHANGE
    if change.share is None:
        return in_numbers(change)
    return numbers.mark(rounded=change.is_vague) + numbers.growth(change.share)


def in_numbers(change: Change) -> str:
    """ "+172K", "≈ +172K", "no measurable change"."""
    if not change.is_measurable:
        return NO_CHANGE
    return numbers.mark(rounded=change.is_vague) + numbers.signed(change.amount)
