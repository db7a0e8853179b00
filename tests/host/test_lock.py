"""One writer per data folder, even if that writer dies."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.processes import Child
from tests.waiting import LIMIT
from tiktrack_gui.core.errors import CannotWrite, DataFolderInUse, NoLocks
from tiktrack_gui.host.lock import held

HOLD = """
import sys
from pathlib import Path
from tiktrack_gui.host.lock import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lock"


@pytest.fixture
def other(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until its stdin is closed."""
    command = [sys.executable, "-c", HOLD, str(path)]
    with Child(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_writer_is_refused_and_told_who_the_first_is(path: Path, other: subprocess.Popen[str]) -> None:
    with pytest.raises(DataFolderInUse) as refusal, held(path):
        pytest.fail("two writers")
    assert "Quit it first" in refusal.value.for_terminal


def test_the_lock_dies_with_its_process(path: Path, other: subprocess.Popen[str]) -> None:
    other.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    other.wait(timeout=LIMIT)
    with held(path):
        pass


def test_the_lock_is_free_after_the_block(path: Path) -> None:
    with pytest.raises(KeyError), held(path):
        raise KeyError
    with held(path):
        pass


def test_a_lock_within_the_same_process_counts_too(path: Path) -> None:
    with held(path), pytest.raises(DataFolderInUse), held(path):
        pytest.fail("two writers")


def test_it_holds_for_every_thread_and_any_may_give_it_back(path: Path) -> None:
    with ThreadPoolExecutor(1) as another, ExitStack() as holding:
        another.submit(holding.enter_context, held(path)).result()
        with pytest.raises(DataFolderInUse), held(path):
            pytest.fail("two writers")
        holding.close()
        with held(path):
            pass


def test_a_program_started_meanwhile_does_not_keep_it(path: Path) -> None:
    with held(path):
        started = Child([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, text=True)
    with started, held(path):
        assert started.poll() is None
        started.communicate("\n")


def test_the_file_stays_so_that_no_two_hold_files_of_the_same_name(path: Path) -> None:
    with held(path):
        first = path.stat().st_ino
    with held(path):
        assert path.stat().st_ino == first
    assert path.read_bytes() == b""


def test_what_another_program_left_in_the_file_stays_there(path: Path) -> None:
    path.write_text("12345")
    with held(path):
        pass
    assert path.read_text() == "12345"


def test_a_folder_that_is_not_there_is_told_in_words_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="Couldn’t write to"), held(tmp_path / "missing" / "lock"):
        pytest.fail("a lock without a file")
    assert not (tmp_path / "missing").exists()


def test_a_folder_in_the_place_of_the_file_is_told_in_words(path: Path) -> None:
    path.mkdir()
    with pytest.raises(CannotWrite, match="Couldn’t write to"), held(path):
        pytest.fail("a lock without a file")


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_disk_without_locks_is_named_for_what_it_is(path: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.flock", refuse)
    with pytest.raises(NoLocks, match=r"doesn’t support file locks \("), held(path):
        pytest.fail("it isn't locked")
