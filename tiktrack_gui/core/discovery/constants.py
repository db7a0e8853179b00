"""The numbers in Discover's definitions. Each is a setting; these are the defaults."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Constants:
    """The numbers in the definitions.

    viral_views, viral_times: a video is viral from so many views on, if they are so many times the usual ones; where
    the usual ones aren't known, so many times the followers. viral_days: a creator is up-and-coming for so long after
    the last viral video. good_times: a good video has so many times the median views of the follower band.
    least_comments: fewer comments read say nothing about languages. watched_at_once: candidates measured daily, at
    most. watched_days: for how long.
    """

    viral_views: int = 10_000
    viral_times: float = 5.0
    viral_days: int = 60
    good_times: float = 2.0
    least_comments: int = 150
    watched_at_once: int = 40
    watched_days: int = 14


DEFAULTS = Constants()
