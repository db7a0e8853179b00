from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tiktrack_gui import selftest
from tiktrack_gui.core.errors import MigrationsMissing
from tiktrack_gui.paths import DataFolder
from tiktrack_gui.selftest import Check, Missing

LIMIT = 60  # seconds


def self_test() -> tuple[int, list[str]]:
    """The command's exit status and what it printed; a process of its own, since there is one QApplication in each."""
    command = [sys.executable, "-m", "tiktrack_gui", "self-test"]
    answer = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=LIMIT, check=False)
    return answer.returncode, answer.stdout.splitlines()


def test_this_installation_is_whole() -> None:
    status, lines = self_test()
    assert [line for line in lines if not line.startswith("ok ")] == []
    assert (status, len(lines)) == (0, 10)


def test_a_browser_driver_that_cannot_start_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", "/nowhere/node")
    status, lines = self_test()
    (bad,) = [line for line in lines if not line.startswith("ok ")]
    assert "Browser driver" in bad
    assert "/nowhere/node" in bad
    assert status == 1


def test_what_is_wrong_fails_one_check_with_its_words() -> None:
    def look() -> str:
        raise Missing("no fonts in /nowhere")

    assert selftest.check("Fonts", look) == Check("Fonts", False, "Missing: no fonts in /nowhere")


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
        selftest.keyring()


def test_no_browser_yet_is_no_fault_of_the_installation(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert "tiktrack browser install" in selftest.browser(folder)
