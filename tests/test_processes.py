"""A failed test ends the processes it started."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.processes import Child


def test_an_error_ends_the_process_it_leaves() -> None:
    with (
        pytest.raises(ZeroDivisionError),
        Child([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE) as process,
    ):
        raise ZeroDivisionError
    assert process.returncode != 0  # at the end of its input it would have ended by itself, with 0


def test_without_an_error_its_own_end_is_waited_for() -> None:
    with Child([sys.executable, "-c", "import time; time.sleep(0.2); raise SystemExit(3)"]) as process:
        pass
    assert process.returncode == 3
