"""What the user keeps about a candidate is in its details, to be read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tests.ui.discovered import FIRST
from tests.ui.scenery import Scenery
from tests.ui.seen import texts
from tiktrack_gui.core.discovery.ranking import Show
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.ui.discover.page import DiscoverPage
from tiktrack_gui.words import annotating as words

TRACKED, UNTRACKED = FIRST + 8, FIRST


def keep(scene: Scenery, creator_id: int) -> None:
    store = scene.store.annotations
    tag = store.create_tag("Vegan", "green").result()
    store.tag([creator_id], tag.id).result()
    store.set_status([creator_id], "contacted", samples.NOW - 3 * DAY, samples.NOW).result()
    store.add_note(creator_id, "Prefers mail.", samples.NOW - 9 * DAY).result()
    store.add_note(creator_id, "Ships <b>abroad</b>.", samples.NOW - 2 * DAY).result()


def choose(page: DiscoverPage, creator_id: int) -> None:
    page._header.choose(Show.ALL)
    page._table.select([creator_id])


def test_status_tags_and_the_newest_note_are_read(page: DiscoverPage, scene: Scenery, qtbot: QtBot) -> None:
    keep(scene, TRACKED)
    choose(page, TRACKED)
    kept = page._details.kept
    assert kept.isVisible()
    said = texts(kept)
    assert "Contacted since " in said
    assert "Ships <b>abroad</b>." in said
    assert "Prefers mail." not in said
    assert "2 d ago · and 1 more note" in said
    assert kept._tags.accessibleName() == "Tags: Vegan"
    with qtbot.waitSignal(page.creator_requested) as wanted:
        QTest.mouseClick(kept._profile, Qt.MouseButton.LeftButton)
    assert wanted.args == [TRACKED]


def test_a_tracked_one_without_any_says_so_and_leads_to_its_profile(page: DiscoverPage) -> None:
    choose(page, TRACKED)
    assert words.NOTHING_KEPT in texts(page._details.kept)
    assert page._details.kept._profile.isVisible()
    assert not page._details.kept._tags.isVisible()


def test_of_others_only_what_is_kept_is_shown(page: DiscoverPage, scene: Scenery) -> None:
    choose(page, UNTRACKED)
    assert not page._details.kept.isVisible()
    keep(scene, UNTRACKED)
    scene.annotations.changed.emit(UNTRACKED)
    assert "Ships <b>abroad</b>." in texts(page._details.kept)
    assert not page._details.kept._profile.isVisible()  # only a tracked one has a profile
    choose(page, FIRST + 1)
    assert not page._details.kept.isVisible()
