"""The onboarding dialog in each of its states."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tests.services.fakes import FakeTikTok
from tests.ui import samples
from tests.ui.browsers import FakeBrowsers
from tests.ui.scenery import pictures, scenery
from tiktrack_gui.core.errors import Captcha, TikTokError, Unreachable
from tiktrack_gui.services.onboarding import Onboarding
from tiktrack_gui.ui.onboarding.dialog import OnboardingDialog
from tiktrack_gui.ui.onboarding.steps import Stage
from tiktrack_gui.ui.theme.theme import Theme

Act = Callable[[OnboardingDialog], None]


def live(theme: Theme) -> QWidget:
    return _dialog(theme, _begin)


def fetching(theme: Theme) -> QWidget:
    def act(dialog: OnboardingDialog) -> None:
        dialog._browser.show_stage(Stage.DONE, dialog._onboarding.browser().sentence)
        dialog._show_fetching("")
        dialog._show_progress("Reading the feed", 2, 3)

    return _dialog(theme, act)


def no_browser(theme: Theme) -> QWidget:
    return _dialog(theme, _begin, installed=False)


def downloading(theme: Theme) -> QWidget:
    def act(dialog: OnboardingDialog) -> None:
        dialog._begin()
        dialog._download._show_working(True)
        dialog._download._progress.start(70, 174)
        dialog._download._say("Downloading Chromium 140.0.7339.16, 70 of 174 MB")

    return _dialog(theme, act, installed=False)


def unreachable(theme: Theme) -> QWidget:
    return _dialog(theme, _begin, trouble=Unreachable())


def captcha(theme: Theme) -> QWidget:
    return _dialog(theme, _begin, trouble=Captcha())


SCENES: dict[str, tuple[Callable[[Theme], QWidget], int, int]] = {
    f"onboarding_{scene.__name__}": (scene, 580, 580)
    for scene in (live, fetching, no_browser, downloading, unreachable, captcha)
}


def _dialog(theme: Theme, act: Act, *, installed: bool = True, trouble: TikTokError | None = None) -> OnboardingDialog:
    tiktok = FakeTikTok()
    tiktok.trouble = trouble
    tiktok.videos = [item.video for item in samples.videos(3)]
    browsers = FakeBrowsers(Path("/nowhere"), installed=installed)
    with scenery() as scene:
        onboarding = Onboarding(browsers, lambda: tiktok, _shown, _keep, scene.clock)
        found = pictures(theme)
        dialog = OnboardingDialog(theme, found, onboarding, scene.tasks, None)
        found.setParent(dialog)
        act(dialog)
        return dialog


def _begin(dialog: OnboardingDialog) -> None:
    dialog._begin()


async def _shown() -> None:
    pass


async def _keep(_path: str) -> None:
    pass
