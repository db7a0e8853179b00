"""The inbox: what is new, what is read, what is kept; and which kinds lists want."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.store.examples import FIRST_CREATOR, FIRST_VIDEO, NOW, a_creator
from tiktrack_gui.core.alerts import CREATOR_KINDS, DEFAULTS, Alert, Kind
from tiktrack_gui.core.errors import StoreDamaged
from tiktrack_gui.store import Store
from tiktrack_gui.store.alerts import INBOX, REMEMBERED
from tiktrack_gui.store.work_tables import Alerts

CREATOR = FIRST_CREATOR + 1


def an_alert(number: int = 1, kind: Kind = Kind.STORY, *, at: int = NOW, **facts: object) -> Alert:
    return Alert(
        key=f"{kind}:{number}",
        kind=kind,
        at=at,
        creator_id=CREATOR,
        video_id=FIRST_VIDEO + number,
        facts={"handle": "planty", "caption": "Größe 🌱", **facts},
    )


def added(store: Store, *alerts: Alert) -> list[Alert]:
    return store.alerts.add(alerts).result()


def ids(alerts: Iterable[Alert]) -> list[int]:
    return [one.id for one in alerts if one.id is not None]


def keys(alerts: Iterable[Alert]) -> list[str]:
    return [one.key for one in alerts]


def test_an_alert_is_kept_as_it_was_given_and_only_once(store: Store) -> None:
    first, second = an_alert(1), an_alert(2, at=NOW + 5)
    stored = added(store, first, second, first)
    assert keys(stored) == ["story:1", "story:2"]
    assert keys(added(store, second, an_alert(3, at=NOW - 5))) == ["story:3"]
    assert keys(store.alerts.inbox().result()) == ["story:2", "story:1", "story:3"]
    assert store.alerts.inbox().result()[:2] == stored[::-1]
    assert store.alerts.find(ids(stored)[0]).result() == stored[0]
    assert store.alerts.find(0).result() is None


def test_of_one_moment_the_best_story_comes_first(store: Store) -> None:
    added(store, an_alert(1, score=60), an_alert(2, score=90), an_alert(3, score=70))
    assert keys(store.alerts.inbox().result()) == ["story:2", "story:3", "story:1"]


def test_what_was_read_is_read_until_it_is_marked_again(store: Store) -> None:
    one, two, three = ids(added(store, an_alert(1), an_alert(2), an_alert(3)))
    assert store.alerts.mark_read([two], NOW + 9).result() == [two]
    assert store.alerts.mark_read([two], NOW + 10).result() == []
    assert [alert.read_at for alert in store.alerts.inbox().result() if alert.id == two] == [NOW + 9]
    assert set(ids(store.alerts.inbox(True).result())) == {one, three}
    assert sorted(store.alerts.mark_read(None, NOW + 11).result()) == [one, three]
    assert store.alerts.inbox(True).result() == []
    assert store.alerts.mark_unread([two, one, 0]).result() in ([one, two], [two, one])
    assert set(ids(store.alerts.inbox(True).result())) == {one, two}


def test_the_inbox_keeps_the_newest_and_remembers_what_was_told_of_creators(store: Store) -> None:
    old = an_alert(1, Kind.ROUND_NUMBER, at=NOW - 1)
    added(store, old, an_alert(2, at=NOW - 1))
    added(store, *(an_alert(number, at=NOW + number) for number in range(10, 10 + INBOX)))
    inbox = store.alerts.inbox().result()
    assert len(inbox) == INBOX
    assert inbox[-1].key == "story:10"
    assert added(store, old) == []
    assert REMEMBERED > INBOX


def test_it_is_known_when_there_were_notifications(store: Store) -> None:
    one, two, three = ids(added(store, an_alert(1), an_alert(2), an_alert(3)))
    assert store.alerts.told_since(0).result() == []
    store.alerts.told([one, two], NOW).result()
    store.alerts.told([three], NOW + 60).result()
    assert store.alerts.told_since(NOW - 1).result() == [NOW, NOW + 60]
    assert store.alerts.told_since(NOW).result() == [NOW + 60]


def test_the_last_alert_of_each_kind_about_a_creator_is_known(store: Store) -> None:
    added(store, an_alert(1, Kind.FASTER), an_alert(2, Kind.FASTER, at=NOW + 7), an_alert(3, Kind.RENAMED))
    assert store.alerts.last_of(CREATOR).result() == {Kind.FASTER: NOW + 7, Kind.RENAMED: NOW}
    assert store.alerts.last_of(CREATOR + 1).result() == {}


def test_a_mute_holds_for_all_programs_until_it_is_ended(store: Store) -> None:
    assert store.alerts.muted_until().result() is None
    store.alerts.mute(NOW).result()
    store.alerts.mute(NOW + 3600).result()
    assert store.alerts.muted_until().result() == NOW + 3600
    store.alerts.mute(None).result()
    assert store.alerts.muted_until().result() is None


def test_a_list_wants_what_all_want_unless_it_was_chosen_for_it(store: Store) -> None:
    food = store.lists.create("Food").result().id
    assert store.alerts.wanted(None).result() == store.alerts.wanted(food).result() == DEFAULTS
    assert store.alerts.set_wanted(None, Kind.SILENT, True).result() is None
    assert store.alerts.set_wanted(food, Kind.VIRAL, False).result() is None
    assert store.alerts.wanted(None).result() == DEFAULTS | {Kind.SILENT}
    assert store.alerts.wanted(food).result() == DEFAULTS - {Kind.VIRAL} | {Kind.SILENT}
    assert store.alerts.set_wanted(food, Kind.VIRAL, True).result() is False
    assert store.alerts.set_wanted(food, Kind.VIRAL, None).result() is True
    assert store.alerts.set_wanted(None, Kind.SILENT, False).result() is True
    assert store.alerts.wanted(food).result() == DEFAULTS


def test_of_a_creator_s_lists_one_that_wants_a_kind_is_enough(store: Store) -> None:
    for number in (1, 2, 3, 4):
        store.creators.record_creator(a_creator(number), NOW).result()
    for number in (1, 2, 3):
        store.creators.track(FIRST_CREATOR + number, NOW).result()
    food, cats = (store.lists.create(name).result().id for name in ("Food", "Cats"))
    store.lists.add(food, [FIRST_CREATOR + 1, FIRST_CREATOR + 2], NOW).result()
    store.lists.add(cats, [FIRST_CREATOR + 2], NOW).result()
    for kind in CREATOR_KINDS:
        store.alerts.set_wanted(food, kind, False).result()
    store.alerts.set_wanted(cats, Kind.FASTER, True).result()
    wanted = store.alerts.wanted_for(range(FIRST_CREATOR, FIRST_CREATOR + 9)).result()
    assert wanted == {
        FIRST_CREATOR + 1: frozenset(),
        FIRST_CREATOR + 2: {Kind.FASTER},
        FIRST_CREATOR + 3: DEFAULTS,
    }


def test_what_was_chosen_for_a_list_goes_and_comes_back_with_it(store: Store) -> None:
    food = store.lists.create("Food").result().id
    store.alerts.set_wanted(food, Kind.SILENT, True).result()
    removed = store.lists.remove(food).result()
    assert store.alerts.wanted(food).result() == DEFAULTS
    store.lists.restore(removed).result()
    [back] = store.lists.all().result()
    assert store.alerts.wanted(back.id).result() == DEFAULTS | {Kind.SILENT}


def test_a_kind_that_nobody_writes_is_damage(store: Store) -> None:
    added(store, an_alert(1))

    def damage() -> None:
        Alerts.update(kind="nonsense").execute(store._connection.db)

    store._connection.call(damage, write=True).result()
    with pytest.raises(StoreDamaged):
        store.alerts.inbox().result()
