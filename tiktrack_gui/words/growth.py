"""Texts about a creator's growth over time, as the growth plot shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import tzinfo

from tiktrack_gui.core import numbers
from tiktrack_gui.core.baseline import ENOUGH, ViewsPerVideo
from tiktrack_gui.core.models import Video, VideoCount
from tiktrack_gui.words import times, videos
from tiktrack_gui.words.counts import video_count

METRICS = {  # short names, next to each other
    "followers": "Followers",
    "following": "Following",
    "likes": "Likes",
    "videos": "Videos",
    "views": "Views",
}
UNITS = {  # behind a number
    "followers": "followers",
    "following": "following",
    "likes": "likes",
    "videos": "videos",
    "views": "views per video",
}
NOTHING = "No measurements yet."
ONE = "The chart starts with the second measurement."
COMPARE = "Compare growth"
COMPARED = "Growth compared"
LOADING = "Loading…"
SELECT_TO_COMPARE = "Select 2 to 8 creators to compare"
NOTHING_TO_COMPARE = "None of these creators has two measurements an hour apart yet."
NOT_KNOWN = "not measured"
CLOSE = "The chart starts once two measurements are an hour apart."


def title(metric: str) -> str:
    """ "Views per video"."""
    unit = UNITS[metric]
    return unit[0].upper() + unit[1:]


def too_few(metric: str, points: int, settled: int) -> str:
    """Says why there is no chart. points: of the line, too few or too close. settled: videos that count for views."""
    if metric != "views":
        return (NOTHING, ONE, CLOSE)[min(points, 2)]
    return f"The chart starts with {ENOUGH + 1} videos measured 2 days after they were posted. So far: {settled}."


def posted(video: Video, zone: tzinfo | None = None) -> str:
    """ "Posted Tue 20 Oct 2026, 20:53"."""
    return f"Posted {times.exact_time(video.posted_at, zone)}"


def post_views(video: Video, usual: ViewsPerVideo, zone: tzinfo | None = None) -> str:
    """ "≈ 1.2M views by 21 Oct 2026, ≈ 5.2× usual"; the latter only if the usual views are known."""
    views = f"{video_count(video.sample, VideoCount.VIEWS)} views by {times.date(video.sample.at, zone)}"
    return views if usual.median is None else f"{views}, {videos.against_usual_views(video.sample, usual)}"


def more_posts(others: int) -> str:
    """ "And 2 more videos here"; "" for none."""
    return "" if not others else f"And {others} more video{'' if others == 1 else 's'} here"


def comparison(metric: str, names: Sequence[str]) -> str:
    """ "Followers of @one and @other over time"."""
    return f"{title(metric)} of {', '.join(names[:-1])} and {names[-1]} over time"


def index(value: float, *, rounded: bool) -> str:
    """ "104.2", or "≈ 104.2": of a line that was 100 at the start."""
    return f"{numbers.mark(rounded=rounded)}{value:,.1f}"


def span(start: float, end: float, zone: tzinfo | None = None) -> str:
    """ "12 Oct – 29 Nov 2026", "29 Dec 2025 – 4 Jan 2026", "12 Oct 2026" within a day."""
    first, last = times.short_date(start, end, zone), times.date(end, zone)
    return last if times.date(start, zone) == last else f"{first} – {last}"


def picture_subtitle(
    metric: str, start: float, end: float, zone: tzinfo | None = None, *, is_indexed: bool = False
) -> str:
    """ "Followers, 12 Oct – 29 Nov 2026", or "Followers, start = 100, 12 Oct – 29 Nov 2026"."""
    return f"{title(metric)}, {'start = 100, ' if is_indexed else ''}{span(start, end, zone)}"


def source(measured: int, start: float, end: float, *, rounded: bool, zone: tzinfo | None = None) -> str:
    """ "Measured by TikTrack, 12 Oct – 29 Nov 2026, 812 measurements; ± where TikTok rounds"."""
    return _measured(measured, start, end, zone) + ("; ± where TikTok rounds" if rounded else "")


def source_of_several(measured: int, start: float, end: float, *, rounded: bool, zone: tzinfo | None = None) -> str:
    """ "Measured by TikTrack, 12 Oct – 29 Nov 2026, 812 measurements; some rounded by TikTok": no ± band is drawn."""
    return _measured(measured, start, end, zone) + ("; some rounded by TikTok" if rounded else "")


def _measured(measured: int, start: float, end: float, zone: tzinfo | None) -> str:
    number = f"{numbers.grouped(measured)} measurement{'' if measured == 1 else 's'}"
    return f"Measured by TikTrack, {span(start, end, zone)}, {number}"


def source_of_views(videos: int, *, rounded: bool) -> str:
    """ "Computed by TikTrack from the views of 140 videos, as last measured"."""
    words = f"Computed by TikTrack from the views of {numbers.grouped(videos)} videos, as last measured"
    return words + ("; ± where TikTok rounds" if rounded else "")


def file_label(handles: Sequence[str]) -> str:
    """ "maracooks and 2 others", for the name of a file."""
    others = len(handles) - 1
    return f"{handles[0]} and {others} other{'' if others == 1 else 's'}" if handles else ""


def file_name(handle: str, metric: str, end: float, ending: str, zone: tzinfo | None = None) -> str:
    """ "maracooks followers 2026-11-29.png"."""
    safe = re.sub(r"[^\w. -]+", "_", handle).strip(".") or "creator"
    return f"{safe} {UNITS[metric]} {times.local(end, zone):%Y-%m-%d}.{ending}"
