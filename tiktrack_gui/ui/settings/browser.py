"""The browser in use, and the download of one just for TikTrack."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tiktrack_gui.config.settings import Settings
from tiktrack_gui.core.errors import BrowserUnconfirmed, NoBrowser, OldBrowserIgnored
from tiktrack_gui.core.progress import Progress
from tiktrack_gui.services.onboarding import BrowserChoice, FoundBrowser
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.browser.download import BrowserDownload
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column
from tiktrack_gui.ui.widgets.labels import Label

LOST = "Choose another browser below, or leave the field empty to detect one automatically."


class BrowserRow(QWidget):
    """Says which browser is in use, and offers a download."""

    def __init__(self, theme: Theme, browsers: BrowserChoice, settings: Settings, tasks: Tasks) -> None:
        super().__init__()
        self._browsers, self._settings, self._tasks = browsers, settings, tasks
        self._chosen = settings.values.browser_path  # the setting at the last lookup
        self._sentence = Label("Looking for a browser", "hint", wrap=True)
        self._download = BrowserDownload(theme, self._install, tasks)
        self._download.installed.connect(self.look)
        settings.changed.connect(self._take_settings)
        words = column(Label("Browser in use", "label"), self._sentence, spacing=2)
        self.setLayout(column(words, self._download, spacing=10, margins=(0, 12, 0, 12)))

    def focus(self) -> None:
        self._download.focus()

    def look(self) -> None:
        """Looks for the browser again."""
        self._chosen = self._settings.values.browser_path
        self._tasks.spawn(self._look(), name="find the browser")

    async def fault_of(self, path: Path) -> str:
        """Briefly starts a chosen program and returns what is wrong with it; "" = it can be used."""
        self._say("Starting the browser you chose to check that it works")
        try:
            await self._browsers.try_out(path)
        except NoBrowser as error:
            return str(error)
        finally:
            self.look()
        return ""

    async def _look(self) -> None:
        try:
            found = await asyncio.to_thread(self._browsers.find)
        except NoBrowser as error:
            chosen = self._settings.values.browser_path
            if isinstance(error, (BrowserUnconfirmed, OldBrowserIgnored)):
                self._say(str(error), "bad")
            else:
                self._say(f"No browser found at {chosen}. {LOST}" if chosen else error.sentence, "bad")
        else:
            self._say(found.sentence)
            self._sentence.setToolTip(str(found.path))

    def _say(self, words: str, tone: str = "") -> None:
        self._sentence.setText(words)
        self._sentence.set_tone(tone)

    async def _install(self, progress: Progress) -> FoundBrowser:
        """Downloads a browser and, unless the environment sets one, selects it: an installed one would be preferred."""
        found = await self._browsers.install(progress)
        if "browser_path" not in self._settings.locked:
            await self._settings.save(browser_path=str(found.path))
        return found

    def _take_settings(self) -> None:
        if self._settings.values.browser_path != self._chosen:
            self.look()
