"""What was read from a pasted list, against who is tracked."""

from __future__ import annotations

from dataclasses import replace

from tests.services.fakes import creator
from tiktrack_gui.core.handles import Handle
from tiktrack_gui.core.read_table import KnownCreators, Standing, read_table
from tiktrack_gui.core.tracked import CreatorState, TrackedCreator
from tiktrack_gui.words import reading as words

SEC_UID = "MS4wLjABAAAA" + "x" * 30


def entry(number: int, state: CreatorState = CreatorState.ACTIVE) -> TrackedCreator:
    named = replace(creator(number), sec_uid=SEC_UID if number == 1 else None)
    return TrackedCreator(creator=named, state=state, not_found_count=0, checked_at=0, added_at=0)


def test_all_names_of_a_tracked_creator_are_one() -> None:
    known = KnownCreators([entry(1)], [1], ())
    table = read_table(["@creator1", f"https://www.tiktok.com/@{SEC_UID}", "https://www.tiktok.com/@Creator1?x"], known)
    assert [one.standing for one in table.entries] == [Standing.THERE, Standing.TWICE, Standing.TWICE]
    assert [one.first for one in table.entries] == [None, 1, 1]
    assert (table.new, table.wanted) == ([], 0)


def test_the_handle_of_a_lost_creator_may_be_anybodys() -> None:
    known = KnownCreators([entry(1, CreatorState.HANDLE_TAKEN), entry(2, CreatorState.MISSING)], [1, 2], ())
    assert read_table(["@creator1, @creator2"], known).new == [Handle("creator1"), Handle("creator2")]


def test_the_words_count_what_there_is_only() -> None:
    table = read_table(["@a1, a1, two words", "@creator2"], KnownCreators([entry(2)], (), ()))
    assert (
        words.counts(table, words.Aim.LISTED) == "1 new · 1 tracked, not on the list yet · 1 repeated · 1 can’t be used"
    )
    assert (words.add(table), words.added(table)) == (
        "Add 2 creators",
        "1 creator will be looked up · 1 added to the list",
    )
    assert words.plan(table, 780) == "1 creator, done in about 13 min"
