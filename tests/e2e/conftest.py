"""Fixtures to run the whole command against both look-alikes."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from tests.clients.test_images import Everywhere
from tests.dunst import Dunst, watched
from tests.e2e.command import Command, Done
from tests.e2e.window import Driver, Opened
from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.tiktok import TikTokLookalike
from tests.store.examples import HOUR, a_run, a_video, measured
from tiktrack_gui.app.autostart_offer import AUTOSTART
from tiktrack_gui.app.program import REAL_DATA
from tiktrack_gui.clients import images
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.store import Store


@pytest.fixture(scope="session")
def tiktok() -> Iterator[TikTokLookalike]:
    with TikTokLookalike() as lookalike:
        yield lookalike


@pytest.fixture
def discord() -> Iterator[DiscordLookalike]:
    with DiscordLookalike() as lookalike:
        yield lookalike


@pytest.fixture(scope="session")
def scraped(tiktok: TikTokLookalike, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """A data folder after one scrape of the recorded feed, and the command's result."""
    folder = tmp_path_factory.mktemp("scraped")
    done = Command(folder, tiktok.browser_env())("scrape", "--limit", "50", "--min-velocity", "0", "--json")
    return folder, done


@pytest.fixture
def seeded(scraped: tuple[Path, Done], tmp_path: Path) -> Path:
    """A copy of that data folder, for one test."""
    return Path(shutil.copytree(scraped[0], tmp_path / "seeded"))


@pytest.fixture
def offline(seeded: Path, discord: DiscordLookalike) -> Command:
    """A command that fails to read TikTok immediately, so that posts have the stored numbers. Discord works."""
    return Command(seeded, discord.env | {"TIKTRACK_BROWSER_PATH": "/nowhere/chromium"})


@pytest.fixture
def drive(qapp: QApplication, folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> Driver:
    """Starts the program with its window in this process, so far without TikTok and Discord, and without offers."""
    monkeypatch.setenv("RATE_LIMIT_DELAY", "0")
    monkeypatch.setenv("TIKTRACK_BROWSER_PATH", "/nowhere/chromium")
    monkeypatch.setenv("TIKTRACK_DISCORD_API", "http://127.0.0.1:9/api/v10")
    note(folder, AUTOSTART)
    return Driver(qapp, folder)


def note(folder: DataFolder, key: str) -> None:
    """As if the window had noted that something has happened."""
    QSettings(str(folder.window_state), QSettings.Format.IniFormat).setValue(f"said/{key}", True)


@pytest.fixture
def with_discord(discord: DiscordLookalike, drive: Driver, monkeypatch: pytest.MonkeyPatch) -> DiscordLookalike:
    """The Discord used by the driven program; its token is in the environment."""
    for name, value in discord.env.items():
        monkeypatch.setenv(name, value)
    return discord


@pytest.fixture
def with_tiktok(tiktok: TikTokLookalike, drive: Driver, monkeypatch: pytest.MonkeyPatch) -> TikTokLookalike:
    """The TikTok used by the driven program: pages through a real browser, pictures through our own client."""
    tiktok.behave()
    monkeypatch.delenv("TIKTRACK_BROWSER_PATH")
    for name, value in tiktok.browser_env().items():
        monkeypatch.setenv(name, value)
    found = partial(images.CdnImages, resolver=Everywhere(tiktok.port), tls=tiktok.client_tls())
    monkeypatch.setattr(images, "CdnImages", found)
    return tiktok


@pytest.fixture
def without_demo(drive: Driver) -> Driver:
    """No data yet, but the user has chosen real data, so there is no demo."""
    note(drive.folder, REAL_DATA)
    return drive


@pytest.fixture
def real(drive: Driver) -> Driver:
    """Real data: two stories of a refresh that ended just now, so that nothing is fetched yet."""
    now = int(SystemClock().now())
    with Store(drive.folder.database) as store:
        stories = [measured(a_video(number, at=now, posted_at=now - HOUR)) for number in (1, 2)]
        store.runs.record_run(a_run(stories, at=now), stories).result()
    return drive


@pytest.fixture
def opened(qapp: QApplication) -> Iterator[Opened]:
    opened = Opened()
    for scheme in ("file", "https"):
        QDesktopServices.setUrlHandler(scheme, opened, "open")  # type: ignore[arg-type]  # it only accepts str
    yield opened
    for scheme in ("file", "https"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def dunst() -> Iterator[Dunst]:
    """Watches the desktop's notifications."""
    with watched() as dunst:
        yield dunst


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A folder for temporary files with a short path, because sockets are created in it."""
    with tempfile.TemporaryDirectory(prefix="t", dir="/tmp", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
