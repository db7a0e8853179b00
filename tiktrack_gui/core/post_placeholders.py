"""The placeholders of a post's template: what each means, an example, and how it is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tiktrack_gui.core import growth_text
from tiktrack_gui.core import post_values as values
from tiktrack_gui.core.discord_text import paragraphs
from tiktrack_gui.core.models import CreatorCount, VideoCount
from tiktrack_gui.core.overview import PERIODS
from tiktrack_gui.core.post_facts import PostFacts

DAY, WEEK, MONTH = PERIODS
MAX_BIO = 2000
MAX_CAPTION = 250
MAX_REASON = 250


@dataclass(frozen=True, slots=True)
class Placeholder:
    """meaning, example: as shown to people. value: its text for a post, "" without one.

    longest: UTF-16 units it may take; None = as many as there are. is_link: whether it is one of our links, which
    aren't escaped or shortened.
    """

    meaning: str
    example: str
    value: values.Value
    longest: int | None = None
    is_link: bool = False


def _profile_link(facts: PostFacts) -> str:
    return values.profile_url(facts.creator)


def _video_link(facts: PostFacts) -> str:
    return "" if facts.video is None else values.video_url(facts.creator, facts.video.video)


def _top_video_link(facts: PostFacts) -> str:
    return "" if facts.top is None else values.video_url(facts.creator, facts.top)


PLACEHOLDERS: Mapping[str, Placeholder] = MappingProxyType(
    {
        "name": Placeholder("Creator’s name", "Mara Lindqvist", lambda facts: values.name(facts.creator)),
        "handle": Placeholder("Creator’s handle, without @", "maracooks", lambda facts: values.handle(facts.creator)),
        "bio": Placeholder(
            "Creator’s bio",
            "Three ingredients, ten minutes",
            lambda facts: paragraphs(facts.creator.bio or ""),
            longest=MAX_BIO,
        ),
        "verified": Placeholder(
            "“Verified”, for verified creators", "Verified", lambda facts: "Verified" if facts.creator.verified else ""
        ),
        "profile_link": Placeholder(
            "Link to the profile", "https://www.tiktok.com/@maracooks", _profile_link, is_link=True
        ),
        "followers": Placeholder("Followers", "≈ 1.2M", values.creator_count(CreatorCount.FOLLOWERS)),
        "following": Placeholder("Accounts the creator follows", "312", values.creator_count(CreatorCount.FOLLOWING)),
        "likes": Placeholder("Likes of all videos", "≈ 18.4M", values.creator_count(CreatorCount.LIKES)),
        "videos": Placeholder("Videos on the profile", "487", values.creator_count(CreatorCount.VIDEOS)),
        "growth_day": Placeholder("Change in followers in 24 hours, in percent", "+0.8%", values.growth(DAY)),
        "growth_week": Placeholder("Change in followers in 7 days, in percent", "+7.7%", values.growth(WEEK)),
        "growth_month": Placeholder("Change in followers in 30 days, in percent", "+31.2%", values.growth(MONTH)),
        "gained_day": Placeholder("Followers gained in 24 hours", "+9,600", values.growth(DAY, growth_text.in_numbers)),
        "gained_week": Placeholder("Followers gained in 7 days", "+85.8K", values.growth(WEEK, growth_text.in_numbers)),
        "gained_month": Placeholder(
            "Followers gained in 30 days", "+285K", values.growth(MONTH, growth_text.in_numbers)
        ),
        "per_week": Placeholder("Usual growth per week, over the last four weeks", "+6.9%", values.per_week),
        "engagement": Placeholder("Usual engagement: likes, comments and shares per view", "8.3%", values.engagement),
        "posts_per_week": Placeholder("New videos per week, over the last four weeks", "3.5", values.posts_per_week),
        "caption": Placeholder(
            "Video’s caption",
            "This 3-ingredient pasta took over my week",
            values.caption,
            longest=MAX_CAPTION,
        ),
        "video_link": Placeholder(
            "Link to the video",
            "https://www.tiktok.com/@maracooks/video/7412345678901234567",
            _video_link,
            is_link=True,
        ),
        "views": Placeholder("Video’s views", "≈ 4.6M", values.video_count(VideoCount.VIEWS)),
        "video_likes": Placeholder("Video’s likes", "≈ 812K", values.video_count(VideoCount.LIKES)),
        "comments": Placeholder("Video’s comments", "6,204", values.video_count(VideoCount.COMMENTS)),
        "shares": Placeholder("Video’s shares", "≈ 48.2K", values.video_count(VideoCount.SHARES)),
        "saves": Placeholder("Video’s saves", "≈ 91.3K", values.video_count(VideoCount.SAVES)),
        "velocity": Placeholder(
            "Video’s likes, comments and shares per minute since it was posted", "4,812/min", values.velocity
        ),
        "velocity_now": Placeholder("The same between its last two measurements", "5,730/min", values.velocity_lately),
        "score": Placeholder("Video’s score, from 0 to 100", "91", values.score),
        "reason": Placeholder(
            "Why the video stands out, while it’s taking off",
            "High engagement velocity (4,812/min, 48× threshold)",
            values.reason,
            longest=MAX_REASON,
        ),
        "times_usual": Placeholder(
            "Video’s views compared with this creator’s usual views", "≈ 5.2×", values.times_usual
        ),
        "hashtags": Placeholder("Video’s hashtags", "#pasta #easyrecipe", values.hashtags, longest=MAX_CAPTION),
        "sound": Placeholder(
            "Video’s sound",
            "original sound – maracooks",
            values.sound,
            longest=MAX_CAPTION,
        ),
        "posted": Placeholder(
            "Day the video was posted (UTC)",
            "20 Oct 2026",
            lambda facts: "" if facts.video is None else values.day(facts.video.video.posted_at),
        ),
        "age": Placeholder("Age of the video when the thread is made", "3 h", values.age),
        "top_video": Placeholder(
            "Caption of the most viewed recent video",
            "How to fold a fitted sheet in 12 seconds",
            values.top_video,
            longest=MAX_CAPTION,
        ),
        "top_video_link": Placeholder(
            "Link to the most viewed recent video",
            "https://www.tiktok.com/@maracooks/video/7409876543210987654",
            _top_video_link,
            is_link=True,
        ),
        "top_video_views": Placeholder("Views of the most viewed recent video", "≈ 9.1M", values.top_video_views),
        "measured": Placeholder(
            "When the numbers were measured", "2026-10-20 18:04 UTC", lambda facts: values.moment(facts.measured_at)
        ),
        "date": Placeholder("Day the thread is made (UTC)", "21 Oct 2026", lambda facts: values.day(facts.now)),
    }
)
