"""Texts about a measured video. Pure: the current time is an argument."""

from __future__ import annotations

from tiktrack_gui.core import numbers, phases
from tiktrack_gui.core import velocity as velocities
from tiktrack_gui.core.backtest import Backtest
from tiktrack_gui.core.baseline import Comparison, ViewsPerVideo, against_usual
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.models import MeasuredVideo, VideoCount, VideoSample
from tiktrack_gui.core.score import Contribution
from tiktrack_gui.words import deliveries, measures
from tiktrack_gui.words.counts import UNKNOWN, count, video_count
from tiktrack_gui.words.creators import views_hint
from tiktrack_gui.words.times import ago

STANDING = 0.05  # of the average; below it, a ratio would read "0×"
SMALLEST = 0.1  # times; a smaller ratio would read "0×"
STALE = HOUR  # s; an older measurement is shown with its age


def velocity(measured: MeasuredVideo) -> str:
    """ "570/min", or "≥ 570/min" if likes, comments or shares are unknown."""
    if measured.velocity is None:
        return UNKNOWN
    return numbers.velocity(measured.velocity, at_least=measured.at_least)


def current_velocity(measured: MeasuredVideo) -> str:
    """ "570/min", "under 556/min" if it is too slow to be measured, "stopped", or why it isn't known."""
    if measured.video.gone_at is not None:
        return "gone"
    current = phases.velocity_now(measured)
    if current is None:
        unknown = "measured once" if phases.is_measured_once(measured) else "not known yet"
        return unknown if measured.current is None else "not measurable"
    if current.value == 0:
        return "stopped"
    speed = numbers.velocity(current.value)
    return f"under {speed}" if current.at_most else speed


def explained(measured: MeasuredVideo) -> str:
    """Says how the current velocity was measured, or what is missing for it."""
    current = measured.current
    if measured.video.gone_at is not None:
        return "TikTok doesn’t show this video any more. Its numbers are the last that were measured."
    if current is None:
        return "Known once the video was measured twice, at least 10 min apart"
    if current.at_most:
        bound = numbers.velocity(current.value)
        return f"Now: too slow to measure (under {bound}), as TikTok rounds its counts"
    return f"Likes, comments and shares per minute over the last {current.minutes:,.0f} min before it was measured"


def backtest(test: Backtest, threshold: float) -> str:
    """ "At 100/min, the last 7 days would have flagged 31 of 412 videos, of 24 creators"."""
    if not test.total:
        return f"At {numbers.velocity(threshold)}; nothing was measured in the last {test.days} days"
    found, total = test.flagged(threshold), numbers.grouped(test.total)
    count = f"{numbers.grouped(found.videos)} of {total} videos"
    creators = "1 creator" if found.creators == 1 else f"{numbers.grouped(found.creators)} creators"
    of_whom = f", of {creators}" if found.videos else ""
    return f"At {numbers.velocity(threshold)}, the last {test.days} days would have flagged {count}{of_whom}"


def standing(measured: MeasuredVideo, now: float) -> str:
    """ "measured 18 h ago", or since when it is gone."""
    at, gone_at = measured.video.sample.at, measured.video.gone_at
    return f"measured {ago(at, now)}" if gone_at is None else f"gone, noticed {ago(gone_at, now)}"


def measured_again(measured: MeasuredVideo) -> str:
    if measured.video.gone_at is not None:
        return "TikTok doesn’t show this video any more"
    return f"Measured: {velocity(measured)}, now {current_velocity(measured)}"


def score(measured: MeasuredVideo) -> str:
    return UNKNOWN if measured.score is None else str(measured.score.value)


def against_usual_views(sample: VideoSample, usual: ViewsPerVideo) -> str:
    """ "≈ 5.2× usual", or "not enough known: 3 videos"."""
    if usual.median is None:
        words = views_hint(usual).replace(" video", "\u00a0video")  # the number doesn't stand alone in a line
        return words[0].lower() + words[1:]
    found = against_usual(sample, usual)
    return UNKNOWN if found is None else times_usual(found)


def times_usual(found: Comparison) -> str:
    """ "≈ 5.2× usual"."""
    if 0 < found.ratio < SMALLEST and not found.at_least:
        return f"< {numbers.times(SMALLEST)} usual"
    return f"{numbers.mark(rounded=found.rounded, repaired=found.at_least)}{numbers.times(found.ratio)} usual"


def usual_views(usual: ViewsPerVideo) -> str:
    """Says what the usual views are, of how many videos and when these were measured, and how that is computed."""
    found = views_hint(usual)
    if usual.median is not None:
        number = count(usual.median, rounded=usual.rounded, repaired=usual.repaired, full=True)
        found = f"Usual: {number} views ({found})"
    return f"{found}\n{measures.USUAL}"


def part_of_score(part: Contribution) -> str:
    """ "96% × 50%", its value and its weight, or "not known"."""
    return "not known" if part.value is None else f"{part.value:.0%} × {part.weight}%"


def measured_ago(measured: MeasuredVideo, now: float) -> str:
    """ "measured 18 h ago", or "" if that was within the last hour."""
    at = measured.video.sample.at
    return f"measured {ago(at, now)}" if now - at > STALE else ""


def direction(measured: MeasuredVideo) -> tuple[str, str]:
    """Compares the velocity now with that since it was posted: an arrow and a tone, both empty if it isn't known."""
    if phases.is_rising(measured):
        return "↑", "ok"
    if phases.is_cooling(measured):
        return "↓", "bad"
    return "" if velocities.speed_up(measured.current, measured.velocity) is None else "→", ""


def state(measured: MeasuredVideo, now: float) -> str:
    """ "Rising", or "" if nothing is known that is recent enough."""
    known = phases.state(measured, now)
    return "" if known is None else known.value.capitalize()


def state_explained(measured: MeasuredVideo, now: float) -> str:
    """Says what the state means, and since when it is so, or when it was."""
    when = f"Measured {ago(measured.video.sample.at, now)}"
    match phases.state(measured, now):
        case phases.State.POSTED if measured.delivery is not None:
            return f"Its creator was posted to Discord {ago(deliveries.since(measured.delivery), now)}"
        case phases.State.NEW if measured.found_at is not None:
            return f"Found {ago(measured.found_at, now)}, and not measured twice yet"
        case phases.State.RISING:
            return f"Growing at {speed_up(measured)}\n{when}"
        case phases.State.COOLING:
            return f"Slower than on average since it was posted: now {current_velocity(measured)}\n{when}"
        case phases.State.STEADY:
            return f"About as fast as on average since it was posted\n{when}"
        case _:
            return "\n".join((explained(measured), when))


def speed_up(measured: MeasuredVideo) -> str:
    """How many times as fast it is now as since it was posted: "2.3× its average", or "" if it isn't known."""
    ratio = velocities.speed_up(measured.current, measured.velocity)
    if ratio is None:
        return ""
    return "Stopped growing" if ratio < STANDING else f"{numbers.times(ratio)} its average"


def sentence(measured: MeasuredVideo, now: float) -> str:
    """Returns a row of the feed for screen readers."""
    video = measured.video
    views = video_count(video.sample, VideoCount.VIEWS)
    parts = [
        f"{caption(video.caption)} by {video.creator.name or video.creator.handle}",
        f"{views} views",
        ", ".join(filter(None, (velocity(measured), measured_ago(measured, now)))),
        f"now {current_velocity(measured)}",
        f"score {score(measured)}",
        f"posted {ago(video.posted_at, now)}",
    ]
    if measured.delivery is not None:
        parts.append(f"Discord: {deliveries.state(measured.delivery, now).words.lower()}")
    return ", ".join(parts)


def caption(text: str) -> str:
    """Returns a caption on one line, or "No caption" if it is empty."""
    return " ".join(text.split()) or "No caption"
