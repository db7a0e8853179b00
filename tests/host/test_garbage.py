"""Objects of Qt's are destroyed on the thread they belong to, also when another thread allocates memory."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import weakref
from contextlib import ExitStack

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from tests.waiting import LIMIT
from tiktrack_gui.host.garbage import collected_here
from tiktrack_gui.host.imports import importing

ANOTHER_THREAD_ALLOCATES = """
import sys, threading
from contextlib import nullcontext
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from tiktrack_gui.host.garbage import collected_here

qt = QCoreApplication([])
threads = []
LIMIT = 20_000  # ms

class InACycle(QObject):
    def __init__(self):
        super().__init__()
        self.itself = self
        self.timer = QTimer(self)
        self.timer.start(1000)

    def __del__(self):
        threads.append(threading.current_thread() is threading.main_thread())
        qt.quit()

kept = []

def allocate():
    kept.extend([] for _ in range(100_000))

with collected_here() if sys.argv[1] == "here" else nullcontext():
    InACycle()
    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()
    if not threads:
        QTimer.singleShot(LIMIT, qt.quit)
        qt.exec()
print(*threads)
"""
pytestmark = pytest.mark.usefixtures("qapp")

COMPLAINT = "Timers cannot be stopped from another thread"


@pytest.mark.parametrize(("where", "is_main", "complains"), [("anywhere", "False", True), ("here", "True", False)])
def test_a_timer_in_a_cycle_ends_on_its_own_thread(where: str, is_main: str, *, complains: bool) -> None:
    """Unlike without `collected_here`, which shows that Python and Qt still behave so."""
    line = [sys.executable, "-c", ANOTHER_THREAD_ALLOCATES, where]
    environment = os.environ | {"QT_FORCE_STDERR_LOGGING": "1"}
    done = subprocess.run(line, env=environment, capture_output=True, text=True, timeout=LIMIT, check=True)
    assert done.stdout.split() == [is_main]
    assert (COMPLAINT in done.stderr) is complains


def test_afterwards_python_collects_as_before() -> None:
    gc.enable()
    try:
        for _ in range(2):  # like several programs in one process
            with collected_here():
                assert not gc.isenabled()
                with importing():
                    pass
                assert not gc.isenabled()
            assert gc.isenabled()
    finally:
        gc.disable()  # as in all tests
    with collected_here():
        pass
    assert not gc.isenabled()


def test_what_is_left_at_the_end_is_destroyed_here() -> None:
    with collected_here():
        left = _in_a_cycle()
    assert left() is None


@pytest.mark.parametrize("generation", [0, 1, 2])
def test_garbage_of_every_age_is_collected(qtbot: QtBot, generation: int) -> None:
    kept: list[object] = []
    thresholds = gc.get_threshold()
    with collected_here(), ExitStack() as afterwards:
        afterwards.callback(gc.set_threshold, *thresholds)
        gc.set_threshold(thresholds[0], 1, 1)  # else the oldest waits for more than a hundred collections
        garbage = InACycle()
        for younger in range(generation):
            gc.collect(younger)
        old = weakref.ref(garbage)
        del garbage
        while old() is not None:
            kept.append([[] for _ in range(2_000)])
            qtbot.wait(1)


def _in_a_cycle() -> weakref.ref[QObject]:
    return weakref.ref(InACycle())


class InACycle(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.itself = self
        self.timer = QTimer(self)
        self.timer.start(1000)
