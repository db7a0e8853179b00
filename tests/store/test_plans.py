"""Every query uses an index, so that a history of years reads as fast as one of a day."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.databases import sqlite_of
from tests.store.examples import CHANNEL, FIRST_CREATOR, FIRST_VIDEO, NOW, a_creator, a_run, a_video, measured
from tests.store.sample_database import fill
from tiktrack_gui.core.durations import YEAR
from tiktrack_gui.core.feed_filter import FeedFilter, FeedQuery
from tiktrack_gui.core.keeping import START, Keeping
from tiktrack_gui.core.subjects import Subject
from tiktrack_gui.store import Store
from tiktrack_gui.store.rows import raw

Question = Callable[[Store], object]

CREATOR = FIRST_CREATOR + 1
KEEPING = Keeping()
QUERY = FeedQuery(FeedFilter(min_views=1, followers_from=1), "caption")
QUESTIONS: dict[str, Question] = {
    "feed": lambda store: store.stories.feed().result(),
    "find": lambda store: store.stories.find(QUERY, NOW, 10).result(),
    "find all": lambda store: store.stories.find(FeedQuery(), NOW, 10).result(),
    "below": lambda store: store.stories.below(QUERY, NOW, NOW, 10).result(),
    "samples_of": lambda store: store.stories.samples_of([FIRST_VIDEO], NOW - 1).result(),
    "flagging_video": lambda store: store.stories.flagging_video(CREATOR).result(),
    "story_of": lambda store: store.stories.story_of(FIRST_VIDEO + 1).result(),
    "lost": lambda store: store.creators.lost([CREATOR]).result(),
    "queued": lambda store: store.outbox.queued().result(),
    "creator": lambda store: store.creators.find(CREATOR).result(),
    "creators with words": lambda store: store.creators.with_words("planty pla", 8).result(),
    "creator_named": lambda store: store.creators.creator_named("planty").result(),
    "tracked": lambda store: store.creators.tracked().result(),
    "growth_of": lambda store: store.creators.growth_of(CREATOR).result(),
    "videos_of": lambda store: store.creators.videos_of(CREATOR).result(),
    "newest_post_at": lambda store: store.creators.newest_post_at(CREATOR).result(),
    "earlier_samples": lambda store: store.runs.earlier_samples([FIRST_VIDEO], NOW).result(),
    "earlier_creator_samples": lambda store: store.creators.earlier_creator_samples([CREATOR], NOW).result(),
    "overview": lambda store: store.overview.figures([a_creator()], NOW).result(),
    "delivery_for": lambda store: store.outbox.delivery_for(Subject.creator(CREATOR), CHANNEL).result(),
    "next_delivery": lambda store: store.outbox.next_delivery(NOW, 3600).result(),
    "unfinished": lambda store: store.outbox.unfinished().result(),
    "videos_of_others": lambda store: store.suggestions.videos_of_others(NOW, 2).result(),
    "mentions": lambda store: store.mentions.of_creator(a_creator(), [(NOW - 1, NOW)]).result(),
    "statuses": lambda store: store.annotations.clear_statuses([CREATOR]).result(),
    "tagged": lambda store: store.annotations.matching(None, [1]).result(),
    "pool": lambda store: store.candidates.pool(1).result(),
    "watched": lambda store: store.candidates.watched().result(),
    "authors_seen": lambda store: store.candidates.authors_seen(NOW, 0, 9).result(),
    "captions": lambda store: store.candidates.captions([CREATOR], 3).result(),
    "facts": lambda store: store.figures.facts([CREATOR]).result(),
    "next_comments": lambda store: store.audience.next_comments(CREATOR).result(),
    "next_place": lambda store: store.audience.next_place(CREATOR).result(),
    "thin_creator_samples": lambda store: store.retention.thin_creator_samples(START, NOW + YEAR, KEEPING).result(),
    "thin_video_samples": lambda store: store.retention.thin_video_samples(START, NOW + YEAR, KEEPING).result(),
    "source": lambda store: store.sources.named().result(),
    "record_creator": lambda store: store.creators.record_creator(a_creator(), NOW).result(),
    "record_run": lambda store: store.runs.record_run(a_run([measured(a_video())]), [measured(a_video())]).result(),
}


SAMPLES = "s|vs|cs|n"
TABLES = rf"t\d+|p|v|c|h|w|z|{SAMPLES}"  # peewee's names, and our own


def plans(store: Store, path: Path, question: Question) -> list[str]:
    """SQLite's query plans for the SELECTs of a store method."""
    statements: list[str] = []
    raw(sqlite_of(store)).set_trace_callback(statements.append)
    question(store)
    with closing(sqlite3.connect(path)) as file:
        return [
            " / ".join(step for *_, step in file.execute(f"EXPLAIN QUERY PLAN {statement}"))
            for statement in statements
            if statement.startswith(("SELECT", "WITH"))
        ]


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_no_table_is_read_as_a_whole(store: Store, path: Path, question: Question) -> None:
    fill(store)
    found = plans(store, path, question)
    assert found
    for plan in found:
        assert not re.search(rf"SCAN ({TABLES})\b", plan)  # lists we pass in may be scanned
        assert "(platform=?)" not in plan
        for owner in ("creator_id", "video_id"):
            whole = rf"SEARCH ({SAMPLES}) USING PRIMARY KEY \({owner}=\?\)"
            assert not re.search(whole, plan), "the whole history of each is read"


def test_the_feed_is_not_sorted_but_read_in_its_order(store: Store, path: Path) -> None:
    fill(store)
    stories, *rest = plans(store, path, QUESTIONS["feed"])
    assert "stories_feed (platform=? AND is_active=? AND updated_at>?)" in stories
    assert not [plan for plan in (stories, *rest) if "TEMP B-TREE" in plan]
