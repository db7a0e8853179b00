"""Helpers for pictures of pages: services over a store whose work is done immediately, and a window around a page."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QWidget

from tests.services.fakes import CHANNEL, FakeClock, FakeDiscord, FakeMemory, FakeTikTok, NoImages, a_plan
from tests.ui import samples
from tiktrack_gui.clients.table_files import TableFiles
from tiktrack_gui.config import settings_file
from tiktrack_gui.config.environment import Environment
from tiktrack_gui.config.settings import Settings
from tiktrack_gui.config.values import KEYS
from tiktrack_gui.core.alerts import Rules
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.posting_rules import PostingRules
from tiktrack_gui.services.adding import Adding
from tiktrack_gui.services.alerts import Alerts
from tiktrack_gui.services.annotations import Annotations
from tiktrack_gui.services.budget import RequestBudget
from tiktrack_gui.services.channels import Channels, PostingDefaults
from tiktrack_gui.services.choosing import Choosing
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.drafts import Drafts
from tiktrack_gui.services.health import HealthWatch
from tiktrack_gui.services.history import History
from tiktrack_gui.services.history_import import HistoryImporting
from tiktrack_gui.services.lists import CreatorLists
from tiktrack_gui.services.outbox import Outbox
from tiktrack_gui.services.planning import Planning
from tiktrack_gui.services.posting import Posting
from tiktrack_gui.services.posting_rounds import PostingRounds
from tiktrack_gui.services.refreshing import Refreshing
from tiktrack_gui.services.remeasuring import Remeasuring
from tiktrack_gui.services.rounds import Rounds
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.services.timers import Plan
from tiktrack_gui.services.trending import Trending
from tiktrack_gui.store import Store
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import framed, row
from tiktrack_gui.ui.widgets.nav_rail import Destination, NavRail
from tiktrack_gui.ui.widgets.pictures import Pictures

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

T = TypeVar("T")
P = TypeVar("P", bound=QWidget)

DESTINATIONS = (
    Destination(key="trending", text="Trending", icon="trending-up", shortcut="Ctrl+1"),
    Destination(key="creators", text="Creators", icon="users", shortcut="Ctrl+2"),
    Destination(key="discover", text="Discover", icon="compass", shortcut="Ctrl+3"),
    Destination(key="campaigns", text="Campaigns", icon="megaphone", shortcut="Ctrl+4"),
    Destination(key="discord", text="Discord", icon="send", shortcut="Ctrl+5"),
    Destination(key="activity", text="Activity", icon="activity", shortcut="Ctrl+6"),
)


class AtOnce(Tasks):
    """Runs a spawned task, and all tasks it spawns, before it returns, so that pictures show the final state."""

    def __init__(self) -> None:
        super().__init__(_raise)
        self._loop = asyncio.new_event_loop()
        self._waiting: list[asyncio.Task[Any]] = []
        self.left_out: set[str] = set()  # names of tasks that never begin, as their end would be waited for in vain

    def spawn(
        self, work: Coroutine[Any, Any, T], *, name: str, lasting: bool = False, finishes: bool = False
    ) -> asyncio.Task[T]:
        if self._loop.is_closed() or name in self.left_out:  # too late to affect the picture
            work.close()
            return None  # type: ignore[return-value]
        for older in [task for task in self._waiting if task.get_name() == name]:  # it hasn't started yet
            older.cancel()
            self._waiting.remove(older)
        task = self._loop.create_task(work, name=name)
        self._waiting.append(task)
        while self._waiting and not self._loop.is_running():
            self._loop.run_until_complete(self._waiting.pop(0))
        return task

    def close(self) -> None:
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()


class Never(Tasks):
    """Never runs anything, so that pictures show the initial state."""

    def __init__(self) -> None:
        super().__init__(_raise)

    def spawn(
        self, work: Coroutine[Any, Any, T], *, name: str, lasting: bool = False, finishes: bool = False
    ) -> asyncio.Task[T]:
        work.close()
        return None  # type: ignore[return-value]


@dataclass
class Scenery:
    """Services over a store that exists until the picture's data has been read."""

    clock: FakeClock
    tiktok: FakeTikTok
    discord: FakeDiscord
    store: Store
    health: HealthWatch
    creators: Creators
    adding: Adding
    lists: CreatorLists
    outbox: Outbox
    channels: Channels
    choosing: Choosing
    posting: Posting
    posts: PostingRounds
    tasks: AtOnce
    folder: Path

    @cached_property
    def annotations(self) -> Annotations:
        return Annotations(self.store, self.clock)

    @cached_property
    def refreshing(self) -> Refreshing:
        budget = RequestBudget(self.clock, lambda: 4.0)
        return Refreshing(self.creators, self.store, budget, lambda: 6.0 * HOUR, self.clock)

    @cached_property
    def importing(self) -> HistoryImporting:
        return HistoryImporting(TableFiles(), self.store, self.clock)

    @cached_property
    def alerts(self) -> Alerts:
        return Alerts(self.creators, self.store, Rules, Constants, self.clock)

    def settings(self, environment: Environment | None = None, **saved: object) -> Settings:
        """saved: the contents of the file, by field of `Values`."""
        path = self.folder / "settings.toml"
        placed = {(KEYS[name].at.table, KEYS[name].at.key): value for name, value in saved.items()}
        settings_file.write(path, settings_file.edited(path, placed))
        return Settings(path, environment or Environment())


def planning_of(
    scene: Scenery,
    rounds: Rounds | None = None,
    health: HealthWatch | None = None,
    budget: RequestBudget | None = None,
    plan: Callable[[], Plan] = a_plan,
) -> Planning:
    """The plan of the scene's requests. rounds, health, budget: those of its page, if it has its own."""
    health = health or scene.health
    trending = Trending(scene.tiktok, scene.store, health, scene.clock)
    return Planning(
        scene.tiktok.name,
        rounds or Rounds(trending, scene.store, scene.clock),
        Remeasuring(scene.tiktok, scene.store, health, scene.clock, Criteria),
        scene.refreshing,
        scene.adding,
        scene.posts,
        health,
        budget or RequestBudget(scene.clock, lambda: 4.0),
        plan,
        scene.clock,
    )


def _defaults() -> PostingDefaults:
    return PostingDefaults(rules=PostingRules(), channel_id=CHANNEL)


@contextmanager
def scenery(database: Path | None = None) -> Iterator[Scenery]:
    """database: the store's contents; none = empty."""
    clock, tiktok, discord, tasks = FakeClock(samples.NOW), FakeTikTok(), FakeDiscord(), AtOnce()
    with TemporaryDirectory() as folder, Store(_copy(database, Path(folder) / "tiktrack.db")) as store:
        health = HealthWatch(store, clock)
        creators = Creators(tiktok, store, health, clock)
        outbox = Outbox(discord, NoImages(), History(discord, FakeMemory(), store, clock), store, clock)
        drafts = Drafts(store, clock, Criteria)
        channels = Channels(discord, store, clock, _defaults)
        choosing = Choosing(tiktok, creators, store, health, clock)
        posting = Posting(discord, creators, channels, drafts, outbox, store)
        adding, lists = Adding(creators, TableFiles(), store, clock), CreatorLists(store, clock)
        posts = PostingRounds(channels, choosing, posting, clock)
        services = health, creators, adding, lists, outbox, channels, choosing, posting, posts
        yield Scenery(clock, tiktok, discord, store, *services, tasks, Path(folder))
    tasks.close()


def _copy(database: Path | None, to: Path) -> Path:
    if database is not None:
        shutil.copyfile(database, to)
    return to


def pictures(theme: Theme) -> Pictures:
    """Pictures drawn on request; a few fail to load."""
    found = Pictures(theme)

    def answer(addresses: list[str]) -> None:
        for address in addresses:
            found.put(address, samples.picture(address) if not address.endswith("7") else None)

    found.wanted.connect(answer)
    return found


def in_window(theme: Theme, key: str, page: QWidget, *, demo: bool = False, unread: int = 0) -> QWidget:
    """The page next to the rail, as in the window."""
    rail = NavRail(theme, DESTINATIONS)
    rail.select(key)
    rail.set_badge("trending", 37)
    rail.set_badge("activity", unread, "unread")
    if demo:
        rail.set_state("Demo data")
        rail.offer("Use my real data")
    else:
        rail.set_state("Watching TikTok", "Next refresh in 12 min")
    return framed("rail", row((rail, 0), (framed("page", row((page, 1), spacing=0)), 1), spacing=0))


def on_show(page: P, qtbot: QtBot, *, height: int = 860) -> Iterator[P]:
    """Shows a page until the test is over. height: px."""
    qtbot.addWidget(page)
    page.resize(1240, height)
    page.show()
    yield page
    pictures = page.findChild(Pictures)
    assert pictures is not None
    pictures.close()


def _raise(error: BaseException) -> None:
    raise error
