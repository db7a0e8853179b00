"""What the commands print: lines for people, JSON where it was asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tiktrack_gui.core.models import Creator, CreatorCount, Delivery, DeliveryState
from tiktrack_gui.core.numbers import grouped, mark, velocity
from tiktrack_gui.core.selection import Decision
from tiktrack_gui.output import progress, say
from tiktrack_gui.services.trending import Refresh


def show_refresh(refresh: Refresh) -> None:
    if refresh.stories:
        say(f"{'velocity':>12}  score  creator                    why")
    for item in refresh.stories:
        speed = velocity(item.velocity or 0.0)
        say(f"{speed:>12}  {item.score.value:>5}  @{item.video.creator.handle:<24}  {item.reason}")
    run = refresh.run
    say(f"Fetched {run.fetched} videos: {run.passed} passed, {run.saved} of them new, {run.skipped} unreadable.")


def show_creator(creator: Creator) -> None:
    sample = creator.sample
    followers = "unknown"
    if sample is not None and sample.followers is not None:
        bit = CreatorCount.FOLLOWERS
        followers = mark(rounded=bool(sample.rounded & bit), repaired=bool(sample.repaired & bit))
        followers += grouped(sample.followers)
    say(f"@{creator.handle:<24}  {followers:>16} followers  {creator.name or ''}")


def show_payload(payload: Mapping[str, Any]) -> None:
    say(payload["thread_name"])
    for line in payload["embed"].get("description", "").splitlines():
        say(line)
    for field in payload["embed"].get("fields", ()):
        say(f"  {field['name']}: {field['value']}")


def show_decisions(decisions: Sequence[Decision], *, dry_run: bool) -> None:
    verb = "Would post" if dry_run else "Posting"
    for decision in decisions:
        handle = decision.creator.handle
        say(f"{verb} @{handle}" if decision.refusal is None else f"Not posted: @{handle}. {decision.refusal}.")


def show_deliveries(deliveries: Sequence[Delivery]) -> None:
    for delivery in deliveries:
        say(f"{delivery.payload['thread_name']}: {state(delivery)}, {where(delivery)}")


def where(delivery: Delivery) -> str:
    return f"thread {delivery.thread_id}" if delivery.thread_id else delivery.error or "its outcome is unknown"


def state(delivery: Delivery) -> str:
    """The delivery's state as a caller can act on: what still waits in the outbox was not posted now."""
    match delivery.state:
        case DeliveryState.QUEUED:
            return DeliveryState.FAILED.value
        case DeliveryState.SENDING:
            return DeliveryState.NEEDS_REVIEW.value
        case state:
            return state.value


def show_download(stage: str, done: int, total: int) -> None:
    size = f"{done / 1e6:.0f} of {total / 1e6:.0f} MB" if total else ""
    progress(f"{stage} {size}")
