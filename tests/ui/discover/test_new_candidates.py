"""The number beside the tab: what was found since the last look, while nobody looks."""

from __future__ import annotations

import pytest

from tests.ui import samples
from tests.ui.discovered import FIRST, services_of
from tests.ui.scenery import Scenery
from tests.waiting import until
from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.pool import Found
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.discover import new_candidates
from tiktrack_gui.ui.discover.new_candidates import NewCandidates


async def test_news_are_counted_until_they_are_looked_at(
    scene: Scenery, brand: Brand, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_candidates, "PAUSE", 0.0)
    services, looking, counted = services_of(scene), [False], list[int]()
    news = NewCandidates(services.brands, services.rankings, services.discover, tasks, lambda: looking[0])
    news.counted.connect(counted.append)
    news.count_soon()
    await until(lambda: counted == [4])
    assert brand.id is not None
    await services.discover.looked(brand.id)
    await until(lambda: counted[-1] == 0)
    scene.clock.time += 60
    other = await services.brands.create(Brand(name="Wool & Co"))
    assert other.id is not None
    await scene.store.candidates.add(other.id, [(FIRST, Found.GIVEN), (FIRST + 1, Found.GIVEN)], samples.NOW + 60)
    services.discover.changed.emit(other.id)
    await until(lambda: counted[-1] == 2)  # of all brands
    looking[0] = True
    services.discover.changed.emit(None)
    await until(lambda: counted[-1] == 0)
