"""The signals that terminate TikTrack."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator

import pytest

from tiktrack_gui.host import signals

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals here")


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def test_the_end_of_a_terminal_is_one_unless_nohup_has_it_outlived() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    assert signals.ending() == [signal.SIGHUP, signal.SIGTERM]
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    assert signals.ending() == [signal.SIGTERM]


def test_ctrl_c_is_caught_unless_a_shell_has_it_ignored() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signals.catch_ctrl_c()
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signals.catch_ctrl_c()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
