from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from PySide6.QtWidgets import QApplication

from tests.waiting import LIMIT
from tiktrack_gui.app import selftest
from tiktrack_gui.app.selftest import Check, Missing, Verdict, WorthKnowing
from tiktrack_gui.core.errors import MigrationsMissing
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.host.paths import DataFolder

AS_ANYBODY = ["setpriv", "--bounding-set=-dac_override"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def self_test(*prefix: str) -> tuple[int, list[str]]:
    """Returns the command's exit status and output. Runs in a separate process, because each has one QApplication."""
    command = [*prefix, sys.executable, "-m", "tiktrack_gui", "self-test"]
    answer = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=LIMIT, check=False)
    return answer.returncode, answer.stdout.splitlines()


def not_ok(lines: list[str]) -> list[str]:
    """The verdicts and names of the checks that aren't ok."""
    return [" ".join(line[:20].split()) for line in lines if not line.startswith("ok ")]


def test_this_installation_is_whole_without_a_keyring() -> None:
    status, lines = self_test()
    assert not_ok(lines) == ["warn Keyring"]
    assert (status, len(lines)) == (0, 13)


@pytest.mark.desktop
def test_with_a_keyring_all_is_well() -> None:
    status, lines = self_test()
    assert (status, not_ok(lines)) == (0, [])


def test_each_trouble_is_a_line_of_its_own_whatever_else_there_is(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", "/nowhere/node")
    folder.settings.write_text("[trending]\nlimt = 5\n")
    folder.database.write_bytes(b"no database" * 500)
    status, lines = self_test()
    wrong = ["warn Keyring", "FAIL Browser driver", "FAIL Browser", "warn Settings", "FAIL Your data"]
    assert (status, not_ok(lines)) == (1, wrong)
    assert any("/nowhere/node" in line for line in lines)
    assert any("limit?" in line for line in lines)


@pytest.mark.skipif(bool(AS_ANYBODY) and not shutil.which("setpriv"), reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_a_failure(folder: DataFolder) -> None:
    folder.root.chmod(0o500)
    try:
        status, lines = self_test(*AS_ANYBODY)
    finally:
        folder.root.chmod(0o700)
    assert status == 1
    assert "FAIL Data folder" in not_ok(lines)


# Each check by itself


def test_a_damaged_database_is_a_failure(folder: DataFolder) -> None:
    folder.database.write_bytes(b"no database" * 500)
    assert selftest.check("Your data", partial(selftest.your_data, folder)).verdict is Verdict.FAIL


def test_an_unknown_setting_is_a_warning(folder: DataFolder) -> None:
    folder.settings.write_text("[trending]\nlimt = 5\n")
    found = selftest.check("Settings", partial(selftest.settings, folder))
    assert found.verdict is Verdict.WARN
    assert "limit?" in found.detail


@pytest.mark.parametrize("path", ["/nowhere/chromium", "/etc/passwd", "/bin/true"])
def test_a_chosen_browser_that_is_none_is_a_failure(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setenv("TIKTRACK_BROWSER_PATH", path)
    found = selftest.check("Browser", partial(selftest.browser, folder, Secrets()))
    assert found.verdict is Verdict.FAIL
    assert path in found.detail


@pytest.mark.usefixtures("clean_exit")
def test_a_browser_driver_that_cannot_start_is_noticed(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", "/nowhere/node")
    driver = selftest.check("Browser driver", selftest.browser_driver)
    assert driver.verdict is Verdict.FAIL
    assert "/nowhere/node" in driver.detail
    assert selftest.check("Browser", partial(selftest.browser, folder, Secrets())).verdict is Verdict.FAIL


def test_what_is_wrong_fails_one_check_with_its_words() -> None:
    def look() -> str:
        raise Missing("no fonts in /nowhere")

    assert selftest.check("Fonts", look) == Check("Fonts", Verdict.FAIL, "no fonts in /nowhere")


@pytest.mark.parametrize("look", [selftest.pictures, selftest.fonts])
def test_missing_resources_are_noticed(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, look: selftest.Look
) -> None:
    monkeypatch.setattr(selftest, "resource", tmp_path.joinpath)
    with pytest.raises(Missing, match=str(tmp_path)):
        look()


@pytest.mark.qt_log_ignore("Cannot read file")  # Qt says so too
@pytest.mark.parametrize(
    ("look", "file"), [(selftest.pictures, "icons/send.svg"), (selftest.fonts, "fonts/Inter-Regular.ttf")]
)
def test_damaged_resources_are_noticed(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, look: selftest.Look, file: str
) -> None:
    damaged = tmp_path / file
    damaged.parent.mkdir()
    damaged.write_text("not what its name says", encoding="utf-8")
    monkeypatch.setattr(selftest, "resource", tmp_path.joinpath)
    with pytest.raises(Missing, match=damaged.name):
        look()


def test_missing_migrations_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiktrack_gui.store.migrate.STEPS", tmp_path)
    with pytest.raises(MigrationsMissing):
        selftest.database()


def test_a_missing_library_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "discord", None)
    with pytest.raises(ImportError, match="discord"):
        selftest.packages()


def test_a_picture_format_qt_cannot_read_is_noticed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest, "FORMATS", {"png", "jpeg-9000"})
    with pytest.raises(Missing, match="jpeg-9000"):
        selftest.pictures()


def test_a_keyring_backend_that_was_not_packed_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest, "KEYRING_BACKENDS", {sys.platform: "Elsewhere"})
    with pytest.raises(Missing, match="Elsewhere"):
        selftest.keyring(Secrets())


class Locked(KeyringBackend):
    """Waits to be unlocked."""

    priority = 1
    unlocked = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.unlocked.wait(LIMIT)
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError

    def delete_password(self, service: str, username: str) -> None:
        raise NotImplementedError


def test_a_keyring_that_does_not_answer_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest, "KEYRING_LIMIT", 0.1)
    keyring.set_keyring(Locked())  # type: ignore[no-untyped-call]  # the next test resets it
    before = threading.enumerate()
    with pytest.raises(WorthKnowing, match=r"doesn’t respond\. Unlock it"):
        selftest.keyring(Secrets())
    Locked.unlocked.set()
    for thread in set(threading.enumerate()) - set(before):
        thread.join(LIMIT)


def test_a_disk_without_locks_is_a_failure(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", refuse)
    found = selftest.check("Data folder", partial(selftest.data_folder, folder))
    assert found.verdict is Verdict.FAIL
    assert "doesn’t support file locks" in found.detail
    assert list(folder.root.iterdir()) == []


def test_no_browser_yet_is_no_fault_of_the_installation(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(WorthKnowing, match="tiktrack browser install"):
        selftest.browser(folder, Secrets())


def test_data_that_is_not_there_yet_is_no_fault(folder: DataFolder) -> None:
    assert selftest.your_data(folder) == "no database yet"
    folder.database.touch()
    assert "when TikTrack starts" in selftest.your_data(folder)
    missing = DataFolder(folder.root / "deeper" / "down")
    assert "not created yet" in selftest.data_folder(missing)
    assert not missing.root.exists()


def test_a_database_on_a_server_is_named_without_its_password(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTRACK_DATABASE_URL", "psycopg3://team:hunter2@127.0.0.1:9/tiktrack")
    assert "psycopg3://team@127.0.0.1:9/tiktrack" in selftest.your_data(folder)
    monkeypatch.setenv("TIKTRACK_DATABASE_URL", "gopher://x/y")
    assert selftest.check("Your data", partial(selftest.your_data, folder)).verdict is Verdict.FAIL
