"""Demo creators that something happened to: what TikTrack measured of them, and what is there now."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.demo.test_population import NOW
from tiktrack_gui.clock import ReplayClock
from tiktrack_gui.core.collaboration import Comparison, before_after
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.errors import NotFound, Private
from tiktrack_gui.core.growth import change
from tiktrack_gui.core.models import CreatorCount, CreatorSample
from tiktrack_gui.demo.population import Population
from tiktrack_gui.demo.showcase import GAPS, JUMP, JUMPED_FOR, POSTED_FOR, Kind, Showcase
from tiktrack_gui.demo.tiktok import DemoTikTok

STEP = 6 * 3600


@pytest.fixture(scope="module")
def showcase() -> Showcase:
    return Showcase(Population())


def handle_of(showcase: Showcase, kind: Kind) -> str:
    return next(handle for handle, its in showcase.kinds.items() if its is kind)


def history(showcase: Showcase, kind: Kind) -> list[CreatorSample]:
    return list(showcase.history(handle_of(showcase, kind), NOW - 90 * DAY, NOW, STEP))


def test_there_is_one_of_each_kind(showcase: Showcase) -> None:
    assert sorted(showcase.kinds.values()) == sorted(Kind)
    assert Showcase(Population()).kinds == showcase.kinds


def test_a_feeds_counts_are_rounded_and_marked_so(showcase: Showcase) -> None:
    for sample in history(showcase, Kind.ROUNDED):
        assert sample.followers is not None
        assert sample.followers % 100 == 0
        assert sample.rounded & CreatorCount.FOLLOWERS
        assert not sample.rounded & CreatorCount.VIDEOS


def test_gaps_are_as_long_as_stated(showcase: Showcase) -> None:
    times = [sample.at for sample in history(showcase, Kind.GAPS)]
    longer = [later - earlier for earlier, later in pairwise(times) if later - earlier > STEP]
    assert longer == [since - until for since, until in GAPS]


def test_the_renamed_one_had_another_handle(showcase: Showcase) -> None:
    handle = handle_of(showcase, Kind.RENAMED)
    (former, then), (renamed, later) = showcase.earlier(handle, NOW)
    assert (former.id, renamed.handle) == (renamed.id, handle)
    assert former.handle != handle
    assert then < later < NOW


def test_the_jump_is_sudden_and_not_of_this_size_anywhere_else(showcase: Showcase) -> None:
    samples = history(showcase, Kind.JUMP)
    steps = {later.at: change(earlier, later, CreatorCount.FOLLOWERS) for earlier, later in pairwise(samples)}
    shares = {at: found.share for at, found in steps.items() if found is not None and found.share is not None}
    jumped = max(shares, key=lambda at: shares[at])
    assert jumped == NOW - JUMPED_FOR
    assert shares[jumped] == pytest.approx(1 / (1 - JUMP) - 1, rel=0.05)
    assert sorted(shares.values())[-2] < 0.03


def test_one_grows_faster_since_a_collaboration(showcase: Showcase) -> None:
    found = before_after(history(showcase, Kind.POSTED), NOW - POSTED_FOR, NOW)
    assert isinstance(found, Comparison)
    assert found.is_faster
    assert found.after.share > 10 * found.before.share
    followers = [sample.followers or 0 for sample in history(showcase, Kind.POSTED)]
    assert followers == sorted(followers)


async def test_the_demo_knows_that_one_is_private_and_one_is_gone(showcase: Showcase) -> None:
    tiktok = DemoTikTok(ReplayClock(NOW, 60))
    closed, gone = handle_of(showcase, Kind.PRIVATE), handle_of(showcase, Kind.GONE)
    assert (await tiktok.creator(closed)).private
    with pytest.raises(Private):
        await tiktok.creator_videos(closed)
    for asking in (tiktok.creator, tiktok.creator_videos):
        with pytest.raises(NotFound):
            await asking(gone)
    assert showcase.earlier(gone, NOW)[0][1] < NOW
    shown = {video.creator.handle for video in (await tiktok.trending(10_000)).videos}
    assert len(shown) > 200
    assert not shown & {closed, gone}
    found = await tiktok.search(closed.removesuffix(".demo").replace(".", " "))
    assert closed not in [one.handle for one in found.creators]
