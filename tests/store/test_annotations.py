"""Notes, statuses and tags: stored as given, found by, and taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.store.examples import FIRST_CREATOR, HOUR, NOW, a_creator
from tiktrack_gui.core.annotations import Annotations, Tag, Uses
from tiktrack_gui.store import Store

DAY = 24 * HOUR
ONE, TWO, THREE = (FIRST_CREATOR + number for number in (1, 2, 3))
UNKNOWN = FIRST_CREATOR + 99


@pytest.fixture(autouse=True)
def creators(store: Store) -> None:
    """Three that are known, and not tracked."""
    for number in (1, 2, 3):
        store.creators.record_creator(a_creator(number), NOW).result()


def kept(store: Store, creator_id: int = ONE) -> Annotations:
    return store.annotations.of([creator_id]).result()[creator_id]


def test_nothing_is_kept_at_first(store: Store) -> None:
    assert store.annotations.of([ONE, UNKNOWN]).result() == {id_: Annotations(creator_id=id_) for id_ in (ONE, UNKNOWN)}
    assert store.annotations.of([]).result() == {}
    assert store.annotations.uses().result() == Uses(statuses={}, tags={})
    assert store.annotations.matching(None, ()).result() == set()


def test_notes_are_kept_newest_first_and_changed_and_removed(store: Store) -> None:
    text = "Kekse & „Co“ 🌱\n\tzweite Zeile"
    first = store.annotations.add_note(ONE, text, NOW).result()
    second = store.annotations.add_note(ONE, "x", NOW).result()
    store.annotations.add_note(TWO, "other", NOW).result()
    assert kept(store).notes == (second, first)
    assert first.text == text
    assert store.annotations.change_note(first.id, "new", NOW + 5).result() == first
    assert kept(store).notes[1] == replace(first, text="new", changed_at=NOW + 5)
    assert store.annotations.remove_note(second.id).result() == second
    assert store.annotations.remove_note(second.id).result() is None
    assert [note.text for note in kept(store).notes] == ["new"]
    store.annotations.put_back_notes([second]).result()
    assert kept(store).notes[0] == second
    with pytest.raises(LookupError):
        store.annotations.change_note(second.id + 99, "x", NOW).result()
    with pytest.raises(LookupError):
        store.annotations.add_note(UNKNOWN, "x", NOW).result()


def test_what_comes_back_has_another_id_if_its_own_is_taken_and_none_if_its_creator_is_gone(store: Store) -> None:
    note = store.annotations.add_note(ONE, "x", NOW).result()
    gone = replace(note, id=note.id + 50, creator_id=UNKNOWN)
    store.annotations.put_back_notes([note, gone]).result()
    assert [one.text for one in kept(store).notes] == ["x", "x"]
    assert len({one.id for one in kept(store).notes}) == 2


def test_the_newest_status_is_the_current_one_whenever_it_was_entered(store: Store) -> None:
    later = store.annotations.set_status([ONE, TWO, UNKNOWN], "sent", NOW - DAY, NOW).result()
    assert [one.creator_id for one in later.added] == [ONE, TWO]
    store.annotations.set_status([ONE], "contacted", NOW - 9 * DAY, NOW + 5).result()
    assert [one.status for one in kept(store).statuses] == ["contacted", "sent"]
    assert store.annotations.matching("sent", ()).result() == {ONE, TWO}
    assert store.annotations.matching("contacted", ()).result() == set()
    assert store.annotations.uses().result().statuses == {"sent": 2}


def test_the_same_status_of_the_same_day_is_there_once_and_last(store: Store) -> None:
    first = store.annotations.set_status([ONE], "sent", NOW, NOW).result()
    store.annotations.set_status([ONE], "idea", NOW, NOW + 1).result()
    again = store.annotations.set_status([ONE, TWO], "sent", NOW, NOW + 2).result()
    assert again.replaced == first.added
    assert [one.status for one in kept(store).statuses] == ["idea", "sent"]
    store.annotations.remove_statuses([one.id for one in again.added]).result()
    store.annotations.put_back_statuses(again.replaced).result()
    assert [one.status for one in kept(store).statuses] == ["sent", "idea"]
    assert kept(store, TWO).status is None


def test_a_status_is_changed_removed_and_cleared(store: Store) -> None:
    [change] = store.annotations.set_status([ONE], "sent", NOW, NOW).result().added
    assert store.annotations.change_status(change.id, "done", NOW - DAY, NOW + 1).result() == change
    assert kept(store).statuses == (replace(change, status="done", since=NOW - DAY, entered_at=NOW + 1),)
    store.annotations.set_status([ONE, TWO], "posted", NOW, NOW).result()
    removed = store.annotations.clear_statuses([ONE]).result()
    assert (len(removed), kept(store).statuses) == (2, ())
    assert kept(store, TWO).status is not None
    store.annotations.put_back_statuses(removed).result()
    assert [one.status for one in kept(store).statuses] == ["done", "posted"]
    with pytest.raises(LookupError):
        store.annotations.change_status(change.id + 99, "done", NOW, NOW).result()


def test_own_statuses_are_renamed_and_removed_with_the_creators_that_had_them(store: Store) -> None:
    for name in ("In talks", "Refused"):
        store.annotations.add_own_status(name).result()
    store.annotations.set_status([ONE, TWO], "In talks", NOW, NOW).result()
    store.annotations.set_status([TWO], "done", NOW + DAY, NOW).result()
    store.annotations.rename_own_status("In talks", "Negotiating").result()
    assert store.annotations.statuses().result() == ["Negotiating", "Refused"]
    assert store.annotations.matching("Negotiating", ()).result() == {ONE}
    before = kept(store, TWO)
    removed = store.annotations.remove_own_status("Negotiating").result()
    assert store.annotations.statuses().result() == ["Refused"]
    assert (kept(store).statuses, [one.status for one in kept(store, TWO).statuses]) == ((), ["done"])
    store.annotations.put_back_statuses(removed.changes).result()
    assert kept(store).statuses == ()  # there is no such status
    store.annotations.put_back_own_status(removed).result()
    assert store.annotations.statuses().result() == ["Negotiating", "Refused"]
    assert kept(store, TWO) == before
    with pytest.raises(LookupError):
        store.annotations.remove_own_status("Nothing").result()


def test_tags_are_given_taken_off_and_found_by_together(store: Store) -> None:
    vegan, berlin = (store.annotations.create_tag(name, "blue").result() for name in ("Vegan", "Berlin"))
    assert store.annotations.tag([ONE, TWO, UNKNOWN], vegan.id).result() == [ONE, TWO]
    assert store.annotations.tag([TWO, THREE], vegan.id).result() == [THREE]
    store.annotations.tag([TWO], berlin.id).result()
    store.annotations.set_status([TWO, THREE], "sent", NOW, NOW).result()
    assert kept(store, TWO).tags == (vegan, berlin)
    assert store.annotations.matching(None, [vegan.id]).result() == {ONE, TWO, THREE}
    assert store.annotations.matching(None, [vegan.id, berlin.id]).result() == {TWO}
    assert store.annotations.matching("sent", [vegan.id]).result() == {TWO, THREE}
    assert store.annotations.matching("idea", [vegan.id]).result() == set()
    assert store.annotations.matching(None, ()).result() == {ONE, TWO, THREE}
    assert store.annotations.uses().result().tags == {vegan.id: 3, berlin.id: 1}
    assert store.annotations.untag([ONE, TWO], berlin.id).result() == [TWO]
    assert kept(store, TWO).tags == (vegan,)


def test_a_tag_is_changed_and_a_removed_one_comes_back_where_it_stood(store: Store) -> None:
    vegan, berlin = (store.annotations.create_tag(name, "blue").result() for name in ("Vegan", "Berlin"))
    store.annotations.tag([ONE, TWO], vegan.id).result()
    assert store.annotations.change_tag(replace(vegan, name="Plants", color="green")).result() == vegan
    removed = store.annotations.remove_tag(vegan.id).result()
    assert (store.annotations.tags().result(), kept(store).tags) == ([berlin], ())
    back = store.annotations.put_back_tag(removed).result()
    assert back == Tag(id=vegan.id, name="Plants", color="green")
    assert store.annotations.tags().result() == [back, berlin]
    assert kept(store).tags == kept(store, TWO).tags == (back,)
    for gone in (store.annotations.remove_tag(vegan.id + 99), store.annotations.tag([ONE], vegan.id + 99)):
        with pytest.raises(LookupError):
            gone.result()


def test_a_tag_whose_id_was_given_away_comes_back_with_another(store: Store) -> None:
    vegan = store.annotations.create_tag("Vegan", "blue").result()
    removed = store.annotations.remove_tag(vegan.id).result()
    other = store.annotations.create_tag("Berlin", "red").result()
    taken = replace(removed, tag=replace(removed.tag, id=other.id), creator_ids=(ONE,))
    back = store.annotations.put_back_tag(taken).result()
    assert back.id != other.id
    assert kept(store).tags == (back,)
