"""Entry point of the `tiktrack` command."""

from __future__ import annotations

import signal
import sys


def main() -> None:
    """Runs the command line. Until a command handles it gracefully, Ctrl+C terminates the process at once (SIG_DFL)."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from tiktrack_gui.config import environment  # only now: Ctrl+C while it is imported would show a traceback
    from tiktrack_gui.host.imports import importing

    environment.withhold()
    with importing():
        from tiktrack_gui.cli import command_line

    sys.exit(command_line.run())


if __name__ == "__main__":
    main()
