"""`tiktrack self-test`: checks that this installation and the data folder have everything TikTrack needs.

Without `--network`, it uses no network and reads no secrets. It also runs in the frozen build, where an unpackaged
library or file would otherwise go unnoticed until it is needed.
"""

from __future__ import annotations

import asyncio
import importlib
import importlib.metadata
import os
import pkgutil
import platform
import shutil
import ssl
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6 import __version__ as qt_version
from PySide6.QtGui import QFontDatabase, QImageReader
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

import tiktrack_gui
from tiktrack_gui.app.connection import connection_test
from tiktrack_gui.app.desktop import display
from tiktrack_gui.app.foundation import Foundation, browsers
from tiktrack_gui.clients import tls
from tiktrack_gui.config import environment
from tiktrack_gui.config.settings import Settings
from tiktrack_gui.config.tokens import Tokens, system_keyring
from tiktrack_gui.core.anonymous import without_people
from tiktrack_gui.core.database_url import parse_database_url
from tiktrack_gui.core.errors import (
    BrowserUnusable,
    CannotWrite,
    KeyringSilent,
    NoBrowser,
    NoScreen,
    StoreNotReady,
    TikTrackError,
)
from tiktrack_gui.drawing.resources import resource
from tiktrack_gui.host import lock
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.store import Store
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window.main_window import MainWindow
from tiktrack_gui.ui.window.qt_log import ending_on_fatal
from tiktrack_gui.words.network import NAMES, outcome

Look = Callable[[], str]  # returns what it found; raises if something is wrong

DRIVER_LIMIT = 30.0  # seconds
KEYRING_LIMIT = 10.0  # seconds
LEAST_COLORS = 20  # antialiased text and icons have more
FORMATS = {"jpeg", "png", "svg", "webp"}  # used by covers, avatars and icons
KEYRING_BACKENDS = {"linux": "SecretService", "win32": "Windows", "darwin": "macOS"}
LINUX_ONLY = {"tiktrack_gui.clients.notifications"}
LOADED_LATE = (  # imported by our own modules inside functions
    "TikTokApi",
    "aiohttp",
    "discord",
    "filelock",
    "keyring",
    "msgspec",
    "numpy",
    "peewee",
    "playwright.async_api",
    "pyqtgraph",
    "qasync",
    "rich.live",
    "rich.table",
    "tomlkit",
    "truststore",
)


class Verdict(StrEnum):
    OK = "ok"
    WARN = "warn"
    FAIL = "FAIL"


@dataclass(frozen=True, slots=True)
class Check:
    """detail: what was found, or what went wrong."""

    name: str
    verdict: Verdict
    detail: str


class Missing(Exception):
    """Something TikTrack needs is missing."""


class WorthKnowing(Exception):
    """TikTrack works without it, but the user may notice."""


def run(folder: DataFolder, secrets: Secrets, *, network: bool = False) -> list[Check]:
    """Runs all checks, independently of each other. Opens windows on the user's screen only briefly.

    network: also tests the connections to TikTok and Discord.
    """
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with ending_on_fatal(lambda: f"{NoScreen(display()).for_terminal} Nothing else was checked."):
        qt = QApplication([])
    checks = [
        check("Program", program),
        check("Packages", packages),
        check("Database", database),
        check("Pictures", pictures),
        check("Fonts", fonts),
        check("Window", partial(window, qt)),
        check("Keyring", partial(keyring, secrets)),
        check("Encryption", encryption),
        check("Browser driver", browser_driver),
        check("Browser", partial(browser, folder, secrets)),
        check("Settings", partial(settings, folder)),
        check("Data folder", partial(data_folder, folder)),
        check("Your data", partial(your_data, folder)),
        *(connections(folder, secrets) if network else ()),
    ]
    return [replace(one, detail=without_people(secrets.blank(one.detail))) for one in checks]


def check(name: str, look: Look) -> Check:
    try:
        return Check(name, Verdict.OK, look())
    except WorthKnowing as note:
        return Check(name, Verdict.WARN, str(note))
    except Missing as lack:
        return Check(name, Verdict.FAIL, str(lack))
    except TikTrackError as trouble:
        return Check(name, Verdict.FAIL, trouble.for_terminal)
    except Exception as error:
        return Check(name, Verdict.FAIL, f"{type(error).__name__}: {error}")


def program() -> str:
    version = importlib.metadata.version("tiktrack-gui")
    kind = "packaged" if getattr(sys, "frozen", False) else "from source"
    return f"TikTrack {version} {kind}, Python {platform.python_version()}, Qt {qt_version}"


def packages() -> str:
    ours = [module.name for module in pkgutil.walk_packages(tiktrack_gui.__path__, "tiktrack_gui.")]
    if sys.platform != "linux":
        ours = [name for name in ours if name not in LINUX_ONLY]
    for name in (*ours, *LOADED_LATE):
        importlib.import_module(name)
    return f"{len(ours)} modules and {len(LOADED_LATE)} libraries"


def database() -> str:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "self-test.db")
        try:
            store.open()
            return f"{_sound(store)} tables"
        finally:
            store.close()


def _sound(store: Store) -> int:
    found = store.integrity.verify().result()
    if found.problems:
        raise Missing("; ".join(found.problems))
    return len(found.counts)


def pictures() -> str:
    lacking = FORMATS - {bytes(name.data()).decode() for name in QImageReader.supportedImageFormats()}
    if lacking:
        raise Missing(f"can’t read {', '.join(sorted(lacking))}")
    files = [*resource("icons").glob("*.svg"), *resource("app").glob("*.svg"), *resource("app").glob("*.png")]
    if not files:
        raise Missing(f"no pictures in {resource('')}")
    for file in files:
        readable = QSvgRenderer(str(file)).isValid() if file.suffix == ".svg" else QImageReader(str(file)).canRead()
        if not readable:
            raise Missing(f"can’t read {file}")
    return f"{len(files)} icons; {', '.join(sorted(FORMATS))}"


def fonts() -> str:
    files = list(resource("fonts").glob("*.ttf"))
    if not files:
        raise Missing(f"no fonts in {resource('fonts')}")
    for file in files:
        if QFontDatabase.addApplicationFont(str(file)) == -1:
            raise Missing(f"can’t read {file}")
    return f"{len(files)} files"


def window(qt: QApplication) -> str:
    with tempfile.TemporaryDirectory() as folder:
        made = MainWindow(Theme(qt, Path(folder)), Path(folder) / "ui.ini")
        picture = made.grab().toImage()
    colors = {picture.pixel(x, y) for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2)}
    if len(colors) < LEAST_COLORS:
        raise Missing("the window renders empty")
    return f"{picture.width()} × {picture.height()} drawn on {qt.platformName()}"


def keyring(secrets: Secrets) -> str:
    packed = {entry.name for entry in importlib.metadata.entry_points(group="keyring.backends")}
    wanted = KEYRING_BACKENDS.get(sys.platform)
    if wanted is not None and wanted not in packed:
        raise Missing(f"the backend {wanted}; there are {', '.join(sorted(packed)) or 'none'}")
    found = system_keyring()
    if found is None:
        raise WorthKnowing(
            "none on this desktop: tokens come from the environment, or are kept until the window closes"
        )
    name = type(found).__module__
    try:
        asyncio.run(_probe(secrets))
    except TimeoutError:
        raise WorthKnowing(f"{name} doesn’t respond. {KeyringSilent.terminal_advice}") from None
    return name


async def _probe(secrets: Secrets) -> None:
    async with asyncio.timeout(KEYRING_LIMIT):
        await Tokens(environment.Environment(), secrets).probe()


def encryption() -> str:
    places = ssl.get_default_verify_paths()
    certificates = places.cafile or places.capath
    if sys.platform != "win32" and not certificates:  # Windows has its own certificate store
        raise Missing(f"certificates; looked in {places.openssl_cafile} and {places.openssl_capath}")
    tls.context()
    return f"{ssl.OPENSSL_VERSION}, certificates of {certificates or 'Windows'}"


def browser_driver() -> str:
    return asyncio.run(_start_driver())


async def _start_driver() -> str:
    from playwright.async_api import async_playwright

    async with asyncio.timeout(DRIVER_LIMIT), async_playwright():
        return f"playwright {importlib.metadata.version('playwright')}"


def browser(folder: DataFolder, secrets: Secrets) -> str:
    known = browsers(Foundation.read(folder, secrets))
    try:
        found = known.find()
    except BrowserUnusable:
        raise
    except NoBrowser as none:
        raise WorthKnowing(f"none yet. {none.terminal_advice}") from none
    try:
        asyncio.run(known.try_out(found.path))
    except BrowserUnusable:
        raise
    except NoBrowser as error:
        raise Missing(f"{found.path} can’t be controlled: see the browser driver above") from error
    return f"{found.name} ({found.path})"


def settings(folder: DataFolder) -> str:
    read = Settings(folder.settings, environment.read(folder.env))
    if read.problems:
        raise WorthKnowing(" ".join(read.problems))
    return str(folder.settings) if folder.settings.exists() else "the defaults"


def connections(folder: DataFolder, secrets: Secrets) -> list[Check]:
    """Tests the connections as the button in Settings does."""
    reached = asyncio.run(connection_test(Foundation.read(folder, secrets)).run(lambda _: None))
    return [
        Check(NAMES[one.target], Verdict.FAIL if one.trouble else Verdict.OK, outcome(one, in_terminal=True))
        for one in reached
    ]


def data_folder(folder: DataFolder) -> str:
    """Writes, locks and makes a database in the folder or, if it doesn't exist yet, in its nearest existing parent."""
    try:
        there = next(place for place in (folder.root, *folder.root.parents) if place.exists())
        with (
            tempfile.TemporaryDirectory(prefix="self-test-", dir=there) as temporary,
            lock.held(Path(temporary) / "lock"),
            Store(Path(temporary) / "self-test.db"),
        ):
            free = f"{shutil.disk_usage(there).free / 1e9:,.1f} GB free"
    except OSError as error:
        raise CannotWrite(folder.root, error.strerror) from error
    return f"{folder.root}, {free}" if there == folder.root else f"{folder.root}, not created yet, {free}"


def your_data(folder: DataFolder) -> str:
    """A server isn't asked: that would take the network and a password."""
    if url := Settings(folder.settings, environment.read(folder.env)).values.database_url:
        return f"the database is {parse_database_url(url).shown}; `tiktrack store show` checks it"
    try:
        is_there = folder.database.exists()
    except OSError as error:
        raise CannotWrite(folder.root, error.strerror) from error
    if not is_there:
        return "no database yet"
    store = Store(folder.database, read_only=True)
    try:
        store.open()
        _sound(store)
    except StoreNotReady:
        return "a database that will be updated when TikTrack starts"
    finally:
        store.close()
    return "the database is OK"
