"""Isolation of all tests: no network, no keyring, no real display, and none of the developer's settings."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import network_guard
from tests.databases import Servers
from tests.ui.hands import let_keys_go
from tests.waiting import LIMIT
from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.tokens import SERVICE, VARIABLES, system_keyring
from tiktrack_gui.config.values import KEYS
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.host.proxies import VARIABLES as VARIABLES_OF_PROXIES

ON_THE_TEST_DESKTOP = "TEST_DESKTOP" in os.environ  # set by .ci/desktop.py
NO_KEYRING = "keyring.backends.fail.Keyring"
OURS = {"TIKTRACK_DATA_DIR", "TIKTRACK_DISCORD_API", *VARIABLES.values()}
OURS |= {*VARIABLES_OF_PROXIES, *map(str.upper, VARIABLES_OF_PROXIES)}
OURS |= {key.at.variable for key in KEYS.values() if key.at.variable} - {"TIKTRACK_BROWSER_PATH"}

# The slowest tests. They start first, so that all workers finish at about the same time.
LONG = ("tests/e2e/test_package.py", "tests/clients/tiktok/", "tests/e2e/", "tests/ui/test_", "tests/ui/discord/", "")

# Before Qt is used: no window outside the test desktop, and a locale Qt doesn't complain about.
if not ON_THE_TEST_DESKTOP:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("LC_ALL", "C.UTF-8")
if sys.platform == "linux" and os.geteuid() == 0:
    os.environ.setdefault("TIKTRACK_BROWSER_ARGS", "--no-sandbox")  # without it, Chromium refuses to run as root

network_guard.install()

# The same cases in every run: a change is judged by what it does, not by chance. `make fuzz` looks for new ones, and
# what it finds becomes an @example.
hypothesis.settings.register_profile("test", derandomize=True, deadline=None)
hypothesis.settings.register_profile(
    "fuzz", max_examples=4_000, deadline=None, suppress_health_check=list(hypothesis.HealthCheck)
)
hypothesis.settings.load_profile("test")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: next(place for place, path in enumerate(LONG) if item.nodeid.startswith(path)))
    if ON_THE_TEST_DESKTOP:
        return
    for item in items:
        if item.get_closest_marker("desktop"):
            item.add_marker(pytest.mark.skip(reason="needs the desktop that `make test` starts"))


def pytest_sessionstart() -> None:
    """Python would collect garbage on whichever thread allocates, such as a store's, and destroy Qt's objects there."""
    gc.disable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """What tests leave behind is collected here, on Qt's thread: the young after each, all after a file."""
    yield
    let_keys_go()
    gc.collect(1 if nextitem is not None and nextitem.path == item.path else 2)


class PatientQtBot(QtBot):
    """Uses LIMIT as the timeout, like all waits in the tests."""

    def waitSignal(self, signal: Any, *, timeout: int = 1000 * LIMIT, **how: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **how)

    def waitUntil(self, callback: Any, *, timeout: int = 1000 * LIMIT) -> None:
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientQtBot(request)


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    with ExitStack() as ending:
        yield Servers(ending)


@pytest.fixture(autouse=True)
def stays_on_this_computer() -> Iterator[None]:
    """Fails a test that tried to reach another computer."""
    network_guard.attempts.clear()
    yield
    assert network_guard.attempts == [], "a test tried to reach the outside world"


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Removes the developer's settings, tokens and data; allows a keyring only in tests marked `desktop`."""
    for name in OURS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TIKTRACK_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path.with_name(f"{tmp_path.name}-state")))
    if "desktop" not in request.keywords:
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", NO_KEYRING)
    if "keyring" in sys.modules:  # it caches the first backend it finds
        monkeypatch.setattr("keyring.core._keyring_backend", None)


@pytest.fixture(autouse=True)
def empty_keyring(clean_environment: None, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Deletes the tokens from the desktop's keyring before each test, because the tests of a run share it."""
    if ON_THE_TEST_DESKTOP and "desktop" in request.keywords and (keyring := system_keyring()) is not None:
        for kind in Kind:
            if keyring.get_password(SERVICE, kind) is not None:
                keyring.delete_password(SERVICE, kind)
        monkeypatch.setattr("keyring.core._keyring_backend", None)  # the test may use another one


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """An empty data folder."""
    return DataFolder(tmp_path / "data").create()


@pytest.fixture
def clean_exit() -> Iterator[None]:
    """For a test in which playwright's driver can't start: playwright leaves a future with the error behind, which is
    logged when it is collected. In a later test, that looks like its fault, or breaks its `ast.parse` (Python 3.11).
    """
    yield
    gc.collect()
