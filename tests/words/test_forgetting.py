"""What is said before a creator is forgotten."""

from __future__ import annotations

from tiktrack_gui.core.persons import Known, Person
from tiktrack_gui.words import forgetting as words

PERSON = Person(id=1, handle="ann", handles=frozenset({"ann"}))


def test_what_the_user_kept_is_named_too() -> None:
    known = Known(person=PERSON, videos=1, lists=("Food",), notes=2, statuses=3, tags=1)
    assert words.what_goes(known) == (
        "The profile, 1 video, your notes, your statuses, your tag and the place on “Food” will be erased, and "
        "with them everything else TikTrack knows about this creator."
    )
    assert words.what_goes(Known(person=PERSON, statuses=1)).startswith("The profile and your status will be erased")
