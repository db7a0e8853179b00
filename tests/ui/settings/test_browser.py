"""Choosing a program as the browser: it is tried out before it is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.settings.test_page import Desk, desk, tasks

__all__ = ["desk", "tasks"]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "ls"
    path.touch(mode=0o755)
    return path


def test_a_program_that_is_no_browser_is_refused_at_its_row_and_not_kept(desk: Desk, program: Path) -> None:
    desk.browsers.no_browsers.add("ls")
    desk.browse(str(program))
    assert desk.row("browser_path").fault.startswith(f"{program} couldn’t be started as a browser.")
    assert desk.settings.values.browser_path == ""
    assert desk.browser.startswith("Using Chromium")


def test_a_program_that_is_one_is_kept(desk: Desk, program: Path) -> None:
    desk.browse(str(program))
    assert desk.row("browser_path").fault == ""
    assert desk.settings.values.browser_path == str(program)


def test_it_is_not_started_again_for_another_setting(desk: Desk, program: Path) -> None:
    desk.browse(str(program))
    desk.browsers.no_browsers.add("ls")
    desk.enter("min_velocity", "250")
    assert desk.settings.values.min_velocity == 250
    assert desk.row("browser_path").fault == ""
