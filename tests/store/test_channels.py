from __future__ import annotations

from dataclasses import replace

from tests.store.examples import CHANNEL, NOW
from tiktrack_gui.core.deliveries import Channel, ChannelKind
from tiktrack_gui.store import Store

CREATORS = Channel(id=CHANNEL, guild_id=1, guild="The team", name="creators", kind=ChannelKind.FORUM)


def test_a_channel_comes_back_as_it_was_last_seen(store: Store) -> None:
    assert store.channels.find(CHANNEL).result() is None
    store.channels.save_channel(CREATORS, NOW).result()
    assert store.channels.find(CHANNEL).result() == CREATORS
    renamed = replace(CREATORS, name="talents", kind=ChannelKind.TEXT)
    store.channels.save_channel(renamed, NOW + 60).result()
    assert store.channels.find(CHANNEL).result() == renamed


def test_a_confirmation_outlives_another_look_at_the_channel(store: Store) -> None:
    store.channels.save_channel(CREATORS, NOW).result()
    assert store.channels.confirmed_at(CHANNEL).result() is None
    store.channels.confirm_channel(CHANNEL, NOW + 60).result()
    store.channels.save_channel(replace(CREATORS, name="talents"), NOW + 120).result()
    assert store.channels.confirmed_at(CHANNEL).result() == NOW + 60
    assert store.channels.confirmed_at(CHANNEL + 1).result() is None
