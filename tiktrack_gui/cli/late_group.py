"""A group of commands that are imported on use."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from tiktrack_gui.host.imports import importing

COMMANDS = "tiktrack_gui.cli.commands"


class LateGroup(click.Group):
    """Imports a subcommand only to run it or to show its help: a command needs the services, but only its own."""

    def __init__(self, *arguments: Any, late: Mapping[str, str], **options: Any) -> None:
        """late: where in `cli.commands` each subcommand is: "module:name", or "module" if both have one name."""
        super().__init__(*arguments, **options)
        self._late = dict(late)
        self.commands.update((name, click.Command(name)) for name in late)  # click suggests names out of these

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self._late:
            self.commands[cmd_name] = _imported(self._late.pop(cmd_name))
        return super().get_command(ctx, cmd_name)


def _imported(place: str) -> click.Command:
    module, _, name = place.partition(":")
    with importing():
        found = getattr(import_module(f"{COMMANDS}.{module}"), name or module)
    assert isinstance(found, click.Command)
    return found
