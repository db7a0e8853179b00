"""Notes, statuses and tags as their user changes them, and takes a change back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.conftest import World
from tests.services.fakes import creator
from tiktrack_gui.core.collaboration import Comparison, NotEnoughDays
from tiktrack_gui.core.days import day_start
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.models import CreatorSample
from tiktrack_gui.services.annotations import Annotations

ONE, TWO = creator(1).id, creator(2).id


@pytest.fixture
async def kept(world: World) -> Annotations:
    """Two creators that are known, and not tracked."""
    for number in (1, 2):
        await world.store.creators.record_creator(creator(number), int(world.clock.now()))
    return Annotations(world.store, world.clock)


def heard(kept: Annotations) -> list[int | None]:
    """Who the signals are about, from now on."""
    changed: list[int | None] = []
    kept.changed.connect(changed.append)
    return changed


async def statuses(kept: Annotations, creator_id: int = ONE) -> list[str]:
    return [one.status for one in (await kept.of([creator_id]))[creator_id].statuses]


async def notes(kept: Annotations) -> list[str]:
    return [one.text for one in (await kept.of([ONE]))[ONE].notes]


async def test_a_note_is_added_changed_and_removed_and_each_is_taken_back(kept: Annotations) -> None:
    changed = heard(kept)
    not_added = await kept.add_note(ONE, " one \n")
    [note] = (await kept.of([ONE]))[ONE].notes
    not_changed = await kept.change_note(note.id, "two")
    not_removed = await kept.remove_note(note.id)
    assert await notes(kept) == []
    with pytest.raises(BadInput, match="note was removed"):
        await kept.change_note(note.id, "three")
    await not_removed()
    assert await notes(kept) == ["two"]
    await not_changed()
    assert await notes(kept) == [" one"]
    await not_added()
    assert await notes(kept) == []
    assert changed == [ONE] * 6
    with pytest.raises(BadInput, match="some text"):
        await kept.add_note(ONE, " ")
    with pytest.raises(BadInput, match="doesn’t know this creator"):
        await kept.add_note(99, "x")


async def test_a_status_begins_today_or_on_a_day_before(kept: Annotations, world: World) -> None:
    now = world.clock.now()
    await kept.set_status([ONE], "Contacted", now - 3 * DAY)
    await kept.set_status([ONE], "sent")
    found = (await kept.of([ONE]))[ONE].statuses
    assert [(one.status, one.since) for one in found] == [
        ("contacted", day_start(now - 3 * DAY)),
        ("sent", day_start(now)),
    ]
    with pytest.raises(BadInput, match="in the future"):
        await kept.set_status([ONE], "sent", now + DAY)
    with pytest.raises(BadInput, match="no status “Refused”"):
        await kept.set_status([ONE], "Refused")


async def test_statuses_of_several_are_taken_back_together(kept: Annotations) -> None:
    await kept.set_status([ONE], "sent")
    before = await kept.of([ONE, TWO])
    changed = heard(kept)
    for change in (kept.set_status([ONE, TWO], "sent"), kept.clear_statuses([ONE, TWO])):
        undo = await change
        assert await kept.of([ONE, TWO]) != before
        await undo()
        assert await kept.of([ONE, TWO]) == before
    assert changed == [None, None, ONE, ONE]


async def test_one_of_its_statuses_is_changed_and_removed(kept: Annotations, world: World) -> None:
    await kept.set_status([ONE], "contacted", world.clock.now() - 9 * DAY)
    await kept.set_status([ONE], "sent")
    before = await kept.of([ONE])
    newest = before[ONE].statuses[-1]
    not_changed = await kept.change_status(newest.id, "done", world.clock.now() - DAY)
    assert await statuses(kept) == ["contacted", "done"]
    await not_changed()
    assert await kept.of([ONE]) == before
    not_removed = await kept.remove_status(newest.id)
    assert await statuses(kept) == ["contacted"]
    with pytest.raises(BadInput, match="status was removed"):
        await kept.change_status(newest.id, "done", world.clock.now())
    await not_removed()
    assert await kept.of([ONE]) == before


async def test_own_statuses_are_added_renamed_and_removed(kept: Annotations) -> None:
    not_added = await kept.add_own_status(" In  talks")
    with pytest.raises(BadInput, match="already"):
        await kept.add_own_status("in talks")
    with pytest.raises(BadInput, match="already"):
        await kept.add_own_status("posted")
    await kept.set_status([ONE], "in talks")
    not_renamed = await kept.rename_own_status("In talks", "in Talks!")
    assert await statuses(kept) == ["in Talks!"]
    not_removed = await kept.remove_own_status("in Talks!")
    assert (await kept.own_statuses(), await statuses(kept)) == ([], [])
    await not_removed()
    await not_renamed()
    assert (await kept.own_statuses(), await statuses(kept)) == (["In talks"], ["In talks"])
    not_removed = await kept.remove_own_status("In talks")
    await kept.add_own_status("IN TALKS")
    with pytest.raises(BadInput, match="already"):
        await not_removed()
    await kept.rename_own_status("IN TALKS", "In talks")
    await not_added()
    assert await kept.own_statuses() == []
    with pytest.raises(BadInput, match="status was removed"):
        await kept.remove_own_status("In talks")


async def test_tags_are_created_changed_and_removed(kept: Annotations) -> None:
    vegan = await kept.create_tag(" Vegan ")
    berlin = await kept.create_tag("Berlin", "teal")
    assert vegan.color != berlin.color == "teal"
    assert await kept.tag_named("VEGAN") == vegan
    with pytest.raises(BadInput, match="There are “Vegan”, “Berlin”"):
        await kept.tag_named("Food")
    with pytest.raises(BadInput, match="already"):
        await kept.create_tag("vegan")
    await kept.tag([ONE, TWO], vegan.id)
    not_changed = await kept.change_tag(replace(vegan, name="vegan", color="red"))
    not_removed = await kept.remove_tag(vegan.id)
    assert [tag.name for tag in await kept.tags()] == ["Berlin"]
    for gone in (kept.tag([ONE], vegan.id), kept.remove_tag(vegan.id), kept.change_tag(vegan)):
        with pytest.raises(BadInput, match="tag was removed"):
            await gone
    await not_removed()
    assert (await kept.of([TWO]))[TWO].tags == (replace(vegan, name="vegan", color="red"),)
    await not_changed()
    assert await kept.tags() == [vegan, berlin]


async def test_taking_back_a_tag_leaves_those_who_had_it_before(kept: Annotations) -> None:
    vegan = await kept.create_tag("Vegan")
    await kept.tag([ONE], vegan.id)
    changed = heard(kept)
    undo = await kept.tag([ONE, TWO], vegan.id)
    await undo()
    assert await kept.matching(None, [vegan.id]) == {ONE}
    undo = await kept.untag([ONE, TWO], vegan.id)
    assert await kept.matching(None, [vegan.id]) == set()
    await undo()
    assert await kept.matching(None, [vegan.id]) == {ONE}
    assert changed == [None] * 4
    not_taken_off = await kept.untag([ONE], vegan.id)
    await kept.remove_tag(vegan.id)
    with pytest.raises(BadInput, match="tag was removed"):
        await not_taken_off()


async def test_growth_is_compared_from_each_status_to_the_next_and_to_the_weeks_before(
    kept: Annotations, world: World
) -> None:
    today = day_start(world.clock.now())
    posted = today - 14 * DAY

    def followers(at: int) -> int:
        return 20_000 + (at - posted) * (50 if at < posted else 400) // DAY

    moments = range(today - 60 * DAY, today, 12 * HOUR)
    await world.store.creators.record_history(ONE, [CreatorSample(at=at, followers=followers(at)) for at in moments])
    assert await kept.comparisons(ONE) == {}
    for status, at in (("contacted", posted - 3 * DAY), ("sent", posted), ("posted", posted)):
        await kept.set_status([ONE], status, at)
    contacted, sent, last = (await kept.of([ONE]))[ONE].statuses
    found = await kept.comparisons(ONE)
    assert found[contacted.id] == NotEnoughDays(days_before=28, days_after=3)
    moved = found[last.id]
    assert isinstance(moved, Comparison)
    assert moved.is_faster
    assert (moved.days_before, moved.days_after) == (28, 14)
    assert found[sent.id] == moved
    earlier = await kept.comparisons(ONE, posted + 2 * DAY)
    assert earlier[last.id] == NotEnoughDays(days_before=28, days_after=2)
    assert list(await kept.comparisons(ONE, posted - 1)) == [contacted.id]
