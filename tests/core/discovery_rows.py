"""Rows of candidates for the tests of `core.discovery`."""

from __future__ import annotations

import json
import random
from typing import Any

from tiktrack_gui.core.discovery.pool import Found, Row, Watch
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.tracked import CreatorState

NOW = 1_790_000_000
UNREAD: dict[str, Any] = dict.fromkeys(Row._fields)


def row(creator_id: int = 1, **given: Any) -> Row:
    """A candidate of which nothing but its size is known. JSON columns may be given as what they hold."""
    known: dict[str, Any] = {
        "creator_id": creator_id,
        "handle": f"creator{creator_id}",
        "state": CreatorState.ACTIVE,
        "hidden": 0,
        "followers": 12_345,
        "sample_at": NOW,
        "found": Found.FEED,
        "found_at": NOW - DAY,
        "watch": Watch.WATCHED,
    }
    texts = {
        name: value if isinstance(value, str | int | float | None) else json.dumps(value)
        for name, value in given.items()
    }
    return Row(**(UNREAD | known | texts))


def random_row(chance: random.Random, creator_id: int) -> Row:
    """Any row that the store may hold: each part known or unknown, ordinary or extreme."""

    def maybe(value: Any, unknown: float = 0.25) -> Any:
        return None if chance.random() < unknown else value

    followers = maybe(int(10 ** chance.uniform(0, 7)), 0.05)
    videos = chance.randint(0, 30)
    if chance.random() < 0.1:
        return row(creator_id, followers=followers, found_at=NOW - chance.randint(0, 90) * DAY)
    viral_at = maybe(NOW - chance.randint(0, 90) * DAY)
    jump_until = maybe(NOW - chance.randint(0, 40) * DAY, 0.8)
    growth = maybe(chance.gauss(0.03, 0.1)) if viral_at else None
    comments = maybe(chance.choice([0, 149, 150, chance.randint(0, 400)]), 0.6)
    return row(
        creator_id,
        followers=followers,
        rounded=chance.randint(0, 15),
        state=chance.choice(list(CreatorState)),
        found=chance.choice(list(Found)),
        found_at=NOW - chance.randint(0, 90) * DAY,
        dismissed_at=maybe(NOW, 0.9),
        watch=chance.choice(list(Watch)),
        sample_at=maybe(NOW - chance.randint(0, 20) * DAY, 0.05),
        read_at=maybe(NOW - 5 * DAY, 0.1),
        figures_at=NOW,
        videos=videos,
        usual=maybe(int(10 ** chance.uniform(1, 6))) if videos >= 8 else None,
        usual_videos=videos,
        viral_id=viral_at and creator_id * 10,
        viral_at=viral_at,
        viral_views=viral_at and chance.randint(10_000, 10_000_000),
        viral_times=viral_at and chance.uniform(5, 100),
        viral_known=viral_at and videos,
        viral_provisional=viral_at and chance.randint(0, 1),
        viral_videos=chance.randint(1, 5) if viral_at else 0,
        trend=chance.choice(["growing", "flat", "fading", "unknown", None]),
        since=maybe(NOW - chance.randint(0, 60) * DAY),
        growth=growth,
        growth_low=growth and growth - abs(chance.gauss(0, 0.05)),
        growth_high=growth and growth + 0.05,
        growth_samples=growth and chance.randint(3, 60),
        jump_since=jump_until and jump_until - chance.randint(1, 5) * DAY,
        jump_until=jump_until,
        jump_amount=jump_until and chance.randint(1, 100_000),
        engagement=maybe(chance.uniform(0, 0.3)),
        comments_per_1000=maybe(chance.uniform(0, 50)),
        posts_per_week=maybe(chance.uniform(0, 20)),
        ads=chance.randint(0, videos),
        views=maybe([int(10 ** chance.uniform(0, 7)) for _ in range(videos)]),
        languages=maybe({chance.choice(["en", "de", "zh-Hans", "un"]): chance.randint(1, 30) for _ in range(2)}),
        niche_matches=chance.randint(0, videos),
        niche_captions=maybe(videos),
        similarity=maybe(chance.uniform(0, 1)),
        comments=comments,
        comment_languages={"en": comments // 2, "un": comments - comments // 2} if comments else None,
        places=maybe({chance.choice(["DE", "US", "at"]): chance.randint(1, 5)}, 0.7),
        stated=maybe({"ages": {"18–24": chance.random() / 2, "25–34": 0.5}, "countries": {"DE": chance.random()}}, 0.8),
        stated_on="2026-11-01",
    )
