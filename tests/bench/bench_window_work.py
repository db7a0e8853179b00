"""Latency of the window while 200 recorded-size videos are fetched, parsed, stored and shown.

The floors: the same window at rest, in the same process; and for the longest garbage collection, one of all objects.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.bench import window_at_work
from tests.bench.floor import Row
from tests.bench.plenty import Plenty
from tests.bench.process import measured_by
from tests.bench.stories import make_folder
from tests.lookalikes.tiktok import TikTokLookalike

STORIES = 50  # stored beforehand
VIDEOS = 200
RUNS = 3
FRAME = 16  # ms


def rows() -> Iterable[Row]:
    with TikTokLookalike(Plenty()) as tiktok:
        runs = [run(tiktok) for _ in range(RUNS)]
    for name, figure, limit in (("99 of 100 ticks are late by", percentile, 30), ("the latest tick", max, 50)):
        late, at_rest = (median(figure, runs, which) for which in ("work", "rest"))
        yield Row(name=f"fetching {VIDEOS} videos: {name}", value=late, unit="ms", floor=at_rest, at_most=limit)
    ours, whole = (median(max, runs, which) for which in ("collections", "whole collection"))
    name = f"fetching {VIDEOS} videos: the longest collection"
    yield Row(name=name, value=ours, unit="ms", floor=whole, at_most=FRAME, times=0.3)


def median(figure: Callable[[list[float]], float], runs: list[dict[str, list[float]]], which: str) -> float:
    return statistics.median(figure(run[which]) for run in runs)


def percentile(ticks: list[float]) -> float:
    return statistics.quantiles(ticks, n=100)[98]


def run(tiktok: TikTokLookalike) -> dict[str, list[float]]:
    with tempfile.TemporaryDirectory() as folder:
        make_folder(Path(folder), STORIES)
        certificate = Path(folder, "certificate.pem")
        certificate.write_bytes(tiktok.certificate)
        settings = {"TIKTOK_TRENDING_LIMIT": str(VIDEOS), "TIKTOK_MIN_ENGAGEMENT_VELOCITY": "0"}
        environment = tiktok.browser_env() | settings
        ticks: dict[str, list[float]] = measured_by(window_at_work, folder, tiktok.port, certificate, env=environment)
    return ticks
