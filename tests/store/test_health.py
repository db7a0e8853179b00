from __future__ import annotations

from tests.store.examples import NOW
from tiktrack_gui.core.sources import Capability, Health
from tiktrack_gui.store import Store


def test_health_is_kept_per_capability_and_client(store: Store) -> None:
    assert store.health.all().result() == []
    creator = Health(capability=Capability.CREATOR, client="TikTok", last_ok_at=NOW)
    trending = Health(
        capability=Capability.TRENDING,
        client="TikTok",
        failing_since=NOW,
        error_kind="blocked",
        cool_down_until=NOW + 300,
    )
    demo = Health(capability=Capability.TRENDING, client="demo", last_ok_at=NOW)
    for health in (trending, demo, creator):
        store.health.record(health).result()
    assert store.health.all().result() == [creator, trending, demo]


def test_a_recovery_wipes_the_failure(store: Store) -> None:
    failing = Health(capability=Capability.VIDEO, client="TikTok", failing_since=NOW, error_kind="timeout")
    well = Health(capability=Capability.VIDEO, client="TikTok", last_ok_at=NOW + 60)
    store.health.record(failing).result()
    store.health.record(well).result()
    assert store.health.all().result() == [well]
