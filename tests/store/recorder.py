"""A process that records run after run until it is killed: `python -m tests.store.recorder FILE [N]`.

With N, it kills itself at the Nth SQL statement, counted from opening the file.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from peewee import QueryEvent

from tests.store.examples import NOW, a_delivery, a_run, a_video, measured
from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.store import Store

VIDEOS = 20
DELIVERIES = 3


def videos_of_run(number: int) -> list[MeasuredVideo]:
    """Videos that are in no other run."""
    return [measured(a_video(number * VIDEOS + n, at=NOW + number)) for n in range(VIDEOS)]


def record(store: Store, number: int) -> None:
    items = videos_of_run(number)
    deliveries = [a_delivery(number * VIDEOS + n) for n in range(DELIVERIES)]
    store.runs.record_run(a_run(items, at=NOW + number, message=str(number)), items, deliveries).result()


def die_at_statement(store: Store, wanted: int) -> None:
    seen = 0

    def count(query: QueryEvent) -> None:
        nonlocal seen
        seen += 1
        if seen == wanted:
            os.kill(os.getpid(), signal.SIGKILL)

    store._connection.db.query_hooks.append(count)


def main(path: Path, statement: int | None = None) -> None:
    store = Store(path)
    if statement is not None:
        die_at_statement(store, statement)
    store.open()
    number = len(store.runs.newest(1_000_000).result())
    print("open", flush=True)
    while True:
        record(store, number)
        number += 1


if __name__ == "__main__":
    main(Path(sys.argv[1]), *(int(argument) for argument in sys.argv[2:]))
