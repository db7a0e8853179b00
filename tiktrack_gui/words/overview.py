"""Texts of the overview of a list: one cell for each figure of a creator. Pure: the current time is an argument."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from tiktrack_gui.core import durations, numbers
from tiktrack_gui.core.annotations import Annotations
from tiktrack_gui.core.baseline import ENOUGH, NEWEST
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.growth import Change
from tiktrack_gui.core.growth_rate import TooLittleHistory
from tiktrack_gui.core.models import CreatorCount, VideoCount
from tiktrack_gui.core.overview import PERIODS, TOLERANCE, Figures, Standing, spans
from tiktrack_gui.core.pending import PendingCreator, PendingState
from tiktrack_gui.core.tracked import TrackedCreator
from tiktrack_gui.words import annotations as kept_words
from tiktrack_gui.words import counts, times
from tiktrack_gui.words import creators as words
from tiktrack_gui.words.counts import UNKNOWN
from tiktrack_gui.words.videos import caption

PERIOD_NAMES: Mapping[int, str] = {period: durations.span(period) for period in PERIODS}  # "24 h"
ABOUT_ZERO = "≈ 0%"
QUIET = "text2"  # the tone of what says little


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """text: the figure. below: what belongs to it. tone: "ok", "bad", "warn", "accent", QUIET or "".

    hint: what both leave out.
    """

    text: str = ""
    below: str = ""
    tone: str = ""
    hint: str = ""


LOADING = Cell(hint="Being computed")
NONE = Cell(text=UNKNOWN, tone=QUIET, hint="Not looked up yet")


def followers(entry: TrackedCreator, now: float) -> Cell:
    sample, which = entry.creator.sample, CreatorCount.FOLLOWERS
    exact = f"{counts.creator_count(sample, which, full=True)} followers"
    return Cell(text=counts.creator_count(sample, which), hint=f"{exact}\n{words.measured(sample, now)}")


def change(found: Change | None, period: int) -> Cell:
    """A change of the followers; one over another time than the period says over which."""
    if found is None:
        return Cell(text=UNKNOWN, tone=QUIET, hint=f"Not measured twice in the last {PERIOD_NAMES[period]}")
    hint = words.growth_hint(found)
    text, tone = words.growth(found)
    if not found.is_measurable:
        text = ABOUT_ZERO
    if spans(found, period):
        below = words.amount(found)[0] if found.is_measurable else ""
        return Cell(text=text, below=below, tone=tone if text.strip("≈ ") != "0%" else QUIET, hint=hint)
    if found.seconds < period:
        hint = f"{hint}\nNot enough history: {_days(period - found.seconds)}"
    return Cell(text=text, below=f"in {durations.span(found.seconds)}", tone=QUIET, hint=hint)


def per_week(figures: Figures) -> Cell:
    found = figures.per_week
    hint = words.per_week_hint(found)
    if isinstance(found, TooLittleHistory):
        return Cell(text=UNKNOWN, below=_days(found.days_missing * DAY), tone=QUIET, hint=hint)
    text = words.per_week(found)
    tone = ("ok" if found.share > 0 else "bad") if text.strip("≈ ") != "0%" else QUIET
    return Cell(text=text, tone=tone, hint=hint)


def engagement(figures: Figures) -> Cell:
    if figures.engagement is None:
        known = f"Not enough known: {_videos(figures.rated)} with likes, comments, shares and views"
        return Cell(text=UNKNOWN, tone=QUIET, hint=f"{known}; it takes {ENOUGH}")
    rate, number = figures.engagement
    return Cell(text=numbers.percent(rate), hint=f"The median of {_videos(number)} of the newest {NEWEST}")


def posts(figures: Figures) -> Cell:
    found = figures.posts
    text = UNKNOWN if found is None else numbers.rate(found.per_week)
    return Cell(text=text, hint=words.posts_hint(found))


def top_video(figures: Figures, now: float) -> Cell:
    """The views and the caption of the newest videos' most viewed one."""
    video = figures.top
    if video is None:
        return Cell(text=UNKNOWN, tone=QUIET, hint="TikTrack has seen no videos yet")
    views = counts.video_count(video.sample, VideoCount.VIEWS)
    full = counts.video_count(video.sample, VideoCount.VIEWS, full=True)
    posted, measured = times.ago(video.posted_at, now), times.ago(video.sample.at, now)
    said = caption(video.caption)
    hint = f"{said}\n{full} views, measured {measured}\nPosted {posted}"
    return Cell(text=f"{views} views", below=said, hint=hint)


def checked(entry: TrackedCreator, now: float) -> Cell:
    at = entry.checked_at
    if at is None:
        return Cell(text=UNKNOWN, tone=QUIET, hint="Never looked up; its numbers came with videos")
    return Cell(text=times.ago(at, now), hint=f"Last looked up {times.exact_time(at)}")


def standing(entry: TrackedCreator, standing: Standing, formerly: str | None) -> Cell:
    line = words.state_line(entry)
    match standing:
        case Standing.OK:
            return Cell(text="OK", tone="ok", hint="Found the last time it was looked up")
        case Standing.RENAMED:
            return Cell(text="Renamed", tone="accent", hint=f"@{formerly} until lately")
        case Standing.BLOCKED:
            hint = "TikTok blocks requests at the moment. The numbers are those of the last look-up."
            return Cell(text="Blocked", tone="warn", hint=hint)
        case Standing.MISSING:
            return Cell(text="Not found", tone="bad", hint=line.text if line else "")
        case _:
            text = {Standing.HANDLE_TAKEN: "Handle taken", Standing.NOT_FOUND: "Not found"}.get(standing, "Private")
            return Cell(text=text, tone="warn", hint=line.text if line else "")


def kept(found: Annotations | None, now: float) -> Cell:
    """The status, and below it the tags."""
    if found is None or (found.status is None and not found.tags):
        return Cell()
    status, tags = found.status, ", ".join(tag.name for tag in found.tags)
    since = "" if status is None else kept_words.status_since(status, now)
    text = "" if status is None else kept_words.status(status.status)
    return Cell(text=text or tags, below=tags if text else "", hint="\n".join(filter(None, (since, tags))))


def pending(one: PendingCreator) -> Cell:
    if one.state is PendingState.FAILED:
        return Cell(text="Failed", tone="bad", hint=one.reason or "It couldn’t be looked up")
    return Cell(text="Pending", hint="Waits to be looked up")


def sentence(entry: TrackedCreator, figures: Figures | None, state: Cell) -> str:
    """Returns a row for screen readers."""
    name, handle = entry.creator.name or entry.creator.handle, entry.creator.handle
    said = [name, f"@{handle}", f"{counts.creator_count(entry.creator.sample, CreatorCount.FOLLOWERS)} followers"]
    if figures is not None:
        said.append(f"{per_week(figures).text} per week")
    return ", ".join([*said, *([state.text.lower()] if state.text != "OK" else [])])


def number(shown: int, total: int, waiting: int) -> str:
    """ "13 creators, 2 of them to be looked up"."""
    said = words.number(shown, total)
    return f"{said}, {waiting} of them to be looked up" if waiting else said


def period_meaning(period: int) -> str:
    tolerance = durations.span(TOLERANCE[period])
    return (
        f"Change in followers in {PERIOD_NAMES[period]}, between two measurements that are as far apart to within "
        f"{tolerance}. Others say how far, and come last."
    )


def _days(seconds: float) -> str:
    days = max(math.ceil(seconds / DAY), 1)
    return f"{days} more {'day' if days == 1 else 'days'}"


def _videos(number: int) -> str:
    return "1 video" if number == 1 else f"{number} videos"
