"""Suggestions for misspelled names."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

CLOSE = 0.7


def nearest(name: str, known: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(name, known, n=1, cutoff=CLOSE)), None)
