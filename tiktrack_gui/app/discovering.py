"""The services of Discover, built for `composition`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.durations import MINUTE
from tiktrack_gui.services.audience import Audience
from tiktrack_gui.services.brand_work import BrandWork
from tiktrack_gui.services.brands import Brands
from tiktrack_gui.services.budget import RequestBudget
from tiktrack_gui.services.candidate_figures import CandidateFigures
from tiktrack_gui.services.candidate_reading import CandidateReading
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.discover import Discover
from tiktrack_gui.services.health import HealthWatch
from tiktrack_gui.services.lists import CreatorLists
from tiktrack_gui.services.ranking import Rankings
from tiktrack_gui.services.source_list import SourceList
from tiktrack_gui.services.sources import TikTokSource
from tiktrack_gui.services.timed_work import TimedWork
from tiktrack_gui.services.watching import Watching
from tiktrack_gui.store import Store

CANDIDATES_EVERY = 5.0  # s, at most; they wait for the one that is due next
AUDIENCE_EVERY = 1.0  # s; a request each time, at the pace of all requests
FIGURES_EVERY = 5 * MINUTE  # after which what was measured elsewhere counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovering:
    """What Discover is made of."""

    brands: Brands
    discover: Discover
    work: BrandWork
    watching: Watching
    figures: CandidateFigures
    rankings: Rankings
    audience: Audience

    @property
    def works(self) -> tuple[TimedWork, ...]:
        """What of it is done on timers."""
        candidates, audience, figures = self.watching, self.audience, self.figures
        return (
            TimedWork(name="candidates", work=candidates, every=CANDIDATES_EVERY, wanted=candidates.wanted),
            TimedWork(name="audiences", work=audience, every=AUDIENCE_EVERY, wanted=audience.begun),
            TimedWork(name="figures", work=figures, every=FIGURES_EVERY, wanted=figures.wanted, asks=False),
        )


def discovering(
    tiktok: TikTokSource,
    creators: Creators,
    lists: CreatorLists,
    sources: SourceList,
    store: Store,
    health: HealthWatch,
    budget: RequestBudget,
    current: Callable[[], Constants],
    clock: Clock,
) -> Discovering:
    """current: returns the constants as the settings have them now."""
    reading = CandidateReading(tiktok, creators, store, health, clock)
    figures = CandidateFigures(store, current, clock)
    brands = Brands(store, sources, figures, budget, clock)
    work = BrandWork(brands, reading, figures, store, current, clock)
    watching = Watching(work, reading, figures, store, budget, current, clock)
    brands.wanted.connect(watching.wanted)
    return Discovering(
        brands=brands,
        discover=Discover(work, watching, figures, creators, lists, store, budget, current, clock),
        work=work,
        watching=watching,
        figures=figures,
        rankings=Rankings(store, clock, current),
        audience=Audience(tiktok, store, health, budget, clock),
    )
