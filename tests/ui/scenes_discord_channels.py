"""The Discord page with several channels, and the steps that connect it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from tests.services.fake_directory import APP
from tests.ui import samples
from tests.ui.scenery import Scenery, in_window, scenery
from tests.ui.scenes_discord import (
    CHANNEL,
    FORUM,
    GUILD,
    HOUR,
    NEWS,
    MemoryKeyring,
    Parts,
    channel_of,
    fill,
    make,
)
from tiktrack_gui.core.deliveries import ChannelKind
from tiktrack_gui.core.errors import ChannelGone, DiscordUnreachable
from tiktrack_gui.core.posting_rules import PostingRules, changed
from tiktrack_gui.core.runs import Outcome, Run
from tiktrack_gui.core.servers import Permission
from tiktrack_gui.core.subjects import About
from tiktrack_gui.ui.discord.connect.connecting import LISTING, WAITING
from tiktrack_gui.ui.discord.page import DiscordPage
from tiktrack_gui.ui.theme.theme import Theme

Change = Callable[[Scenery, Parts], None]
Use = Callable[[DiscordPage], None]


def connecting(theme: Theme, change: Change | None = None, use: Use | None = None) -> QWidget:
    """A bot that works, and no channel yet."""

    def begin(scene: Scenery, parts: Parts) -> None:
        parts.changes = {}
        parts.is_confirmed = False
        parts.discord.fill()
        if change is not None:
            change(scene, parts)

    return _window(theme, begin, use)


def waiting(theme: Theme) -> QWidget:
    return connecting(theme, _in_no_server)


def waiting_in_vain(theme: Theme) -> QWidget:
    return connecting(theme, _in_no_server, lambda page: page._connecting._told(DiscordUnreachable()))


def code_grant(theme: Theme) -> QWidget:
    def ask_for_code(scene: Scenery, parts: Parts) -> None:
        _in_no_server(scene, parts)
        parts.discord.bot_app = replace(APP, needs_code_grant=True, is_public=False)

    return connecting(theme, ask_for_code)


def choice_loading(theme: Theme) -> QWidget:
    def never(scene: Scenery, parts: Parts) -> None:
        scene.tasks.left_out.add(LISTING)

    return connecting(theme, never)


def choice_failed(theme: Theme) -> QWidget:
    def fail(page: DiscordPage) -> None:
        page._left.steps.choice.show_trouble(str(DiscordUnreachable()))
        page._left.steps.choice.show_refused(str(ChannelGone()))

    return connecting(theme, use=fail)


def choice_empty(theme: Theme) -> QWidget:
    def nothing(scene: Scenery, parts: Parts) -> None:
        parts.discord.in_servers.clear()
        parts.discord.add_server(GUILD + 500, "A very new server")

    return connecting(theme, nothing)


def trying(theme: Theme) -> QWidget:
    return connecting(theme, use=lambda page: page._connecting._use_soon(CHANNEL))


def tried(theme: Theme) -> QWidget:
    def post(page: DiscordPage) -> None:
        page._connecting._use_soon(CHANNEL)
        page._left.steps.trial.post_wanted.emit()

    return connecting(theme, use=post)


def taken_back(theme: Theme) -> QWidget:
    def post(page: DiscordPage) -> None:
        page._connecting._use_soon(FORUM)
        page._left.steps.trial.post_wanted.emit()
        page._left.steps.trial.take_back_wanted.emit()

    return connecting(theme, use=post)


def several(theme: Theme, part: str = "rules", channel: int = CHANNEL) -> QWidget:
    """Three channels in different states; the forum's posts are about stories."""

    def use(page: DiscordPage) -> None:
        page._shown.select(channel)
        page._left.channel.show_part(part)

    return _window(theme, three_channels, use)


def forum(theme: Theme) -> QWidget:
    return several(theme, "message", FORUM)


def permissions(theme: Theme) -> QWidget:
    return several(theme, "permissions")


def lacking(theme: Theme) -> QWidget:
    return several(theme, "permissions", NEWS)


def checking(theme: Theme) -> QWidget:
    def forget(page: DiscordPage) -> None:
        page._shown.select(FORUM)
        page._left.channel.show_part("permissions")
        page._shown.details.clear()
        page._shown.failures.clear()
        page._shown.checking.add(FORUM)
        page._list_work.show()

    return _window(theme, three_channels, forget)


def gone(theme: Theme) -> QWidget:
    def away(scene: Scenery, parts: Parts) -> None:
        three_channels(scene, parts)
        parts.discord.gone = True

    return _window(theme, away, lambda page: page._left.channel.show_part("permissions"))


def starting(theme: Theme) -> QWidget:
    def begin(page: DiscordPage) -> None:
        page._shown.select(FORUM)
        page._right.bar.confirmed.emit()

    return _window(theme, three_channels, begin)


def upcoming(theme: Theme) -> QWidget:
    return _window(theme, three_channels, lambda page: page._right.show_part("upcoming"))


def many(theme: Theme) -> QWidget:
    """More channels than there is room for, with names as long as Discord allows."""

    def add(scene: Scenery, parts: Parts) -> None:
        three_channels(scene, parts)
        for number in range(12):
            kind = list(ChannelKind)[number % 4]
            name = "what-takes-off-right-now-" * 4 if number == 1 else f"channel-{number}"
            added = channel_of(GUILD + 900 + number, name, kind)
            parts.discord.add_channel(added)
            scene.store.channels.save_channel(added, samples.NOW).result()
            scene.store.channels.add(added.id, samples.NOW).result()

    return _window(theme, add)


SCENES: dict[str, tuple[Callable[[Theme], QWidget], int, int]] = {
    "discord_waiting": (waiting, 1440, 900),
    "discord_waiting_in_vain": (waiting_in_vain, 1440, 900),
    "discord_code_grant": (code_grant, 1440, 900),
    "discord_choice": (connecting, 1440, 900),
    "discord_choice_loading": (choice_loading, 1440, 900),
    "discord_choice_failed": (choice_failed, 1440, 900),
    "discord_choice_empty": (choice_empty, 1440, 900),
    "discord_trying": (trying, 1440, 900),
    "discord_tried": (tried, 1440, 900),
    "discord_taken_back": (taken_back, 1440, 900),
    "discord_several": (several, 1440, 900),
    "discord_several_forum": (forum, 1440, 900),
    "discord_several_many": (many, 1440, 900),
    "discord_permissions": (permissions, 1440, 900),
    "discord_permissions_lacking": (lacking, 1440, 900),
    "discord_permissions_checking": (checking, 1440, 900),
    "discord_permissions_gone": (gone, 1440, 900),
    "discord_starting": (starting, 1440, 900),
    "discord_page_upcoming": (upcoming, 1440, 900),
    "discord_small_choice": (connecting, 1024, 640),
    "discord_small_waiting": (code_grant, 1024, 640),
    "discord_small_tried": (taken_back, 1024, 640),
    "discord_small_several": (lacking, 1024, 640),
}


def _window(theme: Theme, change: Change, use: Use | None = None) -> QWidget:
    with scenery() as scene:
        parts = Parts()
        scene.tasks.left_out.add(WAITING)
        change(scene, parts)
        fill(scene, parts)
        find_stories(scene)
        page = make(theme, scene, parts, scene.tasks)
        page.shown()
        page._clock.stop()
        window = in_window(theme, "discord", page)
        page._connecting._look_soon()  # as when the steps are shown, which is too late for the scene's services
        if use is not None:
            use(page)
        QTimer.singleShot(10, page._right.preview._creators.setFocus)
        return window


def _in_no_server(scene: Scenery, parts: Parts) -> None:
    parts.discord.in_servers.clear()


def three_channels(scene: Scenery, parts: Parts) -> None:
    parts.keyring = MemoryKeyring()
    parts.changes["posting"] = True
    parts.discord.fill()
    parts.discord.granted[NEWS] &= ~(Permission.CREATE_PUBLIC_THREADS | Permission.ATTACH_FILES)
    store, at = scene.store.channels, samples.NOW
    for one in (
        channel_of(CHANNEL, "trend-watch", ChannelKind.TEXT),
        channel_of(FORUM, "creator-finds", ChannelKind.FORUM),
        channel_of(NEWS, "news", ChannelKind.ANNOUNCEMENT, GUILD + 100, "Weekend Bakers"),
    ):
        store.save_channel(one, at).result()
        store.add(one.id, at).result()
    for confirmed in (CHANNEL, NEWS):
        store.confirm_channel(confirmed, at).result()
    store.enable(NEWS, enabled=False).result()
    stories = PostingRules(about=About.VIDEO, min_score=60, tags=("Rising",))
    store.keep_rules(FORUM, changed(stories, PostingRules())).result()


def find_stories(scene: Scenery) -> None:
    source = scene.store.sources.named().result()
    at = samples.NOW - HOUR
    run = Run(source_id=source.id, started_at=at, finished_at=at, outcome=Outcome.OK)
    scene.store.runs.record_run(run, [samples.video(number) for number in range(6)]).result()
