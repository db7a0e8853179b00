"""The command `tiktrack`: the window, or one of the subcommands."""

from __future__ import annotations

import sys

import click

from tiktrack_gui.imports import importing
from tiktrack_gui.invocation import common, invoked


class LateCommands(click.Group):
    """Imports the subcommands, and all the services with them, when one is asked for: the window does not wait."""

    def list_commands(self, context: click.Context) -> list[str]:
        return _subcommands().list_commands(context)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        return _subcommands().get_command(context, name)


def _subcommands() -> click.Group:
    with importing():
        from tiktrack_gui.commands import commands

    return commands


@click.group(cls=LateCommands, invoke_without_command=True)
@common
@click.version_option(package_name="tiktrack-gui")
def main() -> None:
    """Follow what takes off on TikTok and which small creators really grow, and put it into Discord as threads.

    Without a command, the window opens.
    """
    if click.get_current_context().invoked_subcommand is None:
        with importing():
            from tiktrack_gui import desktop  # Qt's widgets are for those who see them

        with invoked() as invocation:
            sys.exit(desktop.run(invocation.folder, invocation.secrets))
