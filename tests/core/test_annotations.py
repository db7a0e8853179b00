"""Notes, statuses and tags: what they may be, and their order."""

from __future__ import annotations

import pytest

from tests.store.examples import NOW
from tiktrack_gui.core.annotations import (
    BUILT_IN,
    COLORS,
    LONGEST_NOTE,
    MOST_OWN,
    MOST_TAGS,
    Annotations,
    Note,
    StatusChange,
    Tag,
    in_order,
    next_color,
    require_color,
    require_note,
    require_since,
    require_status,
    require_status_name,
    require_tag_name,
    tag_named,
)
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.errors import BadInput


def a_status(id_: int, since: int, entered_at: int = NOW, status: str = "sent") -> StatusChange:
    return StatusChange(id=id_, creator_id=1, status=status, since=since, entered_at=entered_at)


def test_a_note_keeps_its_lines_without_what_databases_refuse() -> None:
    assert require_note("\n one \r\ntwo\0\ud800 \rthree\n\n") == " one\ntwo\nthree"
    for nothing in ("", " \n ", "\u200b\u00ad\n"):
        with pytest.raises(BadInput, match="needs some text"):
            require_note(nothing)
    assert len(require_note("x" * LONGEST_NOTE)) == LONGEST_NOTE
    with pytest.raises(BadInput, match="4,001 characters"):
        require_note("x" * (LONGEST_NOTE + 1))


def test_the_last_entered_of_a_day_is_the_current_status() -> None:
    changes = [a_status(3, NOW), a_status(2, NOW, NOW + 5), a_status(1, NOW - DAY, NOW + 9)]
    assert [one.id for one in in_order(changes)] == [1, 3, 2]
    kept = Annotations(creator_id=1, statuses=tuple(in_order(changes)))
    assert kept.status == changes[1]
    assert Annotations(creator_id=1).status is None


def test_as_of_a_moment_there_are_the_notes_and_statuses_by_then() -> None:
    notes = tuple(Note(id=at, creator_id=1, text="x", created_at=at, changed_at=NOW) for at in (NOW, NOW - DAY))
    tag = Tag(id=1, name="Vegan", color="green")
    kept = Annotations(creator_id=1, notes=notes, statuses=(a_status(1, NOW - DAY), a_status(2, NOW)), tags=(tag,))
    then = kept.as_of(NOW - 1)
    assert (then.notes, then.status, then.tags) == (notes[1:], kept.statuses[0], (tag,))
    assert kept.as_of(NOW) == kept


def test_a_status_is_meant_in_any_case_and_an_own_one_by_its_name() -> None:
    assert require_status(" CONTACTED ", ["In talks"]) == "contacted"
    assert require_status("in  talks", ["In talks"]) == "In talks"
    assert require_status("ＩＤＥＡ\u200b", []) == "idea"
    with pytest.raises(BadInput, match="Use idea, contacted, sent, posted, done or In talks"):
        require_status("maybe", ["In talks"])


def test_own_statuses_and_tags_have_names_of_their_own() -> None:
    assert require_status_name(" In  talks ", ["Later"]) == "In talks"
    for taken in ("Idea", "later", ""):
        with pytest.raises(BadInput):
            require_status_name(taken, ["Later"])
    with pytest.raises(BadInput, match="statuses of your own already"):
        require_status_name("New", [str(number) for number in range(MOST_OWN)])
    assert require_tag_name("Idea", []) == "Idea"
    assert require_tag_name("a\0b", []) == "ab"
    with pytest.raises(BadInput, match="already a tag"):
        require_tag_name("vegan", ["Vegan"])
    with pytest.raises(BadInput, match="tags already"):
        require_tag_name("New", [str(number) for number in range(MOST_TAGS)])


def test_a_status_begins_on_a_day_that_can_be() -> None:
    assert require_since(NOW - DAY, NOW) == NOW - DAY
    for impossible in (NOW + 1, 0):
        with pytest.raises(BadInput):
            require_since(impossible, NOW)


def test_a_new_tag_has_the_color_that_the_fewest_have() -> None:
    tags = [Tag(id=number, name=f"T{number}", color=color) for number, color in enumerate(COLORS)]
    assert next_color([]) == COLORS[0]
    assert next_color(tags[:3]) == COLORS[3]
    assert next_color([*tags, tags[0]]) == COLORS[1]
    assert require_color(" Teal ") == "teal"
    with pytest.raises(BadInput, match="no color “pink”"):
        require_color("pink")
    assert tag_named("t2 ", tags) == tags[2]
    assert tag_named("t", tags) is None


def test_no_built_in_status_or_color_is_there_twice() -> None:
    assert len({*BUILT_IN}) == len(BUILT_IN)
    assert len({*COLORS}) == len(COLORS) == 8
