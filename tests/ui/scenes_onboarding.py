"""The dialog from demo data to the user's own, in each of its states."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tests.services.fakes import FakeClock, FakeTikTok
from tests.ui import samples
from tests.ui.browsers import FakeBrowsers
from tests.ui.scenery import AtOnce, pictures
from tiktrack_gui.core.errors import Captcha, TikTokError, Unreachable
from tiktrack_gui.services.onboarding import Onboarding
from tiktrack_gui.ui.onboarding_dialog import OnboardingDialog
from tiktrack_gui.ui.onboarding_steps import Stage
from tiktrack_gui.ui.theme import Theme


def live(theme: Theme) -> QWidget:
    dialog = _dialog(theme)
    dialog._begin()
    return dialog


def fetching(theme: Theme) -> QWidget:
    dialog = _dialog(theme)
    dialog._browser.show_stage(Stage.DONE, dialog._onboarding.browser().sentence)
    dialog._show_fetching("")
    dialog._show_progress("Reading the feed", 2, 3)
    return dialog


def no_browser(theme: Theme) -> QWidget:
    dialog = _dialog(theme, installed=False)
    dialog._begin()
    return dialog


def downloading(theme: Theme) -> QWidget:
    dialog = no_browser(theme)
    assert isinstance(dialog, OnboardingDialog)
    dialog._download._show_working(True)
    dialog._download._progress.start(70, 174)
    dialog._download._say("Downloading Chromium 140.0.7339.16, 70 of 174 MB")
    return dialog


def unreachable(theme: Theme) -> QWidget:
    dialog = _dialog(theme, trouble=Unreachable())
    dialog._begin()
    return dialog


def captcha(theme: Theme) -> QWidget:
    dialog = _dialog(theme, trouble=Captcha())
    dialog._begin()
    return dialog


SCENES: dict[str, tuple[Callable[[Theme], QWidget], int, int]] = {
    f"onboarding_{scene.__name__}": (scene, 580, 580)
    for scene in (live, fetching, no_browser, downloading, unreachable, captcha)
}


def _dialog(theme: Theme, *, installed: bool = True, trouble: TikTokError | None = None) -> OnboardingDialog:
    tiktok = FakeTikTok()
    tiktok.trouble = trouble
    tiktok.videos = [item.video for item in samples.videos(3)]
    browsers = FakeBrowsers(Path("/nowhere"), installed=installed)
    onboarding = Onboarding(browsers, lambda: tiktok, _shown, _keep, FakeClock(samples.NOW))
    found = pictures(theme)
    dialog = OnboardingDialog(theme, found, onboarding, AtOnce(), None)
    found.setParent(dialog)
    return dialog


async def _shown() -> None:
    pass


def _keep(_path: str) -> None:
    pass
