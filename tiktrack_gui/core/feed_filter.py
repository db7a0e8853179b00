"""The filter of the feed: which of the measured videos are to be shown. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

from tiktrack_gui.core.advertising import is_advertising
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.models import MeasuredVideo, Video

T = TypeVar("T")


class Kind(StrEnum):
    """What is done with videos of a kind, such as ads."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    ALONE = "alone"


class VideoText(NamedTuple):
    """What of a video is looked at for words, and what makes it an ad."""

    caption: str
    handle: str
    name: str | None
    hashtags: tuple[str, ...]
    sound: str | None
    ad: bool

    @classmethod
    def of(cls, video: Video) -> VideoText:
        creator = video.creator
        return cls(video.caption, creator.handle, creator.name, video.hashtags, video.sound, video.ad)


def words_match(words: str) -> Callable[[VideoText], bool]:
    """Returns a test: every word occurs in the caption, the name, the @handle or a #hashtag, in any case."""
    wanted = words.casefold().split()

    def test(text: VideoText) -> bool:
        read = _read(text)
        return all(word in read for word in wanted)

    return test


@lru_cache(maxsize=16_384)
def _read(text: VideoText) -> str:
    """What of a video is searched, kept from one key of a search to the next."""
    tags = "".join(f" #{tag}" for tag in text.hashtags)
    return f"{text.caption} {text.name or ''} @{text.handle}{tags}".casefold()


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
        return sum(getattr(self, one.name) != one.default for one in fields(self))

    def passes(self, item: MeasuredVideo, now: float) -> bool:
        """now: UTC epoch seconds. A count that isn't known passes no condition about it."""
        return (
            (self.everything or item.is_story)
            and (not self.max_age or now - item.video.posted_at <= self.max_age * HOUR)
            and (not self.min_views or (item.video.sample.views or 0) >= self.min_views)
            and (not self.language or item.video.language == self.language)
            and self._fits_creator(item)
            and self.fits_text(VideoText.of(item.video))
            and _fits(self.ai, bool(item.video.ai))
            and _fits(self.shop, bool(item.video.shop))
        )

    @property
    def is_about_text(self) -> bool:
        """Whether `fits_text` has something to decide."""
        return bool(self.hashtag or self.sound or self.ads is not Kind.SHOWN)

    def fits_text(self, text: VideoText) -> bool:
        """Whether it passes the conditions about words and advertising."""
        tag, sound = self.hashtag.strip().removeprefix("#").casefold(), self.sound.strip().casefold()
        return (
            (not tag or any(tag in one.casefold() for one in text.hashtags))
            and (not sound or sound in (text.sound or "").casefold())
            and (self.ads is Kind.SHOWN or _fits(self.ads, is_advertising(text)))
        )

    def _fits_creator(self, item: MeasuredVideo) -> bool:
        if not (self.followers_from or self.followers_to):
            return True
        sample = item.video.creator.sample
        followers = None if sample is None else sample.followers
        if followers is None:
            return False
        return self.followers_from <= followers and (not self.followers_to or followers <= self.followers_to)

    def to_dict(self) -> dict[str, Any]:
        """Returns what is set, for `from_dict`."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
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


_DEFAULTS: Mapping[str, Any] = {one.name: one.default for one in fields(FeedFilter)}


def _fits(kind: Kind, is_one: bool) -> bool:
    return kind is Kind.SHOWN or is_one == (kind is Kind.ALONE)


@dataclass(frozen=True, slots=True)
class FeedQuery:
    """What is looked for among the stored videos: those that pass the filter and have all of the words.

    source_id: the source that found them; None = any.
    """

    filter: FeedFilter = field(default_factory=FeedFilter)
    words: str = ""
    source_id: int | None = None

    @property
    def finds_all(self) -> bool:
        """Whether there is no condition; whether a video must have passed isn't one here."""
        is_any = not self.words.split() and self.source_id is None
        return is_any and replace(self.filter, everything=False) == FeedFilter()

    @property
    def is_about_text(self) -> bool:
        return bool(self.words.split()) or self.filter.is_about_text

    def fits(self, texts: Sequence[VideoText]) -> list[bool]:
        """Returns of each whether it passes the conditions about text."""
        has_words = words_match(self.words)
        return [has_words(text) and self.filter.fits_text(text) for text in texts]


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """The first of what was found, and how many there are."""

    items: list[T]
    total: int

    @property
    def left(self) -> int:
        """How many aren't among the items."""
        return self.total - len(self.items)
