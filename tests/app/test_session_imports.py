"""What a session needs is imported without stopping the window, and without a risk of crashing it."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

from tests.waiting import LIMIT
from tiktrack_gui.app import session_imports
from tiktrack_gui.app.session import begin


def test_no_class_of_a_qobject_is_made_in_a_thread(tmp_path: Path) -> None:
    """Everything is imported that the window with all its pages needs."""
    line = [sys.executable, "-m", "tests.app.watched_start", "demo", "--pictures", str(tmp_path / "pictures")]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "TIKTRACK_DATA_DIR": str(tmp_path)}
    done = subprocess.run(line, env=environment, capture_output=True, text=True, timeout=LIMIT, check=False)
    assert done.returncode == 0, done.stderr
    number, *found = done.stdout.splitlines()[-1].split()
    assert int(number) > 100  # numpy and others
    assert found == []


async def test_other_work_goes_on_meanwhile() -> None:
    turns = 0

    async def count() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    counting = asyncio.create_task(count())
    assert await session_imports.import_session() is begin
    counting.cancel()
    assert turns > len(session_imports.PARTS)
