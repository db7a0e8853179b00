"""What the demo's inbox begins with."""

from __future__ import annotations

from pathlib import Path

from tiktrack_gui.app import composition, demo_alerts, demo_cycle
from tiktrack_gui.app.clients import demo_clients
from tiktrack_gui.app.foundation import Foundation
from tiktrack_gui.core.alerts import Kind
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.words import alerts as words


async def test_the_demo_s_inbox_has_every_kind_some_unread_and_stays_as_it_is(tmp_path: Path) -> None:
    base = Foundation.read(DataFolder(tmp_path).create(), Secrets(), demo=True)
    async with composition.opened(base, demo_clients(base)) as services:
        await demo_cycle.fill(services)
        await demo_alerts.fill(services)
        inbox, now = await services.alerts.inbox(), base.clock.now()
        assert {one.kind for one in inbox} == set(Kind)
        assert 10 <= len(inbox) <= 14
        assert 0 < services.alerts.unread < len(inbox)
        assert all(one.at <= now for one in inbox)
        tracked = {one.creator.id for one in await services.creators.tracked()}
        assert {one.creator_id for one in inbox if one.kind is not Kind.STORY} <= tracked
        for one in inbox:
            assert "@" in words.sentence(one)
            assert words.detail(one, now)
        await services.alerts.read(None)
        await demo_alerts.fill(services)
        assert len(await services.alerts.inbox()) == len(inbox)
        assert services.alerts.unread == 0
