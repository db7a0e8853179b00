"""The names and groups of the settings, and what is said about changes. Bounds and hints are in `values.KEYS`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tiktrack_gui.config.keys import Key
from tiktrack_gui.config.values import KEYS
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.numbers import grouped


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """name: short, as the hint follows it. before, after: text around a number. zero: shown instead of 0.
    plain: no hint, as it would only repeat the name. empty: shown in an empty field. file: the text is a path.
    choices: what the choices are called, if not by their values.
    """

    name: str
    before: str = ""
    after: str = ""
    zero: str = ""
    plain: bool = False
    empty: str = ""
    file: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)


GROUPS: Mapping[str, Mapping[str, Words]] = {  # title → field of Values → its words
    "Trending": {
        "trending_limit": Words(name="Videos per run", after=" videos", plain=True),
        "min_velocity": Words(name="Minimum velocity", after="/min"),
        "max_age_hours": Words(name="Maximum age", after=" h", zero="Any age"),
    },
    "Creators and posting": {
        "creators_minutes": Words(name="Refresh creators every", after=" min", plain=True),
        "creators_adaptive": Words(name="Adaptive refreshing"),
        "min_followers": Words(name="Minimum followers"),
        "recent_activity_days": Words(name="Last video within", after=" days", zero="Any time"),
        "posting_minutes": Words(name="Post every", after=" min", plain=True),
        "posts_per_run": Words(name="Maximum threads", after=" per run", plain=True),
    },
    "Discover": {
        "viral_views": Words(name="Viral from", after=" views"),
        "viral_times": Words(name="Times the usual views", after="×"),
        "viral_days": Words(name="Up-and-coming for", after=" days"),
        "good_times": Words(name="Good video from", after="×"),
        "least_comments": Words(name="Minimum comments"),
        "watched_at_once": Words(name="Watch at once", after=" candidates"),
        "watched_days": Words(name="Watch for", after=" days"),
    },
    "TikTok and browser": {
        "request_delay": Words(name="Delay between requests", after=" s", zero="No delay", plain=True),
        "browser_path": Words(name="Browser", empty="Detected automatically", file=True),
        "browser_idle_minutes": Words(name="Close browser after", after=" min"),
    },
    "Network": {
        "proxy": Words(name="Proxy", empty="system"),
    },
    "Data": {
        "raw_days": Words(name="Keep raw data", after=" days"),
        "slow_days": Words(name="Keep slow videos", after=" days", zero="Forever"),
        "full_days": Words(name="Keep every measurement", after=" days", zero="Forever"),
        "hourly_days": Words(name="Keep one an hour", after=" days", zero="Forever"),
        "backup_gigabytes": Words(name="Space for backups", after=" GB"),
    },
    "Appearance": {
        "appearance": Words(name="Theme", plain=True),
        "text_size": Words(name="Text size", plain=True),
        "animations": Words(name="Animations", plain=True),
        "compact_rows": Words(name="Compact rows"),
    },
    "Window": {
        "close_to_tray": Words(name="Close to tray"),
    },
    "Alerts": {
        "alerts": Words(name="Notifications", choices={"all": "All", "score": "By score", "off": "Off"}),
        "alerts_least_score": Words(name="Minimum score"),
        "alerts_quiet_from": Words(name="Quiet from", empty="No quiet time"),
        "alerts_quiet_until": Words(name="Quiet until", empty="No quiet time"),
        "alerts_per_hour": Words(name="Maximum per hour", after=" notifications"),
    },
    "Score weights": {
        "score_velocity": Words(name="Velocity"),
        "score_acceleration": Words(name="Acceleration"),
        "score_engagement": Words(name="Engagement"),
        "score_reach": Words(name="Reach"),
        "score_freshness": Words(name="Freshness"),
    },
}
WORDS: Mapping[str, Words] = {name: words for group in GROUPS.values() for name, words in group.items()}
CLOCKS = ("alerts_quiet_from", "alerts_quiet_until")  # times of the day; "" = none
# On the Discord tab, beside the preview that has to be confirmed first; only in the file, since it needs a new start
ELSEWHERE = ("channel_id", "posting", "posting_paused", "database_url", "paused", "paused_until", "shown_hours")


def told(name: str, before: object, after: object) -> str:
    """ "Refresh the feed every 30 min (was 15 min)"; "" for a switch or a choice, where it is plain to see.

    name: the field of Values.
    """
    if name not in WORDS or not isinstance(after, int | float | str) or isinstance(after, bool) or KEYS[name].choices:
        return ""
    words = WORDS[name]
    if name in CLOCKS:
        return f"{words.name}: {after or 'never'} (was {before or 'never'})"
    if isinstance(after, str):
        return f"{words.name} changed" if after else f"{words.name}: detected automatically"
    joint = " " if words.name.endswith((" every", " within", " after")) else ": "
    return f"{words.name}{joint}{_amount(words, after)}{_at_bound(name, after)} (was {_amount(words, before)})"


def _amount(words: Words, value: object) -> str:
    if not value and words.zero:
        return words.zero.lower()
    number = float(str(value))
    digits = grouped(round(number)) if number.is_integer() else f"{number:,.2f}".rstrip("0")
    return f"{words.before}{digits}{words.after}"


def _at_bound(name: str, value: float) -> str:
    """Says that a number is the minimum or the maximum, which it becomes if one beyond is entered."""
    least, greatest = KEYS[name].bounds
    return ", the maximum" if value == greatest else ", the minimum" if value == least > 0 else ""


def fault_of(key: Key, value: object) -> str:
    """Returns what is wrong with a value, for the user; "" = nothing. May access the disk."""
    try:
        key.converted(value, WORDS[key.name].name)
    except BadInput as error:
        return str(error)
    if key.name == "browser_path" and value and not _is_file(str(value)):
        return "There’s no program at that path. Browse for one, or leave it empty to detect one automatically."
    return ""


def _is_file(path: str) -> bool:
    try:
        return Path(path).expanduser().is_file()
    except (OSError, RuntimeError):  # a folder that may not be searched; a user who doesn't exist
        return False
