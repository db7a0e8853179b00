"""Prints results of the commands for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import indent
from typing import Any

from tiktrack_gui.cli.output import progress, say, say_beside, say_table
from tiktrack_gui.core.deliveries import Delivery, DeliveryState
from tiktrack_gui.core.discord_markdown import as_text
from tiktrack_gui.core.left_out import in_words
from tiktrack_gui.core.selection import Decision
from tiktrack_gui.core.subjects import About
from tiktrack_gui.services.trending import Refresh
from tiktrack_gui.words import activity, videos


def show_refresh(refresh: Refresh) -> None:
    rows = [
        (videos.velocity(item), videos.score(item), f"@{item.video.creator.handle}", item.reason)
        for item in refresh.stories
    ]
    say_table(rows, headings=("velocity", "score", "creator", "why"), right=(0, 1))
    run = refresh.run
    videos_fetched = "1 video" if run.fetched == 1 else f"{run.fetched} videos"
    say(f"Fetched {videos_fetched}: {run.passed} passed, {run.saved} of them new.")
    if run.left_out:
        say(f"Left out: {in_words(run.left_out)}.")


def show_payload(payload: Mapping[str, Any]) -> None:
    """Prints the post as it appears in Discord."""
    embed = payload["embed"]
    say(payload["thread_name"])
    texts = (payload.get("content", ""), embed.get("description", ""))
    parts = [*texts, *map(_field, embed["fields"]), embed["footer"]["text"]]
    for line in "\n".join(filter(None, parts)).splitlines():
        text = as_text(line)
        words = text.lstrip(" ")
        say_beside("  " + text.removesuffix(words), words)


def _field(field: Mapping[str, Any]) -> str:
    """The field's name and value; a multi-line value is indented below the name."""
    name, value = field["name"], field["value"]
    return f"{name}:\n{indent(value, '  ')}" if "\n" in value else f"{name}: {value}"


def show_decisions(decisions: Sequence[Decision], *, dry_run: bool) -> None:
    verb, refused = ("Would post", "Wouldn’t post") if dry_run else ("Posting", "Not posted:")
    waiting = [decision for decision in decisions if decision.waits]
    for decision in decisions:
        if decision.refusal is None:
            say(f"{verb} {_subject(decision)}")
        elif not decision.waits:
            say(f"{refused} {_subject(decision)}. {decision.refusal}.")
    if waiting:
        say_beside(f"{waiting[0].refusal}: ", ", ".join(map(_subject, waiting)))


def _subject(decision: Decision) -> str:
    """ "@planty", or "@planty’s video 7123456789012345678"."""
    whose = f"@{decision.creator.handle}"
    about_video = decision.subject.about is About.VIDEO
    return f"{whose}’s video {decision.subject.id}" if about_video else whose


def show_deliveries(deliveries: Sequence[Delivery]) -> None:
    for delivery in deliveries:
        say(f"{delivery.payload['thread_name']}: {state(delivery)}, {where(delivery)}")


def where(delivery: Delivery) -> str:
    return f"thread {delivery.thread_id}" if delivery.thread_id else delivery.error or "its outcome is unknown"


def state(delivery: Delivery) -> str:
    """The delivery's state for scripts: one still waiting in the outbox counts as failed, since it wasn't posted."""
    match delivery.state:
        case DeliveryState.QUEUED:
            return DeliveryState.FAILED.value
        case DeliveryState.SENDING:
            return DeliveryState.NEEDS_REVIEW.value
        case state:
            return state.value


def show_stage(words: str, done: int = 0, wanted: int = 0) -> None:
    progress(activity.stage(words, done, wanted), done, wanted)


def show_download(stage: str, done: int, total: int) -> None:
    size = f"{done / 1e6:.0f} of {total / 1e6:.0f} MB" if total else ""
    progress(f"{stage} {size}", done, total)
