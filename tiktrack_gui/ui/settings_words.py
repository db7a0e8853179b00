"""What the settings are called, and which stand together. Their bounds, hints and places are `settings.KEYS`'."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.settings import KEYS, Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """name: short, in front of the hint. before, after: around a number. zero: what stands there instead of 0.
    plain: the name says it all, and the hint would only repeat it.
    """

    name: str
    before: str = ""
    after: str = ""
    zero: str = ""
    plain: bool = False


WORDS: Mapping[str, Words] = {
    "trending_limit": Words(name="Videos per run", after=" videos", plain=True),
    "min_velocity": Words(name="Least velocity", before="≥ ", after=" /min"),
    "max_age_hours": Words(name="Oldest video", after=" h", zero="Any age"),
    "trending_minutes": Words(name="Refresh the feed every", after=" min", plain=True),
    "creators_minutes": Words(name="Refresh creators every", after=" min", plain=True),
    "min_followers": Words(name="Fewest followers", before="≥ "),
    "recent_activity_days": Words(name="Active within", after=" days", zero="Off"),
    "posting_minutes": Words(name="Post every", after=" min", plain=True),
    "posts_per_run": Words(name="Threads per run", before="≤ ", plain=True),
    "request_delay": Words(name="Pause between requests", after=" s", zero="No pause", plain=True),
    "browser_path": Words(name="Browser to use"),
    "browser_idle_minutes": Words(name="Close the browser after", after=" min"),
    "appearance": Words(name="Appearance", plain=True),
    "close_to_tray": Words(name="Close to tray"),
    "notifications": Words(name="Notifications"),
    "score_velocity": Words(name="Velocity"),
    "score_acceleration": Words(name="Speeding up"),
    "score_engagement": Words(name="Engagement"),
    "score_reach": Words(name="Reach"),
    "score_freshness": Words(name="Freshness"),
}
ELSEWHERE = ("channel_id", "posting")  # on the Discord tab, beside the preview that has to be seen first
GROUPS: Mapping[str, tuple[str, ...]] = {  # title → tables of the file
    "Trending": ("trending",),
    "Creators and posting": ("creators", "discord"),
    "TikTok and browser": ("tiktok",),
    "Window": ("window",),
    "Score weights": ("score",),
}


def keys_of(group: str) -> list[Key]:
    """The settings under a title of GROUPS, in the order of the file."""
    return [key for key in KEYS.values() if key.at.table in GROUPS[group] and key.name not in ELSEWHERE]


def fault_of(key: Key, value: object) -> str:
    """What is wrong with a value, for the user; "" = it can be used. It may look at the disk."""
    try:
        key.converted(value, WORDS[key.name].name)
    except BadInput as error:
        return str(error)
    if key.name == "browser_path" and value and not Path(str(value)).expanduser().is_file():
        return "There is no program at that path. Browse for one, or leave it empty: TikTrack then finds one."
    return ""
