"""Which of all names and texts of strangers are in a text that is to be passed on."""

from __future__ import annotations

import json

from tiktrack_gui.core.anonymous import Candidates
from tiktrack_gui.store import dialects
from tiktrack_gui.store.connection import Part, reads

CHUNK = 2_000  # rows
# Where they are; in the last, they are part of JSON.
TEXTS = (
    "SELECT handle, name, bio FROM creators",
    "SELECT old, new FROM creator_changes WHERE field IN ('handle', 'name', 'bio')",
    "SELECT caption FROM videos WHERE caption <> ''",
    "SELECT thread_name FROM earlier_posts WHERE thread_name IS NOT NULL",
    "SELECT given FROM pending_creators",
    "SELECT payload FROM deliveries",
)


class People(Part):
    @reads
    def named_in(self, text: str) -> set[str]:
        """Returns the names, bios, captions and thread names in the text, as they are stored.

        Reads each of them once: about a second for a million.
        """
        candidates = Candidates(text)
        found: set[str] = set()
        for question in TEXTS:
            for row in dialects.of(self._db).stream(self._db, question, CHUNK):
                texts = (_thread_name(row[0]),) if question.endswith("deliveries") else row
                found |= {one.strip() for one in texts if one and candidates.has(one)}
        return found


def _thread_name(payload: str) -> str:
    return str(json.loads(payload).get("thread_name", ""))
