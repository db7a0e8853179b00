"""The columns of the overview: what they are called, what they mean, and how wide they are."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType

from tiktrack_gui.core.baseline import NEWEST
from tiktrack_gui.core.overview import PERIODS
from tiktrack_gui.ui.widgets.chosen_columns import Columns
from tiktrack_gui.words import annotating, measures, overview


class Column(IntEnum):
    PLACE = 0
    CREATOR = 1
    FOLLOWERS = 2
    DAY = 3
    WEEK = 4
    MONTH = 5
    PER_WEEK = 6
    TREND = 7
    ENGAGEMENT = 8
    POSTS = 9
    TOP = 10
    CHECKED = 11
    STATE = 12
    STATUS = 13


PERIOD_OF: Mapping[Column, int] = MappingProxyType(
    dict(zip((Column.DAY, Column.WEEK, Column.MONTH), PERIODS, strict=True))
)
TITLES = (
    "#",
    "Creator",
    "Followers",
    *(overview.PERIOD_NAMES[period] for period in PERIODS),
    "Per week",
    "Trend",
    "Engagement",
    "Posts/week",
    "Top video",
    "Checked",
    "State",
    annotating.COLUMN,
)
MY_ORDER = "My order"  # by hand; the first column in words
MEANINGS: Mapping[Column, str] = MappingProxyType(
    {
        Column.PLACE: "Your order of the list. Drag rows, or press Alt and an arrow key, to change it.",
        Column.CREATOR: "Name and handle",
        Column.FOLLOWERS: f"Followers when they were last measured. {measures.ROUNDED}",
        **{column: overview.period_meaning(period) for column, period in PERIOD_OF.items()},
        Column.PER_WEEK: measures.CREATOR["per_week"],
        Column.TREND: "Followers over the last four weeks. Sorted by their growth per week.",
        Column.ENGAGEMENT: measures.CREATOR["engagement"],
        Column.POSTS: measures.CREATOR["posts"],
        Column.TOP: f"The most viewed of the newest {NEWEST} videos",
        Column.CHECKED: "When the creator was last looked up",
        Column.STATUS: annotating.COLUMN_MEANING,
        Column.STATE: "Whether TikTok finds the creator, and lets TikTrack measure it",
    }
)
LEFT_ALIGNED = frozenset({Column.CREATOR, Column.TREND, Column.TOP, Column.STATE, Column.STATUS})
RISING = frozenset({Column.PLACE, Column.CREATOR, Column.STATE, Column.STATUS})  # sorted from the smallest at first
OF_FIGURES = frozenset(
    {*PERIOD_OF, Column.PER_WEEK, Column.TREND, Column.ENGAGEMENT, Column.POSTS, Column.TOP, Column.STATE}
)  # what depends on what is computed

WIDTHS: Mapping[Column, int] = MappingProxyType(
    {
        Column.PLACE: 40,
        Column.FOLLOWERS: 92,
        Column.DAY: 84,
        Column.WEEK: 84,
        Column.MONTH: 84,
        Column.PER_WEEK: 96,
        Column.TREND: 104,
        Column.ENGAGEMENT: 106,
        Column.POSTS: 98,
        Column.TOP: 150,
        Column.CHECKED: 98,
        Column.STATE: 106,
        Column.STATUS: 156,
    }
)
COLUMNS = Columns(
    kind=Column,
    titles=TITLES,
    widths=WIDTHS,
    always=frozenset({Column.PLACE, Column.CREATOR, Column.FOLLOWERS}),
    least=160,
    leave_below={
        Column.CHECKED: 1380,
        Column.TOP: 1210,
        Column.DAY: 1060,
        Column.POSTS: 980,
        Column.MONTH: 880,
        Column.ENGAGEMENT: 800,
        Column.TREND: 700,
        Column.STATE: 600,
        Column.STATUS: 560,
        Column.WEEK: 500,
    },
)
