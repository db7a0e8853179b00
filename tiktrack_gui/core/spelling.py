"""Suggestions for misspelled names."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

CLOSE = 0.7
SLIP = 0.9  # a letter or two


def nearest(name: str, known: Iterable[str], closeness: float = CLOSE) -> str | None:
    return next(iter(get_close_matches(name, known, n=1, cutoff=closeness)), None)
