"""Counts and describes the items of a list that aren't videos to be measured."""

from __future__ import annotations

from collections.abc import Mapping

from tiktrack_gui.core.models import LeftOut
from tiktrack_gui.core.numbers import grouped

_WORDS = {
    LeftOut.LIVE: "LIVE",
    LeftOut.NOT_PUBLIC: "not public",
    LeftOut.NO_COUNTS: "without counts",
    LeftOut.NO_TIME: "with an impossible date",
    LeftOut.UNREADABLE: "unreadable",
}


def in_words(left_out: Mapping[LeftOut, int]) -> str:
    """ "2 LIVE, 1 not public"; empty if nothing was left out."""
    return ", ".join(f"{grouped(left_out[why])} {words}" for why, words in _WORDS.items() if left_out.get(why))


def not_all(seen: int, why: str) -> str:
    """Says that a list isn't whole. why: part of a sentence."""
    return f"{seen} {'video' if seen == 1 else 'videos'} seen, there may be more: {why}."
