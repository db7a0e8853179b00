"""Every external error is shown in the window, with a button that helps."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QLineEdit

from tests.e2e.window import Driver, Opened, Window
from tests.lookalikes import discord_routes as routes
from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.discord_faults import Fault, dropped, hanging, rate_limited, refused, unauthorized
from tests.waiting import until
from tiktrack_gui.core import errors
from tiktrack_gui.core.deliveries import Channel, ChannelKind, DeliveryState
from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.core.history import EarlierPosts
from tiktrack_gui.host.post_memory import PostMemoryFile
from tiktrack_gui.services import sending
from tiktrack_gui.store import Store
from tiktrack_gui.ui.discord.outbox import OutboxPanel
from tiktrack_gui.ui.trending.sources import SourcesDialog
from tiktrack_gui.ui.widgets.fields import NumberField
from tiktrack_gui.ui.window.concerns import pages_of
from tiktrack_gui.ui.window.log_dialog import LogDialog
from tiktrack_gui.ui.window.main_window import DESTINATIONS
from tiktrack_gui.ui.window.remedies import Remedy, remedy_for

pytestmark = pytest.mark.desktop

TOLD = (
    *(errors.Blocked("trending"), errors.Captcha(), errors.LoginNeeded(), errors.NotFound(), errors.Private()),
    *(errors.HandleTaken("renamed"), errors.EmptyCounts(), errors.NoSuchHashtag("hashtag")),
    *(
        errors.Changed(),
        errors.TooLarge(),
        errors.UnknownStatus(7),
        errors.TikTokDown(),
        errors.RegionLocked(),
        errors.CommentsHidden("comments"),
        errors.Unreachable(),
        errors.Timeout(),
        errors.RateLimited(0, wait=300),
        errors.NoBrowser(),
    ),
    *(errors.BrowserUnusable(Path("/bin/ls"), "it ended"), errors.OldBrowserIgnored(Path("/there/browsers"))),
    *(errors.BrowserUnconfirmed("/there/chrome"), errors.BrowserUnsandboxed("Chromium")),
    *(errors.TikTokUntrusted("www.tiktok.com"), errors.TikTokProxyFailed(), errors.DiscordUntrusted("discord.com")),
    errors.DiscordProxyFailed(errors.ProxyFault.SIGN_IN, "proxy.example:3128"),
    *(errors.BudgetSpent(0, wait=300), errors.NoDisplay(), errors.LibraryUnusable(None, "7.3.3")),
    *(errors.NothingFetched(), errors.ClockWrong("3 d behind"), errors.BrowserInstallFailed(), errors.TikTokError()),
    *(errors.TokenMissing(), errors.TokenRefused(), errors.NoPermission(), errors.ChannelGone()),
    *(errors.ChannelUnsuitable(), errors.TagRequired(), errors.TooManyThreads(), errors.PostRefused()),
    *(errors.PostDeleted(), errors.DiscordUnreachable(), errors.DiscordRateLimited(30), errors.OutcomeUnknown()),
    *(errors.DiscordInTrouble(500), errors.DiscordPaused(), errors.DiscordGarbled(), errors.EarlierPostUnknown()),
    *(errors.PostBlocked(), errors.LinkBlocked(), errors.TagUnknown.among(["hot"], ["new"]), errors.RoleGone()),
    *(errors.ServerGone(), errors.OutcomeOfTestUnknown(), errors.PostingPaused()),
    *(errors.DiscordError(), errors.StoreError(), errors.StoreBusy(), errors.DiskFull(), errors.StoreDamaged()),
    *(
        errors.StoreReplaced(),
        errors.StoreDiskUnsuitable(),
        errors.DatabaseForgot(is_older=True),
        errors.DatabaseForgot(is_older=False),
    ),
    *(errors.StoreUnreachable(), errors.StoreRefused(), errors.StoreServerFull(), errors.AnotherPoster()),
    errors.KeyringSilent(),
    *(
        errors.KeyringUnavailable(),
        errors.CannotWrite(Path("/there"), "No space"),
        errors.NoLocks(Path("/there/lock"), "No"),
        errors.FolderKeepsNoModes(Path("/there")),
        errors.AutostartFailed(Path("/there/tiktrack.desktop"), "No"),
        errors.BadInput("That.", "This."),
    ),
)
SAID_ELSEWHERE = {
    *(errors.Stopped, errors.DataFolderInUse, errors.NoScreen, errors.StoreNotReady),  # toast or terminal
    *(errors.StoreTooNew, errors.MigrationsMissing, errors.DemoData),  # shown in place of all pages
    *(errors.StoreNotUpgraded, errors.StoreOfOthers, errors.StoreDriverMissing),  # shown in place of all pages
    errors.StoreNotEmpty,  # only of a command
    *(errors.FolderNotPrivate, errors.ServerUnconfirmed),  # shown in place of all pages
    *(errors.AllFiltered, errors.Undelivered, errors.SettingsUnusable, errors.ShowsDemo),  # not raised by a call
    errors.OffersAutostart,  # an offer
    errors.CodeGrantRequired,  # in the steps that connect Discord
    errors.ChannelProblem,  # only its subclasses are raised
    *(errors.NotInDemo, errors.AudienceLimited, errors.PostUnavailable),  # as the errors they are kinds of
}


# What each button does. Every effect is visible.


async def settings_are_open(window: Window, opened: Opened) -> None:
    assert window.main.key == "settings"


async def proxy_can_be_typed(window: Window, opened: Opened) -> None:
    assert window.main.key == "settings"
    await until(lambda: window.the(QLineEdit, "Proxy").hasFocus())


async def creators_are_open(window: Window, opened: Opened) -> None:
    assert window.main.key == "creators"


async def sources_are_open(window: Window, opened: Opened) -> None:
    await until(lambda: window.find(SourcesDialog))


async def outbox_is_open(window: Window, opened: Opened) -> None:
    assert window.main.key == "discord"
    assert window.find(OutboxPanel)


async def token_can_be_typed(window: Window, opened: Opened) -> None:
    assert window.main.key == "discord"
    await until(lambda: window.the(QLineEdit, "Bot token").hasFocus())


async def channel_can_be_typed(window: Window, opened: Opened) -> None:
    assert window.the(QLineEdit, "Channel").hasFocus()


async def threshold_can_be_typed(window: Window, opened: Opened) -> None:
    assert window.the(NumberField, "Minimum velocity").hasFocus()


async def log_is_opened(window: Window, opened: Opened) -> None:
    dialog = window.the(LogDialog)
    window.press("Close", dialog)
    await until(lambda: window.find(LogDialog) is None)


async def data_folder_is_opened(window: Window, opened: Opened) -> None:
    assert Path(QUrl(opened.urls.pop()).toLocalFile()) == window.program._folder.root


async def it_is_tried_again(window: Window, opened: Opened) -> None:
    """Checks that the feed is refreshed, which here reports that there is no browser."""
    window.main.open_page("trending")
    await until(lambda: "No browser found" in window.trouble)


EFFECTS: dict[Remedy, Callable[[Window, Opened], Awaitable[None]]] = {
    Remedy.TRY_AGAIN: it_is_tried_again,
    Remedy.TRY_ANYWAY: it_is_tried_again,
    Remedy.OPEN_TIKTOK: it_is_tried_again,  # also reports that there is no browser
    Remedy.INSTALL_BROWSER: settings_are_open,
    Remedy.USE_BROWSER: it_is_tried_again,
    Remedy.SHOW_SETTINGS: settings_are_open,
    Remedy.SHOW_NETWORK: proxy_can_be_typed,
    Remedy.SHOW_CREATORS: creators_are_open,
    Remedy.SHOW_SOURCES: sources_are_open,
    Remedy.SHOW_LOG: log_is_opened,
    Remedy.SHOW_DATA: data_folder_is_opened,
    Remedy.SET_TOKEN: token_can_be_typed,
    Remedy.SET_CHANNEL: channel_can_be_typed,
    Remedy.SHOW_OUTBOX: outbox_is_open,
}


def test_no_kind_of_trouble_is_left_out() -> None:
    def family(error: type[TikTrackError]) -> set[type[TikTrackError]]:
        return {error}.union(*map(family, error.__subclasses__()))

    assert {type(error) for error in TOLD} | SAID_ELSEWHERE == family(TikTrackError) - {TikTrackError}


@pytest.mark.parametrize("remedy", EFFECTS)
def test_the_button_helps(real: Driver, opened: Opened, remedy: Remedy) -> None:
    troubles = [error for error in TOLD if remedy_for(type(error)) is remedy]

    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        await window.active()
        for error in troubles:
            window.main.open_page(next(iter(sorted(pages_of(error))), "trending"))
            window.program.messages.trouble(error)
            assert window.trouble.startswith(error.sentence)
            window.help_with_trouble(remedy)
            assert error.sentence not in window.trouble
            await EFFECTS[remedy](window, opened)
            window.program.messages.settle()
        assert opened.urls == []

    assert troubles
    real(user)


@pytest.mark.parametrize("page", [*(destination.key for destination in DESTINATIONS), "settings"])
def test_every_page_says_it(real: Driver, opened: Opened, page: str) -> None:
    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        window.program.messages.trouble(errors.DiskFull())
        window.main.open_page(page)
        await until(lambda: window.trouble == str(errors.DiskFull()))
        window.help_with_trouble("Open data folder")
        await data_folder_is_opened(window, opened)
        assert str(errors.DiskFull()) not in window.trouble

    real(user)


def test_without_stories_it_fills_the_page_and_a_dismissed_one_stays_away(without_demo: Driver) -> None:
    async def user(window: Window) -> None:
        await until(lambda: "No browser found" in window.trouble)
        window.help_with_trouble("Get a browser")
        assert window.main.key == "settings"
        window.program.messages.trouble(errors.Captcha())
        window.main.open_page("activity")
        window.press("Dismiss")
        window.main.open_page("trending")
        assert "No videos yet" in window.trouble

    without_demo(user)


# Discord errors, provoked


@pytest.fixture
def ready(real: Driver, with_discord: DiscordLookalike, monkeypatch: pytest.MonkeyPatch) -> Driver:
    """The channel is set, and its preview was confirmed earlier."""
    channel = Channel(id=with_discord.text, guild_id=1, guild="Bakers", name="creators", kind=ChannelKind.TEXT)
    real.folder.settings.write_text(f"[discord]\nchannel_id = {with_discord.text}\n", encoding="utf-8")
    with Store(real.folder.database) as store:
        store.channels.save_channel(channel, at=1).result()
        store.channels.confirm_channel(channel.id, at=1).result()
        store.history.record_search(channel.id, EarlierPosts(posts=(), complete=True), at=1).result()
        PostMemoryFile(real.folder).write(store.history.identity().result())
    monkeypatch.setattr(sending, "SETTLE", 0.0)
    return real


async def post_first(window: Window) -> None:
    """Posts the first story from the Trending table."""
    await until(lambda: window.stories)
    await window.active()
    window.choose_story("creator1")
    window.keys("D")


def test_what_is_confirmed_is_posted_without_leaving_the_page(ready: Driver, with_discord: DiscordLookalike) -> None:
    async def user(window: Window) -> None:
        await post_first(window)
        await until(lambda: "Posted “Creator 1" in window.words)
        assert window.main.key == "trending"
        assert window.choose_story("creator1").posted is DeliveryState.SENT

    ready(user)
    assert len(with_discord.guild.threads_in(with_discord.text)) == 1


@pytest.mark.parametrize(
    ("step", "fault", "words", "button"),
    [
        (routes.SEND, refused(403, 50013), "The bot isn’t allowed to post in that channel.", "Show outbox"),
        (routes.SEND, unauthorized(), "Discord rejected the bot token.", "Set token"),
        (routes.SEND, rate_limited(120), "Discord is limiting requests", "Show outbox"),
        (routes.LOGIN, dropped(), "Couldn’t reach Discord.", "Show outbox"),
    ],
    ids=["permission", "token", "limit", "network"],
)
def test_a_post_that_fails_says_why(
    ready: Driver, with_discord: DiscordLookalike, step: str, fault: Fault, words: str, button: str
) -> None:
    async def user(window: Window) -> None:
        with_discord.fail(step, fault, times=20)
        await post_first(window)
        await until(lambda: words in window.trouble)
        window.help_with_trouble(button)
        assert window.main.key == "discord"

    ready(user)
    assert with_discord.guild.threads == {}


def test_a_lost_answer_can_be_settled_by_its_user(ready: Driver, with_discord: DiscordLookalike) -> None:
    async def user(window: Window) -> None:
        with_discord.fail(routes.SEND, dropped(after=True))
        with_discord.fail(routes.HISTORY, refused(403, 50001), times=20)
        await post_first(window)
        await until(lambda: "can’t tell whether the thread was created" in window.trouble)
        window.help_with_trouble("Show outbox")
        window.press("It’s there")
        await until(lambda: "Posted “Creator 1" in window.words)
        assert window.trouble == ""
        window.main.open_page("trending")
        assert window.choose_story("creator1").posted is DeliveryState.SENT

    ready(user)
    assert len(with_discord.guild.messages_in(with_discord.text)) == 1


def test_a_post_under_way_does_not_keep_the_program_from_quitting(
    ready: Driver, with_discord: DiscordLookalike
) -> None:
    async def user(window: Window) -> None:
        armed = with_discord.fail(routes.SEND, hanging())
        await post_first(window)
        await until(armed.reached.is_set)
        window.keys("Ctrl+Q")
        await until(lambda: not window.main.isVisible())

    ready(user)


# Errors of this computer, provoked


def test_a_locked_database_is_said_and_what_was_wanted_is_tried_again(
    real: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tiktrack_gui.store.sqlite.BUSY_TIMEOUT", 0.2)

    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        window.choose_story("creator1")
        with closing(sqlite3.connect(real.folder.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            window.press("Track creator")
            await until(lambda: "has locked the database" in window.trouble)
        window.help_with_trouble("Try again")
        await until(lambda: "Tracking @creator1" in window.words)

    real(user)
