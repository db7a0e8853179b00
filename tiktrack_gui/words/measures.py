"""What each figure means and how it is computed, for tooltips: one definition, in one place."""

from __future__ import annotations

from collections.abc import Mapping

from tiktrack_gui.core.baseline import ENOUGH, NEWEST, SETTLED_AFTER
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.growth import GROWTH_DAYS
from tiktrack_gui.core.phases import RECENT
from tiktrack_gui.core.posts import WEEKS
from tiktrack_gui.core.score import FRESHNESS_HALF_LIFE, HALF_ENGAGEMENT

SCORE_PARTS: Mapping[str, str] = {
    "velocity": "Velocity compared with your threshold: 50% at the threshold, 91% at ten times as much",
    "acceleration": "Velocity now compared with the velocity since it was posted: 50% if they are equal",
    "engagement": f"Likes, comments and shares per view: 50% at {HALF_ENGAGEMENT:.0%}",
    "reach": "Views per follower: 50% at one view per follower",
    "freshness": f"100% when it was posted, half of it after each {FRESHNESS_HALF_LIFE / 60:.0f} hours",
}
SCORE = (
    "0 to 100: the weighted mean of velocity, acceleration, engagement, reach and freshness, as far as they are known. "
    "The weights are in Settings; those of parts that aren’t known are shared out over the others."
)
VELOCITY = "Likes, comments and shares per minute since it was posted"
NOW = "Likes, comments and shares per minute now: between the last two measurements at least 10 min apart"
USUAL = (
    f"The video’s views compared with the median views of this creator’s {NEWEST} newest other videos. Only videos "
    f"measured at least {SETTLED_AFTER // HOUR} hours after they were posted count, without pinned ones and ads; "
    f"it takes {ENOUGH}."
)
ENGAGEMENT = "Engagement of a video: likes, comments and shares per view"
TREND = "Likes, comments and shares at each measurement"
STATE = (
    f"New: found in the last {RECENT // HOUR} hours, and not measured twice yet. Rising, steady or cooling: faster "
    "than, as fast as or slower than its average since it was posted, when it was last measured. Posted: its creator "
    "is in Discord."
)
TRENDING: Mapping[str, str] = {
    "fetched": "Distinct videos in TikTok’s last response, and how many of them reached your threshold",
    "passed": "Stored videos that reach your threshold, found or still rising within the chosen time",
    "median": "Half of all videos of the last refresh were faster than this, half were slower",
    "last": "When a source was last refreshed successfully, and which one",
}
CREATOR: Mapping[str, str] = {
    "followers": "Followers, and the change within a day",
    "following": "Accounts this creator follows, and the change within a day",
    "likes": "Likes of all videos on the profile, and the change within a day",
    "videos": "Videos on the profile, and the change within a day",
    "growth": "Change in followers over four weeks, in percent of those at their beginning",
    "per_week": (
        "Percent per week over the last four weeks: the median of the growth between every two measurements "
        "(Theil–Sen), which a single jump doesn’t move, with its 95% interval"
    ),
    "views": (
        f"Half of the newest {NEWEST} videos have more views, half have fewer. Only videos measured at least "
        f"{SETTLED_AFTER // HOUR} hours after they were posted count, without pinned ones and ads."
    ),
    "engagement": (
        f"Likes, comments and shares of a video divided by its views: the median of the newest {NEWEST} videos. It "
        f"takes {ENOUGH} of which all are known."
    ),
    "posts": f"New videos in {GROWTH_DAYS} days, divided by {WEEKS}",
}
ROUNDED = "≈ marks what TikTok rounded, ≥ a lower bound."
EXPLAINED: Mapping[str, Mapping[str, str]] = {  # all of them, for the help: where they are → name → meaning
    "Trending": {
        "Velocity": VELOCITY,
        "Now": NOW,
        "Compared": USUAL,
        "Score": SCORE,
        "State": STATE,
        "Fetched": TRENDING["fetched"],
        "Above threshold": TRENDING["passed"],
        "Median velocity": TRENDING["median"],
        "Last refresh": TRENDING["last"],
    },
    "Parts of the score": {
        "Velocity": SCORE_PARTS["velocity"],
        "Acceleration": SCORE_PARTS["acceleration"],
        "Engagement": SCORE_PARTS["engagement"],
        "Reach": SCORE_PARTS["reach"],
        "Freshness": SCORE_PARTS["freshness"],
    },
    "Creators": {
        "Followers": CREATOR["followers"],
        "Likes": CREATOR["likes"],
        "Videos": CREATOR["videos"],
        "Following": CREATOR["following"],
        "28-day growth": CREATOR["growth"],
        "Growth per week": CREATOR["per_week"],
        "Views per video": CREATOR["views"],
        "Engagement": CREATOR["engagement"],
        "Posts per week": CREATOR["posts"],
    },
    "Everywhere": {"≈ and ≥": ROUNDED},
}
