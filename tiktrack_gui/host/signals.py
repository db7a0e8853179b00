"""The signals that terminate TikTrack."""

from __future__ import annotations

import signal

CTRL_C = 128 + signal.SIGINT  # the exit status


class Stopped(Exception):
    """A signal interrupted a command."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = 128 + number


def ending() -> list[signal.Signals]:
    """The termination signals of this platform that aren't ignored (nohup, for example, ignores SIGHUP)."""
    named = [signal.Signals[name] for name in ("SIGHUP", "SIGTERM") if name in signal.Signals.__members__]
    return [number for number in named if signal.getsignal(number) is not signal.SIG_IGN]


def catch_ctrl_c() -> None:
    """Makes Ctrl+C raise KeyboardInterrupt, unless this process was started with SIGINT ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
