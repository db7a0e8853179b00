"""What an attack costs: CPU time and peak memory, measured in a process of its own.

An attack is a function of a module of `tests.bombs` that prepares it and returns what is to be measured, which returns
what the user is told. `python -m tests.bombs.cost MODULE FUNCTION [ARGUMENT…]` runs one.
"""

from __future__ import annotations

import gc
import importlib
import json
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

MOST_SECONDS = 2.0  # of CPU time
MOST_BYTES = 100_000_000
GIVE_UP = 60  # s of CPU time
MOST_MEMORY = 6 * 2**30  # bytes of address space, so that an attack that works doesn't take the computer along
STATUS = Path("/proc/self/status")
RESET_PEAK = ("/proc/self/clear_refs", "5")


@dataclass(frozen=True, slots=True)
class Cost:
    """seconds: of CPU time, of all threads. size: peak bytes of memory above those before. told: to the user."""

    seconds: float
    size: int
    told: str

    @property
    def bearable(self) -> bool:
        return self.seconds <= MOST_SECONDS and self.size <= MOST_BYTES


def cost_of(attack: Callable[..., Callable[[], object]], *arguments: object) -> Cost:
    """Measures an attack; one that doesn't end is killed, and fails."""
    command = [sys.executable, "-m", "tests.bombs.cost", attack.__module__, attack.__name__, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"exit code {done.returncode}: {done.stderr[-2_000:]}"
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def measured(run: Callable[[], object]) -> Cost:
    """Runs it in this process."""
    gc.collect()
    Path(RESET_PEAK[0]).write_text(RESET_PEAK[1])
    before, begun = _memory("VmRSS"), _cpu()
    told = run()
    return Cost(round(_cpu() - begun, 3), max(_memory("VmHWM") - before, 0), str(told))


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _memory(field: str) -> int:
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(f"{field}:"))
    return int(line.split()[1]) * 1024


def _main(module: str, function: str, *arguments: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, resource.RLIM_INFINITY))  # an attack may lift it
    run = getattr(importlib.import_module(module), function)(*arguments)
    resource.setrlimit(resource.RLIMIT_CPU, (GIVE_UP + round(_cpu()), GIVE_UP + round(_cpu())))
    sys.stdout.write(json.dumps(asdict(measured(run))) + "\n")


if __name__ == "__main__":
    _main(*sys.argv[1:])
