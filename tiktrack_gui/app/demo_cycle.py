"""Demo data: one main cycle over it (fetch → filter → store → track → post), and the data shown on first start."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from tiktrack_gui.app import as_set, composition, demo_notes, demo_outbox
from tiktrack_gui.core.deliveries import Delivery
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.errors import NotFound, Private
from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.selection import Decision
from tiktrack_gui.core.tracked import MISSING_FROM, TrackedCreator
from tiktrack_gui.demo.cast import lost
from tiktrack_gui.demo.discord_servers import CHANNEL
from tiktrack_gui.demo.population import Population
from tiktrack_gui.demo.showcase import Kind, Showcase
from tiktrack_gui.services.trending import Refresh

TRACKED = 3  # story creators tracked per cycle
SHOWN = 8  # creators tracked at the first start
LEAST = 2  # of them small, and as many large
SMALL, LARGE, SHOWCASE = "Small creators", "Big names", "Worth a look"  # lists
SMALL_BELOW = 100_000  # followers
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
    refresh = await services.trending.refresh(values.trending_limit, as_set.criteria(values), manual=True)
    for creator in refresh.profiles[:TRACKED]:
        await services.creators.add(creator.handle)
    rules = as_set.posting_rules(values)
    decisions = await services.choosing.choose(CHANNEL, rules, manual=True, explain=refresh.profiles)
    deliveries = await services.posting.post_chosen(decisions, CHANNEL)
    return Cycle(
        refresh=refresh,
        tracked=await services.creators.tracked(),
        decisions=decisions,
        deliveries=deliveries,
    )


async def fill(services: composition.Services) -> None:
    """Adds channels with posts in every state, stories, sources, and tracked creators on lists, with their videos and
    three months of history, and notes about some of them.

    What is there already is kept.
    """
    values, now = services.settings, services.foundation.clock.now()
    population = Population()
    showcase = Showcase(population)
    if values.channel_id is None:
        await services.foundation.settings.save(channel_id=CHANNEL)
    if len(await services.creators.tracked()) < SHOWN:
        refresh = await services.trending.refresh(values.trending_limit, as_set.criteria(values), manual=True)
        for handle in _first_tracked(refresh.profiles, population, showcase, now):
            await _track(services, handle, int(now))
        for source in (HASHTAG, *(f"@{creator.handle}" for creator in refresh.profiles[:1])):
            await services.source_list.add(source)
    if not await services.lists.all():
        await _show(services, showcase, int(now))
        await _sort(services, showcase)
    for entry in await services.creators.tracked():
        known = await services.creators.growth_of(entry.creator.id)
        if not known or known[0].at > now - HISTORY_STEP:
            await _remember(services, showcase, entry.creator, int(now))
    await demo_notes.fill(services, showcase, SMALL, HISTORY_STEP)
    await services.creators.announce()
    await demo_outbox.fill(services, SHOWCASE, LARGE)


def _first_tracked(profiles: Sequence[Creator], population: Population, showcase: Showcase, now: float) -> list[str]:
    """Returns the handles of SHOWN creators: of stories, and of others if there are no small or no large ones."""
    followers = {creator.handle: creator.followers(now) for creator in population.creators}
    of_stories = [creator.handle for creator in profiles]
    taken = frozenset(showcase.kinds)
    unseen = taken | lost(population, taken).keys()
    others = [handle for handle in population.handles if handle not in unseen]
    everyone = list(dict.fromkeys([*of_stories, *others]))
    small = [handle for handle in everyone if followers[handle] < SMALL_BELOW]
    large = [handle for handle in everyone if followers[handle] >= SMALL_BELOW]
    chosen = list(dict.fromkeys([*small[:LEAST], *large[:LEAST], *everyone]))[:SHOWN]
    return sorted(chosen, key=everyone.index)


def _is_small(creator: Creator) -> bool:
    return creator.sample is not None and (creator.sample.followers or 0) < SMALL_BELOW


async def _track(services: composition.Services, handle: str, now: int) -> Creator:
    """Tracks a creator, as if for as long as its history is."""
    creator = (await services.creators.holder(handle)).creator
    await services.store.creators.track(creator.id, now - HISTORY)
    return creator


async def _show(services: composition.Services, showcase: Showcase, now: int) -> None:
    """Tracks the creators that something happened to, as they were seen over the weeks."""
    creators = services.store.creators
    for handle, kind in showcase.kinds.items():
        seen = showcase.earlier(handle, now)
        for creator, at in seen:
            await creators.record_creator(creator, at)
        if kind is Kind.GONE:
            creator, at = seen[-1]
            await creators.track(creator.id, at)
            for day in range(MISSING_FROM):
                await creators.record_creator_missing(creator.id, at + (day + 1) * DAY)
        else:
            creator = await _track(services, handle, now)
        await _remember(services, showcase, creator, now)


async def _sort(services: composition.Services, showcase: Showcase) -> None:
    """Puts those that something happened to on a list, small creators on another one, and the rest on a third."""
    lists: dict[str, list[int]] = {SMALL: [], LARGE: [], SHOWCASE: []}
    for entry in await services.creators.tracked():
        is_small = _is_small(entry.creator)
        name = SHOWCASE if entry.creator.handle in showcase.kinds else SMALL if is_small else LARGE
        lists[name].append(entry.creator.id)
    for name, creators in lists.items():
        await services.lists.add((await services.lists.create(name)).id, creators)


async def _remember(services: composition.Services, showcase: Showcase, creator: Creator, now: int) -> None:
    """Stores what was measured of the creator in three months, and its videos."""
    until = min(now - HISTORY_STEP, creator.sample.at - HISTORY_STEP if creator.sample else now)
    history = await asyncio.to_thread(showcase.history, creator.handle, now - HISTORY, until, HISTORY_STEP)
    await services.store.creators.record_history(creator.id, history)
    with suppress(NotFound, Private):
        listed = await services.clients.tiktok.creator_videos(creator.handle)
        await services.store.creators.record_creator_videos(listed, now)
