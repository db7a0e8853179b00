"""Startup, errors and exit status of `tiktrack`, for any input and any output."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.command import Command
from tests.full_disk import needs_full
from tests.processes import Child
from tests.store.examples import NOW, a_creator
from tests.waiting import LIMIT
from tiktrack_gui.store import Store

LIST = ("creators", "list")
UNRULY = "Zoë 🦊\x1b]0;owned\x07\n\u202etxet"
HELP = [
    (),
    ("sources",),
    ("creators",),
    ("lists",),
    ("channels",),
    ("deliveries",),
    ("campaigns",),
    ("campaigns", "videos"),
]
HELP += [("discover",), ("alerts",), ("export",), ("token",), ("browser",), ("backup",), ("store",)]
INTERRUPTED_AT = """
import os, signal, sys
at = sys.argv.pop(1)
class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == at:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupting())
from tiktrack_gui.__main__ import main
main()
"""
needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals here")
needs_shell = pytest.mark.skipif(sys.platform == "win32", reason="it takes a POSIX shell")


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """A command over a data folder with one tracked creator, whose name is hostile text."""
    with Store(tmp_path / "tiktrack.db") as store:
        creator = store.creators.record_creator(a_creator(name=UNRULY), NOW).result()
        store.creators.track(creator.id, NOW).result()
    return Command(tmp_path, {"TIKTRACK_BROWSER_PATH": "/nowhere/chromium"})


def output(command: Command, *arguments: str, encoding: str) -> tuple[int, str]:
    """Returns the exit status, and stdout as read by a program that expects that encoding."""
    done = subprocess.run(
        [sys.executable, "-m", "tiktrack_gui", *arguments, "--data-dir", str(command.data_dir)],
        env=os.environ | {"PYTHONIOENCODING": encoding},
        stdout=subprocess.PIPE,
        timeout=LIMIT,
        check=False,
    )
    return done.returncode, done.stdout.decode(encoding)


@pytest.mark.parametrize("group", HELP)
def test_h_is_help_and_no_sentence_of_it_is_cut(command: Command, group: tuple[str, ...]) -> None:
    done = command.started(*group, "-h")
    assert done.status == 0
    assert done.stdout.startswith("Usage: tiktrack ")
    assert "..." not in done.stdout.partition("Commands:")[2]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("verfy",), "No such command 'verfy'. Did you mean 'verify'? See: tiktrack --help"),
        (("creators", "ad"), "No such command 'ad'. Did you mean 'add'? See: tiktrack creators --help"),
        (("verify", "more"), "Got unexpected extra argument (more). See: tiktrack verify --help"),
        (("scrape", "--limit", "few"), '--limit can’t be "few". It must be a whole number from 1 to 500.'),
        (("scrape", "--limit", "501"), '--limit can’t be "501". It must be a whole number from 1 to 500.'),
        (("scrape", "--min-velocity", "nan"), "It must be a number from 0 to 1,000,000."),
        (("scrape", "--max-age", "-1"), "It must be a number from 0 to 87,600."),
        (("post", "@x", "--channel", "x"), '--channel can’t be "x". Enter its ID'),
        (("post", "@x", "--channel", "9" * 19), "Enter its ID (17 to 19 digits) or link"),
        (("post", "@x@y"), "“@x@y” isn’t a valid TikTok handle."),
        (
            ("creators", "refresh", "@good", "bad handle"),
            "“bad handle” isn’t a valid TikTok handle. Enter @name or a profile link",
        ),
        (("creators", "add", "7123456789012345678"), "looks like an ID, not a TikTok handle"),
        (("run", "--every", "soon"), '--every can’t be "soon". Use a number above 0 and up to 10,080.'),
        (("run", "--every", "0"), "Use a number above 0"),
        (("run", "--every", "nan"), "Use a number above 0"),
        (("run", "--every", "1e300"), "and up to 10,080."),
        (("verify", "--data-dir", ""), "'--data-dir': it’s empty."),
        (("\x1b[31m\nx\u202e",), "No such command"),
        (("verify", "\x1b[31m\nx\u202e"), "(�[31m x)"),
    ],
)
def test_a_wrong_call_is_one_line_that_helps(command: Command, typed: tuple[str, ...], said: str) -> None:
    done = command.in_this_process(*typed)
    assert done.status == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert done.stderr.startswith("tiktrack: ")
    assert done.stderr.count("\n") == 1
    assert not set("\x1b\u202e") & set(done.stderr)


def test_a_process_tells_of_a_wrong_call_by_its_status(command: Command) -> None:
    wrong = command("verfy")
    assert wrong == command.in_this_process("verfy")
    assert "Did you mean 'verify'?" in wrong.stderr
    assert "'history'" in command("creators", "histry").stderr


def in_a_shell(command: Command, typed: str) -> subprocess.CompletedProcess[str]:
    """Runs `tiktrack` with what is typed after it in a shell, including shell syntax."""
    environment = os.environ | {"TIKTRACK_DATA_DIR": str(command.data_dir)}
    shell = ["/bin/sh", "-c", f'"$0" -m tiktrack_gui {typed}', sys.executable]
    return subprocess.run(shell, env=environment, capture_output=True, text=True, timeout=LIMIT, check=False)


@needs_shell
@pytest.mark.parametrize("given", ["<&-", "</dev/null", "</bin/sh"])
def test_what_is_no_text_is_no_token(command: Command, given: str) -> None:
    done = in_a_shell(command, f"token set discord {given}")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("tiktrack: That isn’t a Discord bot token")


def test_a_token_typed_in_the_wrong_place_is_not_repeated(command: Command) -> None:
    token = "MTEyMjMzNDQ1NTY2Nzc4ODk5.GaBcDe.not-a-real-token_not-a-real-token"
    done = command("token", "set", "discord", token)
    assert done.status == 2
    assert token not in done.stderr


def test_a_long_argument_is_not_repeated_as_a_whole(command: Command) -> None:
    done = command("creators", "add", "x" * 50_000)
    assert done.status == 2
    assert len(done.stderr) < 600
    assert command("verify", "x" * 50_000).status == 2


def test_an_empty_data_folder_writes_nothing_where_it_is_called(command: Command, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tiktrack_gui", "demo", "--once", "--data-dir", ""],
        cwd=elsewhere,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        timeout=LIMIT,
        check=False,
    )
    assert done.returncode == 2
    assert list(elsewhere.iterdir()) == []


def test_a_strangers_name_steers_no_terminal(command: Command) -> None:
    done = command(*LIST)
    assert done.stdout.endswith("Zoë 🦊�]0;owned� txet\n")
    assert done.stdout.count("\n") == 2


def test_json_keeps_every_sign_and_steers_no_terminal(command: Command) -> None:
    done = command(*LIST, "--json")
    assert done.json["creators"][0]["name"] == UNRULY
    assert "Zoë 🦊" in done.stdout
    assert not set("\x1b\u202e\x07") & set(done.stdout)


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_signs_that_the_output_does_not_have_are_replaced(command: Command, encoding: str) -> None:
    status, said = output(command, *LIST, encoding=encoding)
    assert status == 0
    assert said.rstrip("\r\n").endswith("?]0;owned? txet")


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "ascii", "utf-8"])
def test_json_is_the_same_data_whatever_the_output_can_hold(command: Command, encoding: str) -> None:
    status, said = output(command, *LIST, "--json", encoding=encoding)
    assert status == 0
    assert json.loads(said)["creators"][0]["name"] == UNRULY


@needs_full
@pytest.mark.parametrize("arguments", [LIST, (*LIST, "--json"), ("demo", "--once"), ("--help",), ("--version",)])
def test_output_that_cannot_be_written_is_one_line(command: Command, arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tiktrack_gui", *arguments, "--data-dir", str(command.data_dir)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=LIMIT,
            check=False,
        )
    assert done.stderr == "tiktrack: Couldn’t write the output: No space left on device.\n"
    assert done.returncode == 1


@pytest.mark.parametrize("arguments", [LIST, (*LIST, "--json"), ("demo", "--once"), ("--help",)])
def test_a_reader_that_has_seen_enough_ends_it_quietly(command: Command, arguments: tuple[str, ...]) -> None:
    with command.start(*arguments) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == ""
        assert process.wait(LIMIT) == 1


@needs_shell
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_without_anywhere_to_write_it_works_all_the_same(command: Command, closed: str) -> None:
    done = in_a_shell(command, f"demo --once {closed}")
    assert (done.returncode, done.stderr) == (0, "")


@needs_signals
@pytest.mark.parametrize(
    "at", ["tiktrack_gui.config", "click", "tiktrack_gui.cli.commands", "tiktrack_gui.app.composition"]
)
def test_ctrl_c_at_the_very_start_ends_it_without_a_traceback(command: Command, at: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_AT, at, *LIST],
        env=os.environ | {"TIKTRACK_DATA_DIR": str(command.data_dir)},
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")


@needs_signals
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_what_runs_until_it_is_told_to_end_ends_well(command: Command, name: str) -> None:
    with command.start("run", "--every", "15", "--channel", "1100000000000000001") as process:
        assert process.stderr is not None
        assert "No browser found" in process.stderr.readline()  # it will retry
        process.send_signal(signal.Signals[name])
        said = process.stderr.read()
        assert process.wait(LIMIT) == 0
    assert "Traceback" not in said
    assert "Stopped" not in said


@needs_signals
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_what_is_stopped_before_its_end_says_by_what(command: Command, name: str) -> None:
    env = {"PYTHON_KEYRING_BACKEND": "tests.e2e.waiting_keyring.Keyring"}
    with Command(command.data_dir, env).start("token", "show") as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "waiting\n"
        process.send_signal(signal.Signals[name])
        assert process.stderr.read().endswith("tiktrack: Stopped.\n")
        assert process.wait(LIMIT) == 128 + signal.Signals[name]


def test_a_locked_keyring_is_told_about(command: Command) -> None:
    env = {"PYTHON_KEYRING_BACKEND": "tests.e2e.waiting_keyring.Keyring"}
    with Command(command.data_dir, env).start("token", "show") as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "waiting\n"
        assert process.stderr.readline() == "tiktrack: Waiting for the keyring to be unlocked…\n"
        process.kill()


@needs_signals
@pytest.mark.parametrize("way", ["Ctrl+C", "Ctrl+D"])
def test_a_question_that_is_not_answered_stops_it(command: Command, way: str) -> None:
    terminal, end = os.openpty()
    arguments = [sys.executable, "-m", "tiktrack_gui", "token", "set", "discord"]
    environment = os.environ | {"TIKTRACK_DATA_DIR": str(command.data_dir)}
    with Child(arguments, env=environment, stdin=end, stdout=end, stderr=end, start_new_session=True) as process:
        os.close(end)
        _until(terminal, b"token: ")
        if way == "Ctrl+C":
            process.send_signal(signal.SIGINT)
        else:
            os.write(terminal, b"\x04")
        said = _until(terminal, b"Stopped.")
        assert process.wait(LIMIT) == 130
    os.close(terminal)
    assert said.split() == [b"tiktrack:", b"Stopped."]


def _until(terminal: int, wanted: bytes) -> bytes:
    """Reads the output until `wanted` appears in it; returns it."""
    said = b""
    while wanted not in said:
        said += os.read(terminal, 1024)
    return said


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/nowhere/chromium", "tiktrack: No browser found at /nowhere/chromium."),
        (__file__, f"tiktrack: {__file__} couldn’t be started as a browser."),
    ],
)
def test_a_chosen_browser_that_is_none_is_not_shown_as_one(command: Command, path: str, said: str) -> None:
    done = Command(command.data_dir, {"TIKTRACK_BROWSER_PATH": path})("browser", "show")
    assert (done.status, done.stdout) == (1, "")
    assert done.stderr.startswith(said)


def test_what_does_not_count_among_the_settings_is_said_by_every_command(command: Command) -> None:
    (command.data_dir / "settings.toml").write_text("[trending]\nlimt = 5\n\n[score]\nreach = -1\n")
    (command.data_dir / ".env").write_text("TIKTRACK_DATA_DIR=/x\nMIN_FOLLOWERS=few\n")
    assert command(*LIST).stderr.splitlines() == [
        "tiktrack: TIKTRACK_DATA_DIR is ignored in .env: set it as an environment variable instead.",
        "tiktrack: [trending] limt in settings.toml isn’t a known setting. Did you mean limit?",
        "tiktrack: [score] reach in settings.toml can’t be -1. It must be a number from 0 to 100. Using 0.15 for now.",
        'tiktrack: MIN_FOLLOWERS in .env can’t be "few". It must be a whole number from 0 to 10,000,000,000. '
        "Using 10000 for now.",
    ]
