"""The services over a real store, with fakes for the outside world."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.databases import KINDS, Servers
from tests.services.fakes import CHANNEL, FakeClock, FakeDiscord, FakeMemory, FakeTikTok, NoImages
from tiktrack_gui.app.discovering import Discovering, discovering
from tiktrack_gui.clients.table_files import TableFiles
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.discovery.constants import DEFAULTS, Constants
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.posting_rules import PostingRules
from tiktrack_gui.services.adding import Adding
from tiktrack_gui.services.budget import RequestBudget
from tiktrack_gui.services.campaign_measuring import CampaignMeasuring
from tiktrack_gui.services.campaigns import Campaigns
from tiktrack_gui.services.channels import Channels, PostingDefaults
from tiktrack_gui.services.choosing import Choosing
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.drafts import Drafts
from tiktrack_gui.services.freshness import Freshness
from tiktrack_gui.services.health import HealthWatch
from tiktrack_gui.services.history import History
from tiktrack_gui.services.lists import CreatorLists
from tiktrack_gui.services.outbox import Outbox
from tiktrack_gui.services.posting import Posting
from tiktrack_gui.services.posting_rounds import PostingRounds
from tiktrack_gui.services.refreshing import Refreshing
from tiktrack_gui.services.remeasuring import Remeasuring
from tiktrack_gui.services.rounds import Rounds
from tiktrack_gui.services.source_list import SourceList
from tiktrack_gui.services.trending import Trending
from tiktrack_gui.store import Store


@dataclass
class World:
    """Everything a service test needs."""

    clock: FakeClock
    tiktok: FakeTikTok
    discord: FakeDiscord
    store: Store
    health: HealthWatch
    trending: Trending
    rounds: Rounds
    source_list: SourceList
    remeasuring: Remeasuring
    creators: Creators
    budget: RequestBudget
    refreshing: Refreshing
    adding: Adding
    memory: FakeMemory
    history: History
    outbox: Outbox
    channels: Channels
    choosing: Choosing
    posting: Posting
    posts: PostingRounds
    drafts: Drafts
    defaults: PostingDefaults  # what the settings say
    lists: CreatorLists
    discovering: Discovering
    campaigns: Campaigns
    constants: Constants = DEFAULTS  # of Discover, as the settings say
    is_paused: bool = False


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Posting is tested on all databases."""
    if "world" in metafunc.fixturenames:
        posts = metafunc.module.__name__.endswith(("test_outbox", "test_posting"))
        metafunc.parametrize("kind", KINDS if posts else KINDS[:1])


@pytest.fixture
def world(kind: str, servers: Servers, tmp_path: Path) -> Iterator[World]:
    clock, tiktok, discord = FakeClock(), FakeTikTok(), FakeDiscord()
    discord.now = clock.now
    with Store(servers.place(kind, tmp_path / "tiktrack.db")) as store:
        health = HealthWatch(store, clock)
        creators = Creators(tiktok, store, health, clock)
        budget = RequestBudget(clock, lambda: 4.0)
        trending = Trending(tiktok, store, health, clock)
        memory = FakeMemory()
        history = History(discord, memory, store, clock)
        channels = Channels(discord, store, clock, lambda: made.defaults)
        drafts = Drafts(store, clock, Criteria)
        remeasuring = Remeasuring(tiktok, store, health, clock, Criteria)
        outbox = Outbox(
            discord,
            NoImages(),
            history,
            store,
            clock,
            preparation=Freshness(creators, remeasuring, channels, drafts, store, clock),
            is_paused=lambda: made.is_paused,
        )
        choosing = Choosing(tiktok, creators, store, health, clock)
        posting = Posting(discord, creators, channels, drafts, outbox, store)
        lists, source_list = CreatorLists(store, clock), SourceList(creators, store, clock)
        made = World(
            clock=clock,
            tiktok=tiktok,
            discord=discord,
            store=store,
            health=health,
            trending=trending,
            rounds=Rounds(trending, store, clock),
            source_list=source_list,
            remeasuring=remeasuring,
            creators=creators,
            budget=budget,
            refreshing=Refreshing(creators, store, budget, lambda: HOUR, clock),
            adding=Adding(creators, TableFiles(), store, clock),
            memory=memory,
            history=history,
            outbox=outbox,
            channels=channels,
            choosing=choosing,
            posting=posting,
            posts=PostingRounds(channels, choosing, posting, clock),
            drafts=drafts,
            defaults=PostingDefaults(rules=PostingRules(), channel_id=CHANNEL),
            lists=lists,
            discovering=discovering(
                tiktok, creators, lists, source_list, store, health, budget, lambda: made.constants, clock
            ),
            campaigns=Campaigns(CampaignMeasuring(tiktok, store, health, budget, clock), tiktok, store, health, clock),
        )
        yield made
