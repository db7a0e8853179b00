"""Which authors keep appearing in what is polled."""

from __future__ import annotations

from tiktrack_gui.core.models import Video
from tiktrack_gui.core.tracked import CreatorState
from tiktrack_gui.store import dialects
from tiktrack_gui.store.connection import Part, reads
from tiktrack_gui.store.lists import tracked_id
from tiktrack_gui.store.lookups import videos_by_id
from tiktrack_gui.store.rows import fetch

AUTHORS = 50  # of whom videos are read, at most

# Videos first seen in a run of the feed or a hashtag: those read from a creator's own page, to post or follow it, say
# nothing about what the feed shows. A run's videos are first seen when it finished.
_SEEN = """
FROM videos AS v {join} creators AS c ON c.id = v.creator_id
WHERE v.first_seen_at >= ? AND v.ad = ? AND v.gone_at IS NULL AND c.hidden = ? AND c.state = ?
  AND NOT EXISTS (SELECT 1 FROM list_entries AS e WHERE e.list_id = ? AND e.creator_id = v.creator_id)
  AND v.first_seen_at IN (
    SELECT r.finished_at FROM scrape_runs AS r INNER JOIN sources AS s ON s.id = r.source_id
    WHERE r.finished_at >= ? AND SUBSTR(s.account_handle, 1, 1) <> '@'
  )
"""


class Suggestions(Part):
    @reads
    def videos_of_others(self, since: int, least: int) -> list[Video]:
        """Returns the videos first seen since that moment whose authors have at least so many of them.

        Of the feed and of hashtags, without ads; of authors who are neither tracked nor hidden, the AUTHORS with most.
        """
        db, sql = self._db, dialects.of(self._db)
        seen = _SEEN.format(join=sql.join)
        values = since, False, False, CreatorState.ACTIVE, tracked_id(db), since
        often = f"SELECT v.creator_id {seen} GROUP BY v.creator_id HAVING COUNT(*) >= ? ORDER BY COUNT(*) DESC LIMIT ?"
        authors = {row[0] for row in fetch(db, often, *values, least, AUTHORS)}
        ids = [row[0] for row in fetch(db, f"SELECT v.id, v.creator_id {seen}", *values) if row[1] in authors]
        return list(videos_by_id(db, ids).values())
