"""What reads TikTok in a process of its own, which tests let end or kill."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.lookalikes.tiktok import TikTokLookalike
from tests.processes import Child, wait_until_gone
from tests.waiting import LIMIT
from tiktrack_gui.host.paths import DataFolder


class Reader:
    """Runs a module of the tests in a process of its own, with a real browser and a temporary folder.

    Attributes:
        terminal: The file with what it said on the standard error.
    """

    def __init__(self, module: str, tiktok: TikTokLookalike, folder: DataFolder, temporary: Path) -> None:
        """module: the name of one in this folder."""
        self._module = f"{__package__}.{module}"
        self.terminal = folder.root.parent / "terminal"  # a pipe that nobody reads would hold it up
        self._mark = f"--mark={module}-{os.getpid()}"
        env = tiktok.browser_env()
        env["TIKTRACK_BROWSER_ARGS"] += f" '{self._mark}'"
        places = {"TMPDIR": str(temporary), "XDG_RUNTIME_DIR": str(temporary), "TIKTRACK_DATA_DIR": str(folder.root)}
        self._env = os.environ | env | places

    def start(self, *arguments: object) -> Child[str]:
        line = [sys.executable, "-m", self._module, *map(str, arguments)]
        with self.terminal.open("ab") as terminal:
            return Child(line, env=self._env, stdout=subprocess.PIPE, stderr=terminal, text=True)

    def __call__(self, *arguments: object) -> dict[str, Any]:
        """Returns its result."""
        with self.start(*arguments) as process:
            stdout, _ = process.communicate(timeout=LIMIT)
        assert process.returncode == 0, self.terminal.read_text(encoding="utf-8")
        result: dict[str, Any] = json.loads(stdout)
        return result

    def killed(self, process: Child[str]) -> None:
        """Kills it by its ID, and waits for the end of its browser."""
        process.kill()
        process.communicate(timeout=LIMIT)
        wait_until_gone(self._mark)
