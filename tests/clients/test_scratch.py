"""Other programs' temporary files: the folder is removed with its owner, even if killed, and only with its owner."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from tests.processes import Child
from tests.waiting import LIMIT
from tiktrack_gui.clients import scratch as module
from tiktrack_gui.clients.scratch import LOCK, PREFIX, TRIES, scratch
from tiktrack_gui.host import lock

MADE = """
import os, signal
from contextlib import ExitStack
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from tiktrack_gui.clients.scratch import scratch
closing = ExitStack()
folder = closing.enter_context(scratch()).environment()["TMPDIR"]
"""
KILLED = f"{MADE}Path(folder, 'left').touch()\nos.kill(os.getpid(), signal.SIGKILL)"


@pytest.fixture(autouse=True)
def temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty system temporary folder with a short path."""
    with tempfile.TemporaryDirectory(prefix="t", dir="/tmp") as folder:
        monkeypatch.setenv("TMPDIR", folder)
        monkeypatch.setattr(tempfile, "tempdir", None)
        monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
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


@pytest.fixture
def runtime(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The runtime folder of a user."""
    folder = temporary / "run"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


def test_it_is_in_the_users_own_place(temporary: Path, runtime: Path) -> None:
    """On Windows, the temporary folder is the user's own already."""
    own = temporary if sys.platform == "win32" else runtime
    before = list(own.iterdir())
    with scratch() as files:
        assert place(files.environment()).parent == own
    assert list(own.iterdir()) == before


@pytest.mark.skipif(sys.platform == "win32", reason="the runtime folder isn't used there, and links need a privilege")
@pytest.mark.parametrize("trouble", ["open to others", "full", "a link"])
def test_a_runtime_folder_that_will_not_do_is_not_used(
    temporary: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    if trouble == "open to others":
        runtime.chmod(0o755)
    elif trouble == "full":
        monkeypatch.setattr(module, "ROOM", 2**60)
    else:
        runtime.rename(temporary / "other")
        runtime.symlink_to(temporary / "other")
    with scratch() as files:
        assert place(files.environment()).parent == temporary


def test_a_folder_that_was_never_needed_is_never_made(temporary: Path) -> None:
    with scratch():
        assert list(temporary.iterdir()) == []


def test_a_folder_the_system_has_tidied_away_is_made_again() -> None:
    with scratch() as files:
        shutil.rmtree(place(files.environment()))
        assert place(files.environment()).is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no mode there, and links need a privilege")
@pytest.mark.parametrize("trouble", ["a link", "open to others"])
def test_a_folder_that_others_can_enter_is_left(temporary: Path, trouble: str) -> None:
    with scratch() as files:
        folder = place(files.environment())
        if trouble == "a link":
            folder.rename(temporary / "other")
            folder.symlink_to(temporary / "other")
        else:
            folder.chmod(0o777)
        assert place(files.environment()) != folder
        assert place(files.environment()).stat().st_mode & 0o077 == 0


def test_two_that_start_at_once_keep_their_folders(temporary: Path) -> None:
    """What another one finds before it is locked, it may remove; then there is a new one."""
    program = f"{MADE}print(os.path.isdir(folder), flush=True)\ninput()\nclosing.close()"
    several = [
        Child([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(6)
    ]
    try:
        assert [process.stdout and process.stdout.readline() for process in several] == ["True\n"] * 6
        with scratch():
            assert len(list(temporary.iterdir())) == 6
    finally:
        for process in several:
            process.communicate("\n", timeout=LIMIT)
    assert list(temporary.iterdir()) == []


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


@pytest.mark.parametrize("is_used", [True, False])
def test_a_folder_without_a_lock_goes_if_it_was_never_used(temporary: Path, is_used: bool) -> None:
    folder = temporary / f"{PREFIX}unlocked"
    folder.mkdir(mode=0o700)
    if is_used:
        (folder / "file").touch()
    with scratch():
        assert folder.is_dir() == is_used


def test_a_folder_that_another_removes_before_it_is_locked_is_replaced(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []

    def make(**options: Any) -> str:
        made.append(Path(mkdtemp(**options)))
        if len(made) < TRIES:
            with scratch():  # another TikTrack starts, and takes it for one that was left
                assert not made[-1].exists()
        return str(made[-1])

    monkeypatch.setattr(tempfile, "mkdtemp", make)
    with scratch() as files:
        assert place(files.environment()) == made[-1]
        assert made[-1].is_dir()
    assert len(made) == TRIES


@pytest.mark.parametrize("with_folder", [True, False])
def test_what_a_killed_older_version_left_goes_too(temporary: Path, with_folder: bool) -> None:
    folder = temporary / f"{PREFIX}0123abcd"
    folder.with_suffix(".lock").touch()
    if with_folder:
        folder.mkdir(mode=0o700)
        (folder / "left").touch()
    with scratch():
        assert list(temporary.iterdir()) == []


def test_what_a_living_older_version_uses_stays(temporary: Path) -> None:
    folder = temporary / f"{PREFIX}0123abcd"
    folder.mkdir(mode=0o700)
    with lock.held(folder.with_suffix(".lock")), scratch():
        assert folder.is_dir()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
def test_what_another_user_has_made_is_not_touched(temporary: Path) -> None:
    others, mine = temporary / f"{PREFIX}others", temporary / "mine"
    mine.write_text("precious")
    others.mkdir(mode=0o700)
    for its_lock in (others / LOCK, others.with_suffix(".lock")):
        its_lock.symlink_to(mine)
        os.lchown(its_lock, 1234, 1234)
    os.chown(others, 1234, 1234)
    with scratch():
        assert others.is_dir()
    assert mine.read_text() == "precious"
