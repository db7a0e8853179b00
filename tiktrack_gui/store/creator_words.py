"""The table of words by which creators are found, and that of their followers; called inside the caller's transaction.

Both change only with what they are made of, so that recording what is known already costs next to nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from peewee import Database

from tiktrack_gui.core.models import Creator, CreatorSample
from tiktrack_gui.core.words_index import ends, sought, words_of
from tiktrack_gui.store import dialects
from tiktrack_gui.store.lookups import creators_by_id, holders
from tiktrack_gui.store.rows import execute_many, fetch, read_one, upsert
from tiktrack_gui.store.word_tables import CreatorSizes

UNKNOWN = -1  # followers

# Words with so many rows are looked for among so many of the greatest creators first: each costs about as much as
# putting the creators of a word with fewer rows in order.
COMMON = 1_000
GREATEST = 1_000

_HAS = "EXISTS (SELECT 1 FROM creator_words AS w WHERE w.creator_id = z.creator_id AND w.word >= ? AND w.word < ?)"
_IS_LISTED = "z.creator_id IN (SELECT w.creator_id FROM creator_words AS w WHERE w.word >= ? AND w.word < ?)"

Condition = tuple[str, Sequence[str | int]]  # with its parameters


def keep_words(db: Database, known: Mapping[int, Creator], seen: Iterable[Creator]) -> None:
    """Changes the words of the creators seen, as far as their texts differ from what is known of them."""
    added: list[tuple[int, str]] = []
    removed: list[tuple[int, str]] = []
    for creator in seen:
        before = known.get(creator.id)
        if before is not None and _texts(before) == _texts(creator):
            continue
        old = set() if before is None else set(words_of(*_texts(before)))
        new = set(words_of(*_texts(creator)))
        added += [(creator.id, word) for word in new - old]
        removed += [(creator.id, word) for word in old - new]
    execute_many(db, "DELETE FROM creator_words WHERE creator_id = ? AND word = ?", sorted(removed))
    _add(db, added)


def keep_sizes(db: Database, newest: Mapping[int, CreatorSample | None]) -> None:
    """Notes the followers of creators by their newest samples, where they are known and differ."""
    numbers = dialects.of(db).numbers.format(param="?")
    question = f"SELECT creator_id, followers FROM creator_sizes WHERE creator_id IN (SELECT value FROM {numbers})"
    noted = dict(fetch(db, question, json.dumps(list(newest))))
    sizes = {id_: _followers(sample, noted.get(id_, UNKNOWN)) for id_, sample in newest.items()}
    rows = [{"creator_id": id_, "followers": size} for id_, size in sizes.items() if noted.get(id_) != size]
    upsert(db, CreatorSizes, rows, key=("creator_id",))


def index_again(db: Database, ids: Iterable[int]) -> None:
    """Adds what is missing of creators that were written without the functions above."""
    creators = creators_by_id(db, ids)
    _add(db, [(id_, word) for id_, creator in creators.items() for word in words_of(*_texts(creator))])
    keep_sizes(db, {id_: creator.sample for id_, creator in creators.items()})


def creators_with(db: Database, text: str, limit: int) -> list[int]:
    """Returns the IDs of the creators that have all words of the text, or words that begin with them.

    Who has the text as its handle comes first, then who has the most followers.
    """
    words = sought(text)
    if not words or limit <= 0:
        return []
    named = read_one(db, holders(db, text.strip("@ ")))
    first = [] if named is None else [named["id"]]
    found = [id_ for id_ in _ranked(db, words, limit) if id_ not in first]
    return (first + found)[:limit]


def _ranked(db: Database, words: Sequence[str], limit: int) -> list[int]:
    """Returns who has all the words, the greatest first. Among 100,000 creators most searches take a few ms."""
    number = {word: _number(db, word) for word in words}
    rarest_first = sorted(words, key=number.__getitem__)
    is_rare = {word: number[word] < COMMON for word in words}
    if not any(is_rare.values()):
        great = fetch(db, f"SELECT followers FROM creator_sizes ORDER BY followers DESC LIMIT 1 OFFSET {GREATEST}")
        if great:
            conditions: list[Condition] = [(_HAS, ends(word)) for word in rarest_first]
            order = "z.followers DESC, z.creator_id DESC"
            found = _select(db, [("z.followers > ?", great[0]), *conditions], order, limit)
            if len(found) == limit:
                return found
        is_rare = dict.fromkeys(words, True)
    # The + keeps the database from going through all creators in their order, to find the few that are listed.
    listed = [(_IS_LISTED if is_rare[word] else _HAS, ends(word)) for word in rarest_first]
    return _select(db, listed, "+z.followers DESC, +z.creator_id DESC", limit)


def _select(db: Database, conditions: Sequence[Condition], order: str, limit: int) -> list[int]:
    where = " AND ".join(condition for condition, _ in conditions)
    sql = f"SELECT z.creator_id FROM creator_sizes AS z WHERE {where} ORDER BY {order} LIMIT {limit:d}"
    return [id_ for (id_,) in fetch(db, sql, *(value for _, values in conditions for value in values))]


def _number(db: Database, word: str) -> int:
    """How many rows there are of words that begin with it, up to COMMON."""
    some = f"SELECT 1 FROM creator_words AS w WHERE w.word >= ? AND w.word < ? LIMIT {COMMON}"
    return int(fetch(db, f"SELECT COUNT(*) FROM ({some}) AS first_ones", *ends(word))[0][0])


def _add(db: Database, rows: Iterable[tuple[int, str]]) -> None:
    skip = dialects.of(db).do_nothing("creator_words", ("creator_id", "word"))
    execute_many(db, f"INSERT INTO creator_words (creator_id, word) VALUES (?, ?) {skip}", sorted(rows))


def _texts(creator: Creator) -> tuple[str, str | None, str | None]:
    return creator.handle, creator.name, creator.bio


def _followers(sample: CreatorSample | None, otherwise: int) -> int:
    return otherwise if sample is None or sample.followers is None else sample.followers
