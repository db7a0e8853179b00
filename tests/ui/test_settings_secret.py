"""TikTok's msToken on the Settings tab: never shown, kept in the keyring, fixed by the environment."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from keyring.errors import KeyringLocked
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.test_tokens import MS, FakeKeyring
from tests.ui.scenery import AtOnce, Never
from tiktrack_gui.core.errors import KeyringUnavailable
from tiktrack_gui.environment import Environment
from tiktrack_gui.logs import Secrets
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.tokens import SERVICE, Kind, Tokens
from tiktrack_gui.ui.settings_secret import MASK, MsTokenRow
from tiktrack_gui.ui.theme import Theme

KEPT = (SERVICE, Kind.TIKTOK)
Make = Callable[..., MsTokenRow]


@pytest.fixture
def ring() -> FakeKeyring:
    return FakeKeyring()


@pytest.fixture
def make(theme: Theme, ring: FakeKeyring, qtbot: QtBot) -> Iterator[Make]:
    at_once = AtOnce()

    def row(*, tasks: Tasks = at_once, **variables: str) -> MsTokenRow:
        made = MsTokenRow(theme, Tokens(Environment(variables), Secrets(), lambda: ring), tasks)
        qtbot.addWidget(made)
        made.show()
        made.look()
        return made

    yield row
    at_once.close()


def offered(row: MsTokenRow) -> list[str]:
    return [button.accessibleName() for button in row._buttons if button.isVisible() and button.isEnabled()]


def paste(row: MsTokenRow, text: str) -> None:
    row._field.setFocus()
    row._field.selectAll()
    QTest.keyClicks(row._field, text)
    QTest.keyClick(row._field, Qt.Key.Key_Return)


def test_a_pasted_token_goes_into_the_keyring_and_is_masked(make: Make, ring: FakeKeyring) -> None:
    row = make()
    assert row._hint.text().startswith("None is needed")
    assert row._field.echoMode() is QLineEdit.EchoMode.Password
    paste(row, f"msToken={MS}")
    assert ring.kept == {KEPT: MS}
    assert row._field.text() == MASK
    assert row._hint.text() == "Kept in the system’s keyring, never in a file."
    assert offered(row) == ["Replace", "Delete"]


def test_nothing_is_kept_before_something_was_pasted(make: Make, ring: FakeKeyring) -> None:
    row = make()
    assert offered(row) == []
    QTest.keyClick(row._field, Qt.Key.Key_Return)
    assert ring.kept == {}


def test_what_is_no_token_is_refused_and_stays_to_be_mended(make: Make, ring: FakeKeyring) -> None:
    row = make()
    paste(row, "hello")
    assert row._hint.text().startswith("That is not an msToken")
    assert row._field.text() == "hello"
    assert row._field.property("invalid") == "true"
    assert offered(row) == ["Keep"]
    assert ring.kept == {}


def test_a_token_is_replaced_or_left_as_it_was(make: Make, ring: FakeKeyring) -> None:
    ring.kept[KEPT] = MS
    row = make()
    QTest.mouseClick(row._replace, Qt.MouseButton.LeftButton)
    assert row.focusWidget() is row._field
    assert offered(row) == ["Cancel"]
    QTest.keyClick(row._field, Qt.Key.Key_Escape)
    assert offered(row) == ["Replace", "Delete"]
    QTest.mouseClick(row._replace, Qt.MouseButton.LeftButton)
    paste(row, MS[::-1].lstrip("="))
    assert ring.kept == {KEPT: MS[::-1].lstrip("=")}


def test_a_token_is_deleted(make: Make, ring: FakeKeyring) -> None:
    ring.kept[KEPT] = MS
    row = make()
    QTest.mouseClick(row._delete, Qt.MouseButton.LeftButton)
    assert ring.kept == {}
    assert row._hint.text().startswith("None is needed")


def test_one_of_the_environment_can_only_be_looked_at(make: Make) -> None:
    row = make(TIKTOK_MS_TOKEN=MS)
    assert row._hint.text() == "Fixed by the environment variable TIKTOK_MS_TOKEN"
    assert row._field.text() == MASK
    assert row._field.isReadOnly()
    assert offered(row) == []


def test_one_the_environment_has_and_that_is_none_is_said(make: Make) -> None:
    row = make(TIKTOK_MS_TOKEN="hello")
    assert row._hint.text().startswith("TIKTOK_MS_TOKEN cannot be used.")


def test_without_a_keyring_it_is_kept_for_this_session(make: Make, ring: FakeKeyring) -> None:
    row = make()
    ring.trouble = KeyringLocked()
    paste(row, MS)
    assert row._hint.text().startswith("Kept for this session only.")
    assert offered(row) == ["Replace", "Delete"]


def test_a_keyring_that_cannot_answer_is_said(make: Make, ring: FakeKeyring) -> None:
    ring.trouble = KeyringLocked()
    assert make()._hint.text() == str(KeyringUnavailable())


def test_a_keyring_that_does_not_let_go_is_said(make: Make, ring: FakeKeyring) -> None:
    ring.kept[KEPT] = MS
    row = make()
    ring.trouble = KeyringLocked()
    QTest.mouseClick(row._delete, Qt.MouseButton.LeftButton)
    assert row._hint.text() == str(KeyringUnavailable())
    assert offered(row) == ["Replace", "Delete"]


def test_while_the_keyring_is_asked_that_is_said(make: Make) -> None:
    row = make(tasks=Never())
    assert row._hint.text().startswith("Asking the system’s keyring")
    assert offered(row) == []
