"""The signals that tell TikTrack to end."""

from __future__ import annotations

import signal

CTRL_C = 128 + signal.SIGINT  # the exit status


class Stopped(Exception):
    """A signal has stopped a command before its end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = 128 + number


def ending() -> list[signal.Signals]:
    """Those that mean it here: the end of a service, and of a terminal unless nohup has it outlived."""
    named = [signal.Signals[name] for name in ("SIGHUP", "SIGTERM") if name in signal.Signals.__members__]
    return [number for number in named if signal.getsignal(number) is not signal.SIG_IGN]


def catch_ctrl_c() -> None:
    """From here on it raises KeyboardInterrupt, unless this process was started to ignore it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
