"""The packaged program, built from this checkout and run with nothing but a HOME and a PATH."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests import processes
from tests.processes import Child
from tests.waiting import LIMIT
from tiktrack_gui.ui.window.main_window import DESTINATIONS

pytestmark = [pytest.mark.package]

ROOT = Path(__file__).resolve().parents[2]
DESKTOP = ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")


class Packaged:
    """The program in its folder, and a separate home folder to run it in."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self.program = str(folder / "tiktrack")
        self.environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}

    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        command = [self.program, *arguments]
        environment = self.environment | variables
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=LIMIT, check=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    places = ("--distpath", str(folder / "dist"), "--workpath", str(folder / "build"))
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=ERROR", *places, "build.spec"]
    subprocess.run(command, cwd=ROOT, check=True)
    return folder / "dist" / "tiktrack"


@pytest.fixture
def packaged(built: Path, tmp_path: Path) -> Packaged:
    return Packaged(built, tmp_path)


def test_it_has_everything_it_needs(packaged: Packaged) -> None:
    answer = packaged.run("self-test")
    assert [line for line in answer.stdout.splitlines() if not line.startswith(("ok ", "warn  Keyring"))] == []
    assert answer.returncode == 0, answer.stderr
    assert "packaged" in answer.stdout


def test_the_demo_does_the_main_job(packaged: Packaged) -> None:
    answer = packaged.run("demo")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "sent, thread " in answer.stdout
    assert processes.named(packaged.program) == []


def test_every_page_can_be_drawn(packaged: Packaged, tmp_path: Path) -> None:
    answer = packaged.run("demo", "--pictures", str(tmp_path / "pictures"))
    assert answer.returncode == 0, answer.stdout + answer.stderr
    sizes = {picture.name: picture.stat().st_size for picture in (tmp_path / "pictures").iterdir()}
    assert len(sizes) == len(DESTINATIONS) + 1  # the settings
    assert min(sizes.values()) > 20_000, sizes  # bytes; an empty page is smaller


@pytest.mark.desktop
def test_the_window_opens_once_and_ends_when_it_is_asked_to(packaged: Packaged, qtbot: QtBot) -> None:
    desktop = {name: os.environ[name] for name in DESKTOP if name in os.environ}

    def a_second_start_raises_it() -> bool:
        return packaged.run(**desktop).returncode == 0

    with Child([packaged.program], env=packaged.environment | desktop) as process:
        try:
            qtbot.waitUntil(lambda: window_ids() != [])
            qtbot.waitUntil(a_second_start_raises_it)
            assert len(window_ids()) == 1
            process.terminate()
            assert process.wait(LIMIT) == 0
        finally:
            process.kill()
    assert processes.named(packaged.program) == []


def window_ids() -> list[str]:
    search = ["xdotool", "search", "--onlyvisible", "--name", "^TikTrack$"]
    return subprocess.run(search, stdout=subprocess.PIPE, text=True, check=False).stdout.split()


def test_a_trouble_is_one_line_as_from_source(packaged: Packaged) -> None:
    answer = packaged.run("post", "@nobody", "--channel", "1100000000000000001")
    assert answer.returncode == 1
    assert answer.stderr.startswith("tiktrack: ")
    assert len(answer.stderr.splitlines()) == 1


def test_other_programs_do_not_get_its_libraries(packaged: Packaged, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    driver = tmp_path / "node"
    node = packaged.folder / "_internal" / "playwright" / "driver" / "node"
    driver.write_text(f'#!/bin/sh\nenv > "{seen}"\nexec "{node}" "$@"\n', encoding="utf-8")
    driver.chmod(0o755)
    answer = packaged.run("self-test", PLAYWRIGHT_NODEJS_PATH=str(driver), LD_LIBRARY_PATH="/the/user's/own")
    assert answer.returncode == 0, answer.stdout
    variables = dict(line.split("=", 1) for line in seen.read_text(encoding="utf-8").splitlines() if "=" in line)
    assert variables["LD_LIBRARY_PATH"] == "/the/user's/own"
    assert "QT_PLUGIN_PATH" not in variables
