"""Reading the environment and the `.env` file in the data folder."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.waiting import LIMIT
from tiktrack_gui.config import environment
from tiktrack_gui.config.environment import Environment
from tiktrack_gui.core.errors import BadInput


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def test_the_file_is_read_with_comments_quotes_and_a_byte_order_mark(env_file: Path) -> None:
    env_file.write_text('\ufeffMIN_FOLLOWERS=5000  # small ones\nexport A="b c"\nCOST=$HOME\n', encoding="utf-8")
    assert environment.read(env_file, {}).variables == {"MIN_FOLLOWERS": "5000", "A": "b c", "COST": "$HOME"}


def test_the_process_beats_the_file_and_emptiness_counts_as_nothing(env_file: Path) -> None:
    env_file.write_text("A=file\nB=file\nC=\nD\n")
    assert environment.read(env_file, {"A": "process", "B": " ", "E": ""}).variables == {"A": "process", "B": "file"}


def test_our_own_variables_are_believed_from_the_process_only(env_file: Path) -> None:
    env_file.write_text("TIKTRACK_DISCORD_API=https://evil.example\nTIKTRACK_BROWSER_PATH=/tmp/x\n")
    assert environment.read(env_file, {}).variables == {}
    given = environment.read(env_file, {"TIKTRACK_DISCORD_API": "https://proxy.example/api"})
    assert given.discord_api == "https://proxy.example/api"


@pytest.mark.parametrize("value", ["12 ", " 12", "12\r", '"12"', "'12'", "“12”", ' "12" '])
def test_quotes_and_white_space_count_nowhere(env_file: Path, value: str) -> None:
    assert environment.read(env_file, {"A": value}).variables == {"A": "12"}
    env_file.write_bytes(f"A={value}\n".encode())
    assert environment.read(env_file, {}).variables == {"A": "12"}


def test_quotes_within_a_value_are_part_of_it(env_file: Path) -> None:
    given = {"A": "'--a b' '--c'", "B": '"C:\\x y"', "C": '"'}
    assert environment.read(env_file, given).variables == {"A": "'--a b' '--c'", "B": "C:\\x y", "C": '"'}


def test_what_something_else_overrides_is_said(env_file: Path) -> None:
    env_file.write_text("A=1\nB=2\nC=same\nB=3\n")
    assert environment.read(env_file, {"A": "9", "C": "same"}).problems == (
        "B on line 2 of .env has no effect: line 4 sets it again.",
        "A in .env has no effect: the environment sets it to something else.",
    )


def test_unknown_names_of_ours_are_said_wherever_they_are(env_file: Path) -> None:
    env_file.write_text("TIKTRACK_BROWSER_ARG=--x\n")
    read = environment.read(env_file, {"TIKTRACK_DATADIR": "/x", "TIKTRACK_SOMETHING": "1", "TIKTRACK_DATA_DIR": "/y"})
    assert read.problems == (
        "TIKTRACK_BROWSER_ARG in .env isn’t a known variable. Did you mean TIKTRACK_BROWSER_ARGS?",
        "TIKTRACK_DATADIR in the environment isn’t a known variable. Did you mean TIKTRACK_DATA_DIR?",
        "TIKTRACK_SOMETHING in the environment isn’t a known variable.",
    )


def test_what_does_not_count_in_the_file_is_said(env_file: Path) -> None:
    env_file.write_text("# mine\n\nMIN_FOLLOWERS=5\nnot an assignment\nEMPTY=\nexport TIKTRACK_DATA_DIR=/x\nBARE\n")
    read = environment.read(env_file, {})
    assert read.variables == {"MIN_FOLLOWERS": "5"}
    assert read.problems == (
        "Line 4 of .env is ignored: it isn’t NAME=value.",
        "Line 7 of .env is ignored: it isn’t NAME=value.",
        "TIKTRACK_DATA_DIR is ignored in .env: set it as an environment variable instead.",
    )


def test_a_variable_is_named_with_the_place_that_gave_it(env_file: Path) -> None:
    env_file.write_text("A=1\nB=2\n")
    read = environment.read(env_file, {"B": "3"})
    assert (read.named("A"), read.named("B")) == ("A in .env", "B in the environment")


def test_a_file_that_is_no_text_is_a_problem_in_words(env_file: Path) -> None:
    env_file.write_bytes("MIN_FOLLOWERS=1".encode("utf-16"))
    read = environment.read(env_file, {"A": "b"})
    assert read.variables == {"A": "b"}
    (problem,) = read.problems
    assert str(env_file) in problem
    assert "UTF-8" in problem


def test_switches_for_the_browser_are_quoted_as_for_a_shell() -> None:
    given = Environment({"TIKTRACK_BROWSER_ARGS": "--no-sandbox --proxy-server='http://a b'"})
    assert given.browser_args == ("--no-sandbox", "--proxy-server=http://a b")
    assert Environment().browser_args == ()
    with pytest.raises(BadInput, match="TIKTRACK_BROWSER_ARGS"):
        _ = Environment({"TIKTRACK_BROWSER_ARGS": "'open"}).browser_args


def test_discords_other_address_must_be_one() -> None:
    assert Environment().discord_api is None
    with pytest.raises(BadInput, match="TIKTRACK_DISCORD_API"):
        _ = Environment({"TIKTRACK_DISCORD_API": "discord.example"}).discord_api


def test_tokens_do_not_show() -> None:
    assert "abc" not in repr(Environment({"DISCORD_BOT_TOKEN": "abc"}))


def test_what_is_withheld_from_children_can_still_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "_withheld", {})
    for name in environment.SECRETS:
        monkeypatch.setenv(name, f"secret-{name}")
    environment.withhold()
    assert not [name for name in environment.SECRETS if name in os.environ]
    child = subprocess.run(["env"], capture_output=True, text=True, check=True, timeout=LIMIT).stdout
    assert "secret-" not in child
    found = environment.read(tmp_path / ".env").variables
    assert {name: found[name] for name in environment.SECRETS} == {n: f"secret-{n}" for n in environment.SECRETS}
