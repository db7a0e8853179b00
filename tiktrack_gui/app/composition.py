"""The composition root: builds all parts from the bottom up, injects their dependencies, and closes them again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tiktrack_gui.app import database
from tiktrack_gui.app.as_set import AsSet
from tiktrack_gui.app.charts import Charts
from tiktrack_gui.app.discovering import Discovering, discovering
from tiktrack_gui.app.leftovers import remove_leftovers
from tiktrack_gui.app.sandbox import Sandbox
from tiktrack_gui.clients.table_files import MOST_BYTES, TableFiles
from tiktrack_gui.clients.table_writers import TableWriters
from tiktrack_gui.clock import Clock, SystemClock
from tiktrack_gui.config import cookies, environment
from tiktrack_gui.config.network import Network
from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.settings import Settings
from tiktrack_gui.config.tokens import PassingKeyring, Tokens, system_keyring
from tiktrack_gui.config.values import Values
from tiktrack_gui.core.errors import BadInput, CannotWrite, DatabaseForgot, DemoData, KeyringUnavailable
from tiktrack_gui.core.sheets import Sheet
from tiktrack_gui.core.sources import TRENDING
from tiktrack_gui.host.autostart import login_command, login_entry
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.host.paths import DataFolder, browsers_folder
from tiktrack_gui.host.post_memory import PostMemoryFile
from tiktrack_gui.services.adding import Adding
from tiktrack_gui.services.alerts import Alerts
from tiktrack_gui.services.annotations import Annotations
from tiktrack_gui.services.audience import Audience
from tiktrack_gui.services.autostart import Autostart
from tiktrack_gui.services.backups import BackupKeeper
from tiktrack_gui.services.brands import Brands
from tiktrack_gui.services.budget import RequestBudget
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
from tiktrack_gui.services.sources import Discord, ImageSource, TikTokSource
from tiktrack_gui.services.space import SpaceOfFile
from tiktrack_gui.services.timed_work import TimedWork
from tiktrack_gui.services.trending import Trending
from tiktrack_gui.services.upkeep import Upkeep
from tiktrack_gui.services.watching import Watching
from tiktrack_gui.store import Backups, FileSpace, Store

if TYPE_CHECKING:
    from playwright.async_api import Cookie

    from tiktrack_gui.clients.browser.browsers import Browsers
    from tiktrack_gui.clients.tiktok.window import TikTokWindow

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Foundation:
    """The base that everything else builds on, including the clients."""

    folder: DataFolder
    environment: environment.Environment
    settings: Settings
    tokens: Tokens
    secrets: Secrets
    clock: Clock
    budget: RequestBudget
    network: Network
    tiktok_window: TikTokWindow
    sandbox: Sandbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Clients:
    """The clients for the outside world: real ones or the demo's."""

    tiktok: TikTokSource
    discord: Discord
    images: ImageSource
    are_real: bool


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


def foundation(folder: DataFolder, secrets: Secrets, *, demo: bool = False) -> Foundation:
    """Reads the environment and the settings; logs every unusable value.

    demo: the user's tokens are neither read nor changed.
    """
    from tiktrack_gui.clients.tiktok.window import TikTokWindow

    variables = environment.read(folder.env)
    settings = Settings(folder.settings, variables)
    for problem in settings.problems:
        log.warning("%s", problem)
    settings.adopt(was_used=PostMemoryFile(folder).is_there())
    clock = SystemClock()
    passing = PassingKeyring()
    tokens = Tokens(variables, secrets, (lambda: passing) if demo else system_keyring)
    sandbox = Sandbox()
    network = Network(settings, tokens, secrets)
    found = _browsers(folder, variables, settings, network, sandbox)
    return Foundation(
        folder=folder,
        environment=variables,
        settings=settings,
        secrets=secrets,
        tokens=tokens,
        clock=clock,
        budget=RequestBudget(clock, lambda: settings.values.request_delay),
        network=network,
        tiktok_window=TikTokWindow(found, partial(_kept_cookies, tokens), variables.browser_args, proxies=network),
        sandbox=sandbox,
    )


def is_old_browser_chosen(base: Foundation) -> bool:
    """Whether the settings still name one in the data folder, which an earlier version downloaded."""
    return Path(base.settings.values.browser_path).is_relative_to(base.folder.old_browsers)


def browsers(base: Foundation) -> Browsers:
    return _browsers(base.folder, base.environment, base.settings, base.network, base.sandbox)


def _browsers(
    folder: DataFolder, variables: environment.Environment, settings: Settings, network: Network, sandbox: Sandbox
) -> Browsers:
    from tiktrack_gui.clients.browser.browsers import Browsers
    from tiktrack_gui.clients.tiktok.trial import try_out

    trial = partial(try_out, args=variables.browser_args)
    return Browsers(
        browsers_folder(),
        lambda: settings.values.browser_path,
        trial,
        network,
        is_confirmed=lambda: "browser_path" not in settings.unconfirmed(),
        old_folder=folder.old_browsers,
        on_unsandboxed=sandbox.lost.emit,
    )


async def _kept_cookies(tokens: Tokens) -> Sequence[Cookie]:
    return [
        {"name": name, "value": value, "domain": ".tiktok.com", "path": "/", "secure": True}
        for name, value in (await cookies.kept(tokens)).items()
    ]


async def tiktok_window(base: Foundation) -> None:
    """Shows TikTok in a window until the user closes it; its cookies and msToken are used from then on.

    Raises TikTokError.
    """
    token = await base.tiktok_window.open()
    await cookies.keep(base.tokens, await base.tiktok_window.cookies())
    if token is None:
        return
    try:
        await base.tokens.set(Kind.TIKTOK, token)
    except (KeyringUnavailable, BadInput) as error:  # without a keyring it is kept for this session
        log.warning("The msToken of TikTok's window is not kept. %s", error)


def autostart(base: Foundation) -> Autostart:
    return Autostart(login_entry(), login_command(base.folder))


def tiktok(base: Foundation) -> TikTokSource:
    """Returns TikTok in a browser, which is started by the first request."""
    from tiktrack_gui.clients.tiktok.browser import BrowserTikTok

    return BrowserTikTok(
        browsers(base),
        now=base.clock.now,
        args=base.environment.browser_args,
        ms_token=base.tokens.get_tiktok,  # tolerates a missing keyring
        cookies=base.tiktok_window.cookies,
        pace=base.budget.reserve,
        idle_minutes=lambda: base.settings.values.browser_idle_minutes,
        proxies=base.network,
    )


def real_clients(base: Foundation, on_trouble: Callable[[int], None] | None = None) -> Clients:
    """Returns TikTok in a browser and Discord over REST; nothing is started or requested before it is needed.

    on_trouble: called with the HTTP status of a server error from Discord before each retry.
    """
    from tiktrack_gui.clients.discord.threads import DiscordThreads
    from tiktrack_gui.clients.images import CdnImages

    token = partial(base.tokens.get, Kind.DISCORD)
    discord = DiscordThreads(token, base.environment.discord_api, proxies=base.network, on_trouble=on_trouble)
    return Clients(tiktok=tiktok(base), discord=discord, images=CdnImages(base.network), are_real=True)


def demo_clients(base: Foundation) -> Clients:
    """Synthetic creators and an in-memory channel; no browser, and no network until live videos are shown."""
    from tiktrack_gui.clients.images import CdnImages
    from tiktrack_gui.demo.discord import DemoDiscord
    from tiktrack_gui.demo.images import DemoImages
    from tiktrack_gui.demo.tiktok import DemoTikTok

    images = DemoImages(live=CdnImages(base.network))
    return Clients(tiktok=DemoTikTok(base.clock), discord=DemoDiscord(base.clock), images=images, are_real=False)


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
