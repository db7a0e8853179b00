"""Demo data: one main cycle over it (fetch → filter → store → track → post), and the data shown on first start."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from tiktrack_gui.app import composition
from tiktrack_gui.core.deliveries import Delivery
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.models import Creator, CreatorSample, TrackedCreator
from tiktrack_gui.core.selection import Decision
from tiktrack_gui.demo.population import Population
from tiktrack_gui.services.trending import Refresh

CHANNEL = 1_000_000_000_000_000_001
TRACKED = 3  # story creators tracked per cycle
SHOWN = 8  # story creators tracked at the first start
SMALL, LARGE, SMALL_BELOW = "Small creators", "Big names", 100_000  # lists, and the followers that part them
HASHTAG = "#learnontiktok"
HISTORY = 90 * DAY
HISTORY_STEP = 12 * HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """The results of one cycle."""

    refresh: Refresh
    tracked: Sequence[TrackedCreator]
    decisions: Sequence[Decision]
    deliveries: Sequence[Delivery]


async def cycle(services: composition.Services) -> Cycle:
    """Runs the ordinary services; only the channel and the tracked creators are chosen for the demo."""
    values = services.settings
    refresh = await services.trending.refresh(values.trending_limit, composition.criteria(values), manual=True)
    for creator in refresh.profiles[:TRACKED]:
        await services.creators.add(creator.handle)
    rules = composition.posting_rules(values)
    decisions = await services.posting.choose(CHANNEL, rules, manual=True, explain=refresh.profiles)
    deliveries = await services.posting.post_chosen(decisions, CHANNEL, manual=True)
    return Cycle(
        refresh=refresh,
        tracked=await services.creators.tracked(),
        decisions=decisions,
        deliveries=deliveries,
    )


async def fill(services: composition.Services) -> None:
    """Adds a channel, stories, sources, and tracked creators on lists, with their videos and three months of history.

    What is there already is kept.
    """
    values, now = services.settings, services.foundation.clock.now()
    if values.channel_id is None:
        await services.foundation.settings.save(channel_id=CHANNEL)
    if len(await services.creators.tracked()) < SHOWN:
        refresh = await services.trending.refresh(values.trending_limit, composition.criteria(values), manual=True)
        for creator in refresh.profiles[:SHOWN]:
            await services.creators.add(creator.handle)
        for source in (HASHTAG, *(f"@{creator.handle}" for creator in refresh.profiles[:1])):
            await services.source_list.add(source)
        await _sort(services, refresh.profiles[:SHOWN])
    for entry in await services.creators.tracked():
        known = await services.creators.growth_of(entry.creator.id)
        if not known or known[0].at > now - HISTORY_STEP:
            history = await asyncio.to_thread(_history, entry.creator.handle, now)
            await services.store.creators.record_history(entry.creator.id, history)
            listed = await services.clients.tiktok.creator_videos(entry.creator.handle)
            await services.store.creators.record_creator_videos(listed, int(now))


async def _sort(services: composition.Services, creators: Sequence[Creator]) -> None:
    """Puts small creators on one list and the others on another, unless there are lists already."""
    if await services.lists.all():
        return
    small = [creator.id for creator in creators if creator.sample and (creator.sample.followers or 0) < SMALL_BELOW]
    for name, chosen in ((SMALL, small), (LARGE, [one.id for one in creators if one.id not in small])):
        made = await services.lists.create(name)
        await services.lists.add(made.id, chosen)


def _history(handle: str, now: float) -> tuple[CreatorSample, ...]:
    return Population().history(handle, now - HISTORY, now - HISTORY_STEP, HISTORY_STEP)
