"""Cost of the parser: from the text of the recorded page of 28 videos to models. The floor: decoding that JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial

from tests.bench.floor import Row, measure
from tests.clients.tiktok.recordings import RECORDED_FEED, recorded_text
from tiktrack_gui.clients.tiktok.parse import video_page

NOW = 1_795_000_000
ROUNDS = 60


def rows() -> Iterable[Row]:
    text = recorded_text(RECORDED_FEED)
    assert len(video_page(text, NOW).videos) == 28
    ours, floor = measure(partial(video_page, text, NOW), partial(json.loads, text), ROUNDS)
    name = f"parsing the recorded page of {len(text.encode()) // 1000} KB"
    yield Row(name=name, value=ours, unit="ms", floor=floor, times=3)
