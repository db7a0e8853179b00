"""`make soak`, or `python -m tests.soak [--seconds 540] [--seed N] [SCENARIO…]`: kills the program at random moments.

Runs scenarios until the time is over, then prints how many kills there were and what went wrong. The exit status is 1
if anything did. A seed makes the same choices again, though not at the same moments.

To add a scenario, write a function in `scenarios` and add it to ALL and OFTEN there.
"""

from __future__ import annotations

import argparse
import secrets
import sys
import time

from tests.soak import scenarios
from tests.soak.world import world

FAILURES = (
    *("duplicates", "empty", "lost", "stuck", "damaged"),
    *("processes", "leftovers", "tracebacks"),
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("--seconds", type=float, default=540)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**32))
    parser.add_argument("scenarios", nargs="*", default=[])
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    end = time.monotonic() + given.seconds
    with world(given.seed) as soak:
        rounds = 0
        while time.monotonic() < end:
            name = soak.random.choice(given.scenarios or scenarios.OFTEN)
            with soak.fresh() as run:
                scenarios.ALL[name](run)
            rounds += 1
            print(f"{rounds}. {name}: {soak.count['kills']} kills, {len(soak.problems)} problems", flush=True)
    print(*soak.problems, sep="\n")
    figures = [f"{soak.count[kind]} {kind}" for kind in FAILURES]
    done = f"{rounds} rounds, {soak.count['kills']} kills, {soak.count['forgotten']} forgotten databases"
    print(f"{done}: {', '.join(figures)}")
    return int(any(soak.count[kind] for kind in FAILURES))


if __name__ == "__main__":
    sys.exit(main())
