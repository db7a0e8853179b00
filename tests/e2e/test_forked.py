"""A forked command is what a started one is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.e2e import forked
from tests.e2e.command import Command
from tests.processes import children


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        (["--version"], None),
        (["lists", "nonsense"], None),
        (["creators", "find", "@nobody"], None),
        (["token", "set", "discord"], ""),
        (["token", "set", "discord"], "not a token\n"),
        (["export", "videos", "--format", "csv", "-"], None),
    ],
)
def test_it_ends_and_says_the_same(tmp_path: Path, arguments: list[str], given: str | None) -> None:
    command = Command(tmp_path, {"TZ": "Asia/Tokyo", "COLUMNS": "60"})
    command("lists", "create", "Food")
    done = command(*arguments, given=given)
    assert done == command.started(*arguments, given=given)
    assert done.stdout or done.stderr


def test_nothing_of_it_is_left(tmp_path: Path) -> None:
    command = Command(tmp_path, {})
    command("--version")  # the server is there from now on
    before = {process.pid for process in children()}
    command("lists", "list")
    assert {process.pid for process in children()} == before


@pytest.mark.parametrize("name", ["LANG", "LC_ALL", "PYTHONIOENCODING", "LD_PRELOAD"])
def test_what_only_a_start_reads_is_never_forked(name: str) -> None:
    assert forked.is_possible(os.environ) == (sys.platform == "linux")
    assert not forked.is_possible(os.environ | {name: "another"})
