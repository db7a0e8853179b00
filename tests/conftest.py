"""What holds for every test: no network, no keyring, no display of the user's, no settings of the developer's."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import network_guard
from tests.waiting import LIMIT
from tiktrack_gui.config.settings import KEYS
from tiktrack_gui.config.tokens import SERVICE, VARIABLES, Kind, system_keyring
from tiktrack_gui.host.paths import DataFolder

ON_THE_TEST_DESKTOP = "TEST_DESKTOP" in os.environ  # set by .ci/desktop.py
NO_KEYRING = "keyring.backends.fail.Keyring"
OURS = {"TIKTRACK_DATA_DIR", "TIKTRACK_DISCORD_API", *VARIABLES.values()}
OURS |= {key.at.variable for key in KEYS.values() if key.at.variable} - {"TIKTRACK_BROWSER_PATH"}

# Where most of the time goes. What is long is begun early, so that the workers end together.
LONG = ("tests/e2e/test_package.py", "tests/clients/tiktok/", "tests/e2e/", "tests/ui/test_", "tests/ui/discord/", "")

# Before Qt is first asked: no window outside the test desktop, and a locale Qt does not complain about.
if not ON_THE_TEST_DESKTOP:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("LC_ALL", "C.UTF-8")
if sys.platform == "linux" and os.geteuid() == 0:
    os.environ.setdefault("TIKTRACK_BROWSER_ARGS", "--no-sandbox")  # Chromium refuses to run as root without

network_guard.install()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: next(place for place, path in enumerate(LONG) if item.nodeid.startswith(path)))
    if ON_THE_TEST_DESKTOP:
        return
    for item in items:
        if item.get_closest_marker("desktop"):
            item.add_marker(pytest.mark.skip(reason="needs the desktop that `make test` starts"))


class PatientQtBot(QtBot):
    """Waits as long as everything else here does."""

    def waitSignal(self, signal: Any, *, timeout: int = 1000 * LIMIT, **how: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **how)

    def waitUntil(self, callback: Any, *, timeout: int = 1000 * LIMIT) -> None:
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientQtBot(request)


@pytest.fixture(autouse=True)
def stays_on_this_computer() -> Iterator[None]:
    """Fails a test which tried to reach another one."""
    network_guard.attempts.clear()
    yield
    assert network_guard.attempts == [], "a test tried to reach the outside world"


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """None of the developer's own settings, tokens or data; a keyring only for tests marked `desktop`."""
    for name in OURS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TIKTRACK_DATA_DIR", str(tmp_path / "data"))
    if "desktop" not in request.keywords:
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", NO_KEYRING)
    if "keyring" in sys.modules:  # it keeps the backend it found first
        monkeypatch.setattr("keyring.core._keyring_backend", None)


@pytest.fixture(autouse=True)
def empty_keyring(clean_environment: None, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests of one run share the desktop's keyring: each begins without a token in it."""
    if ON_THE_TEST_DESKTOP and "desktop" in request.keywords and (keyring := system_keyring()) is not None:
        for kind in Kind:
            if keyring.get_password(SERVICE, kind) is not None:
                keyring.delete_password(SERVICE, kind)
        monkeypatch.setattr("keyring.core._keyring_backend", None)  # the test may want another one


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """An empty data folder."""
    return DataFolder(tmp_path / "data").create()
