"""The parts of a fit: what they are called, and what each says, wherever a fit is taken apart. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tiktrack_gui.core import numbers
from tiktrack_gui.core.discovery.brands import Part
from tiktrack_gui.core.discovery.ranked import Confidence, Reading

PART_NAMES: Mapping[Part, str] = MappingProxyType(
    {
        Part.GROWTH: "Growth",
        Part.REPEATABILITY: "Repeatability",
        Part.ENGAGEMENT: "Engagement",
        Part.NICHE: "Your niche",
        Part.EXAMPLES: "Like your examples",
        Part.COMMENTS: "Comment language",
        Part.CAPTIONS: "Caption language",
        Part.PLACE: "Posts from",
        Part.STATED: "Stated audience",
    }
)
PART_MEANINGS: Mapping[Part, str] = MappingProxyType(
    {
        Part.GROWTH: "How the followers developed after the breakthrough, from TikTrack’s own measurements",
        Part.REPEATABILITY: "How many of the newest videos are good ones for accounts of this size, at least "
        "(the lower end of the 95% interval)",
        Part.ENGAGEMENT: "Likes, comments and shares per view, compared with accounts of this size",
        Part.NICHE: "How many captions have your niche words or hashtags",
        Part.EXAMPLES: "How similar the captions are to those of a creator whose audience you want",
        Part.COMMENTS: "How many comments are in your languages: says most about the viewers",
        Part.CAPTIONS: "How many captions are in your languages: says something about the creator",
        Part.PLACE: "How many posts are from your countries: the creator’s place, not the viewers’",
        Part.STATED: "How close the audience that the creator states is to the one you want",
    }
)
CONFIDENCE: Mapping[Confidence, str] = MappingProxyType(
    {Confidence.LOW: "low", Confidence.MEDIUM: "medium", Confidence.HIGH: "high"}
)
FIT = (
    "0 to 100: the weighted mean of the parts that are known. A part that isn’t known lowers the confidence; it never "
    "counts as 0."
)


def note(part: Part, reading: Reading) -> str:
    """What a part's value is from: the measured share, its 95% interval, and of how many; or what is missing."""
    if reading.value is None:
        return _missing(part, reading)
    measured = _measured(part, reading)
    number = "" if reading.n is None or part not in _OF else _counted(reading.n, *_OF[part])
    if part is Part.GROWTH and reading.n is not None:
        number = f"measured {reading.n}×"
    return " · ".join(filter(None, (measured, number)))


def _measured(part: Part, reading: Reading) -> str:
    if reading.share is None:
        return ""
    shown = _growth if part is Part.GROWTH else _percent
    text = shown(reading.share)
    if part is Part.EXAMPLES:
        return f"{text} similar"
    if reading.low is None or reading.high is None:
        return text
    return f"{text} ({shown(reading.low)} to {shown(reading.high)})"


def _counted(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"


def _growth(share: float) -> str:
    """ "+18%", "−0.4%"."""
    return f"{'+' if share > 0 else ''}{numbers.percent(share)}"


def _percent(share: float) -> str:
    """Whole percents: the intervals are far wider than a tenth."""
    return numbers.percent(round(share, 2))


def _missing(part: Part, reading: Reading) -> str:
    if part is Part.COMMENTS and reading.n:
        return f"only {reading.n} comments read: too few"
    return _UNKNOWN[part]


_OF: Mapping[Part, tuple[str, str]] = {
    Part.REPEATABILITY: ("video", "videos"),
    Part.ENGAGEMENT: ("other account of its size", "others of its size"),
    Part.NICHE: ("caption", "captions"),
    Part.COMMENTS: ("comment", "comments"),
    Part.CAPTIONS: ("caption", "captions"),
    Part.PLACE: ("post", "posts"),
}
_UNKNOWN: Mapping[Part, str] = {
    Part.GROWTH: "not measured for long enough",
    Part.REPEATABILITY: "too few accounts of this size to compare",
    Part.ENGAGEMENT: "too few accounts of this size to compare",
    Part.NICHE: "no captions read",
    Part.EXAMPLES: "your examples’ captions aren’t known",
    Part.COMMENTS: "no comments read",
    Part.CAPTIONS: "no captions in a known language",
    Part.PLACE: "not read",
    Part.STATED: "nothing stated",
}
