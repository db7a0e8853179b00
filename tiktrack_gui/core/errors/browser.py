"""Errors with the browser that reads TikTok."""

from __future__ import annotations

from pathlib import Path

from tiktrack_gui.core.errors.base import TIKTOK, TikTrackError
from tiktrack_gui.core.errors.tiktok import TikTokError


class NoBrowser(TikTokError):
    kind = "no_browser"
    settled_by = TIKTOK
    sentence = "No browser found that TikTrack can use."
    advice = "TikTrack reads TikTok through Chromium, Chrome or Edge. It can download one for itself."
    terminal_advice = "Run `tiktrack browser install`, or set the path to Chromium, Chrome or Edge in the settings."


class BrowserUnusable(NoBrowser):
    """The chosen or found program isn't a browser. Only starting it shows that, not its name or place."""

    advice = "Choose Chromium, Chrome or Edge in the settings, or let TikTrack download its own."
    terminal_advice = (
        "Set browser_path, or TIKTRACK_BROWSER_PATH, to Chromium, Chrome or Edge; "
        "`tiktrack browser install` downloads one."
    )

    def __init__(self, path: Path, detail: str, *, is_there: bool = True) -> None:
        super().__init__(detail=f"{path}: {detail}")
        self.sentence = f"{path} couldn’t be started as a browser." if is_there else f"No browser found at {path}."


class BrowserUnconfirmed(NoBrowser):
    """settings.toml names it, but nobody on this computer has confirmed it: the folder may be somebody else’s."""

    kind = "browser_unconfirmed"
    advice = "If you know the program, use it. Otherwise choose another browser in the settings."
    terminal_advice = (
        "If you know the program, confirm it with: tiktrack trust. Otherwise remove browser_path from settings.toml."
    )

    def __init__(self, path: str) -> None:
        super().__init__(detail=f"{path} is not confirmed")
        self.path = path
        self.sentence = f"The settings in this data folder name a browser that’s new here: {path}."


class OldBrowserIgnored(NoBrowser):
    """The one that an earlier version downloaded into the data folder, where it could come from somebody else."""

    advice = "Download it again; it’s kept outside the data folder now. You can delete the old one."
    terminal_advice = "Run `tiktrack browser install`: it’s kept outside the data folder now. Delete the old one."

    def __init__(self, folder: Path) -> None:
        super().__init__(detail=f"{folder} is ignored")
        self.sentence = f"TikTrack no longer starts the browser in {folder}."


class BrowserUnsandboxed(TikTokError):
    """Not raised: said once, when the system doesn't let the browser use its sandbox."""

    kind = "unsandboxed"

    def __init__(self, name: str, *, is_root: bool = False) -> None:
        super().__init__(detail=name)
        self.sentence = f"{name} can’t use its sandbox on this computer, so a harmful web page could do more damage."
        self.advice = (
            "Start TikTrack as an ordinary user instead of root."
            if is_root
            else "Install Chromium, Chrome or Edge with the system’s package manager: it usually comes with permission."
        )


class NoDisplay(TikTokError):
    kind = "no_display"
    settled_by = TIKTOK
    sentence = "There’s no screen to show TikTok on."
    advice = "Start TikTrack where it can open windows, or add an msToken in the settings."


class BrowserInstallFailed(TikTrackError):
    """The download of TikTrack's own browser failed."""

    kind = "browser_install"
    sentence = "Couldn’t download the browser."
    advice = (
        "Check your internet connection and that about 700 MB is free, then try again. "
        "Or install Chromium, Chrome or Edge yourself, and TikTrack will find it."
    )

    def __init__(self, detail: str = "", advice: str = "") -> None:
        """`detail` is for the log only. advice: if the reason is known."""
        super().__init__(detail)
        self.detail = detail
        if advice:
            self.advice = advice
