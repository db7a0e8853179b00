"""Planted people and secrets are in no output that is meant to be passed on, whatever got into the log before."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from tests.e2e.command import Command
from tests.e2e.window import Driver, Window
from tests.store.forgettable import EARLIER, HANDLE, ID, NAME, SEC_UID, VIDEO, plant, traces_in
from tests.waiting import until
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.store import Store
from tiktrack_gui.ui.settings.page import SettingsPage
from tiktrack_gui.ui.window.log_dialog import LogDialog
from tiktrack_gui.ui.window.report_dialog import ReportDialog
from tiktrack_gui.words.diagnostics import COPY, SHOW_LOG

BOT = f"{base64.b64encode(str(ID).encode()).decode().rstrip('=')}.GaBcDe.{'planted-secret' * 3}"[:72]
MS = "planted-ms-token-" + "q7" * 60
SECRETS = (BOT, MS)
STRANGE = (
    f"@{HANDLE} keeps its stored numbers: TikTok is slow.",
    f"https://www.tiktok.com/@{HANDLE}/video/{VIDEO} can't be found: not found",
    f"Video {VIDEO} couldn't be measured again: {NAME} was away ({{'nickname': '{NAME}', 'uniqueId': '{HANDLE}'}})",
    f"{EARLIER} or Gartenzwerg said Wiesenschaumkraut #spring, in {NAME}, 12k",
    f"DETAIL:  Failing row contains ({ID}, {SEC_UID}, {HANDLE}, {NAME}, Blue petals by Kornelimuenster).",
    f"GET /api?ms_token={MS} Authorization: Bot {BOT}",
    f"<img src=https://p16.tiktokcdn.com/mauerblume.jpeg> {ID} {SEC_UID}",
)
LOG = "".join(
    f"2026-01-01 12:00:0{second},000 INFO tiktrack_gui.services.creators: {line}\n"
    for second, line in enumerate(STRANGE)
)
USEFUL = ("keeps its stored numbers: TikTok is slow", "couldn't be measured again", "tiktrack_gui.services.creators")


def plant_all(folder: DataFolder) -> None:
    with Store(folder.database) as store:
        plant(store)
    folder.log.write_text(LOG, encoding="utf-8")
    folder.log.with_name("tiktrack.log.1").write_text(LOG.replace("INFO", "WARNING"), encoding="utf-8")
    folder.settings.write_text(f'[trending]\nlimit = "{BOT}"\nmin_velocity = 5\n', encoding="utf-8")
    folder.env.write_text(f"DISCORD_BOT_TOKEN={BOT}\nTIKTOK_MS_TOKEN={MS}\nTIKTRACK_TYPO={MS}\n", encoding="utf-8")


def assert_clean(text: str) -> None:
    assert traces_in(text.splitlines()) == set()
    assert [secret for secret in SECRETS if secret in text or secret[:30] in text] == []
    for word in ("Gartenzwerg", "Lungenkraut"):
        assert word not in text


@pytest.fixture
def planted(tmp_path: Path) -> Command:
    plant_all(DataFolder(tmp_path))
    return Command(tmp_path, {"TIKTRACK_BROWSER_PATH": "/nowhere/chromium"})


def test_the_command_tells_of_nobody(planted: Command, tmp_path: Path) -> None:
    done = planted("diagnose")
    assert done.status == 0, done.stderr
    assert_clean(done.stdout)
    assert_clean(done.stderr)
    assert "creators 5" in done.stdout
    assert "min_velocity" in done.stdout
    assert [useful for useful in USEFUL if useful not in done.stdout] == []
    beginnings = [line.partition(" ")[0] for line in done.stdout.splitlines()]
    assert (beginnings[0], beginnings.count("Database:"), beginnings.count("2026-01-01")) == ("TikTrack", 1, 14)

    (tmp_path / "tiktrack.db").write_bytes(b"no database" * 500)
    done = planted("diagnose")
    assert done.status == 0, done.stderr
    assert "Database: store_damaged" in done.stdout
    assert HANDLE not in done.stdout.replace(NAME, "")
    assert not any(secret in done.stdout for secret in SECRETS)


def test_the_self_test_tells_of_nobody(planted: Command) -> None:
    done = planted("self-test")
    assert_clean(done.stdout)
    assert_clean(done.stderr)
    assert "TIKTRACK_TYPO" in done.stdout
    written = (planted.data_dir / "tiktrack.log").read_text(encoding="utf-8").removeprefix(LOG)
    assert "limit in settings.toml" in written
    assert [secret for secret in SECRETS if secret[:30] in written] == []


def test_the_log_viewer_and_the_copied_diagnostics_tell_of_nobody(drive: Driver) -> None:
    plant_all(drive.folder)

    async def user(window: Window) -> None:
        window.main.open_settings()
        page = window.the(SettingsPage)
        await until(lambda: window.find(SettingsPage))
        page.diagnostics.log_wanted.emit()
        await until(lambda: window.find(LogDialog))
        text = window.the(QPlainTextEdit, "Log", window.the(LogDialog))
        await until(lambda: USEFUL[0] in text.toPlainText())
        assert_clean(text.toPlainText())
        QGuiApplication.clipboard().clear()
        window.press("Copy log")
        await until(lambda: USEFUL[1] in QGuiApplication.clipboard().text())
        assert_clean(QGuiApplication.clipboard().text())
        window.press("Close")
        await until(lambda: window.find(LogDialog) is None)
        QGuiApplication.clipboard().clear()
        page._form.ensureWidgetVisible(page.diagnostics)
        window.press(COPY)
        await until(lambda: USEFUL[1] in QGuiApplication.clipboard().text())
        assert_clean(QGuiApplication.clipboard().text())
        assert "Diagnostics copied" in window.words
        assert window.offers(SHOW_LOG)

    drive(user)


def test_a_report_of_a_bug_tells_of_nobody(drive: Driver) -> None:
    plant_all(drive.folder)

    async def user(window: Window) -> None:
        window.program.reporter.report(ValueError(" ".join(STRANGE)))
        await until(lambda: window.find(ReportDialog))
        dialog = window.the(ReportDialog)
        await until(lambda: traces_in([dialog.details]) == set())
        assert_clean(dialog.details)
        assert "ValueError: @[name] keeps its stored numbers" in dialog.details
        window.press("Copy details")
        assert_clean(QGuiApplication.clipboard().text())
        window.press("Continue")

    drive(user, faults=1)


def test_without_a_database_the_log_is_shown_with_what_has_the_shape_of_a_name_blanked(drive: Driver) -> None:
    plant_all(drive.folder)

    async def user(window: Window) -> None:
        window.program._trouble._show_log()
        await until(lambda: window.find(LogDialog))
        text = window.the(QPlainTextEdit, "Log", window.the(LogDialog))
        await until(lambda: USEFUL[0] in text.toPlainText())
        for told in (HANDLE, str(ID), str(VIDEO), SEC_UID, BOT, MS):
            assert told not in text.toPlainText()
        window.press("Close")

    drive(user)
