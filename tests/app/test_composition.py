"""The demo's foundation is separate from the user's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.store.examples import NOW, a_creator, page_sample
from tiktrack_gui.app import as_set, composition
from tiktrack_gui.app.clients import demo_clients, real_clients
from tiktrack_gui.app.foundation import Foundation
from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.tokens import Where
from tiktrack_gui.core.errors import DemoData
from tiktrack_gui.core.keeping import Keeping
from tiktrack_gui.core.models import Origin
from tiktrack_gui.core.sources import TRENDING
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.store import Store

TOKEN = "MTEyMjMzNDQ1NTY2Nzc4ODk5.GaBcDe.not-a-real-token_not-a-real-token"


async def test_a_token_tried_in_the_demo_stays_there(folder: DataFolder) -> None:
    """There is no keyring in tests, so using the system's would raise."""
    demo = Foundation.read(folder.demo.create(), Secrets(), demo=True)
    await demo.tokens.set(Kind.DISCORD, TOKEN)
    assert await demo.tokens.where(Kind.DISCORD) is Where.KEYRING
    await demo.tokens.delete(Kind.DISCORD)
    await demo.tokens.set(Kind.DISCORD, TOKEN)
    again = Foundation.read(folder.demo.create(), Secrets(), demo=True)
    assert await again.tokens.where(Kind.DISCORD) is Where.NONE


async def test_a_setting_changed_in_the_demo_stays_there(folder: DataFolder) -> None:
    demo = Foundation.read(folder.demo.create(), Secrets(), demo=True)
    await demo.settings.save(min_velocity=999, channel_id=123)
    real = Foundation.read(folder, Secrets())
    assert (real.settings.values.min_velocity, real.settings.values.channel_id) == (100, None)


async def test_the_upkeep_and_the_size_follow_the_settings(folder: DataFolder) -> None:
    base = Foundation.read(folder.create(), Secrets())
    await base.settings.save(raw_days=7.0, slow_days=8, full_days=9, hourly_days=10)
    kept = Keeping(raw_days=7.0, slow_days=8, full_days=9, hourly_days=10)
    assert as_set.keeping(base.settings.values) == kept
    async with composition.opened(base, real_clients(base)) as services:
        assert services.space is not None
        assert (await services.space.measured()).size > 0
        assert services.upkeep._keeping() == services.space._keeping() == kept


async def test_the_demos_data_is_not_opened_for_the_real_discord(folder: DataFolder) -> None:
    base = Foundation.read(folder.create(), Secrets())
    with Store(folder.database) as store:
        store.creators.record_creator(a_creator(sample=replace(page_sample(), origin=Origin.DEMO)), NOW).result()
    with pytest.raises(DemoData):
        async with composition.opened(base, real_clients(base)):
            pass
    async with composition.opened(base, real_clients(base), reading=True) as services:
        assert await services.creators.tracked() == []
    async with composition.opened(base, demo_clients(base)):
        pass


async def test_the_feeds_frequency_moves_from_the_settings_to_the_source_once(folder: DataFolder) -> None:
    folder.create().settings.write_text("[trending]\nevery_minutes = 45\n", encoding="utf-8")
    base = Foundation.read(folder, Secrets())
    async with composition.opened(base, real_clients(base)) as services:
        feed = await services.source_list.find(TRENDING)
        assert feed.scrape_frequency_minutes == 45
        await services.source_list.change(replace(feed, scrape_frequency_minutes=20))
    again = Foundation.read(folder, Secrets())
    async with composition.opened(again, real_clients(again)) as services:
        assert (await services.source_list.find(TRENDING)).scrape_frequency_minutes == 20
