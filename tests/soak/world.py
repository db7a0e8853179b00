"""What a soak kills the program in: data, both look-alikes, and the count of what went wrong."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests.lookalikes import discord_faults as faults
from tests.lookalikes import discord_routes as routes
from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.discord_faults import Fault
from tests.lookalikes.tiktok import TikTokLookalike
from tests.processes import Child, named
from tests.soak import program
from tests.soak.program import BEGAN, SPEED
from tests.store.examples import a_run, a_video, measured
from tests.waiting import LIMIT
from tiktrack_gui.core.deliveries import Channel, ChannelKind
from tiktrack_gui.core.embed import marked_key
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.services.sending import SETTLE
from tiktrack_gui.store import Store

LATEST = 0.7 * SETTLE / SPEED  # s; the latest answer that is still promised to be found
GONE_WITHIN = 20.0  # s, for the browser of a killed program to notice
STORIES = {"about": "video", "at_most": 4, "every": 600.0}  # the rules of the second channel
TRIES = 6  # without a fault; more is "stuck"

HALF_DONE = """
SELECT key FROM deliveries WHERE state = 'sending' OR (state = 'queued' AND message_id IS NOT NULL)
"""

FAULTS: tuple[Fault | None, ...] = (
    None,
    *(faults.hanging(after=after) for after in (False, True)),
    *(faults.dropped(after=after) for after in (False, True)),
    *(faults.server_error(503, after=after) for after in (False, True)),
    *(faults.cut_short(), faults.half_an_answer(), faults.blocked_by_edge(), faults.internal_network_error()),
    *(faults.refused(403, 50013), faults.rate_limited(1.0)),
)
ROUTES = (
    *(routes.LOGIN, routes.CHANNEL, routes.GUILD, routes.HISTORY, routes.ACTIVE_THREADS, routes.ARCHIVED_THREADS),
    *3 * (routes.SEND, routes.START, routes.START_FROM_MESSAGE),
)


class World:
    """One data folder after another, in one home.

    Attributes:
        count: What happened: "kills", and each kind of failure.
    """

    def __init__(self, seed: int, tiktok: TikTokLookalike, home: Path) -> None:
        self.random = random.Random(seed)
        self.count: Counter[str] = Counter()
        self.problems: list[str] = []
        self.home = home
        self.mark = f"--mark=soak-{os.getpid()}"
        self._tiktok = tiktok
        self._folders = 0

    def fresh(self) -> Run:
        """A new data folder with ten stories, and an empty Discord server."""
        self._folders += 1
        return Run(self, self.home / f"data{self._folders}")

    def environment(self, discord: DiscordLookalike, data: Path) -> dict[str, str]:
        own = {name: str(self.home / name.lower()) for name in ("XDG_RUNTIME_DIR", "XDG_STATE_HOME", "TMPDIR")}
        for folder in own.values():
            Path(folder).mkdir(mode=0o700, exist_ok=True)
        browser = self._tiktok.browser_env()
        browser["TIKTRACK_BROWSER_ARGS"] += f" {self.mark}"
        limits = {"TIKTOK_MIN_ENGAGEMENT_VELOCITY": "0", "RECENT_ACTIVITY_DAYS": "0", "MIN_FOLLOWERS": "0"}
        return os.environ | own | browser | discord.env | limits | {"TIKTRACK_DATA_DIR": str(data)}

    def wrong(self, kind: str, what: str) -> None:
        self.count[kind] += 1
        self.problems.append(f"{kind}: {what}")

    def check_processes(self) -> None:
        end = time.monotonic() + GONE_WITHIN
        while (left := named(self.mark)) and time.monotonic() < end:
            time.sleep(0.1)
        if left:
            self.wrong("processes", str(left))

    def check_leftovers(self) -> None:
        """Call it after a run that ended by itself: it has swept what the killed ones left."""
        for place in ("xdg_runtime_dir", "tmpdir"):
            left = [path.name for path in (self.home / place).iterdir() if not path.name.startswith("dbus")]
            if left:
                self.wrong("leftovers", f"{place}: {left}")


class Run:
    """One data folder and its Discord server; the program is started, killed and checked over it."""

    def __init__(self, world: World, data: Path) -> None:
        self.world, self.random = world, world.random
        self.folder = DataFolder(data)
        self.discord = DiscordLookalike(now=program.now)
        self.creators = [f"creator{number}" for number in range(10)]
        self._copies: list[Path] = []
        self._late: list[threading.Timer] = []

    def __enter__(self) -> Run:
        self.discord.__enter__()
        self.folder.root.mkdir()
        self._stories_at = int(program.now()) - 3600
        self.measure()
        kinds = (self.discord.text, self.discord.forum, self.discord.announcement)
        self.channel, self.stories = self.random.sample(kinds, 2)
        self._add_channels()
        self.environment = self.world.environment(self.discord, self.folder.root)
        return self

    def __exit__(self, *_: object) -> None:
        for timer in self._late:
            timer.join()
        self.discord.behave()
        self.discord.__exit__(None, None, None)

    def _add_channels(self) -> None:
        """`channel` gets creators' profiles, `stories` a thread for each video; both may be posted to by a timer."""
        with Store(self.folder.database) as store:
            for id_, rules in ((self.channel, {}), (self.stories, STORIES)):
                known = Channel(id=id_, guild_id=1, guild="Bakers", name=str(id_), kind=ChannelKind.TEXT)
                store.channels.save_channel(known, at=1).result()
                store.channels.add(id_, at=1).result()
                store.channels.keep_rules(id_, rules).result()
                store.channels.confirm_channel(id_, at=1).result()

    def measure(self) -> None:
        """Measures the ten stories, which need no browser then: what is older than an hour would wait for one."""
        now, since = int(program.now()), self._stories_at
        items = [measured(a_video(number, at=now, posted_at=since, raw={})) for number in range(10)]
        with Store(self.folder.database) as store:
            store.runs.record_run(a_run(items, at=now), items).result()

    def start(self, *arguments: str, **more: str) -> subprocess.Popen[str]:
        line = [sys.executable, "-m", "tests.soak.program", *arguments]
        environment = self.environment | more
        return Child(
            line, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def finish(self, *arguments: str, **more: str) -> tuple[int, str, str]:
        with self.start(*arguments, **more) as process:
            try:
                said, errors = process.communicate(timeout=LIMIT)
            except subprocess.TimeoutExpired:
                process.kill()
                self.world.wrong("stuck", f"{arguments} didn't end")
                return -1, "", ""
        if "Traceback" in errors:
            self.world.wrong("tracebacks", errors)
        return process.returncode, said, errors

    def kill(self, process: subprocess.Popen[str], within: float) -> None:
        """Kills it at a random moment, unless it has ended before."""
        with process:
            try:
                process.communicate(timeout=self.random.uniform(0.2, within))
            except subprocess.TimeoutExpired:
                process.kill()
                self.world.count["kills"] += 1
                process.communicate()

    @contextmanager
    def trouble(self) -> Iterator[None]:
        """Discord fails once or twice in the block; what hangs is answered after it, perhaps late."""
        fault = self.random.choice(FAULTS)
        times = self.random.choice((1, 1, 2))
        armed = None if fault is None else self.discord.fail(self.random.choice(ROUTES), fault, times=times)
        try:
            yield
        finally:
            if armed is not None:
                timer = threading.Timer(self.random.uniform(0, LATEST), armed.release)
                timer.start()
                self._late.append(timer)

    def calm(self) -> None:
        """From now on, Discord is fine; late answers have come."""
        self.discord.behave()
        for timer in self._late:
            timer.join()

    def copy(self) -> None:
        """Keeps a copy of the database to put back later."""
        with Store(self.folder.database) as store:
            copy = self.folder.root.with_name(f"{self.folder.root.name}-{len(self._copies)}.db")
            store._connection.db.execute_sql("VACUUM INTO ?", (str(copy),))  # type: ignore[no-untyped-call]
        self._copies.append(copy)

    def forget(self) -> None:
        """Puts back an older database, once nothing is under way in Discord any more."""
        self.calm()
        time.sleep(0.2)
        for path in self.folder.root.glob("tiktrack.db*"):
            path.unlink()
        shutil.copy(self.random.choice(self._copies), self.folder.database)
        self.world.count["forgotten"] += 1

    def half_done(self) -> list[str]:
        """The keys of the posts of which Discord may have a part, as the database says."""
        with closing(sqlite3.connect(f"file:{self.folder.database}?mode=ro", uri=True)) as database:
            return [key for (key,) in database.execute(HALF_DONE)]

    def check(self, wanted: Sequence[str] = (), stories: Sequence[str] = ()) -> None:
        """Counts duplicate, empty and lost posts, and damage.

        wanted: handles that must have been posted in `channel`; stories: those whose video must have been in `stories`.
        """
        for channel, handles in ((self.channel, wanted), (self.stories, stories)):
            self._check_posts(channel, handles)
        with Store(self.folder.database) as store:
            problems = store.integrity.verify().result().problems
            if problems:
                self.world.wrong("damaged", str(problems))
        self.world.check_processes()
        self.world.check_leftovers()

    def _check_posts(self, channel: int, handles: Sequence[str]) -> None:
        posts = self._posts(channel)
        keys = Counter(_key(post) for post in posts)
        for key, number in keys.items():
            if key is None:
                self.world.wrong("empty", str(posts))
            elif number > 1:
                self.world.wrong("duplicates", f"{key} {number} times in {channel}")
        threads = self.discord.guild.threads_in(channel)
        if len(threads) < len(posts):
            self.world.wrong("lost", f"{len(posts) - len(threads)} messages have no thread")
        names = [thread.name for thread in threads]
        for handle in handles:
            if sum(name.rstrip(")").endswith(f"@{handle}") for name in names) != 1:
                self.world.wrong("lost", f"@{handle} in {names}")

    def _posts(self, channel: int) -> list[list[dict[str, Any]]]:
        """The embeds of the bot's posts: of messages in the channel, or of the first messages of forum posts."""
        guild = self.discord.guild
        if not guild.channel(channel).is_forum:
            return [message.embeds for message in guild.messages_in(channel)]
        return [guild.message(thread.id, thread.id).embeds for thread in guild.threads_in(channel)]


def _key(post: list[dict[str, Any]]) -> str | None:
    """post: the embeds of a message."""
    found = (marked_key(url=embed.get("url"), footer=embed.get("footer", {}).get("text")) for embed in post)
    return next(found, None)


@contextmanager
def world(seed: int) -> Iterator[World]:
    os.environ[BEGAN] = repr(time.time())  # also for the Discord in this process
    with tempfile.TemporaryDirectory(prefix="s", dir="/tmp") as home, TikTokLookalike() as tiktok:
        yield World(seed, tiktok, Path(home))
