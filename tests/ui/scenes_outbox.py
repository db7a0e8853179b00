"""The outbox in each of its states, and everything that can hold posts back, over the services."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from tests.ui import samples
from tests.ui.scenery import Scenery, in_window, scenery
from tests.ui.scenes_discord import CHANNEL, FORUM, HOUR, NEWS, Parts, fill, make
from tests.ui.scenes_discord_channels import find_stories, three_channels
from tiktrack_gui.core import snowflakes
from tiktrack_gui.core.deliveries import Delivery, NewDelivery
from tiktrack_gui.core.errors import (
    DiscordError,
    DiscordRateLimited,
    DiscordUnreachable,
    NoPermission,
    OutcomeUnknown,
    PostBlocked,
    TokenRefused,
    TooManyThreads,
)
from tiktrack_gui.core.holds import Hold
from tiktrack_gui.core.servers import BotThread, Permission
from tiktrack_gui.core.subjects import Subject
from tiktrack_gui.ui.discord.page import DiscordPage
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.words.holds import HoldAction

MINUTE, DAY = 60, 86_400
WAIT = 4 * MINUTE + 12  # s
Fill = Callable[[Scenery, Parts], None]
Use = Callable[[DiscordPage], None]


def queued(scene: Scenery, number: int, channel_id: int, at: int, *, story: bool = False) -> Delivery:
    """A delivery about the creator of a sample video, or about the video."""
    video = samples.video(number).video
    creator = video.creator
    name = (video.caption or "")[:80] if story else f"{creator.name} (@{creator.handle})"
    new = NewDelivery(
        subject=Subject.video(video.id) if story else Subject.creator(creator.id),
        creator_id=creator.id,
        channel_id=channel_id,
        key=f"tt-{number}-{channel_id % 1000}",
        payload={
            "thread_name": name,
            "embed": {"title": name, "fields": [], "footer": {"text": "Measured by TikTrack"}},
            "avatar_url": creator.avatar,
        },
    )
    return scene.store.outbox.enqueue(new, at).result()


def met(scene: Scenery, delivery: Delivery, error: DiscordError, code: str, *, wait: int = WAIT) -> None:
    """The delivery met an error, and is tried again later."""
    scene.store.outbox.mark_queued(delivery.id, samples.NOW + wait, code, str(error)).result()


def every_state(scene: Scenery, parts: Parts) -> None:
    """Deliveries of both kinds in every state, in three channels."""
    three_channels(scene, parts)
    outbox, at = scene.store.outbox, samples.NOW
    sent = queued(scene, 1, CHANNEL, at - 9 * HOUR)
    thread = _snowflake(at - 8 * HOUR)
    outbox.mark_sending(sent.id, at - 8 * HOUR).result()
    outbox.mark_sent(sent.id, thread, thread, at - 8 * HOUR).result()
    failed = queued(scene, 2, FORUM, at - 5 * HOUR, story=True)
    outbox.mark_sending(failed.id, at - 5 * HOUR).result()
    outbox.mark_failed(failed.id, "200000", str(PostBlocked(200000))).result()
    review = queued(scene, 3, CHANNEL, at - 3 * HOUR)
    outbox.mark_sending(review.id, at - 3 * HOUR).result()
    outbox.mark_needs_review(review.id, str(OutcomeUnknown())).result()
    cancelled = queued(scene, 4, NEWS, at - 2 * HOUR)
    outbox.mark_cancelled(cancelled.id).result()
    sending = queued(scene, 5, FORUM, at - MINUTE, story=True)
    outbox.mark_sending(sending.id, at - 4).result()
    queued(scene, 0, CHANNEL, at - 30)


def limited(scene: Scenery, parts: Parts) -> None:
    """Discord asks to wait before the next post in a channel."""
    every_state(scene, parts)
    first = queued(scene, 1, FORUM, samples.NOW - MINUTE, story=True)
    scene.store.outbox.mark_sending(first.id, samples.NOW - 20).result()
    met(scene, first, DiscordRateLimited(WAIT), DiscordRateLimited.kind)
    queued(scene, 3, FORUM, samples.NOW - 20, story=True)


def forbidden(scene: Scenery, parts: Parts) -> None:
    """The bot may not post in one of the channels any more."""
    every_state(scene, parts)
    parts.discord.granted[FORUM] &= ~Permission.SEND_MESSAGES
    first = queued(scene, 1, FORUM, samples.NOW - MINUTE, story=True)
    met(scene, first, NoPermission.lacking(["Send Messages"]), NoPermission.kind)
    queued(scene, 3, FORUM, samples.NOW - 20, story=True)


def full(scene: Scenery, parts: Parts) -> None:
    """The server has no room for another thread."""
    every_state(scene, parts)
    parts.discord.bot_threads = [BotThread(id=_snowflake(samples.NOW - 40 * DAY), name="Planty McPlantface (@planty)")]
    met(scene, queued(scene, 1, FORUM, samples.NOW - MINUTE, story=True), TooManyThreads(160006), "160006")
    queued(scene, 3, FORUM, samples.NOW - 20, story=True)


def unreached(scene: Scenery, parts: Parts) -> None:
    every_state(scene, parts)
    for delivery in scene.store.outbox.queued().result():
        met(scene, delivery, DiscordUnreachable(), DiscordUnreachable.kind, wait=MINUTE)


def refused(scene: Scenery, parts: Parts) -> None:
    """Discord rejects the bot token, which stops everything."""
    every_state(scene, parts)
    parts.discord.trouble = TokenRefused()
    error, until = TokenRefused(), samples.NOW + 5 * MINUTE
    scene.outbox._sending._hold = Hold(until=until, code=error.kind, reason=str(error))


def paused(scene: Scenery, parts: Parts) -> None:
    """The user has paused posting while a channel has a problem of its own."""
    forbidden(scene, parts)
    parts.changes["posting_paused"] = True


def select_all(page: DiscordPage) -> None:
    page._panel._view.table.selectAll()


def select_review(page: DiscordPage) -> None:
    page._panel.select(next(row.id for row in page._panel._model.records() if row.state == "needs_review"))


def select_failed(page: DiscordPage) -> None:
    page._panel.select(next(row.id for row in page._panel._model.records() if row.state == "failed"))


def ask_for_room(page: DiscordPage) -> None:
    page._panel.strip.acted.emit(FORUM, HoldAction.MAKE_ROOM)


def in_page(theme: Theme, change: Fill, use: Use | None = None, *, alone: bool = False) -> QWidget:
    """alone: the outbox is the part that is shown in a small window."""
    with scenery() as scene:
        parts = Parts()
        fill(scene, parts, creators=6)
        change(scene, parts)
        find_stories(scene)
        page = make(theme, scene, parts, scene.tasks)
        page.shown()
        page._clock.stop()
        if use is not None:
            use(page)
        window = in_window(theme, "discord", page)
        if alone:
            page._part.choose("outbox")
            QTimer.singleShot(10, page._panel.focus)
        return window


def _snowflake(at: int) -> int:
    """An ID that Discord could have given at that time."""
    return (at * 1000 - snowflakes.EPOCH_MS) << 22


STATES: dict[str, tuple[Fill, Use | None]] = {
    "states": (every_state, select_failed),
    "review": (every_state, select_review),
    "several": (every_state, select_all),
    "limited": (limited, None),
    "forbidden": (forbidden, None),
    "full": (full, None),
    "room": (full, ask_for_room),
    "unreached": (unreached, None),
    "token": (refused, None),
    "paused": (paused, None),
}
SCENES: dict[str, tuple[Callable[[Theme], QWidget], int, int]] = {}
for _name, (_change, _use) in STATES.items():
    SCENES[f"outbox_{_name}"] = (lambda theme, c=_change, u=_use: in_page(theme, c, u), 1440, 900)  # type: ignore[misc]
    SCENES[f"outbox_small_{_name}"] = (
        lambda theme, c=_change, u=_use: in_page(theme, c, u, alone=True),  # type: ignore[misc]
        1024,
        640,
    )
