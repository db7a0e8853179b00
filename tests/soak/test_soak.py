"""A short form of `make soak`: one round of each scenario that needs no browser to be quick."""

from __future__ import annotations

import secrets

import pytest

from tests.soak import scenarios
from tests.soak.world import world


@pytest.mark.desktop
@pytest.mark.browser
@pytest.mark.parametrize("name", ["post", "window"])
def test_killed_at_random_moments_nothing_is_twice_lost_or_damaged(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seed = secrets.randbelow(2**32)
    monkeypatch.setenv("SOAK_BEGAN", "0")  # the soak sets it; afterwards, it is removed again
    with world(seed) as soak, soak.fresh() as run:
        scenarios.ALL[name](run)
    assert soak.problems == [], f"seed {seed}"
    assert soak.count["kills"] > 0
