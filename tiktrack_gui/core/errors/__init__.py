"""All errors that TikTrack reports, each with its sentence for the user.

TikTrackError
├── TikTokError          capability
│   ├── Blocked  Captcha  LoginNeeded ← AudienceLimited  RegionLocked  Private  CommentsHidden
│   ├── NotFound ← NotInDemo  NoSuchHashtag  PostUnavailable  HandleTaken(handle)
│   ├── Changed ← TooLarge  UnknownStatus(code)  TikTokDown  EmptyCounts
│   ├── Unreachable ← TikTokUntrusted(host)  TikTokProxyFailed(fault, proxy)
│   ├── Timeout  RateLimited(retry_at) ← BudgetSpent  NoDisplay
│   ├── NoBrowser ← BrowserUnusable(path)  BrowserUnconfirmed(path)  OldBrowserIgnored(folder)
│   ├── BrowserUnsandboxed(name)
│   └── LibraryUnusable  NothingFetched  ClockWrong  AllFiltered  Stopped
├── DiscordError         code
│   ├── TokenMissing  TokenRefused  ServerGone  CodeGrantRequired
│   ├── ChannelProblem ← NoPermission  ChannelGone  ChannelUnsuitable  TagRequired  TagUnknown  RoleGone  TooManyThreads
│   ├── PostRefused  PostBlocked  LinkBlocked  PostDeleted
│   ├── DiscordUnreachable ← DiscordInTrouble(status)  DiscordPaused  DiscordGarbled
│   │   DiscordUntrusted(host)  DiscordProxyFailed(fault, proxy)
│   ├── PostingPaused
│   └── DiscordRateLimited(retry_after)  OutcomeUnknown ← EarlierPostUnknown  OutcomeOfTestUnknown  Undelivered
├── StoreError
│   └── StoreBusy  DiskFull  StoreDamaged  StoreReplaced  StoreTooNew  StoreNotReady  MigrationsMissing  DemoData
│       DatabaseForgot(is_older)  StoreDiskUnsuitable
│       StoreUnreachable  StoreRefused  StoreServerFull  StoreNotUpgraded  StoreOfOthers  StoreNotEmpty
│       StoreDriverMissing(extra)  AnotherPoster  ServerUnconfirmed
├── KeyringUnavailable ← KeyringSilent
├── DataFolderInUse  CannotWrite(path) ← NoLocks  AutostartFailed  NoScreen(display)
├── FolderNotPrivate  FolderKeepsNoModes(folder)
├── BrowserInstallFailed
├── SettingsUnusable  ShowsDemo  OffersAutostart
└── BadInput

`str(error)` is the whole message, for a window: what happened, then what to do. `error.for_terminal` is the message
for commands, where the advice may differ. Words of TikTok, Discord or a library go to the log, never into either.
"""

from __future__ import annotations

from tiktrack_gui.core.errors.base import BadInput, Success, TikTrackError, error_class, together
from tiktrack_gui.core.errors.browser import (
    BrowserInstallFailed,
    BrowserUnconfirmed,
    BrowserUnsandboxed,
    BrowserUnusable,
    NoBrowser,
    NoDisplay,
    OldBrowserIgnored,
)
from tiktrack_gui.core.errors.computer import (
    AnotherPoster,
    AutostartFailed,
    CannotWrite,
    DatabaseForgot,
    DataFolderInUse,
    DemoData,
    DiskFull,
    FolderKeepsNoModes,
    FolderNotPrivate,
    KeyringSilent,
    KeyringUnavailable,
    MigrationsMissing,
    NoLocks,
    NoScreen,
    OffersAutostart,
    ServerUnconfirmed,
    SettingsUnusable,
    ShowsDemo,
    StoreBusy,
    StoreDamaged,
    StoreDiskUnsuitable,
    StoreDriverMissing,
    StoreError,
    StoreNotEmpty,
    StoreNotReady,
    StoreNotUpgraded,
    StoreOfOthers,
    StoreRefused,
    StoreReplaced,
    StoreServerFull,
    StoreTooNew,
    StoreUnreachable,
)
from tiktrack_gui.core.errors.discord import (
    ChannelGone,
    ChannelProblem,
    ChannelUnsuitable,
    CodeGrantRequired,
    DiscordError,
    DiscordGarbled,
    DiscordInTrouble,
    DiscordPaused,
    DiscordProxyFailed,
    DiscordRateLimited,
    DiscordUnreachable,
    DiscordUntrusted,
    EarlierPostUnknown,
    LinkBlocked,
    NoPermission,
    OutcomeOfTestUnknown,
    OutcomeUnknown,
    PostBlocked,
    PostDeleted,
    PostingPaused,
    PostRefused,
    RoleGone,
    ServerGone,
    TagRequired,
    TagUnknown,
    TokenMissing,
    TokenRefused,
    TooManyThreads,
    Undelivered,
)
from tiktrack_gui.core.errors.network import ProxyFault
from tiktrack_gui.core.errors.tiktok import (
    AllFiltered,
    AudienceLimited,
    Blocked,
    BudgetSpent,
    Captcha,
    Changed,
    ClockWrong,
    CommentsHidden,
    EmptyCounts,
    HandleTaken,
    LibraryUnusable,
    LoginNeeded,
    NoSuchHashtag,
    NotFound,
    NothingFetched,
    NotInDemo,
    PostUnavailable,
    Private,
    RateLimited,
    RegionLocked,
    Stopped,
    TikTokDown,
    TikTokError,
    TikTokProxyFailed,
    TikTokUntrusted,
    Timeout,
    TooLarge,
    UnknownStatus,
    Unreachable,
)

# The kinds of failures that say nothing about the source that met them: the others would fail as well
BEYOND_A_SOURCE = frozenset(
    error.kind
    for error in (
        *(Unreachable, TikTokUntrusted, TikTokProxyFailed),
        *(NoBrowser, LibraryUnusable, RateLimited, BudgetSpent, ClockWrong),
    )
)

__all__ = [
    "BEYOND_A_SOURCE",
    "AllFiltered",
    "AnotherPoster",
    "AudienceLimited",
    "AutostartFailed",
    "BadInput",
    "Blocked",
    "BrowserInstallFailed",
    "BrowserUnconfirmed",
    "BrowserUnsandboxed",
    "BrowserUnusable",
    "BudgetSpent",
    "CannotWrite",
    "Captcha",
    "Changed",
    "ChannelGone",
    "ChannelProblem",
    "ChannelUnsuitable",
    "ClockWrong",
    "CodeGrantRequired",
    "CommentsHidden",
    "DataFolderInUse",
    "DatabaseForgot",
    "DemoData",
    "DiscordError",
    "DiscordGarbled",
    "DiscordInTrouble",
    "DiscordPaused",
    "DiscordProxyFailed",
    "DiscordRateLimited",
    "DiscordUnreachable",
    "DiscordUntrusted",
    "DiskFull",
    "EarlierPostUnknown",
    "EmptyCounts",
    "FolderKeepsNoModes",
    "FolderNotPrivate",
    "HandleTaken",
    "KeyringSilent",
    "KeyringUnavailable",
    "LibraryUnusable",
    "LinkBlocked",
    "LoginNeeded",
    "MigrationsMissing",
    "NoBrowser",
    "NoDisplay",
    "NoLocks",
    "NoPermission",
    "NoScreen",
    "NoSuchHashtag",
    "NotFound",
    "NotInDemo",
    "NothingFetched",
    "OffersAutostart",
    "OldBrowserIgnored",
    "OutcomeOfTestUnknown",
    "OutcomeUnknown",
    "PostBlocked",
    "PostDeleted",
    "PostRefused",
    "PostUnavailable",
    "PostingPaused",
    "Private",
    "ProxyFault",
    "RateLimited",
    "RegionLocked",
    "RoleGone",
    "ServerGone",
    "ServerUnconfirmed",
    "SettingsUnusable",
    "ShowsDemo",
    "Stopped",
    "StoreBusy",
    "StoreDamaged",
    "StoreDiskUnsuitable",
    "StoreDriverMissing",
    "StoreError",
    "StoreNotEmpty",
    "StoreNotReady",
    "StoreNotUpgraded",
    "StoreOfOthers",
    "StoreRefused",
    "StoreReplaced",
    "StoreServerFull",
    "StoreTooNew",
    "StoreUnreachable",
    "Success",
    "TagRequired",
    "TagUnknown",
    "TikTokDown",
    "TikTokError",
    "TikTokProxyFailed",
    "TikTokUntrusted",
    "TikTrackError",
    "Timeout",
    "TokenMissing",
    "TokenRefused",
    "TooLarge",
    "TooManyThreads",
    "Undelivered",
    "UnknownStatus",
    "Unreachable",
    "error_class",
    "together",
]
