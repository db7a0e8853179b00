"""What a creator's changes tell, forwards and backwards."""

from __future__ import annotations

from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.timeline import Event, FieldChange, Kind, events, former_handle, identity_at

NOW = Creator(id=7, handle="third", name="Mara", private=True, sec_uid="b")
CHANGES = (
    FieldChange(at=10, field="handle", old="first", new="second"),
    FieldChange(at=20, field="handle", old="second", new="third"),
    FieldChange(at=20, field="private", old="0", new="1"),
    FieldChange(at=30, field="sec_uid", old="a", new="b"),
)


def test_changes_are_undone_back_to_the_moment() -> None:
    assert identity_at(NOW, CHANGES, 30) == NOW
    assert [identity_at(NOW, CHANGES, at).handle for at in (9, 10, 19, 20)] == ["first", "second", "second", "third"]
    assert [identity_at(NOW, CHANGES, at).private for at in (19, 20)] == [False, True]
    assert identity_at(NOW, CHANGES, 0).name == "Mara"


def test_of_several_changes_in_one_second_the_first_was_first() -> None:
    changes = [FieldChange(at=5, field="name", old=old, new=new) for old, new in (("a", "b"), ("b", "Mara"))]
    assert identity_at(NOW, changes, 4).name == "a"


def test_events_are_told_newest_first_and_only_those_until_then() -> None:
    found = events(CHANGES, 3, 15, 25)
    assert [(event.at, event.kind) for event in found] == [
        (20, Kind.CHANGED),
        (20, Kind.CHANGED),
        (15, Kind.TRACKED),
        (10, Kind.CHANGED),
        (3, Kind.FIRST_SEEN),
    ]
    assert found[-1] == Event(at=3, kind=Kind.FIRST_SEEN)
    assert events(CHANGES, None, None, 5) == []


def test_what_only_concerns_tiktok_is_not_told() -> None:
    assert events(CHANGES[3:], None, None, 99) == []


def test_a_former_handle_is_the_last_one_by_then() -> None:
    changes = [
        FieldChange(at=10, field="handle", old="one", new="two"),
        FieldChange(at=20, field="name", old="Two", new="Three"),
        FieldChange(at=30, field="handle", old="two", new="three"),
    ]
    assert [former_handle(changes, at) for at in (9, 10, 29, 30)] == [None, ("one", 10), ("one", 10), ("two", 30)]
