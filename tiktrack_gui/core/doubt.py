"""Which counts are too odd to be believed at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tiktrack_gui.core.models import CreatorSample, VideoSample

THOUSANDS = 1000

Sample = CreatorSample | VideoSample
Names = Mapping[type[Sample], Sequence[str]]

# What nobody brings to 0 by a setting: comments, shares and saves can be turned off, and anybody can unfollow all
_TELLING: Names = {CreatorSample: ("followers", "likes"), VideoSample: ("likes", "views")}
_ALL: Names = {
    CreatorSample: ("followers", "following", "likes", "videos"),
    VideoSample: ("likes", "comments", "shares", "views", "saves"),
}


def is_doubtful(sample: Sample | None, last: Sample | None) -> bool:
    """Whether the counts look like an empty answer of TikTok rather than like a fall.

    That is: a telling count (followers and likes of a creator, likes and views of a video) is 0 where there were
    thousands, or all counts that were sent are 0 where one wasn't. Such a sample is stored only once another way to it,
    or another run, says the same. last: the last one that was believed; without it, nothing is doubted.
    """
    if sample is None or last is None:
        return False
    now, before = _counts(sample, _TELLING), _counts(last, _TELLING)
    if any(count == 0 and (was or 0) >= THOUSANDS for count, was in zip(now, before, strict=True)):
        return True
    sent = [count for count in _counts(sample, _ALL) if count is not None]
    return bool(sent) and not any(sent) and any(_counts(last, _ALL))


def _counts(sample: Sample, names: Names) -> list[int | None]:
    return [getattr(sample, name) for name in names[type(sample)]]
