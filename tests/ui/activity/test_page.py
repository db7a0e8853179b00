"""The Activity tab over real services: live updates, in all its states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.services.fakes import CHANNEL, creator, video
from tests.ui import samples
from tests.ui.hands import shortcut
from tests.ui.scenery import Never, Scenery, planning_of, scenery
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.deliveries import NewDelivery
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.errors import Blocked, PostBlocked, StoreBusy, Unreachable
from tiktrack_gui.core.sources import Capability, Health
from tiktrack_gui.core.subjects import Subject
from tiktrack_gui.services.budget import RequestBudget
from tiktrack_gui.services.health import HealthWatch
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.services.trending import Trending
from tiktrack_gui.ui.activity.page import ActivityPage
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.records_view import RecordsView
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import times


class BusyHealth(HealthWatch):
    """Fails as it does while another program has locked the database."""

    busy = False

    async def current(self) -> list[Health]:
        if self.busy:
            raise StoreBusy
        return await super().current()


class Desk:
    """A page and its surroundings."""

    def __init__(self, theme: Theme, scene: Scenery, *, busy: bool = False, tasks: Tasks | None = None) -> None:
        self.scene = scene
        self.health = BusyHealth(scene.store, scene.clock)
        self.health.busy = busy
        self.budget = RequestBudget(scene.clock, lambda: 4.0)
        self.trending = Trending(scene.tiktok, scene.store, self.health, scene.clock)
        self.messages = Messages()
        self.planning = planning_of(scene, health=self.health, budget=self.budget)
        self.page = ActivityPage(
            theme,
            self.trending,
            scene.outbox,
            self.health,
            self.budget,
            scene.alerts,
            self.planning.look,
            tasks or scene.tasks,
            self.messages,
            scene.clock.now,
        )
        self.page._choice.choose("runs")

    def fetch(self) -> None:
        """Refreshes the feed, ignoring errors."""

        async def work() -> None:
            try:
                await self.trending.refresh(50, Criteria(), manual=True)
            except Blocked:
                pass
            except Unreachable:
                pass

        self.scene.clock.time += 60
        self.scene.tasks.spawn(work(), name="fetch")

    def post(self, number: int = 1) -> None:
        self.scene.tiktok.creators[f"creator{number}"] = creator(number)
        self.scene.tasks.spawn(self.scene.posting.post(f"creator{number}", CHANNEL), name="post")


@pytest.fixture
def scene() -> Iterator[Scenery]:
    with scenery() as scene:
        scene.tiktok.videos = [video(1, at=samples.NOW)]
        yield scene


@pytest.fixture
def desk(theme: Theme, scene: Scenery, qtbot: QtBot) -> Desk:
    return shown(Desk(theme, scene), qtbot)


def shown(desk: Desk, qtbot: QtBot) -> Desk:
    qtbot.addWidget(desk.page)
    desk.page.resize(1240, 800)
    with qtbot.waitExposed(desk.page):
        desk.page.show()
    return desk


def rows(view: RecordsView) -> list[list[str]]:
    model = view.model
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def words(view: RecordsView) -> str:
    """The text shown in place of the table; "" while the table is shown."""
    current = view._states.currentWidget()
    return current.accessibleName() if current is not None and current is not view.table else ""


def health(desk: Desk) -> list[str]:
    return [figure.accessibleName() for figure in desk.page._strip._figures.values()]


def budget(desk: Desk) -> str:
    return desk.page._requests._used.accessibleName()


def planned(desk: Desk) -> str:
    return desk.page._requests._next.accessibleName()


def test_runs_appear_as_they_happen_the_failed_ones_too(desk: Desk) -> None:
    desk.fetch()
    desk.scene.tiktok.trouble = Unreachable(Capability.TRENDING)
    desk.fetch()
    assert [row[1:6] for row in rows(desk.page._runs)] == [
        ["Unreachable", "—", "—", "—", "—"],
        ["Done", "1", "1", "1", "0"],
    ]
    assert words(desk.page._runs) == ""


def test_the_days_of_runs_are_summed_above_them(desk: Desk) -> None:
    assert not desk.page._days.isVisible()
    desk.fetch()
    assert desk.page._days.isVisible()
    assert desk.page._days.accessibleName() == "Last 30 days: 1 run, 1 fetched, 1 passed"
    desk.scene.tiktok.trouble = Unreachable(Capability.TRENDING)
    desk.fetch()
    assert desk.page._days.accessibleName() == "Last 30 days: 2 runs, 1 fetched, 1 passed, 1 failed"
    desk.page._choice.choose("deliveries")
    assert not desk.page._days.isVisible()


def test_low_windows_are_left_to_the_table(desk: Desk) -> None:
    desk.fetch()
    desk.page.resize(1024, 640)
    assert not desk.page._days.isVisible()
    desk.page.resize(1024, 760)
    assert desk.page._days.isVisible()


def test_at_midnight_a_new_day_begins(desk: Desk) -> None:
    desk.fetch()
    before = desk.page._days._days
    desk.scene.clock.time += DAY
    desk.page._clock.timeout.emit()
    assert desk.page._days._days[:-1] == before[1:]
    assert desk.page._days._days[-1].runs == 0


def test_earlier_runs_and_deliveries_are_there_from_the_start(desk: Desk, theme: Theme, qtbot: QtBot) -> None:
    desk.fetch()
    desk.post()
    later = shown(Desk(theme, desk.scene), qtbot)
    assert rows(later.page._runs) == rows(desk.page._runs)
    assert [row[:3] for row in rows(later.page._deliveries)] == [["Creator 1 (@creator1)", "#trends", "Posted"]]
    assert health(later)[:2] == [
        "Trending feed: Working, last used just now",
        "Creators: Not used yet",
    ]  # fresh numbers


def test_a_delivery_changes_in_place(desk: Desk) -> None:
    desk.scene.discord.faults_before = [PostBlocked(200000)]
    desk.post()
    assert [row[2] for row in rows(desk.page._deliveries)] == ["Failed"]
    desk.post(2)
    desk.post()
    assert [row[0] for row in rows(desk.page._deliveries)] == ["Creator 2 (@creator2)", "Creator 1 (@creator1)"]
    assert [row[2] for row in rows(desk.page._deliveries)] == ["Posted", "Posted"]


def test_the_health_says_how_each_capability_answers(desk: Desk) -> None:
    names = "Trending feed", "Creators", "Creators’ videos", "Hashtags", "Search"
    assert health(desk) == [f"{name}: Not used yet" for name in names]
    desk.fetch()
    assert health(desk)[0] == "Trending feed: Working, last used just now"
    desk.scene.tiktok.trouble = Blocked(Capability.TRENDING)
    desk.fetch()
    assert health(desk)[0].startswith("Trending feed: Blocked since ")
    assert ", waits until " in health(desk)[0]
    desk.page.show_next_refresh(desk.scene.clock.time + 900)
    assert health(desk)[0].endswith("next refresh in 15 min")


def test_times_go_on_while_the_page_is_looked_at(desk: Desk) -> None:
    desk.fetch()
    desk.scene.clock.time += 600
    desk.page._clock.timeout.emit()
    assert health(desk)[0] == "Trending feed: Working, last used 10 min ago"
    assert desk.page._clock.isActive()
    desk.page.hide()
    assert not desk.page._clock.isActive()


def test_the_budget_is_said(desk: Desk) -> None:
    assert budget(desk) == "Requests in the last hour: 0 used, 240 left, of 240, next one available now"
    desk.budget.reserve(Capability.TRENDING)
    desk.page._show_times()
    assert budget(desk).startswith("Requests in the last hour: 1 used, 239 left, of 240, next one available in ")


def test_what_is_planned_counts_down_and_follows_what_happens(desk: Desk) -> None:
    assert planned(desk) == "Planned next: Trending feed now: refresh every 15 min"
    desk.fetch()
    desk.page.show_next_refresh(desk.scene.clock.now() + 900)
    assert planned(desk) == (
        "Planned next: Story by @creator1 in 15 min: measured again; Trending feed in 16 min: refresh every 15 min"
    )
    desk.scene.clock.time += 10 * 60
    desk.page._clock.timeout.emit()
    assert planned(desk) == (
        "Planned next: Story by @creator1 in 5 min: measured again; Trending feed in 6 min: refresh every 15 min"
    )


def test_a_low_window_leaves_room_for_the_table(desk: Desk, qtbot: QtBot) -> None:
    """What is wrong is said all the same."""
    strip = desk.page._requests
    high = strip.sizeHint().height()
    desk.page.resize(1024, 600)
    qtbot.waitUntil(lambda: strip.sizeHint().height() < high)
    assert [line.isVisible() for line in strip._next._lines] == [True, False, False]
    assert not strip._used._detail.isVisible()
    for _ in range(240):
        desk.budget.reserve(Capability.TRENDING)
        desk.scene.clock.time += 10
    desk.page._show_times()
    assert strip._used._detail.isVisible()
    assert budget(desk).startswith("Requests in the last hour: 240 used, 0 left")


def test_a_block_is_said_where_the_plan_is(desk: Desk) -> None:
    desk.scene.tiktok.trouble = Blocked(Capability.TRENDING)
    desk.fetch()
    desk.scene.clock.time += HOUR
    desk.fetch()
    now = desk.scene.clock.now()
    assert planned(desk) == (
        f"Planned next: Trending feed in 60 min: blocked until {times.clock_time(now + HOUR, now)}"
    )


def test_what_the_settings_need_is_said(desk: Desk) -> None:
    needed = desk.page._requests._needed
    assert needed.accessibleName() == "These settings need: About 12 an hour, sources 8, hot stories 3"
    for number in range(40):
        added = desk.scene.store.sources.add(f"#tag{number}", "", None, 0).result()
        desk.scene.store.sources.change(replace(added, scrape_frequency_minutes=10)).result()
    desk.page.look_ahead()
    assert needed.accessibleName() == (
        "These settings need: About 492 an hour, Refresh less often, or refreshes will be late."
    )


def test_the_whole_message_of_a_failed_run_is_told(desk: Desk) -> None:
    desk.scene.tiktok.trouble = Unreachable(Capability.TRENDING)
    desk.fetch()
    assert not desk.page._runs._story.isVisible()
    desk.page.setFocus()
    QTest.keyClick(desk.page.focusWidget(), Qt.Key.Key_Down)
    assert desk.page._runs._story.isVisible()
    assert desk.page._runs._story._text.text() == str(Unreachable(Capability.TRENDING))
    assert rows(desk.page._runs)[0][-1] == str(Unreachable(Capability.TRENDING))


def test_the_story_of_the_selected_delivery_goes_on(desk: Desk) -> None:
    desk.scene.discord.faults_before = [PostBlocked(200000)]
    desk.post()
    desk.page._choice.choose("deliveries")
    desk.page._deliveries.table.select(1)
    story = desk.page._deliveries._story
    assert story._title.text() == "Creator 1 (@creator1) in #trends: failed"
    desk.post()
    assert story._title.text() == "Creator 1 (@creator1) in #trends: posted"


def test_the_search_looks_through_both_lists(desk: Desk) -> None:
    desk.fetch()
    desk.post(1)
    desk.post(2)
    shortcut(desk.page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert desk.page.focusWidget() is desk.page._search
    QTest.keyClicks(desk.page._search, "creator2")
    assert [row[0] for row in rows(desk.page._deliveries)] == ["Creator 2 (@creator2)"]
    assert words(desk.page._runs).startswith("Nothing matches “creator2”")
    QTest.keyClick(desk.page._search, Qt.Key.Key_Escape)
    assert len(rows(desk.page._runs)) == 1
    assert words(desk.page._runs) == ""


def test_a_search_without_result_can_be_cleared(desk: Desk) -> None:
    desk.fetch()
    desk.page._search.setText("pasta")
    QTest.mouseClick(desk.page._runs._states.words._primary, Qt.MouseButton.LeftButton)
    assert desk.page._search.text() == ""
    assert words(desk.page._runs) == ""


def test_before_the_first_run_the_feed_can_be_refreshed(desk: Desk, qtbot: QtBot) -> None:
    assert words(desk.page._runs).startswith("No runs yet.")
    with qtbot.waitSignal(desk.page.refresh_requested):
        QTest.mouseClick(desk.page._runs._states.words._primary, Qt.MouseButton.LeftButton)


def test_before_the_first_delivery_the_way_to_discord_is_shown(desk: Desk, qtbot: QtBot) -> None:
    desk.page._choice.choose("deliveries")
    assert words(desk.page._deliveries).startswith("Nothing posted yet.")
    with qtbot.waitSignal(desk.page.page_requested) as wanted:
        QTest.mouseClick(desk.page._deliveries._states.words._primary, Qt.MouseButton.LeftButton)
    assert wanted.args == ["discord"]


def test_until_the_records_are_read_their_shape_is_shown(theme: Theme, scene: Scenery, qtbot: QtBot) -> None:
    desk = shown(Desk(theme, scene, tasks=Never()), qtbot)
    assert words(desk.page._runs) == "Loading"
    assert health(desk)[0] == "Trending feed: —"
    desk.page._search.setText("pasta")
    assert words(desk.page._runs) == "Loading"


def test_what_cannot_be_read_is_said_and_tried_again(theme: Theme, scene: Scenery, qtbot: QtBot) -> None:
    desk = shown(Desk(theme, scene, busy=True), qtbot)
    assert words(desk.page._runs) == str(StoreBusy())
    assert desk.messages.notice_on("activity") is None
    desk.health.busy = False
    QTest.mouseClick(desk.page._runs._states.words._primary, Qt.MouseButton.LeftButton)
    assert words(desk.page._runs).startswith("No runs yet.")


def test_with_records_in_sight_trouble_is_a_notice_that_tries_again(desk: Desk) -> None:
    desk.fetch()
    desk.health.busy = True
    desk.page.refresh()
    assert words(desk.page._runs) == ""
    assert desk.page._notices.notice is not None
    desk.health.busy = False
    desk.page._notices._bar._act()
    assert desk.page._notices.notice is None


def test_the_quiet_line_says_how_much_is_listed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.fetch()
    assert desk.page._notices._words.text() == "1 run"
    desk.page._choice.choose("deliveries")
    assert desk.page._notices._words.text() == ""
    desk.page._choice.choose("runs")
    monkeypatch.setattr("tiktrack_gui.ui.activity.page.MOST_RUNS", 2)
    desk.fetch()
    assert desk.page._notices._words.text() == "The newest 2 runs"


def test_tab_follows_the_page_from_top_to_bottom(desk: Desk) -> None:
    desk.fetch()
    desk.page._choice._buttons["runs"].setFocus()
    order: list[QWidget | None] = []
    for _ in range(2):
        QTest.keyClick(desk.page.focusWidget(), Qt.Key.Key_Tab)
        order.append(desk.page.focusWidget())
    assert order == [desk.page._search, desk.page._runs.table]
    assert desk.page._runs.table.selected is not None


def test_the_page_gives_its_focus_to_the_table_in_sight(desk: Desk) -> None:
    desk.fetch()
    desk.post()
    desk.page.setFocus()
    assert desk.page.focusWidget() is desk.page._runs.table
    assert desk.page._runs.table.selected is None
    desk.page._choice.choose("deliveries")
    desk.page.setFocus()
    assert desk.page.focusWidget() is desk.page._deliveries.table


def test_every_part_has_a_name(desk: Desk) -> None:
    page = desk.page
    assert page._runs.table.accessibleName() == "Runs"
    assert page._deliveries.table.accessibleName() == "Deliveries"
    assert page._search.accessibleName() == "Search alerts, runs and deliveries"
    assert page._choice.accessibleName() == "List to show"


def test_a_channel_is_named_once_discord_has_been_asked_about_it(theme: Theme, qtbot: QtBot, scene: Scenery) -> None:
    new = NewDelivery(
        subject=Subject.creator(1), creator_id=1, channel_id=CHANNEL, key="tt-1", payload={"thread_name": "Mara"}
    )
    scene.store.creators.record_creator(creator(1), samples.NOW).result()
    scene.store.outbox.enqueue(new, samples.NOW).result()
    desk = Desk(theme, scene)
    qtbot.addWidget(desk.page)
    model = desk.page._deliveries.model
    assert model.data(model.index(0, 1)) == str(CHANNEL)
    scene.tasks.spawn(scene.posting.channel(CHANNEL), name="ask about it")
    desk.page.show()
    assert model.data(model.index(0, 1)) == "#trends"
    assert f"#trends in Guild\nChannel ID {CHANNEL}" in model.data(model.index(0, 1), Qt.ItemDataRole.ToolTipRole)
