"""The Discord page over real services and a real store, with an in-memory Discord."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.services.fakes import creator
from tests.ui import samples
from tests.ui.discord.conftest import Make
from tests.ui.discord.hands import LEFT, button, press
from tests.ui.scenery import Scenery
from tests.ui.scenes_discord import CHANNEL, GUILD, HOUR, MemoryKeyring, Parts, fill, make
from tests.ui.seen import said_by, texts
from tests.ui.shown import shown
from tests.waiting import until
from tiktrack_gui.config.values import Values
from tiktrack_gui.core.deliveries import Delivery, DeliveryState, NewDelivery
from tiktrack_gui.core.errors import (
    Blocked,
    DiscordRateLimited,
    DiscordUnreachable,
    NoPermission,
    OutcomeUnknown,
    StoreBusy,
    StoreError,
    TokenRefused,
    Undelivered,
)
from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.runs import Outcome, Run
from tiktrack_gui.core.selection import Candidate, Decision
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.core.subjects import Subject
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.discord.outbox import MIN_HEIGHT
from tiktrack_gui.ui.discord.page import DiscordPage
from tiktrack_gui.ui.theme.look import Mode, TextSize
from tiktrack_gui.ui.theme.theme import Theme

ANOTHER = CHANNEL + 1
FIRST = samples.video(0).video.creator
SECOND = samples.video(1).video.creator
Widget = TypeVar("Widget", bound=QWidget)


def give_channel(page: DiscordPage, text: str) -> None:
    """Adds a channel by its link or ID, and goes back to the channels."""
    page.edit_channel()
    field = page._left.steps.choice._field
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    press(page, "Back to channels")


def switch_timer(page: DiscordPage) -> None:
    QTest.mouseClick(page._left.channel._timer, LEFT)


def start(page: DiscordPage) -> None:
    """Starts the timer of the selected channel for the first time."""
    switch_timer(page)
    press(page, "Start from now")


def values(page: DiscordPage) -> Values:
    """The settings."""
    return page._changes.settings.values


def rows(page: DiscordPage) -> list[Delivery]:
    model = page._panel._model
    return [model.record(row) for row in range(model.rowCount())]


def said(page: DiscordPage) -> list[str]:
    words = said_by(page._messages)
    return words


# Before and after connecting


def test_the_bot_and_its_channel_are_named(open_page: Make) -> None:
    page = open_page()
    assert page._left.steps.token._badge.text() == "Connected as Trend Bot"
    assert {"trend-watch", "Trend Squad · Text channel · Default channel", "Trend Bot", "Connected"} <= set(
        texts(page._left).splitlines()
    )
    assert "Trend Bot" in texts(page._right)


def test_a_token_of_the_environment_is_locked(open_page: Make, parts: Parts) -> None:
    parts.variables = {"DISCORD_BOT_TOKEN": "aaa.bbb.ccc"}
    page = open_page()
    press(page, "Set up the bot")
    assert "DISCORD_BOT_TOKEN" in texts(page._left)
    assert not button(page, "Replace").isEnabled()


def test_a_refused_token_is_said_and_tested_again(open_page: Make, parts: Parts) -> None:
    parts.discord.trouble = TokenRefused()
    page = open_page()
    assert "Not connected" in texts(page._left.column)
    press(page, "Set up the bot")
    assert page._left.steps.token._badge.text() == "Rejected"
    assert TokenRefused.sentence in texts(page._left)
    parts.discord.trouble = None
    press(page, "Test")
    assert page._left.steps.token._badge.text() == "Connected as Trend Bot"
    press(page, "Back to channels")
    assert "Connected" in texts(page._left.column)


def test_a_discord_that_asks_for_no_token_is_connected(open_page: Make, parts: Parts) -> None:
    parts.keyring = MemoryKeyring()
    page = open_page()
    assert page._left.steps.token._badge.text() == "Connected as Trend Bot"
    assert not page._left.shows_steps


# Settings


def test_what_was_changed_elsewhere_is_shown_at_once(open_page: Make, scene: Scenery) -> None:
    page = open_page()
    scene.tasks.spawn(page._changes.settings.save(channel_id=ANOTHER), name="in the command line")
    assert page._shown.default is not None
    assert page._shown.default.id == ANOTHER
    assert "Default channel" in texts(page._left.channel)
    scene.tasks.spawn(page._changes.settings.save(min_followers=777), name="in the Settings tab")
    assert page._shown.default.rules.min_followers == 777


def test_a_default_channel_of_the_environment_stays(open_page: Make, parts: Parts) -> None:
    parts.variables = {"DISCORD_CHANNEL_ID": str(ANOTHER), "MIN_FOLLOWERS": "5000"}
    page = open_page()
    assert page._shown.selected_id == ANOTHER
    page._left.column.rows.setFocus()
    QTest.keyClick(page._left.column.rows, Qt.Key.Key_Delete)
    assert page._shown.selected_id == ANOTHER
    assert values(page).min_followers == 5000


def test_a_file_that_cannot_be_written_is_a_notice_and_the_timer_stays_as_it_was(
    open_page: Make, scene: Scenery, parts: Parts
) -> None:
    page = open_page()
    start(page)
    switch_timer(page)
    scene.tasks.spawn(page._changes.settings.save(posting=False), name="elsewhere")
    (scene.folder / "settings.toml").write_text("not = [toml", encoding="utf-8")
    switch_timer(page)
    assert page._notices.notice is not None
    assert not page._left.channel._timer.isChecked()


# The preview


def test_the_preview_shows_the_stored_numbers_and_asks_nobody(open_page: Make, scene: Scenery) -> None:
    page = open_page()
    assert "Mara Lindqvist" in texts(page._right.preview._preview)
    assert "≈ 412K" in texts(page._right.preview._preview)
    assert "Measured 2 h ago" in texts(page._right.preview)
    assert scene.tiktok.asked == []


def test_another_creator_is_shown_when_chosen(open_page: Make) -> None:
    page = open_page()
    page._right.preview._creators.setCurrentIndex(1)
    assert "Tiny Paw Club" in texts(page._right.preview._preview)


def test_fresh_numbers_are_read_when_asked_for(open_page: Make, scene: Scenery) -> None:
    page = open_page()
    scene.tiktok.creators[FIRST.handle] = _with_followers(FIRST, 7_777, samples.NOW)
    fresh = next(found for found in page.findChildren(QToolButton) if "Refresh this creator" in found.accessibleName())
    QTest.mouseClick(fresh, LEFT)
    assert "7,777" in texts(page._right.preview._preview)
    assert "Measured just now" in texts(page._right.preview)
    left_out = "The timer leaves this profile out: fewer than 25,000 followers (7,777)."
    assert left_out in texts(page._right.preview._standing)


def test_stories_that_are_found_meanwhile_are_offered(open_page: Make, scene: Scenery) -> None:
    page = open_page()
    before = page._right.preview._creators.count()
    new = replace(
        samples.video(20), video=replace(samples.video(20).video, creator=replace(FIRST, id=77, handle="new"))
    )
    source = scene.store.sources.named().result()
    run = Run(source_id=source.id, started_at=samples.NOW, finished_at=samples.NOW, outcome=Outcome.OK)
    scene.store.runs.record_run(run, [new]).result()
    page.offer_anew()
    assert page._right.preview._creators.count() == before + 1


def test_numbers_that_cannot_be_read_anew_are_the_stored_ones_with_a_warning(open_page: Make, scene: Scenery) -> None:
    page = open_page()
    scene.tiktok.creators[FIRST.handle] = Blocked(Capability.CREATOR)
    page._right.preview.fresh_wanted.emit(FIRST.handle)
    assert "treating TikTrack as a bot" in texts(page._right.preview._standing)
    assert "≈ 412K" in texts(page._right.preview._preview)


def test_without_creators_the_preview_says_where_they_come_from(
    theme: Theme, qtbot: QtBot, scene: Scenery, parts: Parts
) -> None:
    fill(scene, parts, creators=0)
    page = make(theme, scene, parts, scene.tasks)
    qtbot.addWidget(page)
    page.resize(1240, 900)
    page.show()
    assert "No creators yet" in texts(page._right.preview)
    assert not button(page, "Post now").isEnabled()


def test_a_creator_tracked_meanwhile_can_be_chosen(open_page: Make, scene: Scenery) -> None:
    page = open_page()
    scene.tiktok.creators["creator9"] = creator(9, at=samples.NOW)
    scene.tasks.spawn(scene.creators.add("creator9"), name="add")
    offered = [page._right.preview._creators.itemText(place) for place in range(page._right.preview._creators.count())]
    assert offered[-1] == "Creator 9 (@creator9)"
    assert page._right.preview.handle == FIRST.handle


def test_the_preview_changes_between_discords_colours(open_page: Make) -> None:
    page = open_page()
    light = page._right.preview._preview.grab().toImage()
    page._right.preview._mode.choose("dark")
    assert page._right.preview._preview.grab().toImage() != light


# Posting


def test_post_now_makes_the_thread_and_says_so(open_page: Make, parts: Parts) -> None:
    page = open_page()
    words = said(page)
    press(page, "Post now")
    assert parts.discord.posts == 1
    assert words == ["Posted “Mara Lindqvist (@maracooks)”"]
    assert [row.state for row in rows(page)] == [DeliveryState.SENT]
    assert "Posted just now" in texts(page._right.preview)
    assert not button(page, "Post now").isEnabled()


def test_whoever_has_no_bot_yet_is_told_to_begin_with_it(open_page: Make, parts: Parts, scene: Scenery) -> None:
    parts.keyring, parts.discord.bot, parts.changes = MemoryKeyring(), "", {}
    page = open_page()
    assert "Connect a bot and choose a channel first, then you can post this." in texts(page._right.preview)
    scene.tasks.spawn(page._changes.settings.save(channel_id=CHANNEL), name="in the command line")
    assert "Connect a bot first, then you can post this." in texts(page._right.preview)
    assert not button(page, "Post now").isEnabled()


def test_the_preview_becomes_dark_with_the_window(open_page: Make, theme: Theme) -> None:
    page = open_page()
    theme.change(appearance=Mode.DARK)
    assert page._right.preview._mode.choice == "dark"
    page._right.preview._mode.choose("light")
    theme.change(text_size=TextSize.LARGE)
    assert page._right.preview._mode.choice == "light"  # the chosen one
    theme.change(appearance=Mode.LIGHT)
    theme.change(appearance=Mode.DARK)
    assert page._right.preview._mode.choice == "dark"


def test_the_preview_names_the_bot_as_its_messages_do(open_page: Make, parts: Parts) -> None:
    parts.discord.bot = "Trend Bot#4711"
    page = open_page()
    assert page._left.steps.token._badge.text() == "Connected as Trend Bot#4711"
    assert "Trend Bot#" not in texts(page._right.preview)
    assert "Trend Bot" in texts(page._right.preview)


def test_another_page_leads_here_and_posts_nothing(open_page: Make, parts: Parts) -> None:
    page = open_page()
    page.post(SECOND.handle)
    assert page._right.preview.handle == SECOND.handle
    assert "Tiny Paw Club" in texts(page._right.preview._preview)
    assert parts.discord.posts == 0


def test_a_creator_nobody_has_seen_is_looked_up_for_the_preview(open_page: Make, scene: Scenery) -> None:
    page = open_page()
    scene.tiktok.creators["creator9"] = creator(9, at=samples.NOW)
    page.post("creator9")
    assert "Creator 9" in texts(page._right.preview._preview)


def test_a_creator_that_cannot_be_looked_up_is_said_and_tried_again(open_page: Make, scene: Scenery) -> None:
    page = open_page()
    scene.tiktok.creators["creator9"] = Blocked(Capability.CREATOR)
    page.post("creator9")
    assert "Couldn’t load the preview" in texts(page._right.preview)
    scene.clock.time += 24 * HOUR
    scene.tiktok.creators["creator9"] = creator(9, at=scene.clock.now())
    press(page, "Try again")
    assert "Creator 9" in texts(page._right.preview._preview)


def test_post_at_once_where_the_channel_was_confirmed(open_page: Make, parts: Parts) -> None:
    page = open_page()
    page.post_now(SECOND.handle)
    assert parts.discord.posts == 1
    assert [row.creator_id for row in rows(page)] == [SECOND.id]


def test_several_are_posted_one_after_the_other(open_page: Make, parts: Parts) -> None:
    page = open_page()
    words = said(page)
    page.post_all((FIRST.handle, SECOND.handle))
    assert {row.creator_id for row in rows(page)} == {FIRST.id, SECOND.id}
    assert parts.discord.posts == 2
    assert words == ["Posting 2 creators…", "Posted 2 creators"]


def test_what_keeps_one_of_several_from_being_posted_keeps_the_others_and_they_can_be_tried_again(
    open_page: Make, parts: Parts
) -> None:
    page = open_page()
    words = said(page)
    parts.discord.faults_before = [DiscordUnreachable()]
    page.post_all((FIRST.handle, SECOND.handle))
    assert words[-1] == "Posted 0 of 2 creators"
    assert page._messages.notice_on("discord") is not None


def test_several_wait_for_the_first_preview_to_be_confirmed(qtbot: QtBot, open_page: Make, parts: Parts) -> None:
    parts.is_confirmed = False
    page = open_page()
    words = said(page)
    with qtbot.waitSignal(page.attention_requested):
        page.post_all((SECOND.handle, FIRST.handle))
    assert parts.discord.posts == 0
    assert page._right.preview.handle == SECOND.handle
    assert words == ["Confirm the preview of one first, then post the others"]


def test_post_at_once_needs_no_page_that_was_seen(qtbot: QtBot, theme: Theme, scene: Scenery, parts: Parts) -> None:
    fill(scene, parts, creators=2)
    page = make(theme, scene, parts, scene.tasks)
    qtbot.addWidget(page)
    page.post_now(SECOND.handle)
    assert parts.discord.posts == 1


def test_post_at_once_asks_for_attention_where_it_was_not(qtbot: QtBot, open_page: Make, parts: Parts) -> None:
    parts.is_confirmed = False
    page = open_page()
    with qtbot.waitSignal(page.attention_requested):
        page.post_now(SECOND.handle)
    assert parts.discord.posts == 0
    assert page._right.preview.handle == SECOND.handle


def test_the_focus_goes_on_to_the_next_step(open_page: Make, parts: Parts) -> None:
    parts.is_confirmed = False
    page = open_page()
    page._right.bar.focus()
    press(page, "Looks right")
    assert page.focusWidget() is page._right.bar._now
    press(page, "Not now")
    assert page.focusWidget() is page._right.preview._post
    press(page, "Post now")
    assert page.focusWidget() is page._right.preview._creators


def test_a_button_of_the_outbox_that_leaves_hands_the_focus_to_the_table(
    open_page: Make, scene: Scenery, parts: Parts
) -> None:
    page = open_page()
    parts.discord.faults_before = [NoPermission()]
    press(page, "Post now")
    page._panel.buttons._retry.setFocus()
    press(page._panel, "Try again")
    assert page.focusWidget() is page._panel._view.table


def test_who_came_to_post_begins_with_what_is_missing(open_page: Make, parts: Parts, scene: Scenery) -> None:
    parts.keyring, parts.discord.bot, parts.changes, parts.is_confirmed = MemoryKeyring(), "", {}, False
    page = open_page()
    page.post_now(SECOND.handle)
    assert page.focusWidget() is page._left.steps.token._field
    parts.discord.bot = "Trend Bot"
    page._connection.test()
    page.post_now(SECOND.handle)
    assert page.focusWidget() is page._left.steps.choice._view
    give_channel(page, str(CHANNEL))
    page.post_now(SECOND.handle)
    assert page.focusWidget() is page._right.preview._creators


@pytest.mark.parametrize("error", [DiscordUnreachable(), DiscordRateLimited(42), TokenRefused()])
def test_what_keeps_everything_from_going_out_is_a_notice(open_page: Make, parts: Parts, error: Exception) -> None:
    page = open_page()
    parts.discord.faults_before = [error]
    press(page, "Post now")
    assert page._notices.notice is not None
    assert page._notices.notice.about is type(error)
    assert [row.state for row in rows(page)] == [DeliveryState.QUEUED]


def test_a_wait_that_discord_asks_for_counts_down(open_page: Make, scene: Scenery, parts: Parts) -> None:
    page = open_page()
    parts.discord.faults_before = [DiscordRateLimited(42)]
    press(page, "Post now")
    assert "next try in 42 s" in texts(page._right.preview)
    scene.clock.time += 30
    page._clock.timeout.emit()
    assert "next try in 12 s" in texts(page._right.preview)
    assert page._clock.interval() == 1000
    scene.clock.time += 13
    page._clock.timeout.emit()
    assert page._clock.interval() > 1000


def test_a_post_that_discord_refuses_is_a_notice_with_its_reason(open_page: Make, parts: Parts) -> None:
    page = open_page()
    parts.discord.faults_before = [NoPermission(50013)]
    press(page, "Post now")
    assert page._notices.notice is not None
    assert page._notices.notice.about is Undelivered
    assert NoPermission.sentence in page._notices.notice.next
    assert page._panel.selected == rows(page)[0]
    assert page._panel._about.text() == ""  # there is a column for it
    page.resize(824, 900)
    page.show_outbox()
    assert str(NoPermission()) in texts(page._panel)  # there is no room for the column
    assert page.focusWidget() is page._panel._view.table


async def test_a_second_press_does_not_post_twice(
    open_page: Make, tasks: Tasks, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, asked = asyncio.Event(), 0
    post = parts.discord.post

    async def slowly(*arguments: object) -> object:
        nonlocal asked
        asked += 1
        await gate.wait()
        return await post(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(parts.discord, "post", slowly)
    page = open_page(tasks)
    await until(lambda: button(page, "Post now").isEnabled())
    press(page, "Post now")
    await until(lambda: asked)
    assert not button(page, "Post now").isEnabled()
    page._profile.post(FIRST.handle)
    await asyncio.sleep(0)  # where the first task would be cancelled
    gate.set()
    await until(lambda: [row.state for row in rows(page)] == [DeliveryState.SENT])
    assert (asked, parts.discord.posts) == (1, 1)
    await until(lambda: not tasks.is_busy)


# The outbox


def failed(scene: Scenery, *, review: bool = False) -> Delivery:
    """A failed delivery of the first creator, or with `review` one that needs review."""

    async def queued() -> Delivery:
        [delivery] = await scene.posting.queue([Decision(candidate=Candidate(creator=FIRST))], CHANNEL)
        return delivery

    made = scene.tasks.spawn(queued(), name="queue").result()
    scene.store.outbox.mark_sending(made.id, samples.NOW).result()
    if review:
        return scene.store.outbox.mark_needs_review(made.id, str(OutcomeUnknown())).result()
    return scene.store.outbox.mark_failed(made.id, "50013", str(NoPermission())).result()


def test_a_failed_post_is_tried_again(open_page: Make, scene: Scenery, parts: Parts) -> None:
    page = open_page()
    delivery = failed(scene)
    page.shown()
    page._panel.select(delivery.id)
    assert not button(page, "It’s there").isVisible()
    words = said(page)
    press(page._panel, "Try again")
    assert words == ["Posted “Mara Lindqvist (@maracooks)”"]
    assert parts.discord.posts == 1


@pytest.mark.parametrize(("answer", "posts"), [("It’s there", 0), ("Post again", 1)])
def test_one_that_needs_review_is_settled_by_the_user(
    open_page: Make, scene: Scenery, parts: Parts, answer: str, posts: int
) -> None:
    page = open_page()
    delivery = failed(scene, review=True)
    page.shown()
    page._panel.select(delivery.id)
    assert "Is the thread in the channel?" in texts(page._panel)
    press(page._panel, answer)
    assert parts.discord.posts == posts
    assert [row.state for row in rows(page)] == [DeliveryState.SENT]


@pytest.mark.parametrize("review", [False, True])
def test_one_that_is_not_wanted_any_more_is_cancelled(
    open_page: Make, scene: Scenery, parts: Parts, review: bool
) -> None:
    page = open_page()
    delivery = failed(scene, review=review)
    page.shown()
    page._panel.select(delivery.id)
    press(page._panel, "Cancel post")
    assert [row.state for row in rows(page)] == [DeliveryState.CANCELLED]
    assert not button(page._panel, "Cancel post").isVisible()
    press(page._panel, "Try again")
    assert [row.state for row in rows(page)] == [DeliveryState.SENT]
    assert parts.discord.posts == 1


def test_a_thread_is_opened_in_discord(qtbot: QtBot, open_page: Make) -> None:
    page = open_page()
    press(page, "Post now")
    with qtbot.waitSignal(page.open_requested) as opened:
        press(page._panel, "Open thread")
    assert opened.args == [f"https://discord.com/channels/{GUILD}/{rows(page)[0].thread_id}"]


def test_the_channel_is_named_in_the_outbox_as_soon_as_discord_knows_it(
    open_page: Make, scene: Scenery, parts: Parts
) -> None:
    page = open_page()
    payload = {"thread_name": "Mara", "embed": {"title": "Mara", "fields": [], "footer": {"text": "ref: tt-9"}}}
    new = NewDelivery(
        subject=Subject.creator(FIRST.id), creator_id=FIRST.id, channel_id=ANOTHER, key="tt-9", payload=payload
    )
    scene.store.outbox.enqueue(new, samples.NOW).result()
    page.shown()
    model = page._panel._model
    assert model.data(model.index(0, 1)) == str(ANOTHER)
    give_channel(page, str(ANOTHER))
    assert model.data(model.index(0, 1)) == "#trend-watch"
    assert "in Trend Squad" in model.data(model.index(0, 1), Qt.ItemDataRole.ToolTipRole)


def test_without_a_thread_its_channel_is_opened(qtbot: QtBot, open_page: Make, scene: Scenery) -> None:
    page = open_page()
    delivery = failed(scene, review=True)
    page.shown()
    page._panel.select(delivery.id)
    with qtbot.waitSignal(page.open_requested) as opened:
        QTest.keyClick(page._panel._view.table, Qt.Key.Key_Return)
    assert opened.args == [f"https://discord.com/channels/{GUILD}/{CHANNEL}"]


def test_what_the_timer_posts_appears_by_itself(open_page: Make, scene: Scenery) -> None:
    page = open_page()
    scene.tasks.spawn(scene.posting.post(SECOND.handle, CHANNEL), name="by the timer")
    assert [row.creator_id for row in rows(page)] == [SECOND.id]
    assert "Nothing posted yet" not in texts(page._panel)


def test_an_outbox_that_cannot_be_read_is_read_again(
    open_page: Make, scene: Scenery, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(limit: int = 200) -> list[Delivery]:
        raise error

    error: StoreError = StoreBusy()
    monkeypatch.setattr(scene.outbox, "deliveries", fail)
    page = open_page()
    assert "has locked the database" in texts(page._panel)
    monkeypatch.undo()
    press(page._panel, "Try again")
    assert "Nothing posted yet" in texts(page._panel)


# Layout


def test_where_there_is_no_room_one_part_is_shown_at_a_time(open_page: Make) -> None:
    page = open_page(size=(824, 640))
    assert page._left.isVisible()
    assert not page._right.preview.isVisible()
    page._part.choose("outbox")
    assert page._panel.isVisible()
    assert not page._left.isVisible()
    page.post(SECOND.handle)
    assert page._right.preview.isVisible()
    page.edit_token()
    assert page._left.steps.token.is_editing
    assert page._left.isVisible()
    page.show_outbox()
    assert page._panel.isVisible()
    page.resize(1240, 900)
    assert page._left.isVisible()
    assert page._right.preview.isVisible()
    assert not page._part.isVisible()


def test_an_empty_outbox_is_only_its_header_until_there_is_something(open_page: Make) -> None:
    page = open_page()
    QApplication.processEvents()
    assert page._panel.is_folded
    assert not page._panel._view.isVisible()
    assert page._panel.height() < 60
    assert "Nothing posted yet" in texts(page._panel)
    press(page, "Post now")
    assert page._panel._view.isVisible()
    QApplication.processEvents()
    assert page._panel.height() >= MIN_HEIGHT
    assert "Nothing posted yet" not in texts(page._panel)


def test_an_empty_outbox_that_is_shown_alone_says_what_it_is_for(open_page: Make) -> None:
    page = open_page(size=(824, 640))
    page.show_outbox()
    assert "Threads you post, and attempts that failed, are listed here." in texts(page._panel)


@pytest.mark.parametrize("name", ["discord", "discord_new", "discord_unconfirmed", "discord_locked"])
def test_nothing_but_the_outbox_scrolls_in_a_window_of_the_usual_size(theme: Theme, name: str) -> None:
    with shown(name, theme) as window:
        for _ in range(3):  # layouts settle
            QApplication.processEvents()
        areas = [area for area in window.findChildren(QScrollArea) if area.isVisible()]
        assert len(areas) == 2
        assert [area.verticalScrollBar().maximum() for area in areas] == [0, 0]


def test_every_control_has_a_name(open_page: Make) -> None:
    page = open_page()
    controls = [*page.findChildren(QPushButton), *page.findChildren(QToolButton), *page.findChildren(QLineEdit)]
    own = [control for control in controls if control.isVisible() and not _is_inside_a_field(control)]
    assert [control for control in own if not control.accessibleName()] == []


def test_the_countdown_rests_while_nobody_looks(open_page: Make) -> None:
    page = open_page()
    assert page._clock.isActive()
    page.hide()
    assert not page._clock.isActive()


def _with_followers(known: Creator, followers: int, at: float) -> Creator:
    fresh = creator(1, followers, at=at)
    return Creator(id=known.id, handle=known.handle, name=known.name, sample=fresh.sample)


def _is_inside_a_field(control: QWidget) -> bool:
    """Whether it is the icon in a field or the text of a spin box."""
    parent = control.parent()
    return isinstance(parent, QLineEdit) or (isinstance(parent, QWidget) and parent.inherits("QAbstractSpinBox"))
