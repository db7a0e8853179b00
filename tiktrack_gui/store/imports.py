"""Copies what other programs have recorded: a trending scraper's posts and stories, a creator tracker's metrics.

Their database is only read, in one state. TikTrack's own rows are never changed: what it has itself, it knows better.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from peewee import Database

from tiktrack_gui.core.database_url import DatabaseUrl
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.store.connection import Part, writes
from tiktrack_gui.store.others.ours import Tally
from tiktrack_gui.store.others.scraper import SCRAPER_NOTES, Scraper
from tiktrack_gui.store.others.theirs import Theirs, opened
from tiktrack_gui.store.others.tracker import NAMING, TRACKER_NOTES, Tracker

UTC_NOTE = "Times without a time zone are read as UTC."


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did, or would do.

    Attributes:
        new: The number of rows added, by table.
        known: The number of rows left as they were, by table: imported before, or better known to TikTrack.
        left_out: The number of rows by the reason; for counts and raw data, of those left out of rows that are new.
        notes: Sentences about what is taken how.
    """

    new: Mapping[str, int]
    known: Mapping[str, int]
    left_out: Mapping[str, int]
    notes: tuple[str, ...]


class Imports(Part):
    @writes
    def import_from(self, place: Path | DatabaseUrl, *, dry_run: bool) -> Imported:
        """Copies the history from another program's database. With dry_run, nothing stays of it but the numbers.

        Raises BadInput for a file that can't be read and a database without known tables, StoreDriverMissing, and
        StoreError for problems with either database.
        """
        with opened(place) as theirs, self._db.atomic() as savepoint:
            imported = _import(theirs, self._db)
            if dry_run:
                savepoint.rollback()
            return imported


def _import(theirs: Theirs, db: Database) -> Imported:
    """Raises BadInput if neither program's tables are there."""
    has_posts = theirs.has("raw_posts", "id", "platform", "platform_post_id", "posted_at")
    has_metrics = theirs.has("metrics", "dl_date") and bool(theirs.present("metrics", NAMING))
    if not has_posts and not has_metrics:
        raise BadInput(
            "That database has none of the tables TikTrack can import.",
            "It needs raw_posts, stories and sources, or metrics.",
        )
    tally = Tally()
    if has_posts:
        Scraper(theirs, db, tally).run()
    if has_metrics:
        Tracker(theirs, db, tally).run()
    notes = (UTC_NOTE, *(SCRAPER_NOTES if has_posts else ()), *(TRACKER_NOTES if has_metrics else ()))
    left_out = {reason: number for reason, number in tally.left_out.items() if number}
    return Imported(new=dict(tally.new), known=dict(tally.known), left_out=left_out, notes=notes)
