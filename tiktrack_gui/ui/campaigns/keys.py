"""What the videos of a campaign are sorted by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from tiktrack_gui.core.campaigns import Result
from tiktrack_gui.ui.campaigns.columns import Column
from tiktrack_gui.ui.widgets.keyed_model import Key


def key(one: Result, column: Column) -> Key:
    """Returns what a video is sorted by; None = unknown."""
    return _KEYS[column](one)


def _caption(one: Result) -> Key:
    return " ".join(one.video.caption.split()).casefold() or None if one.video is not None else None


def _posted(one: Result) -> Key:
    return one.video.posted_at if one.video is not None else None


def _views(one: Result) -> Key:
    return one.views.number if one.views is not None else None


def _per_thousand(one: Result) -> Key:
    return one.per_thousand.cents if one.per_thousand is not None else None


def _per_engagement(one: Result) -> Key:
    return one.per_engagement.cents if one.per_engagement is not None else None


def _usual(one: Result) -> Key:
    return one.usual.times.ratio if one.usual is not None and one.usual.times is not None else None


_KEYS: Mapping[Column, Callable[[Result], Key]] = MappingProxyType(
    {
        Column.VIDEO: _caption,
        Column.POSTED: _posted,
        Column.AGREED: lambda one: one.entry.agreed_on,
        Column.VIEWS: _views,
        Column.ENGAGEMENT: lambda one: one.engagement_rate,
        Column.PRICE: lambda one: one.entry.cents,
        Column.CPM: _per_thousand,
        Column.PER_ENGAGEMENT: _per_engagement,
        Column.USUAL: _usual,
        Column.MEASURED: lambda one: one.measured_at,
    }
)
