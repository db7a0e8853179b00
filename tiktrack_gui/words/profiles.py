"""Texts of a creator's profile as of a moment, its timeline and its measurements. Pure; times are epoch seconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo

from tiktrack_gui.core import durations, numbers
from tiktrack_gui.core.characters import cut, visible
from tiktrack_gui.core.counts import uncertainty
from tiktrack_gui.core.growth import Change
from tiktrack_gui.core.models import CreatorCount, CreatorSample
from tiktrack_gui.core.timeline import Event, FieldChange, Kind
from tiktrack_gui.words import times
from tiktrack_gui.words.creators import amount
from tiktrack_gui.words.moves import Line

TIMELINE = "Timeline"
TIMELINE_PERIOD = "Seen by TikTrack"
NOTHING_BY_THEN = "TikTrack didn’t know this creator yet."
BACK = "Back to now"
NOT_KEPT = "The picture of that time isn’t kept."
BIO_MOST = 1_000  # characters; TikTok’s own limit is far below
BIO_LINES = 12
LONGEST_VALUE = 200  # characters of a changed text

COUNTS = {
    CreatorCount.FOLLOWERS: "Followers",
    CreatorCount.FOLLOWING: "Following",
    CreatorCount.LIKES: "Likes",
    CreatorCount.VIDEOS: "Videos",
}


def as_of(at: float, zone: tzinfo | None = None) -> str:
    """ "As of Sat 3 Oct 2026, 14:00"."""
    return f"As of {times.exact_time(at, zone)}"


def first_seen(at: int | None) -> str:
    """ "First seen 12 Oct 2026"."""
    return "" if at is None else f"First seen {times.date(at)}"


def bio(text: str | None) -> str:
    """Returns the text without empty lines, and no longer than a profile has room for."""
    lines = [" ".join(line.split()) for line in cut(text or "", BIO_MOST).splitlines()]
    shown = [line for line in lines if visible(line)]
    return "\n".join([*shown[: BIO_LINES - 1], " ".join(shown[BIO_LINES - 1 :])]).strip()


def in_time(found: Change | None) -> tuple[str, str]:
    """("+4,750 in 24 h", "ok"); empty if there is no measurable change."""
    if found is None or not found.is_measurable or not found.amount:
        return "", ""
    text, tone = amount(found)
    return f"{text} in {durations.span(found.seconds)}", tone


def timeline(found: Sequence[Event], now: float) -> list[Line]:
    """found: newest first."""
    return [_line(event, now) for event in found]


def _line(event: Event, now: float) -> Line:
    date = times.short_date(event.at, now)
    if event.change is not None:
        icon, title, detail = _changed(event.change)
        return Line(icon=icon, title=title, detail=detail, date=date)
    if event.kind is Kind.FIRST_SEEN:
        return Line(icon="eye", title="First seen", detail=times.exact_time(event.at), date=date)
    return Line(icon="user-plus", title="Tracked since", detail=times.exact_time(event.at), date=date)


def _changed(change: FieldChange) -> tuple[str, str, str]:
    """Returns icon, title and detail."""
    if change.field in _FLAGS:
        icon, gained, lost = _FLAGS[change.field]
        is_on = change.new == "1"
        return icon, gained if is_on else lost, "Before: " + ("no" if is_on else "yes")
    icon, title, quoted = _TEXTS[change.field]
    return icon, title, f"{quoted(change.old)} → {quoted(change.new)}"


def _handle(text: str) -> str:
    return f"@{text}"


def _quoted(text: str) -> str:
    one_line = cut(" ".join(text.split()), LONGEST_VALUE)
    return f"“{one_line}”" if one_line else "empty"


def _plain(text: str) -> str:
    return cut(" ".join(text.split()), LONGEST_VALUE) or "none"


_FLAGS = {
    "verified": ("badge-check", "Verified", "No longer verified"),
    "private": ("lock", "Became private", "Became public"),
}
_TEXTS: dict[str, tuple[str, str, Callable[[str], str]]] = {
    "handle": ("user", "New handle", _handle),
    "name": ("user", "New name", _quoted),
    "bio": ("info", "New bio", _quoted),
    "bio_link": ("link", "New link", _plain),
    "language": ("globe", "New language", _plain),
}


def exactness(sample: CreatorSample) -> str:
    """ "Exact", or "Followers ± 50, likes ± 50,000", "Likes at least": what isn't exact, of the counts known."""
    said = [_inexact(sample, which, name) for which, name in COUNTS.items()]
    text = ", ".join(filter(None, said))
    return text[:1].upper() + text[1:] if text else "Exact"


def _inexact(sample: CreatorSample, which: CreatorCount, name: str) -> str:
    count: int | None = getattr(sample, name.lower())
    if count is None:
        return ""
    if sample.repaired & which:
        return f"{name.lower()} at least"
    return f"{name.lower()} ± {numbers.grouped(uncertainty(count))}" if sample.rounded & which else ""
