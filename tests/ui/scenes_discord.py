"""The Discord page in each of its states, with fictional creators and an in-memory channel."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from tests.services.fake_directory import FakeDirectory
from tests.services.fakes import FakeDiscord
from tests.ui import samples
from tests.ui.scenery import Never, Scenery, in_window, pictures, scenery
from tiktrack_gui.app.as_set import posting_rules
from tiktrack_gui.config.environment import Environment
from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.tokens import Keyring, Tokens
from tiktrack_gui.config.values import Values
from tiktrack_gui.core.deliveries import Attachments, Channel, ChannelKind, Delivery, NewDelivery, Posted
from tiktrack_gui.core.errors import (
    ChannelGone,
    DiscordRateLimited,
    DiscordUnreachable,
    OutcomeUnknown,
    PostBlocked,
    TokenMissing,
    TokenRefused,
)
from tiktrack_gui.core.models import Creator, CreatorSample, Origin
from tiktrack_gui.core.servers import ChannelDetails, Permission, Server, missing
from tiktrack_gui.core.subjects import Subject
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.services.channels import PostingDefaults
from tiktrack_gui.services.servers import Servers
from tiktrack_gui.services.source_list import SourceList
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.discord.page import DiscordPage
from tiktrack_gui.ui.discord.services import DiscordServices
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window.messages import Messages

GUILD = 1_100_000_000_000_000_001
OTHER_GUILD = GUILD + 100
CHANNEL = 1_200_000_000_000_000_002
FORUM, NEWS = CHANNEL + 100, CHANNEL + 200
TOKEN = "made-up.token.for-pictures"
CREATORS = 6
DAY = 86_400
HOUR = 3600


class MemoryKeyring:
    """An in-memory keyring."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[username]


class SceneDiscord(FakeDirectory, FakeDiscord):
    """Two servers; fails as long as there is no bot. Every other ID is a channel called #trend-watch, too."""

    def __init__(self, *, bot: str = "Trend Bot", kind: ChannelKind = ChannelKind.TEXT) -> None:
        FakeDiscord.__init__(self)
        FakeDirectory.__init__(self)
        self.bot, self.kind, self.name = bot, kind, "trend-watch"
        self.lacks = Permission(0)
        self.trouble: Exception | None = None
        self.gone = False

    def fill(self) -> None:
        """Adds the servers and their channels."""
        self.add_channel(channel_of(CHANNEL, self.name, self.kind), lacks=self.lacks, also=Permission.MANAGE_THREADS)
        self.add_channel(channel_of(FORUM, "creator-finds", ChannelKind.FORUM), tags=("Rising", "Food", "Comedy"))
        rules = channel_of(GUILD + 12, "rules", ChannelKind.TEXT)
        self.add_channel(rules, category="About", lacks=Permission.SEND_MESSAGES | Permission.EMBED_LINKS)
        self.add_channel(channel_of(GUILD + 13, "clips", ChannelKind.MEDIA), category="About")
        self.add_channel(channel_of(GUILD + 14, "Lounge", ChannelKind.OTHER), category="Voice")
        self.add_channel(channel_of(NEWS, "news", ChannelKind.ANNOUNCEMENT, OTHER_GUILD, "Weekend Bakers"))

    async def whoami(self) -> str:
        if self.trouble is not None:
            raise self.trouble
        if not self.bot:
            raise TokenMissing
        return self.bot

    async def servers(self) -> list[Server]:
        await self.whoami()
        return await super().servers()

    async def channel(self, channel_id: int) -> Channel:
        await self.whoami()
        if self.gone:
            raise ChannelGone
        return (await self.details(channel_id)).channel

    async def details(self, channel_id: int) -> ChannelDetails:
        await self.whoami()
        if self.gone:
            raise ChannelGone
        if channel_id not in self.granted:
            self.add_channel(channel_of(channel_id, self.name, self.kind), lacks=self.lacks)
        return await super().details(channel_id)

    async def missing_permissions(self, channel_id: int) -> tuple[str, ...]:
        return missing((await self.details(channel_id)).permissions)

    async def post(
        self, delivery: Delivery, attachments: Attachments, on_message: Callable[[int], Awaitable[None]]
    ) -> Posted:
        await self.whoami()
        return await super().post(delivery, attachments, on_message)


def channel_of(
    channel_id: int, name: str, kind: ChannelKind, guild_id: int = GUILD, guild: str = "Trend Squad"
) -> Channel:
    return Channel(id=channel_id, guild_id=guild_id, guild=guild, name=name, kind=kind)


Fill = Callable[[Scenery, "Parts"], None]


class Parts:
    """The parts a scene can change before the page is created."""

    def __init__(self) -> None:
        self.discord = SceneDiscord()
        self.keyring: MemoryKeyring | None = MemoryKeyring()
        self.keyring.set_password("TikTrack", Kind.DISCORD, TOKEN)
        self.variables: dict[str, str] = {}
        self.changes: dict[str, Any] = {"channel_id": CHANNEL, "min_followers": 25_000}
        self.is_confirmed = True


def make(theme: Theme, scene: Scenery, parts: Parts, tasks: Tasks, messages: Messages | None = None) -> DiscordPage:
    """A page over the scene's services, through which tests can access them."""
    environment = Environment(parts.variables)
    settings = scene.settings(environment, **parts.changes)
    tokens = Tokens(environment, Secrets(), lambda: _keyring(parts))
    found = pictures(theme)
    messages = messages or Messages()
    changes = SettingChanges(settings, tasks, messages)
    scene.channels._defaults = lambda: defaults(settings.values)
    scene.outbox._sending._is_paused = lambda: settings.values.posting_paused
    scene.outbox._directory = parts.discord
    services = DiscordServices(
        channels=scene.channels,
        choosing=scene.choosing,
        creators=scene.creators,
        lists=scene.lists,
        outbox=scene.outbox,
        posting=scene.posting,
        posts=scene.posts,
        servers=Servers(parts.discord, scene.outbox, scene.store, scene.clock),
        sources=SourceList(scene.creators, scene.store, scene.clock),
        tokens=tokens,
    )
    page = DiscordPage(theme, found, services, changes, tasks, messages, scene.clock.now)
    found.setParent(page)
    return page


def defaults(values: Values) -> PostingDefaults:
    """As the program's composition makes them of the settings."""
    return PostingDefaults(rules=posting_rules(values), channel_id=values.channel_id, posting=values.posting)


def settled(theme: Theme) -> QWidget:
    """Everything set up, with some posts; the selected one needs review."""
    window = _window(theme, _posts)
    page = _found(window)
    page._panel.select(next(row.id for row in _rows(page) if row.state == "needs_review"))
    return window


def forum(theme: Theme) -> QWidget:
    def in_a_forum(scene: Scenery, parts: Parts) -> None:
        parts.discord.kind = ChannelKind.FORUM

    return _window(theme, in_a_forum)


def new(theme: Theme) -> QWidget:
    """First use: no token, no channel."""

    def nothing(scene: Scenery, parts: Parts) -> None:
        parts.discord.bot = ""
        parts.keyring = MemoryKeyring()
        parts.changes = {}
        parts.is_confirmed = False

    return _window(theme, nothing)


def unconfirmed(theme: Theme) -> QWidget:
    def asked(scene: Scenery, parts: Parts) -> None:
        parts.is_confirmed = False

    return _window(theme, asked)


def locked(theme: Theme) -> QWidget:
    def fixed(scene: Scenery, parts: Parts) -> None:
        parts.variables = {
            "DISCORD_BOT_TOKEN": TOKEN, "DISCORD_CHANNEL_ID": str(CHANNEL), "MIN_FOLLOWERS": "5000",
        }  # fmt: skip
        parts.discord.lacks = Permission.EMBED_LINKS | Permission.CREATE_PUBLIC_THREADS

    return _window(theme, fixed)


def refused(theme: Theme) -> QWidget:
    def wrong(scene: Scenery, parts: Parts) -> None:
        parts.discord.trouble = TokenRefused()

    window = _window(theme, wrong)
    _found(window)._messages.trouble(TokenRefused())
    return window


def unruly(theme: Theme) -> QWidget:
    """Names as long as Discord and TikTok allow, and a bio without spaces."""

    def wild(scene: Scenery, parts: Parts) -> None:
        parts.discord.bot = "The Trend Watching Bot Of Us All#4711"
        parts.discord.name = "what-takes-off-right-now-" * 4
        parts.is_confirmed = False
        known = replace(_creator(0), name="✨𝓛𝓾𝓷𝓪✨ " * 6, bio="#fyp" * 20 + "\nمطبخ صغير، نكهات كبيرة", verified=False)
        scene.store.creators.record_creator(replace(known, handle="l" * 24), samples.NOW - HOUR).result()
        scene.store.creators.track(known.id, samples.NOW).result()

    return _window(theme, wild, creators=0)


def gone(theme: Theme) -> QWidget:
    def away(scene: Scenery, parts: Parts) -> None:
        parts.discord.gone = True

    return _window(theme, away)


def nobody(theme: Theme) -> QWidget:
    return _window(theme, None, creators=0)


def loading(theme: Theme) -> QWidget:
    with scenery() as scene:
        return in_window(theme, "discord", make(theme, scene, Parts(), Never()))


SCENES: dict[str, tuple[Callable[[Theme], QWidget], int, int]] = {
    "discord": (settled, 1440, 900),
    "discord_forum": (forum, 1440, 900),
    "discord_small": (settled, 1024, 640),
    "discord_new": (new, 1440, 900),
    "discord_unconfirmed": (unconfirmed, 1440, 900),
    "discord_locked": (locked, 1440, 900),
    "discord_refused": (refused, 1440, 900),
    "discord_gone": (gone, 1440, 900),
    "discord_unruly": (unruly, 1440, 900),
    "discord_nobody": (nobody, 1440, 900),
    "discord_loading": (loading, 1440, 900),
}
for _part in ("preview", "outbox"):
    SCENES[f"discord_small_{_part}"] = (lambda theme, part=_part: _part_of(theme, part), 1024, 640)  # type: ignore[misc]


def fill(scene: Scenery, parts: Parts, creators: int = CREATORS) -> None:
    """Adds tracked creators, and the channel as reported by Discord."""
    for number in range(creators):
        known = _creator(number)
        scene.store.creators.record_creator(known, samples.NOW - 2 * HOUR).result()
        scene.store.creators.track(known.id, samples.NOW + number).result()
        scene.tiktok.creators[known.handle] = known
    connect(scene, parts)


def connect(scene: Scenery, parts: Parts) -> None:
    """Makes the scene post to its Discord, whose channel was confirmed by the user unless `parts` says otherwise."""
    scene.posting._poster = scene.outbox._sending._poster = scene.channels._poster = parts.discord
    if CHANNEL not in parts.discord.granted:
        parts.discord.fill()
    channel = channel_of(CHANNEL, parts.discord.name, parts.discord.kind)
    scene.store.channels.save_channel(channel, samples.NOW).result()
    if parts.is_confirmed:
        scene.store.channels.confirm_channel(CHANNEL, samples.NOW).result()


def _window(theme: Theme, change: Fill | None, *, creators: int = CREATORS) -> QWidget:
    with scenery() as scene:
        parts = Parts()
        if change is not None and change is not _posts:
            change(scene, parts)
        fill(scene, parts, creators)
        if change is _posts:
            change(scene, parts)
        parts.changes["posting"] = change is _posts
        page = make(theme, scene, parts, scene.tasks)
        page.shown()
        page._clock.stop()
        QTimer.singleShot(10, page._right.preview._creators.setFocus)
        return in_window(theme, "discord", page)


def _part_of(theme: Theme, part: str) -> QWidget:
    window = settled(theme)
    _found(window)._part.choose(part)
    return window


def _posts(scene: Scenery, parts: Parts) -> None:
    """Adds one delivery in each state."""
    store, at = scene.store, samples.NOW
    made = [_queued(scene, number, at - (9 - number) * HOUR) for number in range(1, 6)]
    sent, waiting, failed, review, queued = made
    store.outbox.mark_sending(sent.id, at - 8 * HOUR).result()
    store.outbox.mark_sent(sent.id, 1_300_000_000_000_000_003, 1_300_000_000_000_000_003, at - 8 * HOUR).result()
    store.outbox.mark_sending(waiting.id, at).result()
    store.outbox.mark_queued(waiting.id, at + 42, "rate_limited", str(DiscordRateLimited(42))).result()
    store.outbox.mark_sending(failed.id, at - HOUR).result()
    store.outbox.mark_failed(failed.id, "50013", str(PostBlocked())).result()
    store.outbox.mark_sending(review.id, at - HOUR).result()
    store.outbox.mark_needs_review(review.id, str(OutcomeUnknown())).result()
    store.outbox.mark_sending(queued.id, at).result()
    store.outbox.mark_queued(queued.id, None, None, str(DiscordUnreachable())).result()


def _queued(scene: Scenery, number: int, at: int) -> Delivery:
    creator = _creator(number)
    payload = {
        "thread_name": f"{creator.name} (@{creator.handle})",
        "embed": {"title": creator.name},
        "avatar_url": None,
    }
    new = NewDelivery(
        subject=Subject.creator(creator.id),
        creator_id=creator.id,
        channel_id=CHANNEL,
        key=f"tt-{number}",
        payload=payload,
    )
    return scene.store.outbox.enqueue(new, at).result()


def _creator(number: int) -> Creator:
    known = samples.video(number).video.creator
    sample = CreatorSample(
        at=samples.NOW - 2 * HOUR, followers=412_000 + 1_300 * number, following=214, likes=4_700_000, videos=312,
        rounded=5, origin=Origin.PROFILE_PAGE,
    )  # fmt: skip
    return replace(
        known, bio="Small kitchen, big flavours 🍝\nNew video every Tue & Fri.", verified=True, sample=sample
    )


def _found(window: QWidget) -> DiscordPage:
    page = window.findChild(DiscordPage)
    assert page is not None
    return page


def _rows(page: DiscordPage) -> list[Delivery]:
    return page._panel._model.records()


def _keyring(parts: Parts) -> Keyring | None:
    return parts.keyring
