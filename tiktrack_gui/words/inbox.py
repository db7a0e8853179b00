"""Texts about the inbox as a whole, and about which alerts the lists have. Pure: the current time is an argument."""

from __future__ import annotations

from tiktrack_gui.core.alerts import Alert, Kind
from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.words import alerts, times
from tiktrack_gui.words.activity import listed

MUTE, UNMUTE = "Mute alerts for an hour", "Unmute"
ON_TIKTOK = "Open on TikTok"
VIDEO_GONE = "This video isn’t stored any more"
NOT_TOLD = "No notification"
FOR_A_LIST = "About the creators on this list. If they’re on several lists, one that’s on is enough."
FOR_ALL = "About the creators you track. A list can differ."


def line(unread: int, total: int, most: int, muted_until: float | None, now: float) -> str:
    """ "3 unread · 37 alerts · Muted until 15:20"; "" for an empty inbox that isn't muted."""
    parts = (
        f"{grouped(unread)} unread" if unread else "",
        listed(total, most, "alert", "alerts"),
        alerts.muted(muted_until, now) if muted_until is not None else "",
    )
    return " · ".join(filter(None, parts))


def details(alert: Alert, now: float) -> str:
    """Returns why there was the alert, and when it was told."""
    told = NOT_TOLD if alert.told_at is None else f"Notification at {times.clock_time(alert.told_at, alert.at)}"
    return "\n".join(filter(None, (alerts.detail(alert, now), f"{times.exact_time(alert.at)} · {told}")))


def selected(number: int) -> str:
    """ "12 alerts selected"."""
    return f"{grouped(number)} alerts selected"


def untracked(creator: Creator) -> str:
    """ "@planty isn’t tracked any more"."""
    return f"@{creator.handle} isn’t tracked any more"


def marked(number: int) -> str:
    """ "Marked 12 alerts as read"."""
    return f"Marked {grouped(number)} {'alert' if number == 1 else 'alerts'} as read"


def segment(unread: int) -> str:
    """ "Inbox", or "Inbox · 3" while that many are unread."""
    return f"Inbox · {grouped(unread)}" if unread else "Inbox"


def hint(kind: Kind, *, differs: bool, for_all: bool) -> str:
    """Says when a kind of alert comes, and what holds for all creators if the list differs from that."""
    said = alerts.KINDS[kind].hint
    return f"{said}. For all creators, it’s {'on' if for_all else 'off'}." if differs else said
