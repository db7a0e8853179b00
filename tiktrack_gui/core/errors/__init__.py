"""All errors that TikTrack reports, each with its sentence for the user.

TikTrackError
├── TikTokError          capability
│   ├── Blocked  Captcha  LoginNeeded  NotFound ← NotInDemo  Private  Changed
│   ├── Unreachable  Timeout  RateLimited(retry_at) ← BudgetSpent  NoDisplay
│   ├── NoBrowser ← BrowserUnusable(path)
│   └── LibraryUnusable  NothingFetched  AllFiltered  Stopped
├── DiscordError         code
│   ├── TokenMissing  TokenRefused  NoPermission  ChannelGone  ChannelUnsuitable
│   ├── TagRequired  TooManyThreads  PostRefused  PostDeleted
│   ├── DiscordUnreachable ← DiscordInTrouble(status)  DiscordGarbled
│   └── DiscordRateLimited(retry_after)  OutcomeUnknown  Undelivered
├── StoreError
│   └── StoreBusy  DiskFull  StoreDamaged  StoreTooNew  StoreNotReady  MigrationsMissing  DemoData
├── KeyringUnavailable
├── DataFolderInUse  CannotWrite(path)  NoScreen
├── BrowserInstallFailed
├── SettingsUnusable  ShowsDemo
└── BadInput

`str(error)` is the whole message, for a window: what happened, then what to do. `error.for_terminal` is the message
for commands, where the advice may differ. Words of TikTok, Discord or a library go to the log, never into either.
"""

from __future__ import annotations

from tiktrack_gui.core.errors.base import BadInput, Success, TikTrackError, error_class
from tiktrack_gui.core.errors.computer import (
    CannotWrite,
    DataFolderInUse,
    DemoData,
    DiskFull,
    KeyringUnavailable,
    MigrationsMissing,
    NoScreen,
    SettingsUnusable,
    ShowsDemo,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreNotReady,
    StoreTooNew,
)
from tiktrack_gui.core.errors.discord import (
    ChannelGone,
    ChannelUnsuitable,
    DiscordError,
    DiscordGarbled,
    DiscordInTrouble,
    DiscordRateLimited,
    DiscordUnreachable,
    NoPermission,
    OutcomeUnknown,
    PostDeleted,
    PostRefused,
    TagRequired,
    TokenMissing,
    TokenRefused,
    TooManyThreads,
    Undelivered,
)
from tiktrack_gui.core.errors.tiktok import (
    AllFiltered,
    Blocked,
    BrowserInstallFailed,
    BrowserUnusable,
    BudgetSpent,
    Captcha,
    Changed,
    LibraryUnusable,
    LoginNeeded,
    NoBrowser,
    NoDisplay,
    NotFound,
    NothingFetched,
    NotInDemo,
    Private,
    RateLimited,
    Stopped,
    TikTokError,
    Timeout,
    Unreachable,
)

__all__ = [
    "AllFiltered",
    "BadInput",
    "Blocked",
    "BrowserInstallFailed",
    "BrowserUnusable",
    "BudgetSpent",
    "CannotWrite",
    "Captcha",
    "Changed",
    "ChannelGone",
    "ChannelUnsuitable",
    "DataFolderInUse",
    "DemoData",
    "DiscordError",
    "DiscordGarbled",
    "DiscordInTrouble",
    "DiscordRateLimited",
    "DiscordUnreachable",
    "DiskFull",
    "KeyringUnavailable",
    "LibraryUnusable",
    "LoginNeeded",
    "MigrationsMissing",
    "NoBrowser",
    "NoDisplay",
    "NoPermission",
    "NoScreen",
    "NotFound",
    "NotInDemo",
    "NothingFetched",
    "OutcomeUnknown",
    "PostDeleted",
    "PostRefused",
    "Private",
    "RateLimited",
    "SettingsUnusable",
    "ShowsDemo",
    "Stopped",
    "StoreBusy",
    "StoreDamaged",
    "StoreError",
    "StoreNotReady",
    "StoreTooNew",
    "Success",
    "TagRequired",
    "TikTokError",
    "TikTrackError",
    "Timeout",
    "TokenMissing",
    "TokenRefused",
    "TooManyThreads",
    "Undelivered",
    "Unreachable",
    "error_class",
]
