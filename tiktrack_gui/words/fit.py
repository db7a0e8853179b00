"""The parts of a fit: what they are called, and what each says, wherever a fit is taken apart. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tiktrack_gui.core.discovery.brands import Part
from tiktrack_gui.core.discovery.ranked import Confidence

PART_NAMES: Mapping[Part, str] = MappingProxyType(
    {
        Part.GROWTH: "Growth since",
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
