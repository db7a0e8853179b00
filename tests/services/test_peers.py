"""Comparing creators over a real store: what is kept, and until when."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.fakes import START, FakeClock, creator, video
from tiktrack_gui.core.baseline import ENOUGH
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.models import VideoPage
from tiktrack_gui.core.peers import Place
from tiktrack_gui.services.peers import Peers
from tiktrack_gui.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "tiktrack.db") as store:
        yield store


def measure(store: Store, number: int, then: int, now: int, likes: int | None = None) -> None:
    for at, followers in ((START - 28 * DAY, then), (START, now)):
        store.creators.record_creator(creator(number, followers, at=at), int(at)).result()
    if likes is not None:
        by = creator(number, now)
        seen = VideoPage(videos=tuple(video(100 * number + place, likes, by=by) for place in range(ENOUGH)))
        store.creators.record_creator_videos(seen, int(START)).result()


async def test_a_creator_is_placed_among_those_of_like_size(store: Store) -> None:
    for number in range(2, 27):
        measure(store, number, 5_000, 5_000 + 10 * number, likes=100)
    measure(store, 1, 5_000, 5_105, likes=100)
    measure(store, 90, 500, 9_999, likes=100)
    measure(store, 91, 50, 100)  # too small to count
    found = await Peers(store, FakeClock()).standing_of(1)
    assert found is not None
    assert (found.others, found.growth, found.engagement) == (26, Place(9, 26), Place(0, 26))
    assert (found.low, found.high) == (1_702, 15_315)


async def test_it_is_read_again_once_creators_were_measured_or_an_hour_has_passed(store: Store) -> None:
    clock = FakeClock()
    peers = Peers(store, clock)
    measure(store, 1, 5_000, 5_100)
    for number in range(2, 23):
        measure(store, number, 5_000, 5_000 + number)

    async def faster_than() -> int:
        found = await peers.standing_of(1)
        assert found is not None
        assert found.growth is not None
        return found.growth.below

    assert await faster_than() == 21
    measure(store, 2, 5_000, 5_200)
    assert await faster_than() == 21
    peers.forget()
    assert await faster_than() == 20
    measure(store, 3, 5_000, 5_200)
    clock.time += HOUR
    assert await faster_than() == 19


async def test_who_is_not_known_has_no_place(store: Store) -> None:
    assert await Peers(store, FakeClock()).standing_of(1) is None
