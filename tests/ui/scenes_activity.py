"""The Activity page in each of its states, with fictional runs and deliveries."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from tests.ui import samples
from tests.ui.scenery import Never, Scenery, in_window, planning_of, scenery
from tiktrack_gui.core.deliveries import Channel, ChannelKind, Delivery, NewDelivery
from tiktrack_gui.core.embed import profile_post
from tiktrack_gui.core.errors import AllFiltered, Blocked, NoPermission, OutcomeUnknown, StoreBusy, Unreachable
from tiktrack_gui.core.models import Creator, LeftOut
from tiktrack_gui.core.runs import Outcome, Run
from tiktrack_gui.core.sources import Capability, Health
from tiktrack_gui.core.subjects import PROFILE_OCCASION, Subject, delivery_key
from tiktrack_gui.services.budget import RequestBudget
from tiktrack_gui.services.health import HealthWatch
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.services.trending import Trending
from tiktrack_gui.ui.activity.page import ActivityPage
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window.messages import Messages

CHANNEL, UNASKED = 1_187_000_000_000_000_001, 1_187_000_000_000_000_002
EVERY = 900  # s, between two runs

Fill = Callable[[Scenery], None]
Act = Callable[[ActivityPage], None]


def runs(theme: Theme) -> QWidget:
    return scene_of(theme, busy_day, _select_trouble)


def deliveries(theme: Theme) -> QWidget:
    def act(page: ActivityPage) -> None:
        page._choice.choose("deliveries")
        page._deliveries.table.select(4)
        QTimer.singleShot(10, page._deliveries.table.setFocus)

    return scene_of(theme, busy_day, act)


def with_trouble(theme: Theme) -> QWidget:
    return scene_of(theme, busy_day, lambda page: page._messages.trouble(Blocked(Capability.TRENDING)))


def empty(theme: Theme) -> QWidget:
    return scene_of(theme, nothing)


def no_deliveries(theme: Theme) -> QWidget:
    return scene_of(theme, nothing, lambda page: page._choice.choose("deliveries"))


def loading(theme: Theme) -> QWidget:
    return scene_of(theme, nothing, tasks=Never())


def no_match(theme: Theme) -> QWidget:
    return scene_of(theme, busy_day, lambda page: page._search.setText("pasta"))


def error(theme: Theme) -> QWidget:
    return scene_of(theme, nothing, lambda page: page._fail(StoreBusy()))


SCENES: dict[str, tuple[Callable[[Theme], QWidget], int, int]] = {
    "activity": (runs, 1440, 900),
    "activity_small": (runs, 1024, 640),
    "activity_deliveries": (deliveries, 1440, 900),
    "activity_deliveries_small": (deliveries, 1024, 640),
    "activity_trouble": (with_trouble, 1440, 900),
    "activity_loading": (loading, 1440, 900),
    "activity_empty": (empty, 1440, 900),
    "activity_no_deliveries": (no_deliveries, 1024, 640),
    "activity_nomatch": (no_match, 1440, 900),
    "activity_error": (error, 1440, 900),
}


def page_of(theme: Theme, scene: Scenery, tasks: Tasks) -> ActivityPage:
    """A page over the scene's services."""
    health = HealthWatch(scene.store, scene.clock)
    trending = Trending(scene.tiktok, scene.store, health, scene.clock)
    budget = RequestBudget(scene.clock, lambda: 4.0)
    for second in range(12):
        scene.clock.time = samples.NOW - 1000 + 10 * second
        budget.reserve(Capability.TRENDING)
    scene.clock.time = samples.NOW
    look, now = planning_of(scene, health=health, budget=budget).look, scene.clock.now
    page = ActivityPage(theme, trending, scene.outbox, health, budget, scene.alerts, look, tasks, Messages(), now)
    page._choice.choose("runs")
    return page


def scene_of(theme: Theme, fill: Fill, act: Act | None = None, tasks: Tasks | None = None) -> QWidget:
    with scenery() as scene:
        fill(scene)
        page = page_of(theme, scene, tasks or scene.tasks)
        if act is not None:
            act(page)
        return in_window(theme, "activity", page, unread=scene.alerts.unread)


def _select_trouble(page: ActivityPage) -> None:
    rows = range(page._runs.model.rowCount())
    trouble = next(run for run in map(page._runs.model.record, rows) if run.outcome is Outcome.FAILED)
    page._runs.table.select(trouble.id)
    QTimer.singleShot(10, page._runs.table.setFocus)


def nothing(_scene: Scenery) -> None:
    pass


def busy_day(scene: Scenery) -> None:
    _runs(scene)
    _health(scene)
    _deliveries(scene)


def _runs(scene: Scenery) -> None:
    source = scene.store.sources.named().result().id
    for number in range(40, 0, -1):
        at = samples.NOW - number * EVERY + 720
        run = Run(
            source_id=source,
            started_at=at,
            finished_at=at + 4 + number * 7 % 9,
            outcome=Outcome.OK,
            fetched=50 - number % 3,
            passed=12 + number * 5 % 11,
            skipped=3 if number % 4 == 2 else 0,
            left_out={LeftOut.LIVE: 2, LeftOut.NOT_PUBLIC: 1} if number % 4 == 2 else {},
        )
        new = samples.videos(40)[number : number + number * 3 % 4] if number % 3 else []
        run = _with_trouble(run, number)
        scene.store.runs.record_run(run, new if run.passed else ()).result()


def _with_trouble(run: Run, number: int) -> Run:
    def changed(**changes: object) -> Run:
        values = {name: getattr(run, name) for name in ("source_id", "started_at", "finished_at")}
        return Run(**(values | changes))

    match number:
        case 3:
            return changed(outcome=Outcome.FAILED, error_kind="blocked", message=str(Blocked(Capability.TRENDING)))
        case 6:
            return changed(outcome=Outcome.OK, fetched=50, message=str(AllFiltered(50, 100)))
        case 8:
            return changed(outcome=Outcome.CANCELLED, message="The refresh was stopped. Nothing of it was kept.")
        case 11:
            return changed(outcome=Outcome.FAILED, error_kind="unreachable", message=str(Unreachable()))
        case 14:
            short = "TikTok had no more than 31 different videos to give."
            return changed(outcome=Outcome.OK, fetched=31, passed=9, saved=2, message=short)
    return run


def _health(scene: Scenery) -> None:
    now = samples.NOW
    for health in (
        Health(capability=Capability.TRENDING, client="tiktok", last_ok_at=now - 180),
        Health(
            capability=Capability.CREATOR,
            client="tiktok",
            last_ok_at=now - 7200,
            failing_since=now - 1900,
            error_kind="blocked",
            cool_down_until=now + 700,
        ),
        Health(
            capability=Capability.CREATOR_VIDEOS,
            client="tiktok",
            last_ok_at=now - 9000,
            failing_since=now - 600,
            error_kind="timeout",
        ),
    ):
        scene.store.health.record(health).result()


def _deliveries(scene: Scenery) -> None:
    store, now = scene.store, samples.NOW
    store.channels.save_channel(
        Channel(id=CHANNEL, guild_id=1, guild="Trend Squad", name="trend-watch", kind=ChannelKind.TEXT), now
    ).result()
    made = [_asked_for(scene, number) for number in range(9)]
    for number, delivery in enumerate(made):
        at = now - (9 - number) * 2400
        store.outbox.mark_sending(delivery.id, at).result()
        match number:
            case 3:
                error = NoPermission(50013)
                store.outbox.mark_failed(delivery.id, "50013", str(error)).result()
            case 5:
                store.outbox.mark_needs_review(delivery.id, str(OutcomeUnknown())).result()
            case 7:
                store.outbox.mark_queued(delivery.id, now + 280, "discord_unreachable", None).result()
            case 8:
                pass
            case _:
                store.outbox.mark_sent(delivery.id, 1_187_100 + number, 1_187_100 + number, at + 2).result()


def _asked_for(scene: Scenery, number: int) -> Delivery:
    creator: Creator = samples.video(number).video.creator
    scene.store.creators.record_creator(creator, samples.NOW).result()
    channel = UNASKED if number == 6 else CHANNEL
    key = delivery_key(Subject.creator(creator.id), channel, PROFILE_OCCASION)
    new = NewDelivery(
        subject=Subject.creator(creator.id),
        creator_id=creator.id,
        channel_id=channel,
        key=key,
        payload=profile_post(creator, key=key),
    )
    return scene.store.outbox.enqueue(new, samples.NOW - (9 - number) * 2400 - 3).result()
