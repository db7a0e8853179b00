from __future__ import annotations

from dataclasses import replace

from tests.store.examples import CHANNEL, NOW
from tiktrack_gui.core.models import Channel, ChannelKind
from tiktrack_gui.store import Store

CREATORS = Channel(id=CHANNEL, guild_id=1, guild="The team", name="creators", kind=ChannelKind.FORUM)


def test_a_channel_comes_back_as_it_was_last_seen(store: Store) -> None:
    assert store.channel(CHANNEL) is None
    store.save_channel(CREATORS, NOW)
    assert store.channel(CHANNEL) == CREATORS
    renamed = replace(CREATORS, name="talents", kind=ChannelKind.TEXT)
    store.save_channel(renamed, NOW + 60)
    assert store.channel(CHANNEL) == renamed


def test_a_confirmation_outlives_another_look_at_the_channel(store: Store) -> None:
    store.save_channel(CREATORS, NOW)
    assert store.confirmed_at(CHANNEL) is None
    store.confirm_channel(CHANNEL, NOW + 60)
    store.save_channel(replace(CREATORS, name="talents"), NOW + 120)
    assert store.confirmed_at(CHANNEL) == NOW + 60
    assert store.confirmed_at(CHANNEL + 1) is None
