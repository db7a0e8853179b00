"""What the demo's Discover begins with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiktrack_gui.app import composition, demo_cycle, demo_discover
from tiktrack_gui.app.clients import demo_clients
from tiktrack_gui.app.foundation import Foundation
from tiktrack_gui.core.discovery.brands import Part
from tiktrack_gui.core.discovery.figures import Trend
from tiktrack_gui.core.discovery.pool import Found, Watch
from tiktrack_gui.core.discovery.ranked import Caution, Confidence
from tiktrack_gui.core.discovery.ranking import Show
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.tracked import CreatorState
from tiktrack_gui.demo.cast import LOST, PARTS, Cast, Role
from tiktrack_gui.demo.population import Population
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.host.paths import DataFolder


async def test_the_demo_has_a_brand_with_candidates_of_every_kind(tmp_path: Path) -> None:
    base = Foundation.read(DataFolder(tmp_path).create(), Secrets(), demo=True)
    async with composition.opened(base, demo_clients(base)) as services:
        await demo_cycle.fill(services)
        await demo_discover.fill(services)
        bakery, bookshop = await services.brands.all()
        found = await services.rankings.of(bakery)
        everybody = list(found)
        assert {one.trend for one in everybody} == set(Trend)
        assert {one.watch for one in everybody} == set(Watch)
        assert {one.found for one in everybody} == set(Found)
        assert {one.confidence for one in everybody} == set(Confidence)
        assert {CreatorState.PRIVATE, CreatorState.MISSING} <= {CreatorState(one.state) for one in everybody}
        cautions = {caution for one in everybody for caution in one.cautions}
        assert cautions >= {
            *(Caution.JUMP, Caution.FADING, Caution.UNREAD, Caution.ABOVE_RANGE, Caution.PRIVATE, Caution.MISSING),
            *(Caution.PROVISIONAL, Caution.TOO_SOON),
        }
        known = {part for one in everybody for part, reading in one.parts.items() if reading.value is not None}
        assert known == set(Part), "all parts are asked for, and each is known of somebody"
        assert any(0 < one.comments < services.settings.least_comments for one in everybody), "too few"
        blocked = [
            one
            for one in everybody
            if any(read.trouble for read in await services.audience.comments_of(one.creator_id))
        ]
        assert len(blocked) == 1
        days = [(one.watched_until or 0) - base.clock.now() for one in everybody if one.watch is Watch.WATCHED]
        assert 0 < min(days) < 2 * DAY < 11 * DAY < max(days) < 14 * DAY
        assert all(found.counts.__getattribute__(name) for name in ("up_and_coming", "new", "dismissed", "tracked"))
        first = found.only(Show.UP_AND_COMING)[0]
        assert first.trend is Trend.GROWING and first.confidence is not Confidence.LOW

        assert not bookshop.languages and len(await services.rankings.of(bookshop)) > 5
        await demo_discover.fill(services)
        assert [brand.name for brand in await services.brands.all()] == [bakery.name, bookshop.name]
        assert list(await services.rankings.of(bakery)) == everybody


async def test_what_the_demo_still_has_to_read_can_be_read(tmp_path: Path) -> None:
    base = Foundation.read(DataFolder(tmp_path).create(), Secrets(), demo=True)
    async with composition.opened(base, demo_clients(base)) as services:
        await demo_cycle.fill(services)
        await demo_discover.fill(services)
        waiting = [one for one in await services.store.candidates.watched() if one.watch is Watch.WAITING]
        assert sorted(one.trouble is None for one in waiting) == [False, True]
        await services.watching.work_due()
        [failed] = [one for one in await services.store.candidates.watched() if one.watch is Watch.WAITING]
        assert failed.trouble is not None, "it has to wait"


@pytest.mark.parametrize("month", range(0, 60, 5))
def test_each_part_is_played_at_any_time(month: int) -> None:
    cast = Cast(Population(), 1_764_000_000 + month * 30 * DAY, (0, 7, 12), "en", frozenset())
    assert set(cast.roles.values()) == set(Role)
    assert all(list(cast.roles.values()).count(role) >= 1 for role in PARTS)
    for handle, role in cast.roles.items():
        samples = cast.history(handle, 13)
        assert len(samples) == 13
        if role not in LOST:
            assert all(sample.followers for sample in samples)
