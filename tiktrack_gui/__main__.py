"""The command `tiktrack`, as the system starts it."""

from __future__ import annotations

import signal
import sys

from tiktrack_gui.host.imports import importing


def main() -> None:
    """Ctrl+C ends it at once, as the system does, until a command has begun that can end in its own way."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    with importing():
        from tiktrack_gui.cli import command_line

    sys.exit(command_line.run())


if __name__ == "__main__":
    main()
