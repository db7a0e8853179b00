"""Table model of the trending videos, keyed by video ID; rows are inserted and updated in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import IntEnum
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from tiktrack_gui.core import durations
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.deliveries import Delivery
from tiktrack_gui.core.models import MeasuredVideo, VideoCount
from tiktrack_gui.core.numbers import velocity as velocity_in_words
from tiktrack_gui.core.phases import State, pace, state
from tiktrack_gui.core.score import restated
from tiktrack_gui.core.velocity import speed_up
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.rows_by_id import Index, RowsById, in_order
from tiktrack_gui.words import counts, deliveries, measures, times, videos

Key = float | str | tuple[int, float] | None
Test = Callable[[MeasuredVideo], bool]
Why = Callable[[MeasuredVideo], Hashable]


class Column(IntEnum):
    RANK = 0
    VIDEO = 1
    VIEWS = 2
    LIKES = 3
    COMMENTS = 4
    SHARES = 5
    SAVES = 6
    VELOCITY = 7
    NOW = 8
    TREND = 9
    SCORE = 10
    AGE = 11
    STATE = 12
    POSTED = 13


COUNTED: Mapping[Column, VideoCount] = MappingProxyType(
    {
        Column.VIEWS: VideoCount.VIEWS,
        Column.LIKES: VideoCount.LIKES,
        Column.COMMENTS: VideoCount.COMMENTS,
        Column.SHARES: VideoCount.SHARES,
        Column.SAVES: VideoCount.SAVES,
    }
)
TITLES = (
    "#",
    "Video",
    "Views",
    "Likes",
    "Comments",
    "Shares",
    "Saves",
    "Velocity",
    "Now",
    "Trend",
    "Score",
    "Age",
    "State",
    "Discord",
)
MEANINGS: Mapping[Column, str] = MappingProxyType(
    {
        Column.RANK: "Place in the order chosen",
        Column.VIDEO: "Caption, name, handle and followers",
        **{column: f"{TITLES[column]} when it was last measured. {measures.ROUNDED}" for column in COUNTED},
        Column.VELOCITY: f"{measures.VELOCITY}. The bar’s mark is your threshold.",
        Column.NOW: f"{measures.NOW}. Sorted by it, videos that don’t have it yet are ranked by their velocity.",
        Column.TREND: f"{measures.TREND}. Sorted by how much faster it is now than since it was posted.",
        Column.SCORE: measures.SCORE,
        Column.AGE: "Time since it was posted",
        Column.STATE: measures.STATE,
        Column.POSTED: "What became of its creator’s post in Discord",
    }
)
RANKED = (State.POSTED, State.COOLING, State.STEADY, State.NEW, State.RISING)  # sorted by state, the last come first
RIGHT_ALIGNED = (Column.RANK, *COUNTED, Column.NOW, Column.AGE)


ITEM_ROLE = Qt.ItemDataRole.UserRole  # the MeasuredVideo
SORT_ROLE = Qt.ItemDataRole.UserRole + 1  # the cell's raw value

_SORT_KEYS: Mapping[Column, Callable[[MeasuredVideo], Key]] = MappingProxyType(
    {
        Column.RANK: pace,
        Column.VIDEO: lambda item: item.video.caption.casefold() or None,
        Column.VIEWS: lambda item: item.video.sample.views,
        Column.LIKES: lambda item: item.video.sample.likes,
        Column.COMMENTS: lambda item: item.video.sample.comments,
        Column.SHARES: lambda item: item.video.sample.shares,
        Column.SAVES: lambda item: item.video.sample.saves,
        Column.VELOCITY: lambda item: item.velocity,
        Column.NOW: pace,
        Column.TREND: lambda item: speed_up(item.current, item.velocity),
        Column.SCORE: lambda item: item.score.value if item.score else None,
        Column.AGE: lambda item: -item.video.posted_at,
        Column.POSTED: lambda item: item.posted,
    }
)


def nothing(_item: MeasuredVideo) -> None:
    """No reason to hide a video."""


class FeedModel(RowsById):
    def __init__(self, now: Callable[[], float], criteria: Criteria, parent: QObject | None = None) -> None:
        """now: UTC epoch seconds, for ages. criteria: by which scores and reasons are stated."""
        super().__init__(parent)
        self._now = now
        self._criteria = criteria
        self._items: dict[int, MeasuredVideo] = {}  # all as measured, by video ID
        self._restated: dict[int, MeasuredVideo] = {}  # those stated by the current criteria at this time
        self._deliveries: dict[int, Delivery] = {}  # the newest known, by creator ID, shown or not
        self._keys: dict[int, Any] = {}  # ID → what the column sorts by, once it was needed
        self._why: Why = nothing
        self._column, self._descending = Column.NOW, True

    @property
    def total(self) -> int:
        """The number of videos, shown or not."""
        return len(self._items)

    @property
    def languages(self) -> set[str]:
        """The codes of the languages of all videos."""
        return {item.video.language for item in self._items.values() if item.video.language}

    def count(self, test: Test) -> int:
        """Returns how many of all videos, shown or not, pass the test."""
        return sum(map(test, self._items.values()))

    @property
    def criteria(self) -> Criteria:
        """By which scores and reasons are stated."""
        return self._criteria

    @property
    def threshold(self) -> float:
        """Engagements per minute."""
        return self._criteria.threshold

    def set_criteria(self, criteria: Criteria) -> None:
        """Restates all scores and reasons, without writing anything."""
        self._criteria = criteria
        self._restate()

    def known(self, video_id: int) -> MeasuredVideo | None:
        """Returns the video, shown or not; None if there is none."""
        return self._stated(video_id) if video_id in self._items else None

    def now(self) -> float:
        return self._now()

    def item(self, row: int) -> MeasuredVideo:
        return self._stated(self._order[row])

    def trend(self, row: int) -> str:
        """The trend in words, which is drawn otherwise."""
        return videos.speed_up(self.item(row))

    def as_measured(self, row: int) -> MeasuredVideo:
        """Returns the video with the score and reason it had when it was measured, for when there are many."""
        return self._items[self._order[row]]

    def upsert(self, items: Iterable[MeasuredVideo]) -> None:
        """Inserts new videos, updates known ones in place, and restores the sort order."""
        arrived = {item.video.id: self._delivered(item) for item in items}
        self._items |= arrived
        self._forget_stated(arrived)
        shown = [video_id for video_id in arrived if self._passes(video_id)]
        self._drop((arrived.keys() & self._rows.keys()).difference(shown))
        self._changed(sorted(self._rows[video_id] for video_id in shown if video_id in self._rows))
        self._append(self._ordered(video_id for video_id in shown if video_id not in self._rows))
        self._arrange()

    def deliver(self, delivery: Delivery) -> None:
        """Applies a delivery's new state to all videos of its creator, shown or not; ignores outdated deliveries."""
        known = self._deliveries.get(delivery.creator_id)
        if known is None or known.id <= delivery.id:
            self._deliveries[delivery.creator_id] = delivery
            self.upsert([item for item in self._items.values() if item.video.creator.id == delivery.creator_id])

    def _delivered(self, item: MeasuredVideo) -> MeasuredVideo:
        """Returns the video with its creator's newest known delivery; the video's own copy may be out of date."""
        known, brought = self._deliveries.get(item.video.creator.id), item.delivery
        if brought is not None and (known is None or known.id < brought.id):
            self._deliveries[brought.creator_id] = known = brought
        return replace(item, delivery=known)

    def hide(self, why: Why) -> Counter[Hashable]:
        """Hides the videos for which there is a reason; returns how many each reason hides, and that nothing does
        (None). The view keeps its selection by ID.
        """
        self.beginResetModel()
        self._why = why
        reasons = {video_id: why(item) for video_id, item in self._items.items()}
        self._set_order(self._ordered(video_id for video_id, reason in reasons.items() if reason is None))
        self.endResetModel()
        return Counter(reasons.values())

    def tally(self, why: Why) -> Counter[Hashable]:
        """Returns how many videos each reason would hide, and that nothing would (None)."""
        return Counter(map(why, self._items.values()))

    def refresh_ages(self) -> None:
        """Updates ages, and what of the scores depends on them."""
        self._restate()

    def _restate(self) -> None:
        self._restated.clear()
        self._changed(range(len(self._order)))
        if self._column in (Column.SCORE, Column.STATE):  # they depend on the time, and the score on the threshold
            self._keys.clear()
            self._arrange()

    def _stated(self, video_id: int) -> MeasuredVideo:
        """Returns the video with its score and reason as of now; only those that are looked at are computed."""
        if video_id not in self._restated:
            self._restated[video_id] = restated(self._items[video_id], self._criteria, self._now())
        return self._restated[video_id]

    def _forget_stated(self, video_ids: Iterable[int]) -> None:
        for video_id in video_ids:
            self._restated.pop(video_id, None)
            self._keys.pop(video_id, None)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts the rows; unknown values come last in both orders."""
        if column != self._column:
            self._keys.clear()
        self._column, self._descending = Column(column), order == Qt.SortOrder.DescendingOrder
        self._arrange()

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature; the index is immutable
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return TITLES[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return MEANINGS[Column(section)]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in RIGHT_ALIGNED else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.InitialSortOrderRole:  # largest numbers first, texts from A, newest first
            rising = section in (Column.VIDEO, Column.AGE)
            return Qt.SortOrder.AscendingOrder if rising else Qt.SortOrder.DescendingOrder
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._order):
            return None
        item, column = self.item(index.row()), Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(item, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(item, column, index.row())
            case Qt.ItemDataRole.ToolTipRole:
                return self._hint(item, column)
            case _ if role == ITEM_ROLE:
                return item
            case _ if role == SORT_ROLE:
                return index.row() if column is Column.RANK else self._key(item, column)
        return None

    def _text(self, item: MeasuredVideo, column: Column) -> str | None:
        match column:
            case Column.RANK:
                return None  # depends on the row, not on the video: the delegate paints it
            case Column.VIDEO:
                return videos.caption(item.video.caption)
            case Column.VELOCITY:
                return videos.velocity(item)
            case Column.NOW:
                return videos.current_velocity(item)
            case Column.TREND:
                return None  # drawn
            case Column.SCORE:
                return videos.score(item)
            case Column.AGE:
                return durations.age(self._now() - item.video.posted_at)
            case Column.STATE:
                return videos.state(item, self._now())
            case Column.POSTED:
                return deliveries.state(item.delivery, self._now()).words if item.delivery else ""
            case _:
                return counts.video_count(item.video.sample, COUNTED[column])

    def _spoken(self, item: MeasuredVideo, column: Column, row: int) -> str:
        """Returns the whole row as a sentence for the Video column, else the cell's text with its column's title."""
        if column is Column.RANK:
            return f"Rank {row + 1}"
        if column is Column.VIDEO:
            return videos.sentence(item, self._now())
        if column is Column.TREND:
            return videos.speed_up(item) or videos.explained(item)
        missing = "not known" if column is Column.STATE else "not posted"
        return f"{TITLES[column]}: {self._text(item, column) or missing}"

    def _hint(self, item: MeasuredVideo, column: Column) -> str | None:
        """Returns what the cell leaves out: all digits, the exact time, the full caption."""
        sample = item.video.sample
        match column:
            case Column.VIDEO:
                return tooltips.plain(item.video.caption) or None
            case Column.VELOCITY:
                return _velocity_hint(item, self._criteria, self._now())
            case Column.NOW | Column.TREND:
                return _now_hint(item, self._now())
            case Column.SCORE:
                return item.reason
            case Column.AGE:
                return f"Posted {times.exact_time(item.video.posted_at)}"
            case Column.STATE:
                return videos.state_explained(item, self._now())
            case Column.POSTED if item.delivery:
                return f"Discord: {deliveries.state(item.delivery, self._now()).words.lower()}"
            case _ if column in COUNTED:
                return f"{counts.video_count(sample, COUNTED[column], full=True)} {TITLES[column].lower()}"
        return None

    def _passes(self, video_id: int) -> bool:
        return self._why(self._items[video_id]) is None

    def _changed(self, rows: Sequence[int], column: Column | None = None) -> None:
        """Emits a single signal from the first to the last row, so that views repaint only once."""
        if rows:
            first, last = (column, column) if column is not None else (Column(0), Column.POSTED)
            self.dataChanged.emit(self.index(rows[0], first), self.index(rows[-1], last))

    def _arrange(self) -> None:
        self._reorder(self._ordered(self._order))

    def _ordered(self, video_ids: Iterable[int]) -> list[int]:
        ids, keys = list(video_ids), self._keys
        look_up = self._stated if self._column is Column.SCORE else self._items.__getitem__
        keys |= {video_id: self._key(look_up(video_id), self._column) for video_id in ids if video_id not in keys}
        return in_order(ids, keys, descending=self._descending)

    def _key(self, item: MeasuredVideo, column: Column) -> Key:
        """What the column is sorted by; None if it isn't known."""
        if column is not Column.STATE:
            return _SORT_KEYS[column](item)
        known = state(item, self._now())
        return None if known is None else (RANKED.index(known), pace(item) or 0.0)


def _velocity_hint(item: MeasuredVideo, criteria: Criteria, now: float) -> str:
    threshold = criteria.threshold_of(item.source_id)
    whose = "your threshold" if threshold == criteria.threshold else "its source’s threshold"
    words = f"{videos.velocity(item)} since it was posted; {whose} is {velocity_in_words(threshold)}"
    return f"{words}\nMeasured {times.ago(item.video.sample.at, now)}"


def _now_hint(item: MeasuredVideo, now: float) -> str:
    lines = videos.speed_up(item), videos.explained(item), f"Measured {times.ago(item.video.sample.at, now)}"
    return "\n".join(filter(None, lines))
