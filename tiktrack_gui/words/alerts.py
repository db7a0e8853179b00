"""Texts about alerts: what the inbox, notifications and the terminal say. Pure: the current time is an argument."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from tiktrack_gui.core import durations, numbers
from tiktrack_gui.core.alerts import Alert, Kind
from tiktrack_gui.words import counts, times
from tiktrack_gui.words.videos import caption

NAMED = 2  # creators that a notification of several alerts names
UNMUTE = "Unmute alerts"
_LATELY, _BEFORE = ("share", "low", "high"), ("before", "before_low", "before_high")


@dataclass(frozen=True, slots=True, kw_only=True)
class KindWords:
    """name: in lists of kinds. hint: when it comes. icon: its name."""

    name: str
    hint: str
    icon: str


KINDS: Mapping[Kind, KindWords] = {
    Kind.STORY: KindWords(name="New story", hint="A video passes the threshold", icon="trending-up"),
    Kind.VIRAL: KindWords(name="Viral video", hint="A video has many times the creator’s usual views", icon="flame"),
    Kind.ROUND_NUMBER: KindWords(
        name="Round number", hint="The followers pass 1,000, 2,500, 5,000, 10,000 and so on", icon="target"
    ),
    Kind.FASTER: KindWords(
        name="Faster growth", hint="This week’s growth is certainly above that of the weeks before", icon="gauge"
    ),
    Kind.SILENT: KindWords(
        name="Silence", hint="No new video for 3 times the usual time, and 14 days at least", icon="clock"
    ),
    Kind.RENAMED: KindWords(name="New handle", hint="The creator is called @something else", icon="user"),
}


def sentence(alert: Alert) -> str:
    """ "@planty passed 10,000 followers"."""
    facts, who = alert.facts, _who(alert)
    match alert.kind:
        case Kind.STORY:
            return f"New story by {who}"
        case Kind.VIRAL:
            return f"{who} has a viral video"
        case Kind.ROUND_NUMBER:
            return f"{who} passed {numbers.grouped(_whole(facts, 'number'))} followers"
        case Kind.FASTER:
            return f"{who} is growing faster"
        case Kind.SILENT:
            return f"{who} has stopped posting"
        case Kind.RENAMED:
            return f"@{facts.get('old', '')} is now @{facts.get('new', '')}"


def detail(alert: Alert, now: float, zone: tzinfo | None = None) -> str:
    """Says why, or how much: "≈ 1.2M views, ≈ 6.3× usual · Plants you can’t kill"."""
    facts = alert.facts
    match alert.kind:
        case Kind.STORY:
            return _joined(_why(alert), _caption(facts))
        case Kind.VIRAL:
            rounded = bool(facts.get("rounded"))
            views = counts.count(_whole(facts, "views"), rounded=rounded)
            ratio = f"{numbers.mark(rounded=rounded)}{numbers.times(_number(facts, 'times'))}"
            return _joined(f"{views} views, {ratio} usual", _caption(facts))
        case Kind.ROUND_NUMBER:
            exactness = {name: bool(facts.get(name)) for name in ("rounded", "repaired")}
            followers = counts.count(_whole(facts, "followers"), full=True, **exactness)
            return f"{followers} followers, measured {times.clock_time(alert.at, now, zone)}"
        case Kind.FASTER:
            lately, before = (_per_week(facts, names) for names in (_LATELY, _BEFORE))
            return f"{lately} a week, before that {before}"
        case Kind.SILENT:
            since = times.short_date(_number(facts, "since"), now, zone)
            return f"No new video since {since}, usually one every {durations.span(_number(facts, 'usual'))}"
        case Kind.RENAMED:
            return "The history stays with the account"


def notification(alerts: Sequence[Alert], now: float, zone: tzinfo | None = None) -> tuple[str, str]:
    """Returns title and text of the notification of all alerts of one run. alerts: the best one first."""
    best = alerts[0]
    if len(alerts) == 1:
        return sentence(best), detail(best, now, zone)
    if all(one.kind is Kind.STORY for one in alerts):
        return f"{len(alerts)} new stories: {_names(alerts)}", _joined(f"Best: {_who(best)}", _why(best))
    said = [sentence(one) for one in alerts[:3]]
    rest = len(alerts) - len(said)
    return f"{len(alerts)} alerts: {_names(alerts)}", "\n".join([*said, *([f"and {rest} more"] if rest else [])])


def muted(until: float, now: float, zone: tzinfo | None = None) -> str:
    """ "Muted until 15:40"."""
    return f"Muted until {times.clock_time(until, now, zone)}"


def unmute(until: float, now: float, zone: tzinfo | None = None) -> str:
    """The tray's entry: "Unmute alerts (until 15:40)"."""
    return f"{UNMUTE} (muted until {times.clock_time(until, now, zone)})"


def unread(number: int) -> str:
    """ "3 unread alerts"."""
    return "1 unread alert" if number == 1 else f"{numbers.grouped(number)} unread alerts"


def _who(alert: Alert) -> str:
    return f"@{alert.facts.get('handle', '')}"


def _names(alerts: Sequence[Alert]) -> str:
    """ "@a, @b and 1 more": each creator once."""
    names = list(dict.fromkeys(map(_who, alerts)))
    if len(names) <= NAMED:
        return " and ".join(names)
    return f"{', '.join(names[:NAMED])} and {len(names) - NAMED} more"


def _why(alert: Alert) -> str:
    """ "High engagement velocity (570/min, 5.7× threshold)": the velocity is always said."""
    reason = str(alert.facts.get("reason", ""))
    speed = alert.facts.get("velocity")
    if not isinstance(speed, int | float):
        return reason
    velocity = numbers.velocity(speed, at_least=bool(alert.facts.get("at_least")))
    return reason if velocity in reason else _joined(velocity, reason)


def _caption(facts: Mapping[str, Any]) -> str:
    return f"“{caption(str(facts['caption']))}”" if facts.get("caption") else ""


def _per_week(facts: Mapping[str, Any], names: Sequence[str]) -> str:
    """ "+1.9% (+1.4% to +2.3%)", with its 95 % interval. names: of the growth, and of the interval's bounds."""
    share, low, high = (numbers.growth(_number(facts, name)) for name in names)
    return share if low == high else f"{share} ({low} to {high})"


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _number(facts: Mapping[str, Any], name: str) -> float:
    """0 for what isn't a number: rows may be from another version."""
    value = facts.get(name)
    return value if isinstance(value, int | float) else 0


def _whole(facts: Mapping[str, Any], name: str) -> int:
    return round(_number(facts, name))
