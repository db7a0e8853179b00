"""The words by which creators are found, and the followers by which they are ranked.

The words are those of the present rule, not of the one this step was written with: creators are looked for by it.
"""

from __future__ import annotations

from typing import Any

from tiktrack_gui.core.words_index import words_of
from tiktrack_gui.store import dialects
from tiktrack_gui.store.rows import execute_many, fetch

CHUNK = 2_000  # creators

STATEMENTS = (
    """
    CREATE TABLE creator_words (
        creator_id {int} NOT NULL REFERENCES creators (id) ON DELETE CASCADE,
        word {ordered} NOT NULL,
        PRIMARY KEY (creator_id, word)
    ){clustered}{options}
    """,
    """
    CREATE TABLE creator_sizes (
        creator_id {int} NOT NULL PRIMARY KEY REFERENCES creators (id) ON DELETE CASCADE,
        followers {int} NOT NULL
    ){options}
    """,
)
# After the rows: sorting them once is many times faster than finding a place for each.
INDEXES = (
    "CREATE INDEX creator_words_word ON creator_words (word, creator_id)",
    "CREATE INDEX creator_sizes_followers ON creator_sizes (followers, creator_id)",
)
SIZES = """
    INSERT INTO creator_sizes (creator_id, followers)
    SELECT c.id, COALESCE((
        SELECT s.followers FROM creator_samples AS s
        WHERE s.creator_id = c.id AND s.followers IS NOT NULL ORDER BY s.at DESC LIMIT 1
    ), -1)
    FROM creators AS c WHERE c.id NOT IN (SELECT creator_id FROM creator_sizes)
"""


def up(migrator: Any, db: Any) -> None:
    sql = dialects.of(db)
    for statement in STATEMENTS:
        sql.run_step(db, statement)
    _fill(db)
    for statement in (SIZES, *INDEXES):
        sql.run_step(db, statement)


def _fill(db: Any) -> None:
    skip = dialects.of(db).do_nothing("creator_words", ("creator_id", "word"))
    insert = f"INSERT INTO creator_words (creator_id, word) VALUES (?, ?) {skip}"
    last = -1
    while creators := fetch(
        db, f"SELECT id, handle, name, bio FROM creators WHERE id > ? ORDER BY id LIMIT {CHUNK}", last
    ):
        execute_many(db, insert, [(id_, word) for id_, *texts in creators for word in sorted(words_of(*texts))])
        last = creators[-1][0]
