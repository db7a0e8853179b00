"""How a post appears in Discord: the payload of a delivery, from a template and the facts.

    {
        "thread_name": 1–100 characters, plain text,
        "embed": Discord's embed object; its url and its footer carry the delivery's key,
        "avatar_url": URL of the creator's picture, or None,
        "content": text above the embed, at most MAX_CONTENT (only if the template has one),
        "cover_url": URL of the video's picture (only if the template wants it and there is one),
        "chart": what `drawing.growth_chart` draws (likewise), see `core.post_chart`,
        "measured_at": when the numbers that are shown were measured, epoch seconds (only if there are any),
    }

Everything from TikTok is untrusted text and goes through `post_text` or `discord_text`; links of ours lead only to
tiktok.com. Lengths are those in UTF-16 units, which are never less than those in code points: Discord's documents
don't say which it counts. The limits keep each part within Discord's limits, and the sum of an embed below its 6,000.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tiktrack_gui.core import post_values as values
from tiktrack_gui.core.discord_markdown import shown, spans
from tiktrack_gui.core.discord_text import ZERO_WIDTH, cut, escaped, one_line
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.export import iso
from tiktrack_gui.core.models import Creator, CreatorCount, MeasuredVideo, VideoCount
from tiktrack_gui.core.numbers import velocity
from tiktrack_gui.core.phases import Phase, phase
from tiktrack_gui.core.post_chart import chart
from tiktrack_gui.core.post_facts import PostFacts
from tiktrack_gui.core.post_placeholders import MAX_CAPTION, MAX_REASON
from tiktrack_gui.core.post_template import PROFILE, PostPicture, Template
from tiktrack_gui.core.post_text import filled

COLOR = 0x5B5BD6

MAX_THREAD_NAME = 100
MAX_TITLE = 256
MAX_TEXT = 4096
MAX_CONTENT = 1900  # of 2,000: a role may be mentioned before it
STALE = HOUR  # s; an older measurement is shown with its time

MARKED = re.compile(r"(?:ref: |#ref-)(tt-[0-9a-f]{20})$")  # see `_marker` and `_fragment`

Field = dict[str, Any]


def render(template: Template, facts: PostFacts, key: str) -> dict[str, Any]:
    """The payload for a thread. key: of its delivery."""
    thread_name = filled(template.thread_name, facts, MAX_THREAD_NAME, lines=False, markdown=False)
    payload: dict[str, Any] = {
        "thread_name": thread_name or cut(values.name(facts.creator), MAX_THREAD_NAME),
        "embed": _embed(template, facts, key),
        "avatar_url": facts.creator.avatar,
        "content": filled(template.content, facts, MAX_CONTENT),
        "cover_url": _cover(facts) if template.picture is PostPicture.COVER else None,
        "chart": chart(facts) if template.picture is PostPicture.CHART else None,
        "measured_at": facts.measured_at,
    }
    optional = ("content", "cover_url", "chart", "measured_at")
    return {name: value for name, value in payload.items() if name not in optional or value not in (None, "")}


def profile_post(
    creator: Creator, *, key: str, now: float = 0.0, flagged: MeasuredVideo | None = None, stored: bool = False
) -> dict[str, Any]:
    """The payload for a creator's thread by the default template.

    flagged: the video that brought the creator up. now: epoch seconds, for what is said about it. stored: the creator's
    page couldn't be read, so the sample is an older one; it is marked with ≈ and its time.
    """
    return render(PROFILE, PostFacts(creator=creator, now=now, video=flagged, stored=stored), key)


def marked_key(*, url: str | None, footer: str | None) -> str | None:
    """Returns the key of the delivery whose post has an embed with that url and footer text; None if it isn't ours."""
    found = MARKED.search(footer or "") or MARKED.search(url or "")
    return found[1] if found else None


def as_text(payload: Mapping[str, Any]) -> str:
    """All that a post shows as text: the thread's name, the content, and the embed from its title to its footer.

    A preview's text is the same, but for zero-width spaces and for when it was measured.
    """
    embed = payload["embed"]
    fields = (text for field in embed.get("fields", ()) for text in (_line(field["name"]), shown(field["value"])))
    above, title, text = payload.get("content", ""), embed.get("title", ""), embed.get("description", "")
    texts = (payload["thread_name"], shown(above), _line(title), shown(text), *fields, embed["footer"]["text"])
    return "\n".join(filter(None, texts)).replace(ZERO_WIDTH, "")


def _line(markup: str) -> str:
    """A title as it is shown: Discord reads no headings, lists or quotations in it."""
    return "".join(span.text for span in spans(markup))


def _embed(template: Template, facts: PostFacts, key: str) -> dict[str, Any]:
    embed = {
        "title": filled(template.title, facts, MAX_TITLE, lines=False),
        "url": _url(facts) + _fragment(key),
        "description": filled(template.text, facts, MAX_TEXT),
        "color": COLOR,
        "fields": _fields(facts) if template.with_numbers else _as_of(facts),
        "footer": {"text": f"Measured by TikTrack · {_marker(key)}"},
        "timestamp": iso(facts.measured_at),
    }
    return {name: value for name, value in embed.items() if value or name == "fields"}


def _marker(key: str) -> str:
    return f"ref: {key}"


def _fragment(key: str) -> str:
    return f"#ref-{key}"


def _url(facts: PostFacts) -> str:
    if facts.is_of_video and facts.video is not None:
        return values.video_url(facts.creator, facts.video.video)
    return values.profile_url(facts.creator)


def _cover(facts: PostFacts) -> str | None:
    shown = facts.top if facts.video is None else facts.video.video
    return None if shown is None else shown.cover


def _fields(facts: PostFacts) -> list[Field]:
    counts = _video_counts(facts) if facts.is_of_video else _creator_counts(facts)
    fields = [_field(name, text, inline=True) for name, text in counts if text]
    if facts.video is not None and not facts.is_of_video:
        now_phase = phase(facts.video, facts.now)
        title = "Taking off" if now_phase is Phase.TAKING_OFF else "Took off"
        fields.append(_field(title, _flagged(facts.creator, facts.video, now_phase, facts.now)))
    return fields + _as_of(facts)


def _creator_counts(facts: PostFacts) -> list[tuple[str, str]]:
    verified = facts.creator.verified
    return [
        *((str(which.name).capitalize(), values.creator_count(which)(facts)) for which in CreatorCount),
        ("Verified", "" if verified is None else "Yes" if verified else "No"),
    ]


def _video_counts(facts: PostFacts) -> list[tuple[str, str]]:
    shown = (VideoCount.VIEWS, VideoCount.LIKES, VideoCount.COMMENTS, VideoCount.SHARES)
    return [
        *((str(which.name).capitalize(), values.video_count(which)(facts)) for which in shown),
        ("Velocity", values.velocity(facts)),
        ("Followers", values.creator_count(CreatorCount.FOLLOWERS)(facts)),
    ]


def _as_of(facts: PostFacts) -> list[Field]:
    """Says so if the numbers aren't fresh."""
    if not facts.stored or facts.measured_at is None:
        return []
    page = "video’s" if facts.is_of_video else "creator’s"
    return [_field("Numbers", f"≈ as of {values.moment(facts.measured_at)}: the {page} page couldn’t be loaded.")]


def _flagged(creator: Creator, flagged: MeasuredVideo, now_phase: Phase, now: float) -> str:
    link = f"[Watch the video]({values.video_url(creator, flagged.video)})"
    caption = escaped(one_line(flagged.video.caption), MAX_CAPTION)
    strong = flagged.score.reason if flagged.score and now_phase is Phase.TAKING_OFF else ""
    reason = escaped(one_line(strong), MAX_REASON)
    return "\n".join(line for line in (link + _speed(flagged, now_phase, now), caption, reason) if line)


def _speed(flagged: MeasuredVideo, now_phase: Phase, now: float) -> str:
    """How fast it is, or was: with the time it was measured unless that is now."""
    if flagged.velocity is None:
        return ""
    measured_at, posted = flagged.video.sample.at, values.day(flagged.video.posted_at)
    speed = velocity(flagged.velocity, at_least=flagged.at_least)
    if now_phase is Phase.TAKING_OFF:
        return f" · {speed}" + (f", measured {values.moment(measured_at)}" if now - measured_at > STALE else "")
    until = {
        Phase.STILL: ", standing still now",
        Phase.SLOWER: f", {velocity(flagged.current.value)} now" if flagged.current else "",
        Phase.UNKNOWN: f" until {values.day(measured_at)}",
    }[now_phase]
    return f" · {speed} on average since {posted}{until}"


def _field(name: str, value: str, *, inline: bool = False) -> Field:
    return {"name": name, "value": value, "inline": inline}
