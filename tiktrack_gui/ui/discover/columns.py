"""The columns of the candidates: what they are called, what they mean, and how wide they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import IntEnum
from types import MappingProxyType

from tiktrack_gui.core.discovery.figures import Trend
from tiktrack_gui.core.discovery.pool import Row, Watch
from tiktrack_gui.ui.widgets.chosen_columns import Columns
from tiktrack_gui.ui.widgets.keyed_model import Headings, Key
from tiktrack_gui.words import fit, measures


class Column(IntEnum):
    RANK = 0
    CREATOR = 1
    FOLLOWERS = 2
    FIT = 3
    WHY = 4
    BREAKTHROUGH = 5
    SINCE = 6
    COMMENTS = 7
    STATE = 8


TITLES = ("#", "Creator", "Followers", "Fit", "Why", "Breakthrough", "Since then", "Comments", "State")
MEANINGS: Mapping[Column, str] = MappingProxyType(
    {
        Column.RANK: "Place by fit for this brand",
        Column.CREATOR: "Name, handle and followers",
        Column.FOLLOWERS: f"Followers when they were last measured. {measures.ROUNDED}",
        Column.FIT: f"{fit.FIT} The dots are the confidence.",
        Column.WHY: "Up to three reasons, the weightiest first, and one caution",
        Column.BREAKTHROUGH: "The newest viral video: its views compared with the creator’s usual ones, and its age. "
        "Provisional while too few videos are known.",
        Column.SINCE: "How the followers developed since then, in percent per week: an estimate from TikTrack’s own "
        "measurements",
        Column.COMMENTS: "Most frequent language of the comments read",
        Column.STATE: "How it is measured: watched daily, waiting, tracked or done",
    }
)
LEFT_ALIGNED = frozenset(Column) - {Column.RANK, Column.FOLLOWERS}
WIDTHS: Mapping[Column, int] = MappingProxyType(
    {
        Column.RANK: 44,
        Column.CREATOR: 204,
        Column.FOLLOWERS: 92,
        Column.FIT: 116,
        Column.BREAKTHROUGH: 138,
        Column.SINCE: 146,
        Column.COMMENTS: 130,
        Column.STATE: 100,
    }
)
COLUMNS = Columns(
    kind=Column,
    titles=TITLES,
    widths=WIDTHS,
    always=frozenset({Column.RANK, Column.CREATOR, Column.FIT}),
    on_request=frozenset({Column.FOLLOWERS}),
    least=180,
    stretched=(Column.WHY, Column.CREATOR),
    leave_below={
        Column.FOLLOWERS: 1280,
        Column.COMMENTS: 1130,
        Column.STATE: 1000,
        Column.SINCE: 760,
        Column.BREAKTHROUGH: 620,
        Column.WHY: 560,  # the details say it, too
    },
)
RISING = frozenset({Column.RANK, Column.CREATOR})  # sorted from the smallest at first
HEADINGS = Headings(
    kind=Column,
    titles=TITLES,
    meanings=MEANINGS,
    left=LEFT_ALIGNED,
    rising=RISING,
    spoken={Column.RANK: "Rank"},
    subject=Column.CREATOR,
)
STATES = tuple(Watch)
TRENDS = (Trend.FADING, Trend.FLAT, Trend.GROWING)


def _name(row: Row) -> Key:
    return (row.name or row.handle).casefold()


def _followers(row: Row) -> Key:
    return row.followers


def _breakthrough(row: Row) -> Key:
    return row.viral_at


def _growth(row: Row) -> Key:
    return None if row.trend in (None, Trend.UNKNOWN) else row.growth


def _comments(row: Row) -> Key:
    return row.comments or None


def _state(row: Row) -> Key:
    return STATES.index(Watch(row.watch))


KEYS: Mapping[int, Callable[[Row], Key]] = MappingProxyType(
    {  # what a column is sorted by; the others are by rank
        Column.CREATOR: _name,
        Column.FOLLOWERS: _followers,
        Column.BREAKTHROUGH: _breakthrough,
        Column.SINCE: _growth,
        Column.COMMENTS: _comments,
        Column.STATE: _state,
    }
)
