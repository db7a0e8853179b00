"""The filter of the feed: which of the measured videos are to be shown. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from tiktrack_gui.core.advertising import is_advertising
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.models import MeasuredVideo


class Kind(StrEnum):
    """What is done with videos of a kind, such as ads."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    ALONE = "alone"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFilter:
    """0 and "" filter nothing.

    everything: also videos that never reached the threshold. max_age: h. followers_from, followers_to: of the creator.
    language: TikTok's code, such as "en". hashtag, sound: a part of one, in any case.
    """

    everything: bool = False
    max_age: float = 0.0
    min_views: int = 0
    followers_from: int = 0
    followers_to: int = 0
    language: str = ""
    hashtag: str = ""
    sound: str = ""
    ads: Kind = Kind.SHOWN
    ai: Kind = Kind.SHOWN
    shop: Kind = Kind.SHOWN

    @property
    def active(self) -> int:
        """How many conditions are set."""
        return sum(getattr(self, field.name) != field.default for field in fields(self))

    def passes(self, item: MeasuredVideo, now: float) -> bool:
        """now: UTC epoch seconds. A count that isn't known passes no condition about it."""
        return (
            (self.everything or item.is_story)
            and (not self.max_age or now - item.video.posted_at <= self.max_age * HOUR)
            and (not self.min_views or (item.video.sample.views or 0) >= self.min_views)
            and self._fits_creator(item)
            and self._fits_words(item)
            and _fits(self.ads, is_advertising(item.video))
            and _fits(self.ai, bool(item.video.ai))
            and _fits(self.shop, bool(item.video.shop))
        )

    def _fits_creator(self, item: MeasuredVideo) -> bool:
        if not (self.followers_from or self.followers_to):
            return True
        sample = item.video.creator.sample
        followers = None if sample is None else sample.followers
        if followers is None:
            return False
        return self.followers_from <= followers and (not self.followers_to or followers <= self.followers_to)

    def _fits_words(self, item: MeasuredVideo) -> bool:
        video, tag = item.video, self.hashtag.strip().removeprefix("#").casefold()
        return (
            (not self.language or video.language == self.language)
            and (not tag or any(tag in one.casefold() for one in video.hashtags))
            and (not self.sound or self.sound.strip().casefold() in (video.sound or "").casefold())
        )

    def to_dict(self) -> dict[str, Any]:
        """Returns what is set, for `from_dict`."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value != _DEFAULTS[name]}

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> FeedFilter:
        """Ignores what isn't understood, such as a newer version's condition or an edited value."""
        values: dict[str, Any] = {}
        for name, default in _DEFAULTS.items():
            try:
                value = type(default)(kept[name])
            except (KeyError, TypeError, ValueError, OverflowError):
                continue
            if isinstance(value, str) or value >= 0:
                values[name] = value
        return cls(**values)


_DEFAULTS: Mapping[str, Any] = {field.name: field.default for field in fields(FeedFilter)}


def _fits(kind: Kind, is_one: bool) -> bool:
    return kind is Kind.SHOWN or is_one == (kind is Kind.ALONE)
