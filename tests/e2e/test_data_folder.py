"""The commands with a data folder that is missing, can't be created or is read-only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.command import Command
from tests.waiting import LIMIT
from tiktrack_gui.store import Store

READING = [("creators", "list"), ("verify",), ("token", "show"), ("browser", "show")]
WRITING = [
    ("scrape",),
    ("creators", "add", "@x"),
    ("post", "@x", "--channel", "1100000000000000001"),
    ("run", "--once", "--channel", "1100000000000000001"),
]
AS_ANYBODY = (
    ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
)


@pytest.fixture
def command(tmp_path: Path) -> Command:
    return Command(tmp_path / "data", {"TIKTRACK_BROWSER_PATH": "/nowhere/chromium"})


@pytest.mark.parametrize("arguments", [*READING, *WRITING, ("demo", "--once"), ("browser", "install"), ()])
def test_a_mistyped_folder_is_a_wrong_call_and_nothing_is_made(
    command: Command, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    done = command.in_this_process(*arguments, "--data-dir", str(tmp_path / "tpyo" / "data"))
    assert done.status == 2
    assert f"The folder {tmp_path / 'tpyo'} doesn’t exist." in done.stderr.replace("\n", " ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", READING)
def test_who_only_reads_makes_no_folder(command: Command, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = command(*arguments)
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [("creators", "list"), ("verify",)])
def test_who_only_reads_makes_no_database(command: Command, arguments: tuple[str, ...]) -> None:
    command.data_dir.mkdir()
    done = command(*arguments)
    assert done.status == 1
    assert done.stderr.startswith("tiktrack: The data folder has no up-to-date TikTrack database.")
    assert not (command.data_dir / "tiktrack.db").exists()


@pytest.mark.parametrize("arguments", [("creators", "list"), ("verify",)])
def test_an_empty_database_is_as_good_as_none_for_who_only_reads(command: Command, arguments: tuple[str, ...]) -> None:
    command.data_dir.mkdir()
    without = command(*arguments)
    (command.data_dir / "tiktrack.db").touch()
    assert command(*arguments) == without
    assert [(path.name, path.stat().st_size) for path in command.data_dir.iterdir()] == [("tiktrack.db", 0)]


def test_who_writes_makes_the_folder(command: Command) -> None:
    assert command("scrape").status == 1  # there is no browser
    assert (command.data_dir / "tiktrack.db").exists()


def test_a_folder_the_environment_has_mistyped_is_one_sentence(tmp_path: Path) -> None:
    done = Command(tmp_path / "tpyo" / "data", {})("scrape")
    assert done.status == 1
    assert ": No such file or directory." in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.fixture
def read_only(command: Command) -> Iterator[Path]:
    """A read-only data folder with a readable database."""
    command.data_dir.mkdir()
    with Store(command.data_dir / "tiktrack.db"):
        pass
    command.data_dir.chmod(0o500)
    yield command.data_dir
    command.data_dir.chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such mode here")
@pytest.mark.skipif(bool(AS_ANYBODY) and not shutil.which("setpriv"), reason="root may write everywhere")
@pytest.mark.parametrize("arguments", [*WRITING, ("demo", "--once"), ("creators", "list"), ("verify",)])
def test_a_folder_that_cannot_be_written_is_one_sentence(read_only: Path, arguments: tuple[str, ...]) -> None:
    done = subprocess.run(
        [*AS_ANYBODY, sys.executable, "-m", "tiktrack_gui", *arguments],
        env=os.environ | {"TIKTRACK_DATA_DIR": str(read_only), "TIKTRACK_BROWSER_PATH": "/nowhere/chromium"},
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("tiktrack: ")
    assert "write" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [*READING, *WRITING, ()])
def test_a_folder_of_nobody_is_one_sentence(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    said = "~nosuchuser/x is in a home folder that doesn’t exist. Give the folder’s whole path."
    command = Command(Path("~nosuchuser/x"), {})
    in_environment = command.in_this_process(*arguments)
    assert (in_environment.status, in_environment.stderr) == (1, f"tiktrack: {said}\n")
    as_option = command.in_this_process(*arguments, "--data-dir", "~nosuchuser/x")
    assert as_option.status == 2
    assert said in as_option.stderr.replace("\n", " ")


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such mode here")
@pytest.mark.skipif(bool(AS_ANYBODY) and not shutil.which("setpriv"), reason="root may search everywhere")
@pytest.mark.parametrize(
    ("arguments", "how"),
    [
        *((arguments, "environment") for arguments in (*READING, ("scrape",))),
        (("verify",), "option"),
        (("self-test",), "option"),
    ],
)
def test_a_folder_that_may_not_be_searched_is_said_in_words(
    tmp_path: Path, arguments: tuple[str, ...], how: str
) -> None:
    locked = tmp_path / "locked"
    (locked / "data").mkdir(parents=True)
    (locked / "data" / ".env").touch()
    locked.chmod(0o000)
    line = [*AS_ANYBODY, sys.executable, "-m", "tiktrack_gui", *arguments]
    environment = os.environ | {"TIKTRACK_BROWSER_PATH": "/nowhere/chromium"}
    environment |= {"TIKTRACK_DATA_DIR": str(locked / "data")} if how == "environment" else {}
    line += [] if how == "environment" else ["--data-dir", str(locked / "data")]
    try:
        done = subprocess.run(line, env=environment, capture_output=True, text=True, timeout=LIMIT, check=False)
    finally:
        locked.chmod(0o700)
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1)
    assert list((locked / "data").iterdir()) == [locked / "data" / ".env"]


def test_a_window_needs_a_folder_whose_name_is_text(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/caf\xe9"
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    line: list[str | bytes] = [sys.executable, "-m", "tiktrack_gui", "--data-dir", folder]
    done = subprocess.run(line, env=environment, capture_output=True, text=True, timeout=LIMIT, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("tiktrack: The window can’t use the data folder ")
    assert "its name isn’t valid UTF-8" in done.stderr
    assert done.stderr.count("\n") == 1
    assert Command(Path(os.fsdecode(folder)), {})("scrape").status == 1  # there is no browser
    assert Path(os.fsdecode(folder), "tiktrack.db").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only there is the display named")
@pytest.mark.parametrize("arguments", [(), ("self-test",)])
@pytest.mark.parametrize("display", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_display_that_has_gone_is_one_sentence(tmp_path: Path, arguments: tuple[str, ...], display: str) -> None:
    nothing = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    environment = os.environ | nothing | {display: ":7777"}
    line = [sys.executable, "-m", "tiktrack_gui", *arguments, "--data-dir", str(tmp_path)]
    done = subprocess.run(line, env=environment, capture_output=True, text=True, timeout=LIMIT, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("tiktrack: Couldn’t open a window on the display :7777.")
