"""Qt's own messages in the log."""

from __future__ import annotations

import logging

import pytest
from PySide6.QtCore import qInfo, qInstallMessageHandler, qWarning
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tiktrack_gui.ui.window.qt_log import in_our_log


def test_a_message_is_a_line_of_its_level(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO), in_our_log():
        qWarning("something is odd")
        qInfo("something is so")
    assert [(record.levelname, record.message) for record in caplog.records] == [
        ("WARNING", "something is odd"),
        ("INFO", "something is so"),
    ]


def test_what_differs_only_in_its_particulars_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    with in_our_log():
        for font in ("Inter", "Noto Sans"):
            qWarning(f'OpenType support missing for "{font}", script {len(font)}')
        qWarning("something else")
    assert [record.message for record in caplog.records] == [
        'OpenType support missing for "Inter", script 5',
        "something else",
    ]


def test_a_rare_script_costs_a_line_at_most(caplog: pytest.LogCaptureFixture, qtbot: QtBot) -> None:
    with in_our_log():
        label = QLabel("தமிழ் ខ្មែរ མངའ ᏣᎳᎩ")
        qtbot.addWidget(label)
        label.show()
        label.grab()
    assert len(caplog.records) <= 1


def test_whoever_wants_them_on_stderr_gets_them_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_FORCE_STDERR_LOGGING", "1")
    said: list[object] = []
    before = qInstallMessageHandler(lambda *message: said.append(message[2]))
    try:
        with in_our_log():
            qWarning("something is odd")
    finally:
        qInstallMessageHandler(before)
    assert said == ["something is odd"]


def test_afterwards_messages_go_where_they_went() -> None:
    def other(*_arguments: object) -> None:
        pass

    before = qInstallMessageHandler(other)
    try:
        with in_our_log():
            pass
        assert qInstallMessageHandler(other) is other
    finally:
        qInstallMessageHandler(before)
