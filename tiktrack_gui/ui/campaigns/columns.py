"""The columns of a campaign's videos: what they are called, what they mean, and how wide they are."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType

from tiktrack_gui.ui.widgets.chosen_columns import Columns
from tiktrack_gui.ui.widgets.keyed_model import Headings
from tiktrack_gui.words import campaign_pages as words
from tiktrack_gui.words import campaigns, measures


class Column(IntEnum):
    VIDEO = 0
    POSTED = 1
    AGREED = 2
    VIEWS = 3
    ENGAGEMENT = 4
    PRICE = 5
    CPM = 6
    PER_ENGAGEMENT = 7
    USUAL = 8
    MEASURED = 9


TITLES = (
    "Video", "Posted", "Date", "Views", "Engagement", "Price", "Per 1,000 views", "Per engagement", "Vs. usual",
    "Measured",
)  # fmt: skip
MEANINGS: Mapping[Column, str] = MappingProxyType(
    {
        Column.VIDEO: "The video’s caption, and its creator",
        Column.POSTED: "When the video was posted",
        Column.AGREED: f"The day you entered, such as when it was agreed. {words.EDIT_DATE}",
        Column.VIEWS: f"Views when they were last measured. {measures.ROUNDED}",
        Column.ENGAGEMENT: measures.ENGAGEMENT,
        Column.PRICE: f"What you paid, or what the gift is worth. {words.EDIT_PRICE}",
        Column.CPM: campaigns.CPM_HINT,
        Column.PER_ENGAGEMENT: campaigns.PER_ENGAGEMENT_HINT,
        Column.USUAL: campaigns.USUAL_HINT,
        Column.MEASURED: "When TikTok was last asked for its counts",
    }
)
LEFT_ALIGNED = frozenset({Column.VIDEO})
RISING = frozenset({Column.VIDEO, Column.PRICE, Column.CPM, Column.PER_ENGAGEMENT})  # sorted from the smallest at first
EDITABLE = frozenset({Column.PRICE, Column.AGREED})

WIDTHS: Mapping[Column, int] = MappingProxyType(
    {
        Column.POSTED: 84,
        Column.AGREED: 92,
        Column.VIEWS: 88,
        Column.ENGAGEMENT: 102,
        Column.PRICE: 104,
        Column.CPM: 124,
        Column.PER_ENGAGEMENT: 124,
        Column.USUAL: 88,
        Column.MEASURED: 92,
    }
)
HEADINGS = Headings(kind=Column, titles=TITLES, meanings=MEANINGS, left=LEFT_ALIGNED, rising=RISING)
COLUMNS = Columns(
    kind=Column,
    titles=TITLES,
    widths=WIDTHS,
    always=frozenset({Column.VIDEO, Column.PRICE}),
    least=210,
    stretched=(Column.VIDEO,),
    leave_below={
        Column.AGREED: 1120,
        Column.MEASURED: 1020,
        Column.POSTED: 920,
        Column.PER_ENGAGEMENT: 830,
        Column.ENGAGEMENT: 700,
        Column.USUAL: 600,
        Column.CPM: 500,
        Column.VIEWS: 400,
    },
)
