"""What the demo stands on is apart from what is the user's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.store.examples import NOW, a_creator, page_sample
from tiktrack_gui import app
from tiktrack_gui.core.errors import DemoData
from tiktrack_gui.core.models import Origin
from tiktrack_gui.logs import Secrets
from tiktrack_gui.paths import DataFolder
from tiktrack_gui.store import Store
from tiktrack_gui.tokens import Kind, Where

TOKEN = "MTEyMjMzNDQ1NTY2Nzc4ODk5.GaBcDe.not-a-real-token_not-a-real-token"


async def test_a_token_tried_in_the_demo_stays_there(folder: DataFolder) -> None:
    """No keyring is to be had in tests, so asking the system's would raise."""
    demo = app.foundation(folder.demo.create(), Secrets(), demo=True)
    await demo.tokens.set(Kind.DISCORD, TOKEN)
    assert await demo.tokens.where(Kind.DISCORD) is Where.KEYRING
    await demo.tokens.delete(Kind.DISCORD)
    await demo.tokens.set(Kind.DISCORD, TOKEN)
    again = app.foundation(folder.demo.create(), Secrets(), demo=True)
    assert await again.tokens.where(Kind.DISCORD) is Where.NONE


def test_a_setting_changed_in_the_demo_stays_there(folder: DataFolder) -> None:
    demo = app.foundation(folder.demo.create(), Secrets(), demo=True)
    demo.settings.change(min_velocity=999, channel_id=123)
    real = app.foundation(folder, Secrets())
    assert (real.settings.values.min_velocity, real.settings.values.channel_id) == (100, None)


async def test_the_demos_data_is_not_opened_for_the_real_discord(folder: DataFolder) -> None:
    base = app.foundation(folder.create(), Secrets())
    with Store(folder.database) as store:
        store.record_creator(a_creator(sample=replace(page_sample(), origin=Origin.DEMO)), NOW)
    with pytest.raises(DemoData):
        async with app.opened(base, app.real_clients(base)):
            pass
    async with app.opened(base, app.real_clients(base), reading=True) as services:
        assert await services.creators.tracked() == []
    async with app.opened(base, app.demo_clients(base)):
        pass
