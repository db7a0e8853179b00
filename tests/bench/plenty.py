"""A TikTok with more videos than were recorded: repeats the recorded feed, with other creators and IDs each time."""

from __future__ import annotations

import copy
from datetime import UTC, datetime

from tests.lookalikes.tiktok_content import Json, Recorded

STEP = 10**12  # offset of the IDs per round


class Plenty(Recorded):
    """The recording shifted to now, so that the videos are as recent as they were."""

    def __init__(self) -> None:
        super().__init__(datetime.now(UTC))
        self._round = 0

    def feed(self, count: int) -> Json:
        self._round += 1
        items = copy.deepcopy(self._feed["itemList"])
        for item in items:
            item["id"] = str(int(item["id"]) + self._round * STEP)
            author = item["author"]
            author["id"] = str(int(author["id"]) + self._round * STEP)
            author["secUid"] += str(self._round)
            author["uniqueId"] += str(self._round)
        return self._feed | {"itemList": items}
