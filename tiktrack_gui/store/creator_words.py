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
from tiktrack_gui.store.rows import execute_many, fetch, insert_new, read_one, upsert
from tiktrack_gui.store.word_tables import CreatorSizes, CreatorWords

UNKNOWN = -1  # followers

# From so many rows on, going through the creators by their followers finds enough of them sooner than going through
# the rows of a word: both take up to about 5 ms among 100,000 creators.
COMMON = 3_000

_THEIRS = "SELECT 1 FROM creator_words AS w WHERE w.creator_id = z.creator_id AND w.word >= ? AND w.word < ?"
_WITH = "SELECT w.creator_id FROM creator_words AS w WHERE w.word >= ? AND w.word < ?"


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
    number = {word: _number(db, word) for word in words}
    rarest = min(words, key=number.__getitem__)
    others = [word for word in words if word != rarest]
    if number[rarest] < COMMON:  # the + keeps the database from going through all creators in their order
        conditions = [f"z.creator_id IN ({_WITH})", *(f"EXISTS ({_THEIRS})" for _ in others)]
        order = "+z.followers DESC, +z.creator_id"
    else:
        conditions = [f"EXISTS ({_THEIRS})" for _ in words]
        order = "z.followers DESC, z.creator_id DESC"
    bounds = [end for word in (rarest, *others) for end in ends(word)]
    where = " AND ".join(conditions)
    sql = f"SELECT z.creator_id FROM creator_sizes AS z WHERE {where} ORDER BY {order} LIMIT {limit:d}"
    return [id_ for (id_,) in fetch(db, sql, *bounds)]


def _number(db: Database, word: str) -> int:
    """How many rows there are of words that begin with it, up to COMMON."""
    some = f"SELECT 1 FROM creator_words AS w WHERE w.word >= ? AND w.word < ? LIMIT {COMMON}"
    return int(fetch(db, f"SELECT COUNT(*) FROM ({some}) AS first_ones", *ends(word))[0][0])


def _add(db: Database, rows: Iterable[tuple[int, str]]) -> None:
    found = [{"creator_id": id_, "word": word} for id_, word in sorted(rows)]
    insert_new(db, CreatorWords, found, key=("creator_id", "word"))


def _texts(creator: Creator) -> tuple[str, str | None, str | None]:
    return creator.handle, creator.name, creator.bio


def _followers(sample: CreatorSample | None, otherwise: int) -> int:
    return otherwise if sample is None or sample.followers is None else sample.followers
