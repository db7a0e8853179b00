"""The list of creators and its model."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui.hands import hover
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.growth import Change
from tiktrack_gui.core.models import Creator, CreatorSample
from tiktrack_gui.core.tracked import TrackedCreator
from tiktrack_gui.ui.creators.list import CreatorsList
from tiktrack_gui.ui.creators.model import CreatorsModel, Entry
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures

NAMES = ("Home Lab", "Tiny Paw Club", "Aoi Tanaka", "Studio Vetro", "Old Steam")
BIG = 7_000_000_000_000_000_000


def entry(number: int, followers: int = 5_000, gain: int | None = None) -> Entry:
    sample = CreatorSample(at=1_790_000_000, followers=followers)
    creator = Creator(id=BIG + number, handle=f"h{number}", name=NAMES[number], sample=sample)
    growth = None if gain is None else Change(before=followers - gain, amount=gain, margin=0, seconds=28 * DAY)
    return Entry(tracked=TrackedCreator(creator=creator, state="active", position=float(number)), growth=growth)


def shown(model: CreatorsModel) -> list[int]:
    return [model.entry(row).id - BIG for row in range(model.rowCount())]


@pytest.fixture
def model(qtmodeltester: ModelTester) -> CreatorsModel:
    model = CreatorsModel()
    qtmodeltester.check(model)
    return model


@pytest.fixture
def creators(qtbot: QtBot, theme: Theme, pictures: Pictures, model: CreatorsModel) -> CreatorsList:
    view = CreatorsList(theme, pictures, model)
    qtbot.addWidget(view)
    view.resize(312, 400)
    view.show()
    return view


def test_creators_stand_in_the_order_they_were_given(model: CreatorsModel) -> None:
    model.show([entry(2), entry(0), entry(1)])
    assert shown(model) == [2, 0, 1]
    assert model.total == 3


def test_new_ones_appear_gone_ones_leave_and_the_rest_stays(qtbot: QtBot, model: CreatorsModel) -> None:
    model.show([entry(0), entry(1), entry(3)])
    with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(model.dataChanged):
        model.show([entry(0), entry(2), entry(3), entry(4)])
    assert shown(model) == [0, 2, 3, 4]


def test_only_what_differs_is_said_to_have_changed(model: CreatorsModel) -> None:
    model.show([entry(0), entry(1), entry(2)])
    rows: list[int] = []

    def note(first: QModelIndex, last: QModelIndex) -> None:
        rows.extend(range(first.row(), last.row() + 1))

    model.dataChanged.connect(note)
    model.show([entry(0), entry(1, followers=6_000), entry(2)])
    assert rows == [1]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("studio", [3]),
        ("@h1", [1]),
        ("TINY club", [1]),
        ("Clüb ti", [1]),
        ("aw", []),
        ("pasta", []),
        ("@", [0, 1, 2, 3, 4]),
        ("", [0, 1, 2, 3, 4]),
    ],
)
def test_a_filter_hides_and_keeps_the_order(model: CreatorsModel, text: str, left: list[int]) -> None:
    model.show([entry(number) for number in range(5)])
    model.show_only(text)
    assert shown(model) == left
    assert model.total == 5


def test_scattered_rows_leave_and_come_back_in_their_places(model: CreatorsModel) -> None:
    model.show([entry(number) for number in range(5)])
    for text, left in (
        ("st", [3, 4]),
        ("h", [0, 1, 2, 3, 4]),
        ("o", [4]),
        ("t", [1, 2]),
        ("s", [3, 4]),
        ("", [0, 1, 2, 3, 4]),
    ):
        model.show_only(text)
        assert shown(model) == left


def test_a_creator_that_does_not_match_stays_hidden_when_it_changes(model: CreatorsModel) -> None:
    model.show([entry(0), entry(1)])
    model.show_only("home")
    model.show([entry(0), entry(1, followers=9), entry(2)])
    assert shown(model) == [0]
    hidden = model.find(BIG + 1)
    assert hidden is not None
    assert hidden.tracked.creator.sample is not None


def test_a_row_is_read_aloud(model: CreatorsModel) -> None:
    model.show([entry(0, followers=5_000, gain=500)])
    index = model.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Home Lab, @h0, 5,000 followers, +11.1% in 28 d"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "5,000 followers\n+500 in 28 d"


def test_arrows_move_and_enter_opens(qtbot: QtBot, creators: CreatorsList, model: CreatorsModel) -> None:
    model.show([entry(0), entry(1)])
    creators.select(BIG)
    QTest.keyClick(creators, Qt.Key.Key_Down)
    with qtbot.waitSignal(creators.creator_opened) as opened:
        QTest.keyClick(creators, Qt.Key.Key_Return)
    assert opened.args == [entry(1)]


def test_the_selected_creator_stays_selected_while_others_come_and_go(
    creators: CreatorsList, model: CreatorsModel
) -> None:
    model.show([entry(0), entry(2)])
    creators.select(BIG + 2)
    model.show([entry(1), entry(2, followers=7_000)])
    assert creators.selected == entry(2, followers=7_000)


def test_a_right_click_selects_before_the_menu_opens(
    qtbot: QtBot, creators: CreatorsList, model: CreatorsModel
) -> None:
    model.show([entry(0), entry(1)])
    creators.select(BIG)
    with qtbot.waitSignal(creators.menu_wanted) as wanted:
        creators.customContextMenuRequested.emit(QPoint(40, 70))
    assert wanted.args is not None
    assert wanted.args[0] == entry(1)


def test_the_row_under_the_mouse_is_tinted(creators: CreatorsList, model: CreatorsModel) -> None:
    model.show([entry(0), entry(1)])
    before = creators.grab().toImage()
    hover(creators.viewport(), QPoint(150, 70))
    assert creators.grab().toImage() != before
