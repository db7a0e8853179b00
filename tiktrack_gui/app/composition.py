"""The composition root: builds the services on a foundation and clients, and closes all of it again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from tiktrack_gui.app import database
from tiktrack_gui.app.as_set import AsSet
from tiktrack_gui.app.charts import Charts
from tiktrack_gui.app.clients import Clients
from tiktrack_gui.app.discovering import Discovering, discovering
from tiktrack_gui.app.foundation import Foundation
from tiktrack_gui.app.leftovers import remove_leftovers
from tiktrack_gui.clients.table_files import MOST_BYTES, TableFiles
from tiktrack_gui.clients.table_writers import TableWriters
from tiktrack_gui.config.settings import Settings
from tiktrack_gui.config.values import Values
from tiktrack_gui.core.errors import BadInput, CannotWrite, DatabaseForgot, DemoData
from tiktrack_gui.core.sheets import Sheet
from tiktrack_gui.core.sources import TRENDING
from tiktrack_gui.host.post_memory import PostMemoryFile
from tiktrack_gui.services.adding import Adding
from tiktrack_gui.services.alerts import Alerts
from tiktrack_gui.services.annotations import Annotations
from tiktrack_gui.services.audience import Audience
from tiktrack_gui.services.backups import BackupKeeper
from tiktrack_gui.services.brands import Brands
from tiktrack_gui.services.campaign_measuring import CampaignMeasuring
from tiktrack_gui.services.campaigns import Campaigns
from tiktrack_gui.services.channels import Channels
from tiktrack_gui.services.choosing import Choosing
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.discover import Discover
from tiktrack_gui.services.drafts import Drafts
from tiktrack_gui.services.exporting import Exporting
from tiktrack_gui.services.freshness import Freshness
from tiktrack_gui.services.health import HealthWatch
from tiktrack_gui.services.history import History
from tiktrack_gui.services.history_import import HistoryImporting
from tiktrack_gui.services.lists import CreatorLists
from tiktrack_gui.services.outbox import Outbox
from tiktrack_gui.services.planning import Planning
from tiktrack_gui.services.posting import Posting
from tiktrack_gui.services.posting_rounds import PostingRounds
from tiktrack_gui.services.ranking import Rankings
from tiktrack_gui.services.refreshing import Refreshing
from tiktrack_gui.services.remeasuring import Remeasuring
from tiktrack_gui.services.reporting import Reporting
from tiktrack_gui.services.rounds import Rounds
from tiktrack_gui.services.servers import Servers
from tiktrack_gui.services.source_list import SourceList
from tiktrack_gui.services.space import SpaceOfFile
from tiktrack_gui.services.timed_work import TimedWork
from tiktrack_gui.services.trending import Trending
from tiktrack_gui.services.upkeep import Upkeep
from tiktrack_gui.services.watching import Watching
from tiktrack_gui.store import Backups, FileSpace, Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """All of TikTrack except the window.

    Attributes:
        backups, space: None for a database on a server.
        forgot: Set if the database isn't the one used last.
    """

    foundation: Foundation
    clients: Clients
    store: Store
    health: HealthWatch
    trending: Trending
    rounds: Rounds
    source_list: SourceList
    remeasuring: Remeasuring
    creators: Creators
    refreshing: Refreshing
    lists: CreatorLists
    annotations: Annotations
    adding: Adding
    history_importing: HistoryImporting
    history: History
    outbox: Outbox
    backups: BackupKeeper | None
    space: SpaceOfFile | None
    upkeep: Upkeep
    servers: Servers
    channels: Channels
    choosing: Choosing
    posting: Posting
    posts: PostingRounds
    planning: Planning
    discovering: Discovering
    alerts: Alerts
    campaigns: Campaigns
    reporting: Reporting
    exporting: Exporting
    forgot: DatabaseForgot | None = None

    @property
    def settings(self) -> Values:
        return self.foundation.settings.values

    @property
    def works(self) -> tuple[TimedWork, ...]:
        """What is done on timers of its own."""
        return (*self.discovering.works, self.campaigns.measuring.on_a_timer)

    @property
    def brands(self) -> Brands:
        return self.discovering.brands

    @property
    def discover(self) -> Discover:
        return self.discovering.discover

    @property
    def watching(self) -> Watching:
        return self.discovering.watching

    @property
    def rankings(self) -> Rankings:
        return self.discovering.rankings

    @property
    def audience(self) -> Audience:
        return self.discovering.audience


def backup_keeper(base: Foundation, database: Path | None = None) -> BackupKeeper:
    """database: where it is, if not in the data folder."""
    return BackupKeeper(
        Backups(database or base.folder.database), lambda: base.settings.values.backup_gigabytes * 1e9, base.clock
    )


@asynccontextmanager
async def opened(
    base: Foundation, clients: Clients, *, reading: bool = False, beside: bool = False
) -> AsyncIterator[Services]:
    """Opens the store and yields the services; closes the clients and the store at the end in any case.

    reading: opens the database read-only, so that it works alongside a writer. beside: a few rows are written while
    another TikTrack works with the data folder, so nothing in it is tidied up.

    Raises StoreError if the database can't be opened, or if it holds demo data and the clients are real; BadInput and
    KeyringUnavailable for its URL and password.
    """
    async with AsyncExitStack() as closing:
        place = await database.place(base) if clients.are_real else base.folder.database
        store = Store(place, read_only=reading)
        closing.callback(store.close)
        await asyncio.to_thread(store.open)
        if clients.are_real and not reading and await store.creators.is_made_up():
            raise DemoData
        closing.push_async_callback(base.tiktok_window.close)
        closing.push_async_callback(clients.tiktok.close)
        closing.push_async_callback(clients.discord.close)
        closing.push_async_callback(clients.images.close)
        services = _services(base, clients, store, place)
        if clients.are_real and not (reading or beside):
            await asyncio.to_thread(remove_leftovers, base.folder)
            services = replace(services, forgot=await services.history.check())
            await _move_feed_minutes(base.settings, services.source_list)
        yield services


async def _move_feed_minutes(settings: Settings, sources: SourceList) -> None:
    """How often the feed is refreshed was a setting; its value becomes the source's, once."""
    try:
        minutes = await settings.take_feed_minutes()
    except (BadInput, CannotWrite) as error:
        log.warning("The feed's frequency stays in the settings for now. %s", error)
        return
    if minutes is not None:
        feed = await sources.find(TRENDING)
        await sources.change(replace(feed, scrape_frequency_minutes=minutes))
        log.info("The trending feed is refreshed every %d min, as the settings said", minutes)


def read_sheet(file: Path | BinaryIO) -> Sheet:
    """Reads a file with creators, for commands. Raises BadInput, which says why it can't be used."""
    if isinstance(file, Path):
        return TableFiles().read(file)
    return TableFiles().read_content(file.read(MOST_BYTES + 1), "the standard input")


def _services(base: Foundation, clients: Clients, store: Store, place: database.Place) -> Services:
    health = HealthWatch(store, base.clock)
    trending = Trending(clients.tiktok, store, health, base.clock)
    creators = Creators(clients.tiktok, store, health, base.clock)
    as_set = AsSet(base.settings)
    refreshing = Refreshing(creators, store, base.budget, as_set.creators_every, base.clock, as_set.creators_adaptive)
    adding = Adding(creators, TableFiles(), store, base.clock)
    history = History(clients.discord, PostMemoryFile(base.folder), store, base.clock)
    rounds = Rounds(trending, store, base.clock)
    remeasuring = Remeasuring(clients.tiktok, store, health, base.clock, as_set.criteria)
    channels = Channels(clients.discord, store, base.clock, as_set.posting)
    drafts = Drafts(store, base.clock, as_set.criteria)
    outbox = Outbox(
        clients.discord,
        clients.images,
        history,
        store,
        base.clock,
        charts=Charts(),
        preparation=Freshness(creators, remeasuring, channels, drafts, store, base.clock),
        directory=clients.discord,
        is_paused=lambda: base.settings.values.posting_paused,
    )
    choosing = Choosing(clients.tiktok, creators, store, health, base.clock, as_set.criteria)
    posting = Posting(clients.discord, creators, channels, drafts, outbox, store)
    posts = PostingRounds(channels, choosing, posting, base.clock)
    lists, source_list = CreatorLists(store, base.clock), SourceList(creators, store, base.clock)
    candidates = discovering(
        clients.tiktok,
        creators,
        lists,
        source_list,
        store,
        health,
        base.budget,
        as_set.constants,
        base.clock,
    )
    measuring = CampaignMeasuring(clients.tiktok, store, health, base.budget, base.clock)
    backups, space = None, None  # a server's are the server's
    if isinstance(place, Path):
        backups, space = backup_keeper(base, place), SpaceOfFile(FileSpace(place), as_set.keeping, base.clock)
    return Services(
        foundation=base,
        clients=clients,
        store=store,
        health=health,
        trending=trending,
        rounds=rounds,
        source_list=source_list,
        lists=lists,
        annotations=Annotations(store, base.clock),
        adding=adding,
        history_importing=HistoryImporting(TableFiles(), store, base.clock),
        remeasuring=remeasuring,
        creators=creators,
        refreshing=refreshing,
        history=history,
        outbox=outbox,
        backups=backups,
        space=space,
        upkeep=Upkeep(backups, store, as_set.keeping, base.clock),
        servers=Servers(clients.discord, outbox, store, base.clock),
        channels=channels,
        choosing=choosing,
        posting=posting,
        posts=posts,
        planning=Planning(
            clients.tiktok.name,
            rounds,
            remeasuring,
            refreshing,
            adding,
            posts,
            health,
            base.budget,
            as_set.plan,
            base.clock,
            candidates.watching,
            candidates.audience,
            measuring,
        ),
        discovering=candidates,
        alerts=Alerts(creators, store, as_set.alert_rules, as_set.constants, base.clock),
        campaigns=Campaigns(measuring, clients.tiktok, store, health, base.clock),
        reporting=Reporting(store, base.clock, as_set.creators_every),
        exporting=Exporting(store, TableWriters(), base.clock),
    )
