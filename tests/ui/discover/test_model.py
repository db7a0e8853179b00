"""The table model of the candidates: what changes in place, what moves, and how it is put into words."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.core.discovery_rows import NOW, random_row, row
from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.constants import DEFAULTS, Constants
from tiktrack_gui.core.discovery.pool import Row
from tiktrack_gui.core.discovery.ranking import Ranking, Show, rank
from tiktrack_gui.ui.discover.columns import TITLES, Column
from tiktrack_gui.ui.discover.model import CandidatesModel
from tiktrack_gui.ui.widgets.keyed_model import FEW

BRAND = Brand(name="Oats", id=1, languages=("en",), words=("pasta",), looked_at=NOW)


def constants() -> Constants:
    return DEFAULTS


def now() -> float:
    return NOW


def ranking(rows: list[Row]) -> Ranking:
    return rank(BRAND, rows, NOW).only(Show.ALL)


def rows(number: int, seed: int = 1) -> list[Row]:
    chance = random.Random(seed)
    return [random_row(chance, place)._replace(dismissed_at=None) for place in range(1, number + 1)]


@pytest.fixture
def model() -> CandidatesModel:
    model = CandidatesModel(now, constants)
    model.show(ranking(rows(200)))
    return model


def ids(model: CandidatesModel) -> list[int]:
    return [model.id_of(place) for place in range(model.rowCount())]


def test_it_keeps_to_qts_rules_whatever_happens(model: CandidatesModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)
    chance = random.Random(3)
    for seed in range(12):
        some = rows(200, seed)
        sample = ranking(chance.sample(some, chance.choice((0, 3, 150, 199, 200))))
        model.show(sample)
        model.sort(chance.choice(list(Column)), chance.choice(list(Qt.SortOrder)))
        model.show(sample, chance.choice(("", "creator1", "nobody")))


def test_a_few_that_go_or_come_do_so_in_place(model: CandidatesModel, qtbot: QtBot) -> None:
    everyone = rows(200)
    kept = QPersistentModelIndex(model.index(50, Column.CREATOR))
    whose = model.id_of(50)
    gone = [one for one in everyone if one.creator_id not in (ids(model)[3], ids(model)[4], ids(model)[90])]
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignals([model.rowsRemoved] * 2):
        model.show(ranking(gone))
    assert model.id_of(kept.row()) == whose
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted):
        model.show(ranking(everyone))
    assert model.id_of(kept.row()) == whose
    assert model.rowCount() == 200


def test_another_view_resets(model: CandidatesModel, qtbot: QtBot) -> None:
    every_other = [one for one in rows(200) if one.creator_id % 2]
    assert len(every_other) > FEW
    with qtbot.waitSignal(model.modelReset):
        model.show(ranking(every_other))
    assert model.rowCount() == len(every_other)


def test_another_ranking_moves_the_rows_and_changes_them(model: CandidatesModel, qtbot: QtBot) -> None:
    before = ids(model)
    weights = dict(BRAND.weights)
    found = rank(BRAND, rows(200), NOW)
    last = next(iter(weights))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignals([model.layoutChanged, model.dataChanged]):
        model.show(found.weighted({last: 1.0}).only(Show.ALL))
    assert ids(model) != before
    assert sorted(ids(model)) == sorted(before)
    assert [model.place_of(id_) for id_ in ids(model)] == list(range(1, 201))


def test_the_order_is_that_of_the_ranking_and_back(model: CandidatesModel) -> None:
    by_rank = ids(model)
    assert by_rank == ranking(rows(200)).ids
    model.sort(Column.FIT, Qt.SortOrder.DescendingOrder)
    assert ids(model) == by_rank
    model.sort(Column.RANK, Qt.SortOrder.DescendingOrder)
    assert ids(model) == by_rank[::-1]
    model.sort(Column.FIT, Qt.SortOrder.AscendingOrder)
    assert ids(model) == by_rank[::-1]
    model.sort(Column.RANK, Qt.SortOrder.AscendingOrder)
    assert ids(model) == by_rank


def test_unknown_values_come_last_in_both_orders(model: CandidatesModel) -> None:
    for order in Qt.SortOrder:
        model.sort(Column.BREAKTHROUGH, order)
        known = [one.viral is not None for one in model.shown]
        assert known == sorted(known, reverse=True)


def test_a_search_finds_names_and_handles_in_any_case_and_spelling() -> None:
    model = CandidatesModel(now, constants)
    named = [row(1, handle="mara.cooks", name="Mara Löw"), row(2, handle="jonas", name=None), row(3, handle="ÉCLAIR")]
    for text, found in (("low", {1}), ("MARA cooks", {1}), ("jon", {2}), ("eclair", {3}), ("mara jonas", set())):
        model.show(ranking(named), text)
        assert set(ids(model)) == found
    assert model.is_narrowed
    model.show(ranking(named), " ")
    assert not model.is_narrowed
    assert model.rowCount() == 3


def test_what_is_spoken_has_the_number_the_confidence_and_the_caution() -> None:
    model = CandidatesModel(now, constants)
    model.show(ranking([row(1, name="Ann", followers=12_300, rounded=1, found_at=NOW + 1)]))
    spoken = model.index(0, Column.CREATOR).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("1. Ann, @creator1, ≈ 12.3K followers, new, fit not known")
    assert "caution: " in spoken
    assert model.index(0, Column.RANK).data(Qt.ItemDataRole.AccessibleTextRole) == "Rank: 1"
    for column in set(Column) - {Column.RANK, Column.CREATOR}:
        assert model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole).startswith(f"{TITLES[column]}: ")


def test_times_pass(qtbot: QtBot) -> None:
    moment = [float(NOW)]
    model = CandidatesModel(lambda: moment[0], constants)
    model.show(ranking([row(1, viral_id=7, viral_at=NOW - 3_600, viral_views=90_000, viral_times=9.0, viral_known=20)]))
    assert model.cell(0, Column.BREAKTHROUGH).below == "1 h ago"
    moment[0] += 7_200
    with qtbot.waitSignal(model.dataChanged):
        model.time_passed()
    assert model.cell(0, Column.BREAKTHROUGH).below == "3 h ago"


def test_the_watched_days_are_those_that_are_set() -> None:
    given = replace(DEFAULTS, watched_days=10)
    model = CandidatesModel(now, lambda: given)
    model.show(ranking([row(1, watched_until=NOW + 7 * 86_400)]))
    assert model.cell(0, Column.STATE).below == "day 4 of 10"
