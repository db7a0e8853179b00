"""Which settings there are: their names, types, bounds and defaults.

Each is declared once, as a field of `Values`, from which the window, README's table and the reading of the file are
derived.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal, get_type_hints

import msgspec
from msgspec import Meta

from tiktrack_gui.config.environment import BROWSER_PATH, DATABASE_URL, PROXY
from tiktrack_gui.config.keys import At, Key
from tiktrack_gui.core.alerts import Which, parse_clock
from tiktrack_gui.core.channels import parse_channel
from tiktrack_gui.core.criteria import DEFAULT_THRESHOLD, DEFAULT_WEIGHTS
from tiktrack_gui.core.discovery.constants import DEFAULTS as DISCOVER
from tiktrack_gui.core.proxy import ALLOWED, SYSTEM, read_setting

CHANNEL = "a channel ID or link"
CLOCK = "a time like 22:00, or empty"


Minutes = Annotated[int, Meta(ge=5, le=10_080)]
Velocity = Annotated[float, Meta(ge=0, le=1_000_000)]
Followers = Annotated[int, Meta(ge=0, le=10_000_000_000)]
Days = Annotated[int, Meta(ge=0, le=3_650)]
Hours = Annotated[float, Meta(ge=0, le=87_600)]
Seconds = Annotated[float, Meta(ge=0, le=3_600)]
Weight = Annotated[float, Meta(ge=0, le=100)]
Appearance = Literal["system", "light", "dark"]
TextSize = Literal["small", "normal", "large", "largest"]
Motion = Literal["system", "on", "off"]


class Values(msgspec.Struct, frozen=True, kw_only=True):
    """All settings, with their defaults."""

    trending_limit: Annotated[
        Annotated[int, Meta(ge=1, le=500)],
        At("trending", "limit", "Videos fetched per run", "TIKTOK_TRENDING_LIMIT"),
    ] = 50
    min_velocity: Annotated[
        Velocity,
        At(
            "trending",
            "min_velocity",
            "Minimum engagements per minute to keep a video",
            "TIKTOK_MIN_ENGAGEMENT_VELOCITY",
        ),
    ] = DEFAULT_THRESHOLD
    max_age_hours: Annotated[
        Hours,
        At("trending", "max_age_hours", "Older videos are filtered out; 0 = any age"),
    ] = 0.0
    shown_hours: Annotated[
        Annotated[int, Meta(ge=0, le=87_600)],
        At("trending", "shown_hours", "Hours for which a found video is shown, unless it’s still rising; 0 = all"),
    ] = 48

    creators_minutes: Annotated[
        Minutes,
        At("creators", "every_minutes", "Minutes between refreshes of tracked creators; a list can have its own"),
    ] = 1_440
    creators_adaptive: Annotated[
        bool,
        At("creators", "adaptive", "Fast growers are refreshed more often, silent creators less often"),
    ] = False
    min_followers: Annotated[
        Followers,
        At("creators", "min_followers", "Creators with fewer followers aren’t posted", "MIN_FOLLOWERS"),
    ] = 10_000
    recent_activity_days: Annotated[
        Days,
        At(
            "creators",
            "recent_activity_days",
            "Creators inactive for longer aren’t posted; 0 = any time",
            "RECENT_ACTIVITY_DAYS",
        ),
    ] = 30

    viral_views: Annotated[
        Annotated[int, Meta(ge=100, le=100_000_000)],
        At("discover", "viral_views", "Minimum views of a viral video"),
    ] = DISCOVER.viral_views
    viral_times: Annotated[
        Annotated[float, Meta(ge=1, le=1_000)],
        At("discover", "viral_times", "How far above the creator’s usual views a viral video is"),
    ] = DISCOVER.viral_times
    viral_days: Annotated[
        Annotated[int, Meta(ge=1, le=365)],
        At("discover", "viral_days", "Days after a viral video for which a creator is up-and-coming"),
    ] = DISCOVER.viral_days
    good_times: Annotated[
        Annotated[float, Meta(ge=1, le=100)],
        At("discover", "good_times", "Times the median views of creators of that size"),
    ] = DISCOVER.good_times
    least_comments: Annotated[
        Annotated[int, Meta(ge=30, le=10_000)],
        At("discover", "min_comments", "Languages are shown from so many comments read on"),
    ] = DISCOVER.least_comments
    watched_at_once: Annotated[
        Annotated[int, Meta(ge=1, le=200)],
        At("discover", "watched_at_once", "Maximum candidates measured daily"),
    ] = DISCOVER.watched_at_once
    watched_days: Annotated[
        Annotated[int, Meta(ge=1, le=60)],
        At("discover", "watched_days", "Days to measure a candidate, unless you track it"),
    ] = DISCOVER.watched_days

    channel_id: Annotated[
        Annotated[int, Meta(ge=1, le=2**63 - 1)] | None,
        At("discord", "channel_id", "Channel to create threads in", "DISCORD_CHANNEL_ID", parse_channel, CHANNEL),
    ] = None
    posting: Annotated[
        bool,
        At("discord", "posting", "Post new profiles on a timer"),
    ] = False
    posting_minutes: Annotated[
        Minutes,
        At("discord", "every_minutes", "Minutes between posting runs"),
    ] = 60
    posts_per_run: Annotated[
        Annotated[int, Meta(ge=1, le=5)],
        At("discord", "posts_per_run", "Maximum threads per run"),
    ] = 5

    posting_paused: Annotated[
        bool,
        At("discord", "paused", "Send nothing to Discord; posts wait in the outbox"),
    ] = False

    database_url: Annotated[
        str,
        At(
            "store",
            "url",
            "URL of a database server, without the password; empty = a file in the data folder",
            DATABASE_URL,
        ),
    ] = ""
    raw_days: Annotated[
        Annotated[float, Meta(ge=1, le=3_650)],
        At("trending", "raw_days", "Days to keep TikTok’s raw data about stories; nothing else is removed with it"),
    ] = 30.0
    slow_days: Annotated[
        Days,
        At(
            "store",
            "slow_days",
            "Days to keep measurements of videos below the threshold, and of creators you don’t track; 0 = forever",
        ),
    ] = 30
    full_days: Annotated[
        Days,
        At(
            "store",
            "full_days",
            "Days to keep every measurement of stories and tracked creators, then one an hour; 0 = forever",
        ),
    ] = 30
    hourly_days: Annotated[
        Days,
        At("store", "hourly_days", "Days to keep one an hour, then one a day; 0 = forever"),
    ] = 365
    backup_gigabytes: Annotated[
        Annotated[float, Meta(ge=0.1, le=1_000)],
        At("backups", "gigabytes", "Disk space for backups, in GB; the newest is always kept"),
    ] = 2.0

    request_delay: Annotated[
        Seconds,
        At("tiktok", "request_delay", "Minimum seconds between TikTok requests; 0 = no delay", "RATE_LIMIT_DELAY"),
    ] = 4.0
    browser_path: Annotated[
        str,
        At("tiktok", "browser_path", "Path to Chromium, Chrome or Edge; empty = automatic", BROWSER_PATH),
    ] = ""
    browser_idle_minutes: Annotated[
        Annotated[int, Meta(ge=1, le=1_440)],
        At("tiktok", "browser_idle_minutes", "Minutes of inactivity before the browser closes"),
    ] = 5

    proxy: Annotated[
        str,
        At(
            "network",
            "proxy",
            "system, none, or a URL like http://proxy.example:3128, without user name and password",
            PROXY,
            read_setting,
            ALLOWED,
        ),
    ] = SYSTEM

    appearance: Annotated[
        Appearance,
        At("window", "appearance", "Light or dark theme, or the system’s"),
    ] = "system"
    text_size: Annotated[
        TextSize,
        At("window", "text_size", "Size of the text in the window"),
    ] = "normal"
    animations: Annotated[
        Motion,
        At("window", "animations", "Animations: the system’s setting, on or off"),
    ] = "system"
    compact_rows: Annotated[
        bool,
        At("window", "compact_rows", "Less space between rows on the Trending tab"),
    ] = False
    close_to_tray: Annotated[
        bool,
        At("window", "close_to_tray", "Keep running in the tray when the window is closed"),
    ] = True
    paused: Annotated[
        bool,
        At("window", "paused", "Timed refreshes and posts are paused; set by the window’s Pause and Resume"),
    ] = False
    paused_until: Annotated[
        Annotated[int, Meta(ge=0, le=253_402_300_799)],
        At("window", "paused_until", "When the pause ends by itself, in seconds since 1970 (UTC); 0 = never"),
    ] = 0

    alerts: Annotated[
        Which,
        At("alerts", "notify", "Stories that alert me: all, those with the minimum score, or off = no notifications"),
    ] = "all"
    alerts_least_score: Annotated[
        Annotated[int, Meta(ge=0, le=100)],
        At("alerts", "min_score", "Minimum score of a story that alerts me"),
    ] = 70
    alerts_quiet_from: Annotated[
        str,
        At("alerts", "quiet_from", "Quiet time begins, such as 22:00; empty = none", read=parse_clock, allowed=CLOCK),
    ] = ""
    alerts_quiet_until: Annotated[
        str,
        At("alerts", "quiet_until", "Quiet time ends, such as 07:00; empty = none", read=parse_clock, allowed=CLOCK),
    ] = ""
    alerts_per_hour: Annotated[
        Annotated[int, Meta(ge=1, le=60)],
        At("alerts", "per_hour", "Maximum notifications per hour; the inbox keeps the others"),
    ] = 6

    score_velocity: Annotated[
        Weight, At("score", "velocity", "Weight of engagement per minute relative to the threshold")
    ] = DEFAULT_WEIGHTS["velocity"]
    score_acceleration: Annotated[
        Weight, At("score", "acceleration", "Weight of current velocity relative to the average")
    ] = DEFAULT_WEIGHTS["acceleration"]
    score_engagement: Annotated[Weight, At("score", "engagement", "Weight of engagement per view")] = DEFAULT_WEIGHTS[
        "engagement"
    ]
    score_reach: Annotated[Weight, At("score", "reach", "Weight of views per follower")] = DEFAULT_WEIGHTS["reach"]
    score_freshness: Annotated[Weight, At("score", "freshness", "Weight of recency")] = DEFAULT_WEIGHTS["freshness"]

    @property
    def score_weights(self) -> Mapping[str, float]:
        """Part of the score → weight, as in `core.criteria.Criteria`."""
        return {key.at.key: getattr(self, name) for name, key in KEYS.items() if key.at.table == "score"}


def _key(name: str, annotated: Any) -> Key:
    at = next(item for item in annotated.__metadata__ if isinstance(item, At))
    return Key(name, annotated, getattr(Values(), name), at)


KEYS: Mapping[str, Key] = MappingProxyType(
    {name: _key(name, annotated) for name, annotated in get_type_hints(Values, include_extras=True).items()}
)
TABLES: Mapping[str, set[str]] = {
    table: {key.at.key for key in KEYS.values() if key.at.table == table}
    for table in dict.fromkeys(key.at.table for key in KEYS.values())
}
