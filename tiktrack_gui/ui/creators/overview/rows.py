"""The rows of the overview: a tracked creator, or one that is still to be looked up, and what its cells say."""

from __future__ import annotations

from dataclasses import dataclass

from tiktrack_gui.core.annotations import BUILT_IN, Annotations
from tiktrack_gui.core.growth_rate import WeeklyGrowth
from tiktrack_gui.core.models import CreatorCount
from tiktrack_gui.core.overview import Figures, Standing, spans, standing
from tiktrack_gui.core.pending import PendingCreator
from tiktrack_gui.ui.creators.model import Entry
from tiktrack_gui.ui.creators.overview.columns import PERIOD_OF, Column
from tiktrack_gui.words import overview as words
from tiktrack_gui.words.annotating import marks_in_words
from tiktrack_gui.words.overview import Cell

Key = float | str | None

RANKED = tuple(Standing)  # the worst first
LAST = len(RANKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """entry: None for one that is to be looked up. figures: None until they are computed.

    blocked_since: since when TikTok blocks requests; None = it doesn't.
    """

    place: int
    entry: Entry | None = None
    pending: PendingCreator | None = None
    figures: Figures | None = None
    blocked_since: float | None = None

    @property
    def id(self) -> int:
        """The creator's ID; those that are to be looked up have negative ones."""
        if self.entry is not None:
            return self.entry.id
        return -self.pending.id if self.pending is not None else 0

    @property
    def name(self) -> str:
        if self.entry is None:
            return self.pending.given if self.pending is not None else ""
        creator = self.entry.tracked.creator
        return creator.name or creator.handle

    @property
    def standing(self) -> Standing | None:
        if self.entry is None:
            return None
        formerly = None if self.figures is None else self.figures.formerly
        return standing(self.entry.tracked, formerly, self.blocked_since)


def cell(row: Row, column: Column, now: float) -> Cell:
    """now: UTC epoch seconds."""
    if row.entry is None:
        return _pending_cell(row, column)
    tracked, figures = row.entry.tracked, row.figures
    match column:
        case Column.PLACE:
            return Cell(text=str(row.place + 1))
        case Column.CREATOR:
            return Cell(text=row.name, below=f"@{tracked.creator.handle}", hint=tracked.creator.bio or "")
        case Column.FOLLOWERS:
            return words.followers(tracked, now)
        case Column.CHECKED:
            return words.checked(tracked, now)
        case Column.STATUS:
            return words.kept(row.entry.annotations, now)
        case Column.STATE:
            formerly = figures.formerly if figures is not None else None
            return words.standing(tracked, row.standing or Standing.OK, formerly)
    return words.LOADING if figures is None else _computed(figures, column, now)


def _computed(figures: Figures, column: Column, now: float) -> Cell:
    if column in PERIOD_OF:
        return words.change(figures.changes[PERIOD_OF[column]], PERIOD_OF[column])
    match column:
        case Column.ENGAGEMENT:
            return words.engagement(figures)
        case Column.POSTS:
            return words.posts(figures)
        case Column.TOP:
            return words.top_video(figures, now)
    return words.per_week(figures)  # and what the trend says in words


def _pending_cell(row: Row, column: Column) -> Cell:
    match column:
        case Column.PLACE:
            return Cell(text=str(row.place + 1))
        case Column.CREATOR:
            return Cell(text=row.name, below=(row.pending.reason or "") if row.pending else "")
        case Column.STATE if row.pending is not None:
            return words.pending(row.pending)
        case Column.TREND | Column.STATUS:
            return Cell()
    return words.NONE


def sentence(row: Row, now: float) -> str:
    """Returns the row for screen readers."""
    state = cell(row, Column.STATE, now)
    if row.entry is None:
        return f"{row.name}, {state.text.lower()}"
    said = words.sentence(row.entry.tracked, row.figures, state), marks_in_words(row.entry.annotations)
    return ", ".join(filter(None, said))


def key(row: Row, column: Column) -> Key:
    """What the column is sorted by; None if it isn't known. A change over another time than others isn't."""
    if column is Column.PLACE:
        return row.place
    if column is Column.CREATOR:
        return row.name.casefold()
    if column is Column.STATE:
        return LAST if row.standing is None else RANKED.index(row.standing)
    if row.entry is None:
        return None
    if column is Column.STATUS:
        return _rank(row.entry.annotations)
    tracked = row.entry.tracked
    if column is Column.FOLLOWERS:
        return getattr(tracked.creator.sample, str(CreatorCount.FOLLOWERS.name).lower(), None)
    if column is Column.CHECKED:
        return tracked.checked_at
    return None if row.figures is None else _key_of(row.figures, column)


def _rank(kept: Annotations | None) -> str | None:
    """In the order of working together, the user's own statuses after that, by name."""
    if kept is None or kept.status is None:
        return None
    status = kept.status.status
    return f"{BUILT_IN.index(status)}" if status in BUILT_IN else f"{len(BUILT_IN)} {status.casefold()}"


def _key_of(figures: Figures, column: Column) -> float | None:
    if column in PERIOD_OF:
        found, period = figures.changes[PERIOD_OF[column]], PERIOD_OF[column]
        if found is None or not spans(found, period):
            return None
        return found.share if found.is_measurable else 0.0
    match column:
        case Column.ENGAGEMENT:
            return None if figures.engagement is None else figures.engagement[0]
        case Column.POSTS:
            return None if figures.posts is None else figures.posts.per_week
        case Column.TOP:
            return None if figures.top is None else figures.top.sample.views
    found_rate = figures.per_week
    if not isinstance(found_rate, WeeklyGrowth):
        return None
    return found_rate.share if found_rate.is_measurable else 0.0
