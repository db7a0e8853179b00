"""Texts about a creator's videos that were seen. Pure: the current time is an argument."""

from __future__ import annotations

from collections.abc import Mapping

from tiktrack_gui.core import numbers
from tiktrack_gui.core.engagement import engagement_rate
from tiktrack_gui.core.models import Video, VideoCount, VideoSample
from tiktrack_gui.core.rated_videos import Order, RatedVideo
from tiktrack_gui.core.velocity import lifetime_velocity
from tiktrack_gui.words import counts, creators, times, videos

ORDERS: Mapping[Order, str] = {
    Order.NEWEST: "Newest",
    Order.VIEWS: "Most views",
    Order.USUAL: "Above usual",
}
TOP, OPEN, COPY, POST = "Top video", "Open video", "Copy link", "Post the creator to Discord"
GONE = "no longer on TikTok"
_RATE = VideoCount.LIKES | VideoCount.COMMENTS | VideoCount.SHARES | VideoCount.VIEWS


def top_of(seen: int, total: int | None) -> str:
    """ "Top of the 34 videos seen", or "Top video" if these are all. total: videos on the profile; None = not known."""
    return TOP if seen == total else f"Top of the {numbers.grouped(seen)} videos seen"


def share(seen: int, total: int | None) -> str:
    """ "20 of 293", or "20" if fewer are known to exist; "" for none."""
    if not seen:
        return ""
    return f"{seen} of {numbers.grouped(total)}" if total is not None and total >= seen else str(seen)


def engagement(sample: VideoSample) -> str:
    """ "≈ 7.7% engagement", or "" if it isn't known."""
    rate = engagement_rate(sample)
    if rate is None or sample.repaired & _RATE:
        return ""
    return f"{numbers.mark(rounded=bool(sample.rounded & _RATE))}{numbers.percent(rate)} engagement"


def figures(one: RatedVideo, now: float) -> tuple[str, ...]:
    """The same with ever less: "≈ 1.2M views · ≈ 5.2× usual · ≈ 7.7% engagement · measured 9 d ago"."""
    compared = "" if one.compared is None else videos.times_usual(one.compared)
    sample = one.video.sample
    views, standing = f"{counts.video_count(sample, VideoCount.VIEWS)} views", state(one.video, now)
    return tuple(
        " · ".join(filter(None, parts))
        for parts in (
            (views, compared, engagement(sample), standing),
            (views, compared, standing),
            (views, standing),
        )
    )


def state(video: Video, now: float) -> str:
    """Says that the video is gone, or how old its numbers are if they aren't new."""
    return GONE if video.gone_at is not None else creators.if_old(video.sample.at, now)


def sentence(one: RatedVideo, now: float) -> str:
    """Returns a row of the list for screen readers."""
    posted = times.short_date(one.video.posted_at, now)
    return f"{videos.caption(one.video.caption)}, {figures(one, now)[0].replace(' · ', ', ')}, posted {posted}"


def hint(one: RatedVideo) -> str:
    """Returns what a row leaves out, a line each."""
    video, speed = one.video, lifetime_velocity(one.video.sample, one.video.posted_at, one.video.sample.at)
    fast = "" if speed is None else numbers.velocity(speed, at_least=video.sample.engagement_at_least)
    said = " · ".join(filter(None, (fast, engagement(video.sample), "advertising" if video.ad else "")))
    when = f"Posted {times.exact_time(video.posted_at)}, measured {times.exact_time(video.sample.at)}"
    return "\n".join(filter(None, (video.caption.strip(), said, when)))
