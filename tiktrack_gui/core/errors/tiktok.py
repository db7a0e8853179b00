"""Troubles with TikTok, and with the browser and the library that read it."""

from __future__ import annotations

from pathlib import Path

from tiktrack_gui.core import durations
from tiktrack_gui.core.errors.base import TIKTOK, Success, TikTrackError


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
    settled_by = TIKTOK
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
    settled_by = TIKTOK
    sentence = "TikTok asks for a puzzle to be solved."
    advice = "Open TikTok once in TikTrack’s own browser and solve it; TikTrack then goes on by itself."
    terminal_advice = (
        "Refresh in the window (`tiktrack`), choose “Open TikTok once” there and solve it; then try again."
    )


class LoginNeeded(TikTokError):
    kind = "login_needed"
    settled_by = frozenset({Success.FEED})
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
    settled_by = TIKTOK
    sentence = "TikTok’s answer had a form TikTrack does not know."
    advice = "If it stays so, look for a newer TikTrack: TikTok changes its pages from time to time."


class Unreachable(TikTokError):
    kind = "unreachable"
    settled_by = TIKTOK
    sentence = "TikTok could not be reached."
    advice = "Check the internet connection and try again; what runs on a timer does so by itself."
    terminal_advice = "Check the internet connection and try again."


class Timeout(TikTokError):
    kind = "timeout"
    settled_by = TIKTOK
    sentence = "TikTok did not answer in time."
    advice = "A slow connection or a busy TikTok are the usual causes; what runs on a timer tries again by itself."
    terminal_advice = "A slow connection or a busy TikTok are the usual causes: try again in a while."


class RateLimited(TikTokError):
    kind = "rate_limited"
    settled_by = TIKTOK
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
        return f"TikTok limits how often it may be asked: the next try is in {durations.wait(self.wait)}."


class BudgetSpent(RateLimited):
    """Our own limit, not TikTok's: nothing was asked."""

    kind = "budget_spent"
    advice = "This keeps TikTok from blocking you; TikTrack goes on by itself."
    terminal_advice = "This keeps TikTok from blocking you."

    @property
    def sentence(self) -> str:  # type: ignore[override]
        wait = durations.wait(self.wait or 0)
        return f"TikTrack has asked TikTok as often as it allows itself in an hour: the next try is in {wait}."


class NoBrowser(TikTokError):
    kind = "no_browser"
    settled_by = TIKTOK
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
    settled_by = TIKTOK
    sentence = "There is no screen on which TikTok could be shown."
    advice = "Start TikTrack where it can open windows, or give it an msToken in the settings."


class LibraryUnusable(TikTokError):
    kind = "library"
    level = "error"
    settled_by = TIKTOK
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
    settled_by = frozenset({Success.FEED})
    sentence = "No videos were fetched: TikTok’s answer had none in it."
    advice = "Try again in a few minutes; if it stays so, open TikTok once in TikTrack’s own browser."


class AllFiltered(TikTokError):
    """Not raised: a refresh went well, and nothing passed."""

    kind = "all_filtered"
    level = "info"
    settled_by = frozenset({Success.FEED})
    advice = "Lower the threshold, or wait: the feed changes all day."

    def __init__(self, fetched: int, threshold: float) -> None:
        """fetched: how many videos. threshold: engagements per minute."""
        super().__init__()
        self.sentence = f"All {fetched} videos were filtered out: none reached {threshold:g} engagements per minute."


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
