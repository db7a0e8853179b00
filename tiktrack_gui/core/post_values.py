"""What a post's placeholders and fields show: plain text, "" if it isn't known. Pure; times are UTC."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import quote

from tiktrack_gui.core import durations, growth_text, numbers
from tiktrack_gui.core.baseline import against_usual
from tiktrack_gui.core.discord_text import one_line
from tiktrack_gui.core.growth import Change
from tiktrack_gui.core.growth_rate import WeeklyGrowth
from tiktrack_gui.core.models import Creator, CreatorCount, Video, VideoCount, VideoSample
from tiktrack_gui.core.overview import spans
from tiktrack_gui.core.phases import Phase, phase, velocity_now
from tiktrack_gui.core.post_facts import PostFacts

MAX_HANDLE = 30  # TikTok's own are shorter

Value = Callable[[PostFacts], str]


def name(creator: Creator) -> str:
    """The name, or else the handle, or else the ID: never empty."""
    return one_line(creator.name or "") or handle(creator)


def handle(creator: Creator) -> str:
    return one_line(creator.handle) or str(creator.id)


def profile_url(creator: Creator) -> str:
    """The link, with the handle URL-quoted; the characters TikTok allows in handles stay unchanged."""
    return f"https://www.tiktok.com/@{quote(handle(creator)[:MAX_HANDLE], safe='')}"


def video_url(creator: Creator, video: Video) -> str:
    return f"{profile_url(creator)}/video/{video.id}"


def creator_count(which: CreatorCount) -> Value:
    """Returns the text of a count of the creator, with its mark; a stored one is rounded for its age."""

    def value(facts: PostFacts) -> str:
        sample = facts.creator.sample
        count = None if sample is None else getattr(sample, (which.name or "").lower())
        if sample is None or count is None:
            return ""
        is_rounded = facts.stored or bool(sample.rounded & which)
        return numbers.mark(rounded=is_rounded, repaired=bool(sample.repaired & which)) + numbers.compact(count)

    return value


def sample_count(sample: VideoSample, which: VideoCount) -> str:
    count = getattr(sample, (which.name or "").lower())
    if count is None:
        return ""
    mark = numbers.mark(rounded=bool(sample.rounded & which), repaired=bool(sample.repaired & which))
    return mark + numbers.compact(count)


def video_count(which: VideoCount) -> Value:
    """Returns the text of a count of the video the post is about."""
    return lambda facts: "" if facts.video is None else sample_count(facts.video.video.sample, which)


def top_video_views(facts: PostFacts) -> str:
    return "" if facts.top is None else sample_count(facts.top.sample, VideoCount.VIEWS)


def caption(facts: PostFacts) -> str:
    return "" if facts.video is None else one_line(facts.video.video.caption)


def top_video(facts: PostFacts) -> str:
    return "" if facts.top is None else one_line(facts.top.caption)


def sound(facts: PostFacts) -> str:
    return "" if facts.video is None else one_line(facts.video.video.sound or "")


def growth(period: int, words: Callable[[Change], str] = growth_text.in_percent) -> Value:
    """Returns the change of the followers in a period; "" if the measurements aren't as far apart as that."""

    def value(facts: PostFacts) -> str:
        found = None if facts.figures is None else facts.figures.changes.get(period)
        return words(found) if found is not None and spans(found, period) else ""

    return value


def per_week(facts: PostFacts) -> str:
    found = None if facts.figures is None else facts.figures.per_week
    if not isinstance(found, WeeklyGrowth):
        return ""
    return numbers.growth(found.share) if found.is_measurable else growth_text.NO_CHANGE


def engagement(facts: PostFacts) -> str:
    found = None if facts.figures is None else facts.figures.engagement
    return "" if found is None else numbers.percent(found[0])


def posts_per_week(facts: PostFacts) -> str:
    found = None if facts.figures is None else facts.figures.posts
    return "" if found is None else numbers.rate(found.per_week)


def velocity(facts: PostFacts) -> str:
    item = facts.video
    return "" if item is None or item.velocity is None else numbers.velocity(item.velocity, at_least=item.at_least)


def velocity_lately(facts: PostFacts) -> str:
    """The velocity between the last two measurements."""
    found = None if facts.video is None else velocity_now(facts.video)
    return "" if found is None else numbers.velocity(found.value, at_most=found.at_most)


def score(facts: PostFacts) -> str:
    return "" if facts.video is None or facts.video.score is None else str(facts.video.score.value)


def reason(facts: PostFacts) -> str:
    """Why the video stands out; "" unless it does now."""
    item = facts.video
    if item is None or item.score is None or phase(item, facts.now) is not Phase.TAKING_OFF:
        return ""
    return one_line(item.score.reason)


def times_usual(facts: PostFacts) -> str:
    if facts.video is None or facts.usual is None:
        return ""
    found = against_usual(facts.video.video.sample, facts.usual)
    if found is None:
        return ""
    return numbers.mark(rounded=found.rounded, repaired=found.at_least) + numbers.times(found.ratio)


def hashtags(facts: PostFacts) -> str:
    tags = () if facts.video is None else facts.video.video.hashtags
    return " ".join(f"#{tag}" for tag in map(one_line, tags) if tag)


def age(facts: PostFacts) -> str:
    return "" if facts.video is None else durations.age(max(facts.now - facts.video.video.posted_at, 0))


def day(at: float | None) -> str:
    """ "20 Oct 2026"."""
    if at is None:
        return ""
    moment = datetime.fromtimestamp(at, UTC)
    return f"{moment.day} {moment:%b %Y}"


def moment(at: float | None) -> str:
    """ "2026-10-20 18:04 UTC"."""
    return "" if at is None else f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M} UTC"
