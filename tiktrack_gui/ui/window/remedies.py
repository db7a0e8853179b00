"""What the button on a notice does: for each trouble of the world, the one thing that helps."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.core.models import Outcome, Run
from tiktrack_gui.ui.widgets.notice_bar import Notice

UNUSABLE_SETTINGS = "unusable_settings"


class Remedy(StrEnum):
    """What the window can do about a trouble; the value is the button's words."""

    TRY_AGAIN = "Try again"
    TRY_ANYWAY = "Try anyway"
    OPEN_TIKTOK = "Open TikTok once"
    INSTALL_BROWSER = "Get a browser"
    SHOW_CREATORS = "Show creators"
    SHOW_LOG = "Open the log"
    SHOW_DATA = "Open the data folder"
    SET_TOKEN = "Set the token"
    SET_CHANNEL = "Choose a channel"
    SHOW_OUTBOX = "Show the outbox"
    SHOW_SETTINGS = "Open settings"
    CHANGE_THRESHOLD = "Change threshold"
    USE_REAL_DATA = "Use my real data"


_REMEDIES = {
    "blocked": Remedy.OPEN_TIKTOK,
    "captcha": Remedy.OPEN_TIKTOK,
    "login_needed": Remedy.OPEN_TIKTOK,
    "nothing_fetched": Remedy.TRY_AGAIN,
    "not_found": Remedy.SHOW_CREATORS,
    "private": Remedy.SHOW_CREATORS,
    "changed": Remedy.SHOW_LOG,
    "unreachable": Remedy.TRY_AGAIN,
    "timeout": Remedy.TRY_AGAIN,
    "rate_limited": Remedy.TRY_ANYWAY,
    "budget_spent": Remedy.SHOW_SETTINGS,
    "no_browser": Remedy.INSTALL_BROWSER,
    "browser_install": Remedy.INSTALL_BROWSER,
    "no_display": Remedy.SHOW_SETTINGS,
    "library": Remedy.SHOW_LOG,
    "token_missing": Remedy.SET_TOKEN,
    "token_refused": Remedy.SET_TOKEN,
    "no_permission": Remedy.SET_CHANNEL,
    "channel_gone": Remedy.SET_CHANNEL,
    "channel_unsuitable": Remedy.SET_CHANNEL,
    "tag_required": Remedy.SET_CHANNEL,
    "too_many_threads": Remedy.SHOW_OUTBOX,
    "post_refused": Remedy.SHOW_LOG,
    "post_deleted": Remedy.SHOW_OUTBOX,
    "discord_unreachable": Remedy.SHOW_OUTBOX,
    "discord_rate_limited": Remedy.SHOW_OUTBOX,
    "outcome_unknown": Remedy.SHOW_OUTBOX,
    "keyring": Remedy.TRY_AGAIN,
    "disk_full": Remedy.SHOW_DATA,
    "store_damaged": Remedy.SHOW_DATA,
    "store_too_new": Remedy.SHOW_DATA,
    "store_busy": Remedy.TRY_AGAIN,
    "cannot_write": Remedy.SHOW_DATA,
    "in_use": Remedy.TRY_AGAIN,
    "undelivered": Remedy.SHOW_OUTBOX,
    "demo": Remedy.USE_REAL_DATA,
    "all_filtered": Remedy.CHANGE_THRESHOLD,
    "bad_input": Remedy.SHOW_SETTINGS,
    UNUSABLE_SETTINGS: Remedy.SHOW_SETTINGS,
}


def remedy_for(kind: str) -> Remedy:
    """What helps against an error of that kind (`TikTrackError.kind`)."""
    return _REMEDIES.get(kind, Remedy.SHOW_LOG)


def notice_for(error: TikTrackError) -> Notice:
    """What the bar says about the error: what happened, what it means, one button that helps."""
    return _notice(error.kind, error.sentence, error.advice)


def all_filtered(message: str) -> Notice:
    """What the bar says when a refresh went well and nothing passed."""
    cause, _, advice = message.partition(". ")
    return Notice(key="all_filtered", cause=f"{cause}.", next=advice, level="info", action=remedy_for("all_filtered"))


def failed_run(run: Run) -> Notice | None:
    """What is said of a refresh that failed before this start; None if it did not."""
    if run.outcome is not Outcome.FAILED or run.error_kind is None:
        return None
    cause, _, advice = (run.message or "").partition(". ")
    return _notice(run.error_kind, f"{cause}.", advice)


def _notice(kind: str, cause: str, advice: str) -> Notice:
    return Notice(
        key=kind,
        cause=cause,
        next=advice,
        level="error" if kind in ("disk_full", "store_damaged", "library") else "warn",
        action=remedy_for(kind),
    )


def unusable_settings(problems: Sequence[str]) -> Notice:
    """What the bar says when settings are passed over in this run. problems: each in a sentence or more."""
    cause = "A setting cannot be used." if len(problems) == 1 else f"{len(problems)} settings cannot be used."
    return Notice(
        key=UNUSABLE_SETTINGS,
        cause=cause,
        next=" ".join(problems),
        action=remedy_for(UNUSABLE_SETTINGS),
        stays=True,
    )


def undelivered(cause: str, error: str) -> Notice:
    """What the bar says when a post that was asked for is not in its channel, or may not be."""
    return Notice(key="undelivered", cause=cause, next=error, action=remedy_for("undelivered"))


def demo_data() -> Notice:
    """What the bar says as long as everything shown is made up."""
    return Notice(
        key="demo",
        cause="This is demo data.",
        next="Every creator, video and number here is made up. Nothing is fetched, nothing is posted.",
        level="info",
        action=remedy_for("demo"),
        lasting=True,
    )
