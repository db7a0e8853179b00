"""The token form over a keyring: tokens are never shown, but saved, replaced, deleted and tested."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from keyring.errors import KeyringLocked
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.config.test_tokens import MS, FakeKeyring
from tests.ui.scenery import AtOnce, Never
from tiktrack_gui.config.environment import Environment
from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.tokens import SERVICE, Tokens, Where
from tiktrack_gui.core.errors import KeyringUnavailable
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.tokens.form import MASK, TokenForm
from tiktrack_gui.ui.tokens.keeping import TokenKeeping
from tiktrack_gui.ui.widgets.buttons import Button

KEPT = (SERVICE, Kind.TIKTOK)
BOT = "aaa.bbb.ccc"
LEFT = Qt.MouseButton.LeftButton
Make = Callable[..., TokenForm]


@pytest.fixture
def ring() -> FakeKeyring:
    return FakeKeyring()


@pytest.fixture
def make(theme: Theme, ring: FakeKeyring, qtbot: QtBot) -> Iterator[Make]:
    at_once = AtOnce()

    def form(kind: Kind = Kind.TIKTOK, *, tasks: Tasks = at_once, **variables: str) -> TokenForm:
        made = TokenForm(theme, kind, testable=kind is Kind.DISCORD)
        TokenKeeping(made, kind, Tokens(Environment(variables), Secrets(), lambda: ring), tasks)
        qtbot.addWidget(made)
        made.show()
        made.look()
        return made

    yield form
    at_once.close()


def offered(form: TokenForm) -> list[str]:
    return [button.accessibleName() for button in form._buttons if button.isVisible() and button.isEnabled()]


def paste(form: TokenForm, text: str) -> None:
    form._field.setFocus()
    form._field.selectAll()
    QTest.keyClicks(form._field, text)
    QTest.keyClick(form._field, Qt.Key.Key_Return)


def press(button: Button) -> None:
    QTest.mouseClick(button, LEFT)


def test_a_pasted_token_goes_into_the_keyring_and_is_masked(make: Make, ring: FakeKeyring) -> None:
    form = make()
    assert form._hint.text().startswith("Not needed")
    assert form._field.echoMode() is QLineEdit.EchoMode.Password
    paste(form, f"msToken={MS}")
    assert ring.kept == {KEPT: MS}
    assert form._field.text() == MASK
    assert form._hint.text() == "Kept in the system keyring, never in a file."
    assert offered(form) == ["Replace", "Delete"]


def test_the_dots_of_a_kept_token_cannot_be_selected(make: Make, ring: FakeKeyring) -> None:
    ring.kept[KEPT] = MS
    form = make()
    form._field.selectAll()
    assert not form._field.hasSelectedText()


def test_nothing_is_kept_before_something_was_pasted(make: Make, ring: FakeKeyring) -> None:
    form = make()
    assert offered(form) == []
    QTest.keyClick(form._field, Qt.Key.Key_Return)
    assert ring.kept == {}


def test_what_is_no_token_is_refused_and_stays_to_be_mended(make: Make, ring: FakeKeyring) -> None:
    form = make()
    paste(form, "hello")
    assert form._hint.text().startswith("That isn’t an msToken")
    assert form._field.text() == "hello"
    assert form._field.property("invalid") == "true"
    assert offered(form) == ["Save token"]
    assert ring.kept == {}


def test_a_token_is_replaced_or_left_as_it_was(make: Make, ring: FakeKeyring) -> None:
    ring.kept[KEPT] = MS
    form = make()
    press(form._replace)
    assert form.focusWidget() is form._field
    assert offered(form) == ["Cancel"]
    QTest.keyClicks(form._field, "half a token")
    QTest.keyClick(form._field, Qt.Key.Key_Escape)
    assert form._field.text() == MASK
    assert offered(form) == ["Replace", "Delete"]
    press(form._replace)
    paste(form, MS[::-1].lstrip("="))
    assert ring.kept == {KEPT: MS[::-1].lstrip("=")}


def test_replacing_can_be_begun_before_the_keyring_has_answered(make: Make) -> None:
    form = make(tasks=Never())
    form.start_editing()
    QTest.keyClicks(form._field, "begun")
    form.show_place(Where.KEYRING)
    assert form._field.text() == "begun"
    assert offered(form) == ["Save token", "Cancel"]


def test_a_token_is_deleted_once_that_was_said_twice(make: Make, ring: FakeKeyring) -> None:
    ring.kept[KEPT] = MS
    form = make()
    press(form._delete)
    assert ring.kept == {KEPT: MS}
    assert form._hint.text().startswith("Delete it?")
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert offered(form) == ["Replace", "Delete"]
    press(form._delete)
    press(form._really)
    assert ring.kept == {}
    assert form._hint.text().startswith("Not needed")


def test_one_of_the_environment_can_only_be_looked_at(make: Make) -> None:
    form = make(TIKTOK_MS_TOKEN=MS)
    assert form._hint.text() == "Set by the environment variable TIKTOK_MS_TOKEN."
    assert form._field.text() == MASK
    assert offered(form) == []
    form.start_editing()
    assert not form.is_editing
    assert form.focusWidget() is form._field


def test_one_of_the_environment_can_be_tested_and_is_mended_only_there(make: Make) -> None:
    form = make(Kind.DISCORD, DISCORD_BOT_TOKEN=BOT)
    assert offered(form) == ["Test"]
    form.show_refused("Discord rejected the bot token.")
    assert form._hint.text().endswith("Set by the environment variable DISCORD_BOT_TOKEN.")


def test_one_the_environment_has_and_that_is_none_is_said(make: Make) -> None:
    form = make(TIKTOK_MS_TOKEN="hello")
    assert form._hint.text().startswith("TIKTOK_MS_TOKEN in the environment can’t be used.")
    assert offered(form) == []


def test_without_a_keyring_it_is_kept_for_this_session(make: Make, ring: FakeKeyring) -> None:
    form = make()
    ring.trouble = KeyringLocked()
    paste(form, MS)
    assert form._hint.text().startswith("Kept for this session only.")
    assert offered(form) == ["Replace", "Delete"]


def test_a_locked_keyring_is_said_and_can_be_asked_again(make: Make, ring: FakeKeyring) -> None:
    ring.kept[KEPT] = MS
    ring.trouble = KeyringLocked()
    form = make()
    assert form._hint.text() == str(KeyringUnavailable())
    assert form._badge.text() == "Keyring unavailable"
    assert offered(form) == ["Try again"]
    ring.trouble = None
    press(form._retry)
    assert form._field.text() == MASK
    assert form._hint.text().startswith("Kept in the system keyring")
    assert not form._badge.isVisible()


def test_a_keyring_that_does_not_let_go_is_said(make: Make, ring: FakeKeyring) -> None:
    ring.kept[KEPT] = MS
    form = make()
    ring.trouble = KeyringLocked()
    press(form._delete)
    press(form._really)
    assert form._hint.text() == str(KeyringUnavailable())
    assert offered(form) == ["Replace", "Delete"]


def test_while_the_keyring_is_asked_that_is_said(make: Make) -> None:
    form = make(tasks=Never())
    assert form._hint.text().startswith("Checking the system keyring")
    assert offered(form) == []


def test_a_test_that_went_well_clears_what_the_last_one_said(make: Make) -> None:
    form = make(Kind.DISCORD)
    paste(form, BOT)
    assert form._badge.text() == "Not tested yet"
    form.show_refused("Discord rejected the bot token.")
    assert form._badge.text() == "Rejected"
    assert form._hint.text() == "Discord rejected the bot token."
    form.show_works("Connected as Trend Bot")
    assert form._badge.text() == "Connected as Trend Bot"
    assert form._hint.text() == "Kept in the system keyring, never in a file."


def test_a_button_that_goes_leaves_the_focus_in_the_form(make: Make, ring: FakeKeyring) -> None:
    ring.kept[KEPT] = MS
    form = make()
    form._replace.setFocus()
    QTest.keyClick(form._replace, Qt.Key.Key_Space)
    form._cancel.setFocus()
    QTest.keyClick(form._cancel, Qt.Key.Key_Space)
    assert form.focusWidget() is form._field
