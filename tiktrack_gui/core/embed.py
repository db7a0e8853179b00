"""How a creator's profile appears in Discord: the payload of a delivery.

    {"thread_name": 1–100 characters, "embed": Discord's embed object, "avatar_url": URL of the picture, or None}

Everything from TikTok is untrusted text and goes through `discord_text`; links lead only to tiktok.com. The limits
below keep each part within Discord's limits, and their sum below the 6,000 characters of an embed.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from tiktrack_gui.core.discord_text import cut, escaped, one_line, paragraphs
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.export import iso
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample, MeasuredVideo
from tiktrack_gui.core.numbers import compact, mark, velocity
from tiktrack_gui.core.phases import Phase, phase

COLOR = 0x5B5BD6

MAX_THREAD_NAME = 100
MAX_TITLE = 256
MAX_BIO = 2000
MAX_HANDLE = 30  # TikTok's own are shorter
MAX_CAPTION = 250
MAX_REASON = 250
STALE = HOUR  # s; an older measurement is shown with its time

MARKED = re.compile(r"(?:ref: |#ref-)(tt-[0-9a-f]{20})$")  # see `_marker` and `_fragment`

Field = dict[str, Any]


def profile_post(
    creator: Creator, *, key: str, now: float = 0.0, flagged: MeasuredVideo | None = None, stored: bool = False
) -> dict[str, Any]:
    """The payload for a creator's thread.

    flagged: the video that brought the creator up. now: epoch seconds, for what is said about it. stored: the creator's
    page couldn't be read, so the sample is an older one; it is marked with ≈ and its time.
    """
    return {
        "thread_name": _thread_name(creator),
        "embed": _embed(creator, key, now, flagged, stored=stored),
        "avatar_url": creator.avatar,
    }


def marked_key(*, url: str | None, footer: str | None) -> str | None:
    """Returns the key of the delivery whose post has an embed with that url and footer text; None if it isn't ours."""
    found = MARKED.search(footer or "") or MARKED.search(url or "")
    return found[1] if found else None


def _embed(creator: Creator, key: str, now: float, flagged: MeasuredVideo | None, *, stored: bool) -> dict[str, Any]:
    embed = {
        "title": escaped(_name(creator), MAX_TITLE),
        "url": _profile_url(creator) + _fragment(key),
        "description": _description(creator),
        "color": COLOR,
        "fields": _fields(creator, now, flagged, stored=stored),
        "footer": {"text": f"Measured by TikTrack · {_marker(key)}"},
    }
    if creator.sample is not None:
        embed["timestamp"] = iso(creator.sample.at)
    return embed


def _marker(key: str) -> str:
    return f"ref: {key}"


def _fragment(key: str) -> str:
    return f"#ref-{key}"


def _thread_name(creator: Creator) -> str:
    handle = cut(f"(@{_handle(creator)})", MAX_THREAD_NAME // 2)
    return f"{cut(_name(creator), MAX_THREAD_NAME - len(handle) - 1)} {handle}"


def _name(creator: Creator) -> str:
    return one_line(creator.name or "") or _handle(creator)


def _handle(creator: Creator) -> str:
    return one_line(creator.handle) or str(creator.id)


def _address(creator: Creator) -> str:
    """The handle, URL-quoted; the characters TikTok allows in handles stay unchanged."""
    return quote(_handle(creator)[:MAX_HANDLE], safe="")


def _profile_url(creator: Creator) -> str:
    return f"https://www.tiktok.com/@{_address(creator)}"


def _description(creator: Creator) -> str:
    link = f"[@{escaped(_handle(creator), MAX_TITLE)}]({_profile_url(creator)})"
    bio = escaped(paragraphs(creator.bio or ""), MAX_BIO)
    return f"{link}\n\n{bio}" if bio else link


def _fields(creator: Creator, now: float, flagged: MeasuredVideo | None, *, stored: bool) -> list[Field]:
    fields = _counts(creator.sample, stored=stored) if creator.sample else []
    if creator.verified is not None:
        fields.append(_field("Verified", "Yes" if creator.verified else "No", inline=True))
    if flagged is not None:
        now_phase = phase(flagged, now)
        title = "Taking off" if now_phase is Phase.TAKING_OFF else "Took off"
        fields.append(_field(title, _flagged(creator, flagged, now_phase, now)))
    if stored and creator.sample:
        as_of = f"≈ as of {_moment(creator.sample.at)}: the creator’s page couldn’t be loaded."
        fields.append(_field("Numbers", as_of))
    return fields


def _counts(sample: CreatorSample, *, stored: bool) -> list[Field]:
    counts = (
        ("Followers", sample.followers, CreatorCount.FOLLOWERS),
        ("Following", sample.following, CreatorCount.FOLLOWING),
        ("Likes", sample.likes, CreatorCount.LIKES),
        ("Videos", sample.videos, CreatorCount.VIDEOS),
    )
    return [
        _field(
            name,
            mark(rounded=stored or bool(sample.rounded & bit), repaired=bool(sample.repaired & bit)) + compact(count),
            inline=True,
        )
        for name, count, bit in counts
        if count is not None
    ]


def _flagged(creator: Creator, flagged: MeasuredVideo, now_phase: Phase, now: float) -> str:
    link = f"[Watch the video]({_profile_url(creator)}/video/{flagged.video.id})"
    caption = escaped(one_line(flagged.video.caption), MAX_CAPTION)
    strong = flagged.score.reason if flagged.score and now_phase is Phase.TAKING_OFF else ""
    reason = escaped(one_line(strong), MAX_REASON)
    return "\n".join(line for line in (link + _speed(flagged, now_phase, now), caption, reason) if line)


def _speed(flagged: MeasuredVideo, now_phase: Phase, now: float) -> str:
    """How fast it is, or was: with the time it was measured unless that is now."""
    if flagged.velocity is None:
        return ""
    measured_at, posted = flagged.video.sample.at, _day(flagged.video.posted_at)
    speed = velocity(flagged.velocity, at_least=flagged.at_least)
    if now_phase is Phase.TAKING_OFF:
        return f" · {speed}" + (f", measured {_moment(measured_at)}" if now - measured_at > STALE else "")
    until = {
        Phase.STILL: ", standing still now",
        Phase.SLOWER: f", {velocity(flagged.current.value)} now" if flagged.current else "",
        Phase.UNKNOWN: f" until {_day(measured_at)}",
    }[now_phase]
    return f" · {speed} on average since {posted}{until}"


def _day(at: float) -> str:
    moment = datetime.fromtimestamp(at, UTC)
    return f"{moment.day} {moment:%b %Y}"


def _moment(at: float) -> str:
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M} UTC"


def _field(name: str, value: str, *, inline: bool = False) -> Field:
    return {"name": name, "value": value, "inline": inline}
