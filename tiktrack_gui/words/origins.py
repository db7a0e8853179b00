"""Where numbers were read from, and when. Pure: the current time is an argument."""

from __future__ import annotations

from tiktrack_gui.core.models import CreatorSample, MeasuredVideo, Origin, VideoSample
from tiktrack_gui.words import times

PHRASES = {
    Origin.PROFILE_PAGE: "from the profile page",
    Origin.USER_DETAIL: "from TikTok’s user data",
    Origin.ITEM_LIST: "from a video list",
    Origin.VIDEO_PAGE: "from a video page",
    Origin.SEARCH: "from TikTok’s search",
    Origin.TIKAPI: "from TikAPI",
    Origin.DEMO: "made up for the demo",
    Origin.IMPORTED: "imported",
}

NAMES = {
    Origin.PROFILE_PAGE: "Profile page",
    Origin.USER_DETAIL: "User data",
    Origin.ITEM_LIST: "Video list",
    Origin.VIDEO_PAGE: "Video page",
    Origin.SEARCH: "Search",
    Origin.TIKAPI: "TikAPI",
    Origin.DEMO: "Demo",
    Origin.IMPORTED: "Import",
}


def of_numbers(measured: MeasuredVideo, now: float) -> str:
    """ "From a video page, 2 min ago; followers from the profile page, 3 h ago": of the counts of a video."""
    sample, creator = measured.video.sample, measured.video.creator.sample
    counts = _read(sample, now)
    said = counts[0].upper() + counts[1:]
    if creator is None or creator.followers is None or _read(creator, now) == counts:
        return said
    return f"{said}; followers {_read(creator, now)}"


def exactly(sample: VideoSample | CreatorSample) -> str:
    """ "From a video page, Tue 20 Oct 2026, 20:53"."""
    phrase = PHRASES[sample.origin]
    return f"{phrase[0].upper()}{phrase[1:]}, {times.exact_time(sample.at)}"


def _read(sample: VideoSample | CreatorSample, now: float) -> str:
    return f"{PHRASES[sample.origin]}, {times.ago(sample.at, now)}"
