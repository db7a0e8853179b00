"""The inbox in each of its states, the settings about alerts, and the choice of what alerts on a list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from tests.ui import samples
from tests.ui.scenery import Never, Scenery, scenery
from tests.ui.scenes_activity import busy_day, nothing, scene_of
from tests.ui.scenes_settings import page_in_window
from tiktrack_gui.core.alerts import Alert, Kind
from tiktrack_gui.core.creator_alerts import story_alert
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.errors import StoreBusy
from tiktrack_gui.core.list_names import ALL
from tiktrack_gui.ui.activity.page import ActivityPage
from tiktrack_gui.ui.creators.alerts_dialog import ListAlertsDialog
from tiktrack_gui.ui.settings.page import SettingsPage
from tiktrack_gui.ui.theme.theme import Theme

RTL = "مطبخ.صغير"


def inbox(theme: Theme) -> QWidget:
    def act(page: ActivityPage) -> None:
        page.show_inbox()
        page.inbox.view.table.selectRow(1)
        QTimer.singleShot(10, page.inbox.view.table.setFocus)

    return scene_of(theme, many, act)


def several(theme: Theme) -> QWidget:
    """Several rows are selected; the focus is on the button above them."""

    def act(page: ActivityPage) -> None:
        page.show_inbox()
        page.inbox.view.table.selectAll()
        QTimer.singleShot(10, page.inbox._all_read.setFocus)

    return scene_of(theme, many, act)


def unread_only(theme: Theme) -> QWidget:
    def act(page: ActivityPage) -> None:
        page.show_inbox()
        page.inbox._unread_only.setChecked(True)
        page.inbox.view.table.selectRow(0)
        QTimer.singleShot(10, page.inbox._unread_only.setFocus)

    return scene_of(theme, many, act)


def none_unread(theme: Theme) -> QWidget:
    def fill(scene: Scenery) -> None:
        many(scene)
        scene.tasks.spawn(scene.alerts.read(None), name="read")

    def act(page: ActivityPage) -> None:
        page.show_inbox()
        page.inbox._unread_only.setChecked(True)

    return scene_of(theme, fill, act)


def read_and_muted(theme: Theme) -> QWidget:
    def fill(scene: Scenery) -> None:
        many(scene)
        scene.tasks.spawn(scene.alerts.read(None), name="read")
        scene.tasks.spawn(scene.alerts.mute(HOUR), name="mute")

    return scene_of(theme, fill, ActivityPage.show_inbox)


def empty(theme: Theme) -> QWidget:
    return scene_of(theme, nothing, ActivityPage.show_inbox)


def loading(theme: Theme) -> QWidget:
    return scene_of(theme, nothing, ActivityPage.show_inbox, tasks=Never())


def no_match(theme: Theme) -> QWidget:
    def act(page: ActivityPage) -> None:
        page.show_inbox()
        page._search.setText("pasta")

    return scene_of(theme, busy_day_with_alerts, act)


def error(theme: Theme) -> QWidget:
    def act(page: ActivityPage) -> None:
        page.show_inbox()
        page.inbox._fail(StoreBusy())

    return scene_of(theme, nothing, act)


def settings(theme: Theme) -> QWidget:
    return page_in_window(theme, _show_alerts, alerts="score", alerts_quiet_from="22:00", alerts_quiet_until="07:30")


def settings_off(theme: Theme) -> QWidget:
    """With a time that can't be."""

    def act(page: SettingsPage) -> None:
        page._form.rows["alerts_quiet_from"].show_fault("“25:00” isn’t a time of the day. Write it like 22:00.")
        page._form.rows["alerts"]._control.choose("off")  # type: ignore[union-attr]
        _show_alerts(page)

    return page_in_window(theme, act, alerts="off")


def of_a_list(theme: Theme) -> QWidget:
    """It differs from what holds for all in two kinds."""
    with scenery() as scene:
        food = scene.store.lists.create("Food, and what else small kitchens have to offer").result()
        for kind, wanted in ((Kind.RENAMED, False), (Kind.SILENT, True)):
            scene.store.alerts.set_wanted(food.id, kind, wanted).result()
        return ListAlertsDialog(theme, scene.alerts, food.id, food.name, scene.tasks, None)


def of_all(theme: Theme) -> QWidget:
    with scenery() as scene:
        return ListAlertsDialog(theme, scene.alerts, None, ALL, scene.tasks, None)


def failed(theme: Theme) -> QWidget:
    with scenery() as scene:
        dialog = ListAlertsDialog(theme, scene.alerts, None, ALL, Never(), None)
    dialog._fail(StoreBusy())
    return dialog


def not_saved(theme: Theme) -> QWidget:
    dialog = of_all(theme)
    assert isinstance(dialog, ListAlertsDialog)
    dialog._tell(StoreBusy())
    return dialog


SCENES: dict[str, tuple[Callable[[Theme], QWidget], int, int]] = {
    "inbox": (inbox, 1440, 900),
    "inbox_small": (inbox, 1024, 640),
    "inbox_several": (several, 1440, 900),
    "inbox_unread": (unread_only, 1440, 900),
    "inbox_unread_small": (unread_only, 1024, 640),
    "inbox_none_unread": (none_unread, 1440, 900),
    "inbox_none_unread_small": (none_unread, 1024, 640),
    "inbox_read": (read_and_muted, 1440, 900),
    "inbox_read_small": (read_and_muted, 1024, 640),
    "inbox_empty": (empty, 1440, 900),
    "inbox_empty_small": (empty, 1024, 640),
    "inbox_loading": (loading, 1440, 900),
    "inbox_nomatch": (no_match, 1440, 900),
    "inbox_error": (error, 1440, 900),
    "settings_alerts": (settings, 1440, 900),
    "settings_alerts_small": (settings, 1024, 640),
    "settings_alerts_off": (settings_off, 1440, 900),
    "alerts_list": (of_a_list, 520, 440),
    "alerts_all": (of_all, 520, 400),
    "alerts_failed": (failed, 520, 440),
    "alerts_not_saved": (not_saved, 520, 440),
}


def about(kind: Kind, who: int, at: int, **facts: object) -> Alert:
    """An alert about the creator of a sample video."""
    creator = samples.video(who).video.creator
    return Alert(
        key=f"{kind}:{who}", kind=kind, at=at, creator_id=creator.id, facts={"handle": creator.handle, **facts}
    )


def alerts() -> list[Alert]:
    """One of each kind, and some more stories; the oldest first."""
    now = samples.NOW
    stories = [story_alert(item) for item in samples.videos(9)]
    usual = {"share": 0.019, "low": 0.014, "high": 0.023, "before": 0.004, "before_low": 0.001, "before_high": 0.007}
    return [
        about(Kind.RENAMED, 8, now - 3 * DAY, old="subwaysketches", new="ilyadraws"),
        about(Kind.SILENT, 11, now - 2 * DAY, since=now - 19 * DAY, usual=2 * DAY, handle=RTL),
        *(_at(story, now - DAY - 900 * place) for place, story in enumerate(stories[4:])),
        about(Kind.FASTER, 10, now - 9 * HOUR, **usual),
        about(Kind.ROUND_NUMBER, 2, now - 5 * HOUR, number=25_000, followers=25_400, rounded=True),
        *(_at(story, now - 4 * HOUR + 300 * place) for place, story in enumerate(stories[:3])),
        about(Kind.VIRAL, 1, now - 700, views=5_200_000, times=6.34, rounded=True,
              caption=samples.video(1).video.caption),
        _at(stories[3], now - 240),
    ]  # fmt: skip


def many(scene: Scenery) -> None:
    """Half of them are read, and most were told."""
    busy_day(scene)
    kept = scene.store.alerts.add(alerts()).result()
    ids = [one.id for one in kept if one.id is not None]
    scene.store.alerts.mark_read(ids[:6], samples.NOW - HOUR).result()
    scene.store.alerts.told(ids[2:-1], samples.NOW - 230).result()
    scene.tasks.spawn(scene.alerts.plan(), name="count the alerts")


def busy_day_with_alerts(scene: Scenery) -> None:
    busy_day(scene)
    stories = [one for one in alerts() if one.kind is not Kind.STORY]
    scene.store.alerts.add(stories).result()
    scene.tasks.spawn(scene.alerts.plan(), name="count the alerts")


def _at(alert: Alert, at: int) -> Alert:
    return Alert(**{name: getattr(alert, name) for name in alert.__slots__} | {"at": at})


def _show_alerts(page: SettingsPage) -> None:
    QTimer.singleShot(50, page, page.show_alerts)
