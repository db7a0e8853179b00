"""Errors with what TikTrack needs from the computer: the database, the keyring, the data folder, a screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tiktrack_gui.core.errors.base import Success, TikTrackError


class StoreError(TikTrackError):
    kind = "store"
    sentence = "TikTrack couldn’t use its database."
    advice = "Make sure the data folder exists and TikTrack can write to it."

    def __init__(self, detail: str = "") -> None:
        """`detail` is for the log only."""
        super().__init__(detail)
        self.detail = detail


class StoreBusy(StoreError):
    kind = "store_busy"
    sentence = "Another program has locked the database."
    advice = "Close any program that has it open (an SQL browser, a backup), then try again."


class DiskFull(StoreError):
    kind = "disk_full"
    level = "error"
    sentence = "The disk is full: nothing could be saved, but nothing was lost."
    advice = "Free up some space, then try again."


class StoreDamaged(StoreError):
    kind = "store_damaged"
    level = "error"
    sentence = "The database is damaged."
    advice = "Restore the newest backup from the “backups” folder next to it, or move the file away to start over."
    terminal_advice = (
        "Restore a backup: see `tiktrack backup list`. What can still be read: `tiktrack backup rescue`. "
        "Or move the file away to start over."
    )


class StoreDiskUnsuitable(StoreError):
    """The file system lacks what SQLite needs, as some network drives: locks that work."""

    kind = "store_disk"
    level = "error"
    sentence = "The disk with the data folder doesn’t support the file locks a database needs."
    advice = "Choose a data folder on this computer’s own disk."
    terminal_advice = "Choose a folder on this computer’s own disk with --data-dir."


class StoreReplaced(StoreError):
    """The file was deleted, moved or replaced while it was open; what is written to it from then on would be lost."""

    kind = "store_replaced"
    level = "error"
    sentence = "The database file was moved, deleted or replaced while TikTrack was running. Nothing more is saved."
    advice = "Put the file back or leave it as it is now, then quit and restart TikTrack."


class DatabaseForgot(StoreError):
    """Not raised: another database, or a newer one, was used with this data folder last."""

    kind = "database_forgot"
    advice = (
        "No profile is posted twice: before its next post, TikTrack searches the Discord channel for earlier ones. "
        "That can take a few minutes."
    )

    def __init__(self, *, is_older: bool) -> None:
        super().__init__()
        self.sentence = (
            "The database is older than the one TikTrack used last."
            if is_older
            else "The database isn’t the one TikTrack used last in this data folder."
        )


class StoreTooNew(StoreError):
    kind = "store_too_new"
    sentence = "The database was saved by a newer version of TikTrack."
    advice = "Update TikTrack. This version leaves the database untouched."


class StoreNotReady(StoreError):
    """Raised by commands that only read, and so can't create or update the database."""

    kind = "store_not_ready"
    sentence = "The data folder has no up-to-date TikTrack database."
    advice = "Start TikTrack once, then try again."
    terminal_advice = "Start TikTrack once, or run `tiktrack scrape`, then try again."


class StoreUnreachable(StoreError):
    kind = "store_unreachable"
    sentence = "The database server can’t be reached."
    advice = "Make sure it’s running and the network works. TikTrack goes on as soon as it answers."


class StoreRefused(StoreError):
    kind = "store_refused"
    level = "error"
    sentence = "The database server refused TikTrack."
    advice = "Check the URL in the settings, the password, and whether the user may use that database."
    terminal_advice = (
        "Check the URL (`tiktrack store show`), the password (`tiktrack token set database`), and whether the user "
        "may use that database."
    )


class ServerUnconfirmed(StoreError):
    """settings.toml names it, but nobody on this computer has confirmed it; the keyring's password stays there."""

    kind = "server_unconfirmed"

    def __init__(self, shown: str) -> None:
        super().__init__(shown)
        self.sentence = f"The settings in this data folder name a database server that’s new here: {shown}."
        self.advice = "If it’s yours, confirm it in a terminal, then try again: tiktrack trust"


class StoreServerFull(StoreError):
    kind = "store_server_full"
    level = "error"
    sentence = "The database server has no space left: nothing could be saved, but nothing was lost."
    advice = "Have its disk cleaned up, then try again."


class StoreNotUpgraded(StoreError):
    """A shared database is only set up or migrated by a command, never by a window."""

    kind = "store_not_upgraded"
    level = "error"
    sentence = "The database on the server isn’t set up for this version of TikTrack."
    advice = "Run this in a terminal, once, on one computer: tiktrack store upgrade"
    terminal_advice = "Run `tiktrack store upgrade` once, on one computer."


class StoreOfOthers(StoreError):
    kind = "store_of_others"
    level = "error"
    sentence = "That database has the tables of another program."
    advice = "Create an empty database for TikTrack, and enter its URL."
    terminal_advice = "Create an empty one for TikTrack. `tiktrack store import` then copies what is in the other one."


class AnotherPoster(StoreError):
    """One program on a shared database sends at a time."""

    kind = "another_poster"
    sentence = "Another TikTrack on the same database is sending posts right now."
    advice = "Nothing is lost: whoever sends next also sends what’s waiting."


class StoreDriverMissing(StoreError):
    kind = "store_driver"
    level = "error"

    def __init__(self, extra: str) -> None:
        super().__init__(f"no driver for {extra}")
        self.sentence = "The driver for this database isn’t installed."
        self.advice = f'Install it with: pip install "tiktrack-gui[{extra}]"'


class StoreNotEmpty(StoreError):
    kind = "store_not_empty"
    sentence = "The target database has data in it already."
    advice = "Choose an empty one."


class DemoData(StoreError):
    """Demo data must not be posted to the real Discord, or mixed with real numbers."""

    kind = "demo_data"
    sentence = "This data folder belongs to the demo: everything in it is made up."
    advice = "Start TikTrack with a different data folder."
    terminal_advice = "Choose another folder with --data-dir. To run the demo, use `tiktrack demo`."


class MigrationsMissing(StoreError):
    kind = "migrations_missing"
    sentence = "This installation is missing TikTrack’s database migrations."
    advice = "Reinstall TikTrack."


class KeyringUnavailable(TikTrackError):
    kind = "keyring"
    settled_by = frozenset({Success.DISCORD})
    sentence = "TikTrack couldn’t use the system keyring."
    advice = (
        "Install or unlock one (gnome-keyring, KWallet, KeePassXC), or set the tokens as environment "
        "variables (DISCORD_BOT_TOKEN, TIKTOK_MS_TOKEN). Until then, TikTrack keeps them for this session only, "
        "never in a file."
    )
    terminal_advice = (
        "Install or unlock one (gnome-keyring, KWallet, KeePassXC), or set the tokens as environment "
        "variables: DISCORD_BOT_TOKEN, TIKTOK_MS_TOKEN, or TIKTRACK_DATABASE_URL with the database’s password in it."
    )


class KeyringSilent(KeyringUnavailable):
    """It waits to be unlocked, or hangs: a call has no limit of its own."""

    sentence = "The system keyring doesn’t respond: it’s probably locked."
    advice = (
        "Unlock it, then try again, or set the tokens as environment variables (DISCORD_BOT_TOKEN, TIKTOK_MS_TOKEN)."
    )
    terminal_advice = (
        "Unlock it, then try again, or set the tokens as environment variables: DISCORD_BOT_TOKEN, TIKTOK_MS_TOKEN, "
        "or TIKTRACK_DATABASE_URL with the database’s password in it."
    )


class DataFolderInUse(TikTrackError):
    kind = "in_use"
    sentence = "Another copy of TikTrack is using this data folder."
    advice = "This one continues as soon as the other one quits."
    terminal_advice = "Quit it first, or choose another folder with --data-dir."


class CannotWrite(TikTrackError):
    kind = "cannot_write"
    settled_by = frozenset({Success.SETTINGS})
    advice = "Check the free space and permissions there."
    terminal_advice = "Check the free space and permissions there, or choose another folder with --data-dir."

    def __init__(self, path: Path, reason: str | None) -> None:
        super().__init__(path, reason)
        self.sentence = f"Couldn’t write to {path}: {reason or 'no reason given'}."


class NoLocks(CannotWrite):
    """The file system has no locks, as some network drives: nothing could keep two programs apart."""

    kind = "no_locks"
    advice = "Choose a data folder on this computer’s own disk."
    terminal_advice = "Choose a folder on this computer’s own disk with --data-dir."

    def __init__(self, path: Path, reason: str | None) -> None:
        super().__init__(path, reason)
        self.sentence = f"The disk with {path.parent} doesn’t support file locks ({reason or 'no reason given'})."


class FolderNotPrivate(TikTrackError):
    """Others could change what is in the data folder: which program is started, and where a file is written."""

    kind = "not_private"
    level = "error"

    def __init__(self, sentence: str, advice: str) -> None:
        super().__init__(sentence)
        self.sentence, self.advice = sentence, advice

    @classmethod
    def of_another(cls, place: Path, owner: str) -> FolderNotPrivate:
        return cls(
            f"{place} belongs to {owner}, not to you, so TikTrack doesn’t use it for your data.",
            "Choose a data folder of your own with --data-dir, or copy this one into your home folder.",
        )

    @classmethod
    def writable(cls, place: Path, data: Path) -> FolderNotPrivate:
        is_parent = "" if place == data else f", and with it the data folder {data}"
        return cls(
            f"Other users of this computer can change {place}{is_parent}.",
            f"Take their permission away with `chmod go-w {place}`, or choose another folder with --data-dir.",
        )

    @classmethod
    def linked(cls, link: Path) -> FolderNotPrivate:
        return cls(
            f"{link} is a link to somewhere else, and TikTrack doesn’t write through links in its data folder.",
            "Delete the link, or put the file itself there. The data folder as a whole can be a link.",
        )


class FolderKeepsNoModes(TikTrackError):
    """Not raised: said once, for a folder on exFAT or a network drive."""

    kind = "no_modes"
    level = "info"
    advice = "If others use that disk, choose another data folder. Tokens aren’t in it: they’re in the keyring."

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.sentence = f"The disk with {folder} keeps no permissions: whoever can open the disk can change your data."


class AutostartFailed(CannotWrite):
    """The entry that starts TikTrack at login couldn't be written or removed."""

    kind = "autostart_failed"
    advice = "Check the permissions there."
    settled_by = frozenset()

    def __init__(self, path: Path, reason: str | None) -> None:
        super().__init__(path, reason)
        self.sentence = f"Couldn’t change what starts with the computer, {path}: {reason or 'no reason given'}."


class NoScreen(TikTrackError):
    kind = "no_screen"
    sentence = "There’s no display to open the window on."
    advice = "TikTrack’s commands work without one."
    terminal_advice = "The commands work without one: see `tiktrack --help`, or try `tiktrack demo --once`."

    def __init__(self, display: str = "") -> None:
        """display: that can't be reached; "" = none is set."""
        super().__init__(display)
        if display:
            self.sentence = f"Couldn’t open a window on the display {display}."


class SettingsUnusable(TikTrackError):
    """Not raised: reports values that are ignored in this run."""

    kind = "unusable_settings"
    settled_by = frozenset({Success.CLEAN_SETTINGS})

    def __init__(self, problems: Sequence[str]) -> None:
        """problems: each one or more sentences."""
        super().__init__()
        self.sentence = "A setting can’t be used." if len(problems) == 1 else f"{len(problems)} settings can’t be used."
        self.advice = " ".join(problems)


class ShowsDemo(TikTrackError):
    """Not raised: shown as long as all data is made up."""

    kind = "demo"
    level = "info"
    sentence = "This is demo data."
    advice = "Every creator, video and number here is made up. Nothing is fetched or posted."


class OffersAutostart(TikTrackError):
    """Not raised: offered once, when there is real data."""

    kind = "offers_autostart"
    level = "info"
    sentence = "TikTrack can start with your computer."
    advice = "It then waits in the tray, and misses less of what takes off."
