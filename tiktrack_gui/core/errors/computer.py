"""Troubles with what TikTrack needs of the computer: the database, the keyring, the data folder, a screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tiktrack_gui.core.errors.base import Success, TikTrackError


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
    level = "error"
    sentence = "The disk is full: nothing could be saved, and nothing was lost."
    advice = "Free some space and try again."


class StoreDamaged(StoreError):
    kind = "store_damaged"
    level = "error"
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
    settled_by = frozenset({Success.DISCORD})
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
    settled_by = frozenset({Success.SETTINGS})
    advice = "Check the free space and who may write there."
    terminal_advice = "Check the free space and who may write there, or choose another folder with --data-dir."

    def __init__(self, path: Path, reason: str | None) -> None:
        super().__init__(path, reason)
        self.sentence = f"{path} cannot be written: {reason or 'the system does not say why'}."


class NoScreen(TikTrackError):
    kind = "no_screen"
    sentence = "There is no display to open the window on."
    advice = "TikTrack’s commands work without one."
    terminal_advice = "The commands work without one: see `tiktrack --help`, or try `tiktrack demo --once`."


class SettingsUnusable(TikTrackError):
    """Not raised: values that are passed over in this run."""

    kind = "unusable_settings"
    settled_by = frozenset({Success.CLEAN_SETTINGS})

    def __init__(self, problems: Sequence[str]) -> None:
        """problems: each in a sentence or more."""
        super().__init__()
        self.sentence = (
            "A setting cannot be used." if len(problems) == 1 else f"{len(problems)} settings cannot be used."
        )
        self.advice = " ".join(problems)


class ShowsDemo(TikTrackError):
    """Not raised: it holds as long as everything shown is made up."""

    kind = "demo"
    level = "info"
    sentence = "This is demo data."
    advice = "Every creator, video and number here is made up. Nothing is fetched, nothing is posted."
