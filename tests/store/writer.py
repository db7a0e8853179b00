"""A process that records runs of overlapping videos: `python -m tests.store.writer URL NUMBER RUNS SECONDS`.

It prints the message of each run that was recorded, and goes on when the server was away. NUMBER tells writers apart;
it ends after RUNS runs or SECONDS seconds, whichever is later.
"""

from __future__ import annotations

import logging
import random
import sys
import time

from tests.store.examples import NOW, a_delivery, a_run, a_video, measured
from tiktrack_gui.core.database_url import parse_database_url
from tiktrack_gui.core.deliveries import NewDelivery
from tiktrack_gui.core.errors import StoreUnreachable
from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.store import Store

VIDEOS = 60  # the same for all writers
DELIVERIES = 10


def the_run(writer: int, number: int) -> tuple[int, list[MeasuredVideo], list[NewDelivery]]:
    """The time of a run, the same videos as in every other run in another order, and deliveries for some of them."""
    at = NOW + 10 * number + writer
    order = random.Random(at).sample(range(VIDEOS), VIDEOS)
    items = [measured(a_video(video, at=at, likes=1_000 + number)) for video in order]
    return at, items, [a_delivery(video, key=f"w{writer}-{number}-{video}") for video in order[:DELIVERIES]]


def opened(url: str) -> Store:
    """Opens the store, once the server is there: it may be killed before that."""
    while True:
        try:
            return Store(parse_database_url(url))
        except StoreUnreachable:
            time.sleep(0.1)


def record(store: Store, writer: int, number: int) -> None:
    at, items, deliveries = the_run(writer, number)
    message = f"{writer}:{number}"
    while True:
        try:
            store.runs.record_run(a_run(items, at=at, message=message), items, deliveries).result()
        except StoreUnreachable:
            print("away", flush=True)
            time.sleep(0.05)
        else:
            print(message, flush=True)
            return


def main(url: str, writer: int, runs: int, seconds: float) -> None:
    logging.disable(logging.WARNING)  # psycopg's about connections that are lost
    end, number = time.monotonic() + seconds, 0
    with opened(url) as store:
        while number < runs or time.monotonic() < end:
            record(store, writer, number)
            number += 1


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
