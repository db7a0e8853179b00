"""What a module that was started as a process of its own has measured."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from types import ModuleType
from typing import Any

LIMIT = 600  # s; it only catches hangs


def measured_by(module: ModuleType, *arguments: object, env: Mapping[str, str] | None = None) -> Any:
    """Runs the module and returns the JSON it prints. env: variables that it gets besides those of this process."""
    command = [sys.executable, "-m", module.__name__, *map(str, arguments)]
    environment = os.environ | dict(env or {})
    said = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, timeout=LIMIT).stdout
    return json.loads(said)
