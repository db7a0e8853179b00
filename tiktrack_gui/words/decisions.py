"""Texts about what would be posted now, and why the rest wouldn't. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from tiktrack_gui.core.models import CreatorCount
from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.core.post_values import profile_url, video_url
from tiktrack_gui.core.selection import Decision
from tiktrack_gui.core.subjects import About
from tiktrack_gui.words import counts, times


class Verdict(StrEnum):
    POSTED = "posted"
    WAITS = "waits"
    REFUSED = "refused"


class Look(NamedTuple):
    """An icon and the token of its colour."""

    icon: str
    color: str


LOOKS = {
    Verdict.POSTED: Look("send", "ok"),
    Verdict.WAITS: Look("hourglass", "warn"),
    Verdict.REFUSED: Look("minus", "text3"),
}


def verdict(decision: Decision) -> Verdict:
    if decision.waits:
        return Verdict.WAITS
    return Verdict.POSTED if decision.refusal is None else Verdict.REFUSED


def told(decision: Decision) -> str:
    """ "Would be posted now", "Would be posted again now", or why not."""
    if decision.refusal is not None:
        return decision.refusal
    return "Would be posted again now" if "/" in decision.occasion else "Would be posted now"


def title(decision: Decision) -> str:
    """The creator's name, or the story's caption."""
    story, creator = decision.candidate.story, decision.creator
    if decision.candidate.about is About.VIDEO and story is not None:
        return " ".join(story.video.caption.split()) or "No caption"
    return " ".join((creator.name or "").split()) or f"@{creator.handle}"


def followers(decision: Decision) -> str:
    """ "≈ 1.2M"; "—" if unknown."""
    return counts.creator_count(decision.creator.sample, CreatorCount.FOLLOWERS)


def link(decision: Decision) -> str:
    story = decision.candidate.story
    if decision.candidate.about is About.VIDEO and story is not None:
        return video_url(decision.creator, story.video)
    return profile_url(decision.creator)


def summary(decisions: Sequence[Decision], now: float) -> str:
    """ "5 would be posted now, 12 wait, 237 left out. As of 14:02." """
    found = [verdict(decision) for decision in decisions]
    posted, waiting = found.count(Verdict.POSTED), found.count(Verdict.WAITS)
    refused = len(found) - posted - waiting
    parts = [f"{grouped(posted) if posted else 'None'} would be posted now"]
    if waiting:
        parts.append(f"{grouped(waiting)} {'waits' if waiting == 1 else 'wait'}")
    if refused:
        parts.append(f"{grouped(refused)} left out")
    return f"{', '.join(parts)}. As of {times.clock_time(now, now)}."


def copied(decisions: Iterable[Decision]) -> str:
    """Lines with tabs, for a spreadsheet."""
    lines = ["\t".join(("Name", "Handle", "Followers", "Score", "Posted", "Link"))]
    for one in decisions:
        score = "" if one.candidate.score is None else str(one.candidate.score)
        lines.append("\t".join((title(one), f"@{one.creator.handle}", followers(one), score, told(one), link(one))))
    return "\n".join(lines)
