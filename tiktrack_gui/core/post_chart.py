"""What the growth chart of a post is drawn from, as JSON:

{
    "metric": "followers",
    "title": plain text,
    "points": [[epoch seconds, count, whether TikTok rounded it], …], 2 to MOST_POINTS, oldest first,
    "gaps": [[the last measurement before it, the first one after it], …],
}
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tiktrack_gui.core.characters import cut
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.growth import GROWTH_DAYS
from tiktrack_gui.core.models import CreatorCount, CreatorSample
from tiktrack_gui.core.post_facts import PostFacts
from tiktrack_gui.core.post_values import handle

MOST_POINTS = 200
LEAST_SPAN = HOUR  # s; a line over less says nothing
MAX_TITLE = 100

Point = tuple[int, int, bool]


def chart(facts: PostFacts) -> dict[str, Any] | None:
    """Of the creator's followers in the GROWTH_DAYS until the newest sample; None if they are too few for a line."""
    points = _points(facts.samples)
    if len(points) < 2 or points[-1][0] - points[0][0] < LEAST_SPAN:
        return None
    start, end = points[0][0], points[-1][0]
    return {
        "metric": "followers",
        "title": cut(f"@{handle(facts.creator)}", MAX_TITLE),
        "points": [list(point) for point in thinned(points)],
        "gaps": [list(gap) for gap in facts.gaps if start <= gap[0] < gap[1] <= end],
    }


def thinned(points: Sequence[Point], most: int = MOST_POINTS) -> list[Point]:
    """Returns at most `most` points that look the same as a line: of equal times, the lowest and the highest ones."""
    if len(points) <= most:
        return list(points)
    start, end = points[0][0], points[-1][0]
    columns = (most - 2) // 2
    by_column: dict[int, list[Point]] = {}
    for point in points[1:-1]:
        by_column.setdefault((point[0] - start) * columns // (end - start + 1), []).append(point)
    kept = {points[0], points[-1]}
    for column in by_column.values():
        kept |= {min(column, key=lambda point: point[1]), max(column, key=lambda point: point[1])}
    return sorted(kept)


def _points(samples: Sequence[CreatorSample]) -> list[Point]:
    """Leaves out unknown counts and lower bounds, and what was measured before."""
    bit = CreatorCount.FOLLOWERS
    known = [one for one in samples if one.followers is not None and not one.repaired & bit]
    since = known[-1].at - GROWTH_DAYS * DAY if known else 0
    return [(one.at, one.followers or 0, bool(one.rounded & bit)) for one in known if one.at >= since]
