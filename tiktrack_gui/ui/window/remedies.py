"""What the button of a notice does: one remedy for each error."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from tiktrack_gui.core.errors import (
    BEYOND_A_SOURCE,
    AllFiltered,
    AnotherPoster,
    AutostartFailed,
    BadInput,
    Blocked,
    BrowserInstallFailed,
    BrowserUnconfirmed,
    BrowserUnsandboxed,
    BudgetSpent,
    CannotWrite,
    Captcha,
    Changed,
    ChannelProblem,
    ClockWrong,
    CodeGrantRequired,
    CommentsHidden,
    DatabaseForgot,
    DataFolderInUse,
    DiscordProxyFailed,
    DiscordRateLimited,
    DiscordUnreachable,
    DiscordUntrusted,
    DiskFull,
    EmptyCounts,
    FolderKeepsNoModes,
    FolderNotPrivate,
    KeyringUnavailable,
    LibraryUnusable,
    LinkBlocked,
    LoginNeeded,
    NoBrowser,
    NoDisplay,
    NoSuchHashtag,
    NotFound,
    NothingFetched,
    OffersAutostart,
    OutcomeOfTestUnknown,
    OutcomeUnknown,
    PostBlocked,
    PostDeleted,
    PostingPaused,
    PostRefused,
    Private,
    RateLimited,
    RegionLocked,
    ServerGone,
    ServerUnconfirmed,
    SettingsUnusable,
    ShowsDemo,
    StoreBusy,
    StoreDamaged,
    StoreDiskUnsuitable,
    StoreDriverMissing,
    StoreNotUpgraded,
    StoreOfOthers,
    StoreRefused,
    StoreReplaced,
    StoreServerFull,
    StoreTooNew,
    StoreUnreachable,
    TikTokDown,
    TikTokError,
    TikTokProxyFailed,
    TikTokUntrusted,
    TikTrackError,
    Timeout,
    TokenMissing,
    TokenRefused,
    TooLarge,
    TooManyThreads,
    Undelivered,
    UnknownStatus,
    Unreachable,
    error_class,
)
from tiktrack_gui.core.runs import Outcome, Run
from tiktrack_gui.core.sources import TRENDING, Capability
from tiktrack_gui.ui.widgets.notice_bar import Notice
from tiktrack_gui.ui.window.concerns import pages_of, pages_of_kind


class Remedy(StrEnum):
    """What the window can do about an error; the value is the button's text."""

    TRY_AGAIN = "Try again"
    TRY_ANYWAY = "Try anyway"
    OPEN_TIKTOK = "Open TikTok"
    INSTALL_BROWSER = "Get a browser"
    USE_BROWSER = "Use this browser"
    SHOW_CREATORS = "Show creators"
    SHOW_SOURCES = "Show sources"
    SHOW_LOG = "Open log"
    SHOW_DATA = "Open data folder"
    SET_TOKEN = "Set token"
    SET_CHANNEL = "Choose channel"
    SHOW_OUTBOX = "Show outbox"
    SHOW_SETTINGS = "Open settings"
    SHOW_NETWORK = "Open network settings"
    CHANGE_THRESHOLD = "Change threshold"
    USE_REAL_DATA = "Use my real data"
    RESTORE = "Restore backup"
    START_WITH_COMPUTER = "Start with computer"


_REMEDIES: Mapping[type[TikTrackError], Remedy] = {
    Blocked: Remedy.OPEN_TIKTOK,
    Captcha: Remedy.OPEN_TIKTOK,
    LoginNeeded: Remedy.OPEN_TIKTOK,
    NothingFetched: Remedy.TRY_AGAIN,
    NoSuchHashtag: Remedy.SHOW_SOURCES,
    NotFound: Remedy.SHOW_CREATORS,
    EmptyCounts: Remedy.SHOW_CREATORS,
    Private: Remedy.SHOW_CREATORS,
    Changed: Remedy.SHOW_LOG,
    TooLarge: Remedy.TRY_AGAIN,
    UnknownStatus: Remedy.SHOW_LOG,
    RegionLocked: Remedy.SHOW_CREATORS,
    CommentsHidden: Remedy.OPEN_TIKTOK,
    TikTokDown: Remedy.TRY_AGAIN,
    Unreachable: Remedy.TRY_AGAIN,
    **dict.fromkeys((TikTokUntrusted, TikTokProxyFailed), Remedy.SHOW_NETWORK),
    ClockWrong: Remedy.TRY_AGAIN,
    Timeout: Remedy.TRY_AGAIN,
    RateLimited: Remedy.TRY_ANYWAY,
    BudgetSpent: Remedy.SHOW_SETTINGS,
    NoBrowser: Remedy.INSTALL_BROWSER,
    BrowserUnconfirmed: Remedy.USE_BROWSER,
    BrowserUnsandboxed: Remedy.SHOW_SETTINGS,
    BrowserInstallFailed: Remedy.INSTALL_BROWSER,
    NoDisplay: Remedy.SHOW_SETTINGS,
    LibraryUnusable: Remedy.SHOW_LOG,
    TokenMissing: Remedy.SET_TOKEN,
    TokenRefused: Remedy.SET_TOKEN,
    ChannelProblem: Remedy.SET_CHANNEL,
    TooManyThreads: Remedy.SHOW_OUTBOX,
    ServerGone: Remedy.SET_CHANNEL,
    CodeGrantRequired: Remedy.SET_TOKEN,
    OutcomeOfTestUnknown: Remedy.SET_CHANNEL,
    PostRefused: Remedy.SHOW_LOG,
    PostBlocked: Remedy.SHOW_OUTBOX,
    LinkBlocked: Remedy.SHOW_OUTBOX,
    PostDeleted: Remedy.SHOW_OUTBOX,
    DiscordUnreachable: Remedy.SHOW_OUTBOX,
    **dict.fromkeys((DiscordUntrusted, DiscordProxyFailed), Remedy.SHOW_NETWORK),
    DiscordRateLimited: Remedy.SHOW_OUTBOX,
    PostingPaused: Remedy.SHOW_OUTBOX,
    OutcomeUnknown: Remedy.SHOW_OUTBOX,
    KeyringUnavailable: Remedy.TRY_AGAIN,
    DiskFull: Remedy.SHOW_DATA,
    StoreDamaged: Remedy.SHOW_DATA,
    StoreReplaced: Remedy.SHOW_DATA,
    StoreDiskUnsuitable: Remedy.SHOW_DATA,
    DatabaseForgot: Remedy.SHOW_DATA,
    StoreTooNew: Remedy.SHOW_DATA,
    StoreBusy: Remedy.TRY_AGAIN,
    StoreUnreachable: Remedy.TRY_AGAIN,
    StoreRefused: Remedy.SHOW_DATA,
    StoreServerFull: Remedy.TRY_AGAIN,
    StoreNotUpgraded: Remedy.TRY_AGAIN,
    StoreOfOthers: Remedy.SHOW_DATA,
    StoreDriverMissing: Remedy.SHOW_DATA,
    AnotherPoster: Remedy.SHOW_OUTBOX,
    CannotWrite: Remedy.SHOW_DATA,
    FolderNotPrivate: Remedy.SHOW_DATA,
    FolderKeepsNoModes: Remedy.SHOW_DATA,
    ServerUnconfirmed: Remedy.SHOW_DATA,
    AutostartFailed: Remedy.SHOW_SETTINGS,
    OffersAutostart: Remedy.START_WITH_COMPUTER,
    DataFolderInUse: Remedy.TRY_AGAIN,
    Undelivered: Remedy.SHOW_OUTBOX,
    ShowsDemo: Remedy.USE_REAL_DATA,
    AllFiltered: Remedy.CHANGE_THRESHOLD,
    BadInput: Remedy.SHOW_SETTINGS,
    SettingsUnusable: Remedy.SHOW_SETTINGS,
}


def remedy_for(trouble: type[TikTrackError]) -> Remedy:
    """Returns the remedy for an error, or for its closest listed base class; otherwise SHOW_LOG."""
    return next((_REMEDIES[base] for base in trouble.__mro__ if base in _REMEDIES), Remedy.SHOW_LOG)


def notice_for(error: TikTrackError) -> Notice:
    """Returns a notice about the error: what happened, what to do, and one button that helps."""
    source = error.source if isinstance(error, TikTokError) else ""
    return Notice(
        about=error.family(),
        source=source,
        cause=_of(source, error.sentence),
        next=error.advice,
        level=error.level,
        action=remedy_for(type(error)),
        pages=pages_of_kind(type(error), Capability.TRENDING) if source else pages_of(error),
        lasting=isinstance(error, ShowsDemo),
        stays=isinstance(error, SettingsUnusable),
    )


def failed_run(run: Run, source: str = "") -> Notice | None:
    """Returns a notice about a refresh that failed before this start; None if it didn't fail. source: its handle."""
    if run.outcome is not Outcome.FAILED or run.error_kind is None:
        return None
    error = error_class(run.error_kind)
    cause = (run.message or error.sentence).removesuffix(error.advice).rstrip()
    source = "" if error.kind in BEYOND_A_SOURCE else source
    return Notice(
        about=error,
        source=source,
        cause=_of(source, cause),
        next=error.advice,
        level=error.level,
        action=remedy_for(error),
        pages=pages_of_kind(error, Capability.TRENDING),
    )


def _of(source: str, cause: str) -> str:
    """Names the source, unless it is the feed."""
    return f"{source}: {cause}" if source not in ("", TRENDING) else cause
