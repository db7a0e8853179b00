"""The look-alike's comments, in the shape of the recording of February 2026: 19 of 20 per page, two without text.

Each commenter is made up and unlike anything else, so that a test can look for them in what TikTrack keeps.
"""

from __future__ import annotations

import copy
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

from tiktrack_gui.demo import answers

Json = dict[str, Any]

RECORDING = Path(__file__).parents[1] / "data" / "tiktok" / "comment_list_2026-02.json"
FIRST_COMMENT, FIRST_COMMENTER = 7_600_000_000_000_000_000, 6_600_000_000_000_000_000  # IDs
WORD = "zuschauerin"  # in every name and text
PAGE = 20  # comments asked for
ALONE = ("text", "cid", "comment_language", "user")  # what is left of a comment in a short response
PERSON = ("uid", "unique_id", "nickname", "sec_uid")


class Commenters:
    """Writes as many comments as a video's count says.

    Attributes:
        planted: Every name, ID and text sent so far. The numeric ones among them are IDs.
        sent: How many comments have been sent in each language, for each video.
    """

    def __init__(self) -> None:
        self._recorded: list[Json] = json.loads(RECORDING.read_text(encoding="utf-8"))["comments"]
        self.planted: set[str] = set()
        self.sent: dict[str, Counter[str]] = {}

    def page(self, video_id: str, total: int, cursor: int, at: float) -> Json:
        """The envelope of /api/comment/list/. total: comments of the video."""
        numbers = range(cursor, min(cursor + PAGE, total))
        rows = [self._comment(video_id, number) for number in numbers if number % PAGE < len(self._recorded)]
        counted = Counter(row["comment_language"] for row in rows)
        self.sent[video_id] = self.sent.get(video_id, Counter()) + counted
        return answers.comment_list(rows, total, cursor + PAGE, at)

    def _comment(self, video_id: str, number: int) -> Json:
        comment = copy.deepcopy(self._recorded[number % PAGE])
        mark = hashlib.blake2b(f"{video_id}/{number}".encode(), digest_size=6).hexdigest()
        comment |= {"cid": str(FIRST_COMMENT + int(mark, 16)), "aweme_id": video_id}
        comment["text"] = comment["text"] and f"{mark} {WORD}: {comment['text']}"
        comment["user"] |= {
            "uid": str(FIRST_COMMENTER + int(mark, 16)),
            "unique_id": f"{WORD}.{mark}",
            "nickname": f"{WORD.title()} {mark} 🐌",
            "sec_uid": f"MS4wLjABAAAA{WORD}{mark}",
        }
        self.planted |= {comment["cid"], *filter(None, [comment["text"]]), *(comment["user"][key] for key in PERSON)}
        return comment


def only_one(envelope: Json) -> Json:
    """The response with nothing but one comment's text, ID and author: too short to be noticed by its length."""
    comment = next(row for row in envelope["comments"] if row["text"])
    short = {key: comment[key] for key in ALONE} | {"user": {key: comment["user"][key] for key in PERSON}}
    return {"comments": [short], "has_more": 0, "cursor": PAGE}
