"""Other programs' temporary files: the folder is removed with its owner, even if killed, and only with its owner."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.waiting import LIMIT
from tiktrack_gui.clients.scratch import PREFIX, scratch

KILLED = """
import os, signal
from pathlib import Path
from tiktrack_gui.clients.scratch import scratch
with scratch() as files:
    Path(files.environment()["TMPDIR"], "left").touch()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty system temporary folder with a short path."""
    with tempfile.TemporaryDirectory(prefix="t", dir="/tmp") as folder:
        monkeypatch.setenv("TMPDIR", folder)
        monkeypatch.setattr(tempfile, "tempdir", None)
        yield Path(folder)


def place(environment: dict[str, str]) -> Path:
    return Path(environment["TMPDIR"])


def test_it_is_its_users_alone_and_goes_with_all_that_is_in_it(temporary: Path) -> None:
    with scratch() as files:
        folder = place(files.environment())
        assert folder.parent == temporary
        assert set(files.environment().values()) == {str(folder)}
        if os.name == "posix":
            assert folder.stat().st_mode & 0o077 == 0
        (folder / "profile").mkdir()
        (folder / "profile" / "cookies").touch()
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such sockets")
def test_where_the_systems_place_is_too_deep_for_sockets_another_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "deep" / "and" / "deeper"))
    with scratch() as files:
        assert place(files.environment()).parent == Path("/tmp")


def test_a_folder_that_was_never_needed_is_never_made(temporary: Path) -> None:
    with scratch():
        assert [path.suffix for path in temporary.iterdir()] == [".lock"]
    assert list(temporary.iterdir()) == []


def test_a_folder_the_system_has_tidied_away_is_made_again() -> None:
    with scratch() as files:
        place(files.environment()).rmdir()
        assert place(files.environment()).is_dir()


def test_where_none_can_be_made_programs_use_what_they_always_use(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (temporary / "file").touch()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary / "file"))
    with scratch() as files:
        assert files.environment() == {}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="a process cannot be killed that hard here")
def test_the_folder_of_a_killed_owner_goes_with_the_next_one(temporary: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED], check=False, timeout=LIMIT)
    assert len(list(temporary.glob("*/left"))) == 1
    with scratch():
        assert not list(temporary.glob("*/left"))
    assert list(temporary.iterdir()) == []


def test_the_folder_of_a_living_owner_stays() -> None:
    with scratch() as mine:
        (place(mine.environment()) / "mine").touch()
        with scratch():
            assert (place(mine.environment()) / "mine").exists()


def test_a_folder_without_a_lock_is_not_ours(temporary: Path) -> None:
    (temporary / f"{PREFIX}notours").mkdir()
    with scratch():
        assert (temporary / f"{PREFIX}notours").is_dir()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
def test_what_another_user_has_made_is_not_touched(temporary: Path) -> None:
    others, mine = temporary / f"{PREFIX}others", temporary / "mine"
    mine.write_text("precious")
    others.mkdir()
    lock = others.with_suffix(".lock")
    lock.symlink_to(mine)
    os.lchown(lock, 1234, 1234)
    with scratch():
        assert others.is_dir()
    assert mine.read_text() == "precious"
