"""What the demo's Campaigns begins with."""

from __future__ import annotations

from pathlib import Path

from tiktrack_gui.app import composition, demo_campaign, demo_cycle
from tiktrack_gui.app.clients import demo_clients
from tiktrack_gui.app.foundation import Foundation
from tiktrack_gui.core.campaigns import Standing
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.host.paths import DataFolder


async def test_the_demo_has_a_campaign_with_videos_in_every_state(tmp_path: Path) -> None:
    base = Foundation.read(DataFolder(tmp_path).create(), Secrets(), demo=True)
    async with composition.opened(base, demo_clients(base)) as services:
        await demo_cycle.fill(services)
        await demo_campaign.fill(services)
        [campaign] = await services.campaigns.all()
        assert campaign.id is not None
        found = await services.campaigns.results(campaign.id)
        standings = [one.standing for one in found.videos]
        assert standings.count(Standing.GONE) == standings.count(Standing.FAILED) == 1
        assert standings.count(Standing.MEASURED) >= 5
        assert all(one.entry.cents is not None and one.entry.agreed_on for one in found.videos)
        [gift] = [one for one in found.videos if one.entry.is_gift]
        assert gift.usual is not None and gift.usual.age is not None and gift.usual.times is not None
        settled = [one.usual for one in found.videos if one.usual is not None and one.usual.age is None]
        assert sum(one.times is not None for one in settled) >= 4
        totals = found.totals
        assert totals.per_thousand is not None and 300 < totals.per_thousand.cents < 10_000
        assert totals.counted < totals.priced == totals.videos
        assert {brand.handle for one in await services.campaigns.advertised() for brand in one.brands} != {None}

        await services.campaigns.measuring.work_due()  # nothing is due that the demo doesn't know
        again = await services.campaigns.measure(campaign.id)
        assert (again.gone, again.failed) == (1, ())
        await demo_campaign.fill(services)
        assert await services.campaigns.all() == [campaign]
