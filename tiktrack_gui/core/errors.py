"""Every trouble TikTrack knows, each with its sentence for the user.

TikTrackError
├── TikTokError          capability
│   ├── Blocked  Captcha  LoginNeeded  NotFound ← NotInDemo  Private  Changed
│   ├── Unreachable  Timeout  RateLimited(retry_at) ← BudgetSpent  NoDisplay
│   ├── NoBrowser ← BrowserUnusable(path)
│   └── LibraryUnusable  NothingFetched  Stopped
├── DiscordError         code
│   ├── TokenMissing  TokenRefused  NoPermission  ChannelGone  ChannelUnsuitable
│   ├── TagRequired  TooManyThreads  PostRefused  PostDeleted
│   ├── DiscordUnreachable ← DiscordInTrouble(status)  DiscordGarbled
│   └── DiscordRateLimited(retry_at)  OutcomeUnknown
├── StoreError
│   └── StoreBusy  DiskFull  StoreDamaged  StoreTooNew  StoreNotReady  MigrationsMissing  DemoData
├── KeyringUnavailable
├── DataFolderInUse  CannotWrite(path)
├── BrowserInstallFailed
└── BadInput

`str(error)` is the whole message, for a window: what happened, then what to do. Where a command would be told to do
something else, `error.for_terminal` says that. Words of TikTok, Discord or a library go to the log, never into either.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

ALL_FILTERED = (
    "All {fetched} videos were filtered out: none reached {threshold:g} engagements per minute. "
    "Lower the threshold, or wait: the feed changes all day."
)


class TikTrackError(Exception):
    """A fault of the world outside TikTrack: `sentence` says what happened, `advice` what the user can do."""

    kind: ClassVar[str] = "error"
    sentence: str = "Something outside TikTrack went wrong."
    advice: str = "Try again later."
    terminal_advice: ClassVar[str] = ""  # in its place where commands can be typed

    def __str__(self) -> str:
        return f"{self.sentence} {self.advice}"

    @property
    def for_terminal(self) -> str:
        """The whole message of a command."""
        return f"{self.sentence} {self.terminal_advice or self.advice}"


class BadInput(TikTrackError):
    """What the user gave cannot be used."""

    kind = "bad_input"

    def __init__(self, sentence: str, advice: str) -> None:
        super().__init__(sentence)
        self.sentence, self.advice = sentence, advice


# TikTok


class TikTokError(TikTrackError):
    kind = "tiktok"
    sentence = "TikTok could not be read."

    def __init__(self, capability: str = "", detail: str = "") -> None:
        """`detail` is for the log only."""
        super().__init__(capability, detail)
        self.capability = capability
        self.detail = detail


class Blocked(TikTokError):
    kind = "blocked"
    advice = "TikTrack waits before asking again; opening TikTok once in TikTrack’s own browser often helps."
    terminal_advice = (
        "Wait some minutes before trying again. It often helps to refresh in the window (`tiktrack`), "
        "which offers “Open TikTok once”."
    )

    @property
    def sentence(self) -> str:  # type: ignore[override]
        return f"TikTok gave an empty answer for {self.capability or 'this request'}: it takes TikTrack for a bot."


class Captcha(TikTokError):
    kind = "captcha"
    sentence = "TikTok asks for a puzzle to be solved."
    advice = "Open TikTok once in TikTrack’s own browser and solve it; TikTrack then goes on by itself."
    terminal_advice = (
        "Refresh in the window (`tiktrack`), choose “Open TikTok once” there and solve it; then try again."
    )


class LoginNeeded(TikTokError):
    kind = "login_needed"
    sentence = "TikTok shows this only to people who are logged in."
    advice = "TikTrack goes on with everything that is public."


class NotFound(TikTokError):
    kind = "not_found"
    sentence = "TikTok knows nobody and nothing by that name."
    advice = (
        "Check the spelling; the account may have been renamed, and TikTok sometimes says so of accounts that exist."
    )


class NotInDemo(NotFound):
    sentence = "The demo has only its own creators."
    advice = "Use your real data to track others."


class Private(TikTokError):
    kind = "private"
    sentence = "This account or video is private."
    advice = "Its numbers cannot be read until its owner makes it public."


class Changed(TikTokError):
    kind = "changed"
    sentence = "TikTok’s answer had a form TikTrack does not know."
    advice = "If it stays so, look for a newer TikTrack: TikTok changes its pages from time to time."


class Unreachable(TikTokError):
    kind = "unreachable"
    sentence = "TikTok could not be reached."
    advice = "Check the internet connection and try again; what runs on a timer does so by itself."
    terminal_advice = "Check the internet connection and try again."


class Timeout(TikTokError):
    kind = "timeout"
    sentence = "TikTok did not answer in time."
    advice = "A slow connection or a busy TikTok are the usual causes; what runs on a timer tries again by itself."
    terminal_advice = "A slow connection or a busy TikTok are the usual causes: try again in a while."


class RateLimited(TikTokError):
    kind = "rate_limited"
    advice = "Leave TikTrack alone until then: asking more often makes the wait longer."

    def __init__(self, retry_at: float, capability: str = "", detail: str = "", *, wait: float | None = None) -> None:
        """retry_at: UTC epoch seconds. wait: seconds from now, for the sentence."""
        super().__init__(capability, detail)
        self.retry_at = retry_at
        self.wait = wait

    @property
    def sentence(self) -> str:  # type: ignore[override]
        if self.wait is None:
            return "TikTok limits how often it may be asked."
        return f"TikTok limits how often it may be asked: the next try is in {max(1, round(self.wait / 60))} min."


class BudgetSpent(RateLimited):
    """Our own limit, not TikTok's: nothing was asked."""

    kind = "budget_spent"
    advice = "This keeps TikTok from blocking you; TikTrack goes on by itself."
    terminal_advice = "This keeps TikTok from blocking you."

    @property
    def sentence(self) -> str:  # type: ignore[override]
        minutes = max(1, round((self.wait or 0) / 60))
        return f"TikTrack has asked TikTok as often as it allows itself in an hour: the next try is in {minutes} min."


class NoBrowser(TikTokError):
    kind = "no_browser"
    sentence = "No browser was found that TikTrack can use."
    advice = "TikTrack reads TikTok through Chromium, Chrome or Edge; it can download one for itself."
    terminal_advice = "Run `tiktrack browser install`, or set the path of Chromium, Chrome or Edge in the settings."


class BrowserUnusable(NoBrowser):
    """What was chosen, or found, is none. Only starting it shows that: neither its name nor its place does."""

    advice = "Choose Chromium, Chrome or Edge in the settings, or let TikTrack download its own."
    terminal_advice = (
        "Set browser_path, or TIKTRACK_BROWSER_PATH, to Chromium, Chrome or Edge; "
        "`tiktrack browser install` downloads one."
    )

    def __init__(self, path: Path, detail: str, *, is_there: bool = True) -> None:
        super().__init__(detail=f"{path}: {detail}")
        self.sentence = f"{path} does not start as a browser." if is_there else f"No browser was found at {path}."


class NoDisplay(TikTokError):
    kind = "no_display"
    sentence = "There is no screen on which TikTok could be shown."
    advice = "Start TikTrack where it can open windows, or give it an msToken in the settings."


class NoScreen(TikTrackError):
    kind = "no_screen"
    sentence = "There is no display to open the window on."
    advice = "TikTrack’s commands work without one."
    terminal_advice = "The commands work without one: see `tiktrack --help`, or try `tiktrack demo --once`."


class LibraryUnusable(TikTokError):
    kind = "library"
    advice = "Install TikTrack again, with the version it was tested with."
    terminal_advice = (
        "Install the tested version: `pip install -c constraints.txt TikTokApi`, or run `make setup` again."
    )

    def __init__(self, found: str | None, tested: str) -> None:
        super().__init__()
        self.found, self.tested = found, tested

    @property
    def sentence(self) -> str:  # type: ignore[override]
        if self.found is None:
            return "The library TikTokApi is missing."
        return f"The library TikTokApi is version {self.found}, and TikTrack was tested with {self.tested}."


class NothingFetched(TikTokError):
    kind = "nothing_fetched"
    sentence = "No videos were fetched: TikTok’s answer had none in it."
    advice = "Try again in a few minutes; if it stays so, open TikTok once in TikTrack’s own browser."


class BrowserInstallFailed(TikTrackError):
    """The download of TikTrack's own browser did not come to its end."""

    kind = "browser_install"
    sentence = "The browser could not be downloaded."
    advice = (
        "Check the internet connection and that about 700 MB are free, then try again; "
        "or install Chromium, Chrome or Edge yourself: TikTrack finds it."
    )

    def __init__(self, detail: str = "") -> None:
        """`detail` is for the log only."""
        super().__init__(detail)
        self.detail = detail


class Stopped(TikTokError):
    """Not a fault: the user asked for it."""

    kind = "stopped"
    sentence = "The refresh was stopped."
    advice = "Nothing of it was kept; the next one starts afresh."


# Discord


class DiscordError(TikTrackError):
    kind = "discord"
    sentence = "Discord did not take the post."

    def __init__(self, code: int | str | None = None, detail: str = "") -> None:
        """code: Discord's own error code, kept with the delivery. detail: for the log only."""
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class TokenMissing(DiscordError):
    kind = "token_missing"
    sentence = "There is no Discord bot token."
    advice = "Paste it on the Discord tab; it is kept in the system’s keyring."
    terminal_advice = (
        "Give it with `tiktrack token set discord` or on the Discord tab; it is kept in the system’s keyring."
    )


class TokenRefused(DiscordError):
    kind = "token_refused"
    sentence = "Discord refused the bot token."
    advice = "Copy it again from the Discord developer portal (Bot → Reset Token) and set it anew."


class NoPermission(DiscordError):
    kind = "no_permission"
    sentence = "The bot may not post in that channel."
    advice = (
        "Give it View Channel, Send Messages, Embed Links, Attach Files, Create Public Threads and "
        "Read Message History there."
    )


class ChannelGone(DiscordError):
    kind = "channel_gone"
    sentence = "The bot cannot find that channel."
    advice = "Check the channel’s id, and that the bot is a member of its server."


class ChannelUnsuitable(DiscordError):
    kind = "channel_unsuitable"
    sentence = "Threads cannot be made in that kind of channel."
    advice = "Choose a text, announcement, forum or media channel."


class TagRequired(DiscordError):
    kind = "tag_required"
    sentence = "That forum wants a tag on every post."
    advice = "Switch off “Require people to select tags” in the forum’s settings, or choose another channel."


class TooManyThreads(DiscordError):
    kind = "too_many_threads"
    sentence = "The server has as many active threads as Discord allows."
    advice = "Close old threads there; the post waits in the outbox."
    terminal_advice = "Close old threads there, then try again."


class PostRefused(DiscordError):
    kind = "post_refused"
    sentence = "Discord refused the post as invalid."
    advice = "The log has Discord’s own words; please report them, this should not happen."


class PostDeleted(DiscordError):
    kind = "post_deleted"
    sentence = "The post was deleted in Discord before its thread was made."
    advice = "Post it again if it should be there."


class DiscordUnreachable(DiscordError):
    kind = "discord_unreachable"
    sentence = "Discord could not be reached."
    advice = "Check the internet connection. A post that waits in the outbox goes out once Discord answers."
    terminal_advice = "Check the internet connection and try again."


class DiscordInTrouble(DiscordUnreachable):
    """It was reached, and could not answer."""

    advice = "That usually passes within minutes. A post that waits in the outbox goes out once Discord answers."
    terminal_advice = "That usually passes within minutes: try again then."

    def __init__(self, status: int, code: int | str | None = None, detail: str = "") -> None:
        """status: of the answer, 500 or more."""
        super().__init__(code, detail)
        self.sentence = f"Discord has trouble of its own (error {status})."


class DiscordGarbled(DiscordUnreachable):
    """Something answered, but not as Discord does: a proxy, a hotel's login page."""

    sentence = "Discord’s answer could not be read."
    advice = (
        "A proxy, or the login page of a network, may answer in its place. "
        "A post that waits in the outbox goes out once Discord answers."
    )
    terminal_advice = "A proxy, or the login page of a network, may answer in its place: look there, then try again."


class DiscordRateLimited(DiscordError):
    kind = "discord_rate_limited"
    advice = "A post that waits in the outbox goes out then."
    terminal_advice = "Try again then."

    def __init__(self, retry_after: float, code: int | str | None = None, detail: str = "") -> None:
        """retry_after: seconds."""
        super().__init__(code, detail)
        self.retry_after = retry_after

    @property
    def sentence(self) -> str:  # type: ignore[override]
        return f"Discord asks to wait {max(1, round(self.retry_after))} s before the next post."


class OutcomeUnknown(DiscordError):
    kind = "outcome_unknown"
    sentence = "Discord’s answer was lost, and it cannot be told whether the thread was made."
    advice = "Look into the channel, then mark the delivery as posted or post it again."


# The store, the keyring, the data folder


class StoreError(TikTrackError):
    kind = "store"
    sentence = "TikTrack’s database could not be used."
    advice = "Check that the data folder is there and that TikTrack may write to it."

    def __init__(self, detail: str = "") -> None:
        """`detail` is for the log only."""
        super().__init__(detail)
        self.detail = detail


class StoreBusy(StoreError):
    kind = "store_busy"
    sentence = "The database is locked by another program."
    advice = "Close programs that have it open (an SQL browser, a backup) and try again."


class DiskFull(StoreError):
    kind = "disk_full"
    sentence = "The disk is full: nothing could be saved, and nothing was lost."
    advice = "Free some space and try again."


class StoreDamaged(StoreError):
    kind = "store_damaged"
    sentence = "The database file is damaged."
    advice = "Put back the newest backup from the folder “backups” beside it, or move the file away to begin anew."


class StoreTooNew(StoreError):
    kind = "store_too_new"
    sentence = "The database was written by a newer TikTrack."
    advice = "Update TikTrack; this version leaves the file untouched."


class StoreNotReady(StoreError):
    """Reading commands change nothing, so they cannot make or update the file."""

    kind = "store_not_ready"
    sentence = "There is no up-to-date TikTrack database in the data folder."
    advice = "Start TikTrack once, then try again."
    terminal_advice = "Start TikTrack once, or run `tiktrack scrape`, then try again."


class DemoData(StoreError):
    """Its creators must not meet the real Discord, nor its numbers real ones."""

    kind = "demo_data"
    sentence = "This data folder is the demo’s: everything in it is made up."
    advice = "Start TikTrack with another data folder."
    terminal_advice = "Give another folder with --data-dir; the demo itself is `tiktrack demo`."


class MigrationsMissing(StoreError):
    kind = "migrations_missing"
    sentence = "TikTrack’s own database migrations are missing from this installation."
    advice = "Install TikTrack again."


class KeyringUnavailable(TikTrackError):
    kind = "keyring"
    sentence = "The system’s keyring could not be used."
    advice = (
        "Install or unlock one (gnome-keyring, KWallet, KeePassXC), or give tokens in the environment "
        "(DISCORD_BOT_TOKEN, TIKTOK_MS_TOKEN). Until then TikTrack keeps them for this session only, never in a file."
    )
    terminal_advice = (
        "Install or unlock one (gnome-keyring, KWallet, KeePassXC), or give tokens in the environment: "
        "DISCORD_BOT_TOKEN, TIKTOK_MS_TOKEN."
    )


class DataFolderInUse(TikTrackError):
    kind = "in_use"
    sentence = "Another TikTrack is using this data folder."
    advice = "This one goes on as soon as that one has ended."
    terminal_advice = "Quit it first, or give another folder with --data-dir."


class CannotWrite(TikTrackError):
    kind = "cannot_write"
    advice = "Check the free space and who may write there."
    terminal_advice = "Check the free space and who may write there, or choose another folder with --data-dir."

    def __init__(self, path: Path, reason: str | None) -> None:
        super().__init__(path, reason)
        self.sentence = f"{path} cannot be written: {reason or 'the system does not say why'}."
