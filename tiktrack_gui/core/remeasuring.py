"""When the hottest stories are measured again: the feed seldom shows a video twice. Pure; times are epoch seconds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tiktrack_gui.core.durations import DAY, HOUR, MINUTE
from tiktrack_gui.core.models import MeasuredVideo

AFTER = (15 * MINUTE, HOUR, 6 * HOUR, DAY)  # s since a story was found
FOLLOWED = 2 * DAY  # s since it was found; what was missed until then isn't made up for
MOST = 20  # stories, the best scores first


def followed(stories: Iterable[MeasuredVideo], now: float) -> list[MeasuredVideo]:
    """Returns the stories that are measured again by themselves, the hottest first."""
    recent = [story for story in stories if story.found_at is not None and story.found_at > now - FOLLOWED]
    hottest = sorted(recent, key=lambda story: (story.score.value if story.score else 0, story.velocity or 0.0))
    return hottest[: -MOST - 1 : -1]


def due(stories: Iterable[MeasuredVideo], now: float, tried: Mapping[int, float]) -> list[MeasuredVideo]:
    """Returns the followed stories that weren't measured since their last checkpoint, the hottest first.

    Of several checkpoints that were missed, such as while the computer was off, the last counts for all.
    tried: when it was last tried, by video ID.
    """
    return [story for story in followed(stories, now) if _is_due(story, now, tried)]


def next_due(stories: Iterable[MeasuredVideo], now: float, tried: Mapping[int, float]) -> float | None:
    """Returns when the next story is to be measured again, `now` if one is due already; None without any."""
    moments: list[float] = []
    for story in followed(stories, now):
        moments += [now] if _is_due(story, now, tried) else [at for at in _checkpoints(story) if at > now]
    return min(moments, default=None)


def planned(
    stories: Iterable[MeasuredVideo], now: float, tried: Mapping[int, float]
) -> list[tuple[float, MeasuredVideo]]:
    """Returns the next moment of each followed story that is measured again, the earliest first."""
    moments = ((story, next_due([story], now, tried)) for story in followed(stories, now))
    return sorted(((at, story) for story, at in moments if at is not None), key=lambda pair: pair[0])


def _is_due(story: MeasuredVideo, now: float, tried: Mapping[int, float]) -> bool:
    passed = [at for at in _checkpoints(story) if at <= now]
    last = max(story.video.sample.at, tried.get(story.video.id, 0))
    return bool(passed) and last < passed[-1]


def _checkpoints(story: MeasuredVideo) -> list[int]:
    return [] if story.found_at is None else [story.found_at + wait for wait in AFTER]
