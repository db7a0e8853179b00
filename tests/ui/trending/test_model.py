"""The trending rows: keyed by video, changed in place, sorted and filtered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.deliveries import DeliveryState
from tiktrack_gui.core.models import CurrentVelocity, MeasuredVideo
from tiktrack_gui.core.numbers import times
from tiktrack_gui.core.phases import pace
from tiktrack_gui.ui.trending.filters import has_words, unless
from tiktrack_gui.ui.trending.model import ITEM_ROLE, SORT_ROLE, TITLES, Column, FeedModel, nothing

DESCENDING, ASCENDING = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder


@pytest.fixture
def model(qtmodeltester: ModelTester) -> FeedModel:
    """A model with thirteen videos, checked by Qt's model tester for as long as it exists."""
    model = FeedModel(lambda: samples.NOW, Criteria(threshold=samples.THRESHOLD))
    qtmodeltester.check(model)
    model.upsert(samples.videos())
    return model


def captions(model: FeedModel) -> list[str]:
    return [model.item(row).video.caption for row in range(model.rowCount())]


def text(model: FeedModel, row: int, column: Column, role: int = Qt.ItemDataRole.DisplayRole) -> object:
    return model.data(model.index(row, column), role)


def test_the_video_that_is_fastest_now_is_first(model: FeedModel) -> None:
    """In a list of videos with and without a current velocity."""
    speeds = [pace(model.item(row)) or 0 for row in range(model.rowCount())]
    assert len(speeds) == 13
    assert speeds == sorted(speeds, reverse=True)
    assert speeds != [model.item(row).velocity for row in range(model.rowCount())]


def test_a_known_video_changes_in_place(model: FeedModel, qtbot: QtBot) -> None:
    slowest = model.item(12)
    with qtbot.assertNotEmitted(model.rowsInserted), qtbot.waitSignal(model.dataChanged) as changed:
        model.upsert([replace(slowest, delivery=samples.delivery(slowest.video.creator.id, DeliveryState.SENT, id=2))])
    assert changed.args is not None
    assert changed.args[0].row() == changed.args[1].row() == 12
    assert text(model, 12, Column.POSTED) == "Posted"


def test_a_new_video_takes_its_place_in_the_order(model: FeedModel, qtbot: QtBot) -> None:
    new = replace(samples.video(20), velocity=(pace(model.item(0)) or 0) + 1, current=None)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted):
        model.upsert([new])
    assert model.row_of(new.video.id) == 0
    assert model.rowCount() == 14


def test_a_selection_follows_its_video(model: FeedModel) -> None:
    last = model.item(12)
    index = QPersistentModelIndex(model.index(12, Column.VIDEO))
    model.upsert([replace(last, velocity=1e6, current=None)])
    assert index.row() == 0
    model.sort(Column.VIEWS, DESCENDING)
    assert model.item(index.row()).video.id == last.video.id


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (Column.VIEWS, lambda item: item.video.sample.views),
        (Column.LIKES, lambda item: item.video.sample.likes),
        (Column.VELOCITY, lambda item: item.velocity),
        (Column.SCORE, lambda item: item.score.value),
        (Column.AGE, lambda item: samples.NOW - item.video.posted_at),
        (Column.NOW, pace),
    ],
)
def test_every_column_sorts_both_ways(
    model: FeedModel, column: Column, value: Callable[[MeasuredVideo], float | str]
) -> None:
    for order, reverse in ((ASCENDING, False), (DESCENDING, True)):
        model.sort(column, order)
        values = [value(model.item(row)) for row in range(model.rowCount())]
        assert values == sorted(values, reverse=reverse)


@pytest.mark.parametrize("order", [ASCENDING, DESCENDING])
def test_unknown_values_stand_last_in_both_orders(model: FeedModel, order: Qt.SortOrder) -> None:
    unknown = replace(model.item(3), velocity=None)
    model.upsert([unknown])
    model.sort(Column.VELOCITY, order)
    assert model.item(12).video.id == unknown.video.id
    assert text(model, 12, Column.VELOCITY) == "—"


def test_numbers_are_first_sorted_from_the_largest(model: FeedModel) -> None:
    role = Qt.ItemDataRole.InitialSortOrderRole
    assert model.headerData(Column.VIEWS, Qt.Orientation.Horizontal, role) == DESCENDING
    assert model.headerData(Column.VIDEO, Qt.Orientation.Horizontal, role) == ASCENDING


def test_a_filter_shows_what_matches_in_its_order(model: FeedModel) -> None:
    model.hide(unless(has_words("TINY cat")))
    assert captions(model) == ["POV: your cat discovers the robot vacuum 😹"]
    assert model.total == 13
    model.hide(nothing)
    assert model.rowCount() == 13


def test_what_is_hidden_is_counted_by_its_reason(model: FeedModel) -> None:
    def why(item: MeasuredVideo) -> str | None:
        return None if item.velocity else "unknown" if item.velocity is None else "still"

    unknown = sum(item.velocity is None for item in samples.videos())
    model.upsert([replace(model.item(12), velocity=None), replace(model.item(11), velocity=0.0)])
    assert model.tally(why) == model.hide(why) == {None: 11 - unknown, "unknown": 1 + unknown, "still": 1}
    assert model.rowCount() == 11 - unknown


@pytest.mark.parametrize("words", ["maracooks", "@maracooks", "Mara Lindqvist", "pasta week", "#pasta"])
def test_words_are_found_in_caption_name_handle_and_hashtags(words: str) -> None:
    assert has_words(words)(samples.video(0))
    assert not has_words(words)(samples.video(1))


def test_a_filtered_video_that_arrives_stays_away(model: FeedModel) -> None:
    model.hide(unless(has_words("cat")))
    model.upsert([samples.video(20)])
    assert model.rowCount() == 1
    assert model.total == 14


def test_a_video_that_no_longer_passes_the_filter_leaves(model: FeedModel) -> None:
    model.hide(unless(lambda item: item.posted is None))
    shown = model.rowCount()
    first = model.item(0)
    model.deliver(samples.delivery(first.video.creator.id, DeliveryState.QUEUED))
    assert model.rowCount() == shown - 1
    assert model.row_of(first.video.id) is None
    model.hide(nothing)
    assert model.rowCount() == model.total


def test_a_delivery_is_seen_on_every_video_of_its_creator_shown_or_not(model: FeedModel) -> None:
    fast, slow = model.item(0), model.item(12)
    model.upsert([replace(slow, video=replace(slow.video, creator=fast.video.creator), delivery=None)])
    model.hide(unless(lambda item: item.video.id == fast.video.id))
    model.deliver(samples.delivery(fast.video.creator.id, DeliveryState.SENT, id=7))
    model.hide(nothing)
    theirs = [item for row in range(model.rowCount()) if (item := model.item(row)).video.creator == fast.video.creator]
    assert [item.posted for item in theirs] == [DeliveryState.SENT] * 2


def test_a_delivery_is_followed_from_state_to_state(model: FeedModel) -> None:
    creator = model.item(0).video.creator.id
    for state in (DeliveryState.QUEUED, DeliveryState.SENDING, DeliveryState.SENT):
        model.deliver(samples.delivery(creator, state, id=7))
        assert model.item(0).posted is state


def test_what_was_heard_of_a_delivery_is_not_lost_to_an_older_answer(model: FeedModel) -> None:
    item = model.item(0)
    creator = item.video.creator.id
    model.deliver(samples.delivery(creator, DeliveryState.SENT, id=7))
    for older in (None, samples.delivery(creator, DeliveryState.SENDING, id=7)):
        model.upsert([replace(item, delivery=older)])
        assert model.item(0).posted is DeliveryState.SENT
    model.deliver(samples.delivery(creator, DeliveryState.FAILED, id=6))  # for another channel, and older
    model.upsert([replace(item, delivery=samples.delivery(creator, DeliveryState.FAILED, id=6))])
    assert model.item(0).posted is DeliveryState.SENT


def test_rows_are_sorted_by_state_what_rises_first(model: FeedModel) -> None:
    quiet, new = replace(samples.video(14), delivery=None), replace(samples.video(15), delivery=None, current=None)
    even = replace(samples.video(16), delivery=None)
    even = replace(even, current=CurrentVelocity(value=even.velocity or 0, minutes=20))
    model.upsert([replace(quiet, current=None, found_at=None), replace(new, found_at=samples.NOW), even])
    model.sort(Column.STATE, DESCENDING)
    words = [text(model, row, Column.STATE) for row in range(model.rowCount())]
    assert list(dict.fromkeys(words)) == ["Rising", "New", "Steady", "Cooling", "Posted", ""]
    rising = [pace(model.item(row)) or 0 for row, word in enumerate(words) if word == "Rising"]
    assert rising == sorted(rising, reverse=True)
    assert text(model, len(words) - 1, Column.STATE, Qt.ItemDataRole.AccessibleTextRole) == "State: not known"


def test_every_cell_has_words(model: FeedModel) -> None:
    row = model.row_of(samples.video(1).video.id)
    assert row is not None
    assert [text(model, row, column) for column in Column] == [
        None,
        "POV: your cat discovers the robot vacuum 😹",
        "≈ 5.2M",
        "≈ 982K",
        "57.8K",
        "123K",
        "—",
        "2,422/min",
        "18.2K/min",
        None,
        "87",
        "8 h",
        "Posted",
        "Posted",
    ]


def test_a_row_is_read_as_a_sentence_and_a_cell_with_its_title(model: FeedModel) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    assert "score" in str(text(model, 0, Column.VIDEO, role))
    assert text(model, 0, Column.RANK, role) == "Rank 1"
    assert str(text(model, 0, Column.VIEWS, role)).startswith("Views: ≈ ")


def test_tooltips_have_every_digit_and_the_exact_time(model: FeedModel) -> None:
    role = Qt.ItemDataRole.ToolTipRole
    row = model.row_of(samples.video(1).video.id) or 0
    assert text(model, row, Column.VIEWS, role) == "≈ 5,200,000 views"
    assert str(text(model, row, Column.AGE, role)).startswith("Posted ")
    assert "your threshold is 100/min" in str(text(model, row, Column.VELOCITY, role))
    assert "7.5× its average\nLikes" in str(text(model, row, Column.NOW, role))
    assert "over the last 20 min" in str(text(model, row, Column.TREND, role))
    assert text(model, row, Column.SCORE, role) == samples.video(1).reason
    assert text(model, row, Column.POSTED, role) == "Discord: posted"


def test_raw_values_are_there_for_whoever_sorts_or_exports(model: FeedModel) -> None:
    assert text(model, 0, Column.VIEWS, SORT_ROLE) == model.item(0).video.sample.views
    assert text(model, 2, Column.RANK, SORT_ROLE) == 2
    assert text(model, 0, Column.VIDEO, ITEM_ROLE) == model.item(0)


def test_a_new_threshold_restates_scores_and_reasons(model: FeedModel, qtbot: QtBot) -> None:
    row = model.row_of(samples.video(1).video.id) or 0
    before = model.item(row)
    with qtbot.waitSignal(model.dataChanged):
        model.set_criteria(Criteria(threshold=250))
    after = model.item(model.row_of(before.video.id) or 0)
    assert model.threshold == 250
    assert after.velocity == before.velocity
    assert after.velocity is not None
    assert f"{times(after.velocity / 250)} threshold" in after.reason
    assert before.score is not None
    assert after.score is not None
    assert after.score.value < before.score.value


def test_an_old_measurement_is_said_to_be_one() -> None:
    now = float(samples.NOW)
    model = FeedModel(lambda: now, Criteria(threshold=samples.THRESHOLD))
    model.upsert([samples.video(1)])
    fresh = model.item(0)
    now += 18 * 3600
    model.refresh_ages()
    assert "Measured 18 h ago" in str(text(model, 0, Column.VELOCITY, Qt.ItemDataRole.ToolTipRole))
    assert ", measured 18 h ago," in str(text(model, 0, Column.VIDEO, Qt.ItemDataRole.AccessibleTextRole))
    aged = model.item(0)
    assert fresh.score is not None
    assert aged.score is not None
    assert aged.score.parts["freshness"] == pytest.approx(fresh.score.parts["freshness"] * 2 ** (-18 / 24))


def test_ages_go_on(qtbot: QtBot) -> None:
    now = float(samples.NOW)
    model = FeedModel(lambda: now, Criteria(threshold=samples.THRESHOLD))
    model.upsert([samples.video(1)])
    assert text(model, 0, Column.AGE) == "8 h"
    now += 3600
    with qtbot.waitSignal(model.dataChanged):
        model.refresh_ages()
    assert text(model, 0, Column.AGE) == "9 h"


def test_columns_have_titles(model: FeedModel) -> None:
    titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in Column]
    assert tuple(titles) == TITLES
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    role = Qt.ItemDataRole.ToolTipRole
    meanings = [model.headerData(column, Qt.Orientation.Horizontal, role) for column in Column]
    assert len(set(meanings)) == len(Column)
    assert all(meanings)


def test_there_is_nothing_outside_the_table(model: FeedModel) -> None:
    assert model.data(QModelIndex()) is None
    assert model.rowCount(model.index(0, 0)) == 0


def test_ten_thousand_videos_with_64_bit_ids_are_told_apart() -> None:
    model = FeedModel(lambda: samples.NOW, Criteria(threshold=samples.THRESHOLD))
    model.upsert(samples.videos(10_000))
    assert model.rowCount() == 10_000
    row = model.row_of(samples.video(9_999).video.id)
    assert row is not None
    assert model.item(row).video.id == 7_400_000_000_000_009_999
