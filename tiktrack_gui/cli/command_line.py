"""`tiktrack`: opens the window or runs a subcommand, and sets the exit status.

Exit status: 0 success, 1 failure, 2 usage error, 128 + the signal’s number for an interrupted command.
"""

from __future__ import annotations

import sys

import click
from click.exceptions import NoArgsIsHelpError

from tiktrack_gui.cli import output
from tiktrack_gui.cli.invocation import common, invoked
from tiktrack_gui.cli.late_group import LateGroup
from tiktrack_gui.core.errors import FolderNotPrivate
from tiktrack_gui.host.imports import importing
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.host.signals import CTRL_C

COMMANDS = {
    **{
        name: name
        for name in (
            *("alerts", "backup", "browser", "campaigns", "channels", "creators", "deliveries", "diagnose", "discover"),
            *("export", "forget", "lists", "post", "report", "scrape", "search", "sources", "store", "token", "trust"),
        )
    },
    "demo": "demo:demo_command",
    "run": "run:run_cycles",
    "self-test": "checks:self_test",
    "verify": "checks:verify",
}
"""Where each command is, see `LateGroup`."""


@click.group(
    cls=LateGroup,
    late=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@common
@click.option("--hidden", is_flag=True, help="Start in the tray, without showing the window.")
@click.version_option(package_name="tiktrack-gui")
def tiktrack(hidden: bool) -> None:
    """See what takes off on TikTok and which small creators really grow, and share it in Discord as threads.

    Without a command, the window opens.
    """
    if click.get_current_context().invoked_subcommand is None:
        with importing():
            from tiktrack_gui.app import desktop  # imports Qt's widgets, so only if needed

        try:
            with invoked() as invocation:
                sys.exit(desktop.run(invocation.folder, invocation.secrets, hidden=hidden))
        except FolderNotPrivate as refused:
            desktop.refuse(refused)  # who started it from a menu doesn't see the terminal
            raise
    elif hidden:
        raise click.UsageError("--hidden is for the window, not for commands.")


def run() -> int:
    """Runs the command line. Returns the exit status, or exits the process with it."""
    output.prepare()
    try:
        return tiktrack.main(prog_name="tiktrack", standalone_mode=False) or 0
    except NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except click.ClickException as error:
        _say_wrong(error)
        return error.exit_code
    except click.Abort:  # Ctrl+C or end of input at a prompt
        output.warn("Stopped.")
        return CTRL_C
    except OSError:
        if (reason := output.lost()) is None:
            raise
        output.warn(f"Couldn’t write the output: {reason}.")
        return 1
    finally:
        output.end()


def _say_wrong(error: click.ClickException) -> None:
    """Prints a usage error in one line, with tokens blanked: one meant for the prompt may have been typed here."""
    said = Secrets().blank(error.format_message())
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "tiktrack"
    output.warn(f"{said}{'' if said.endswith(('.', '?')) else '.'} See: {command} --help")
