"""Imports what the commands import. Starts nothing."""

from __future__ import annotations

import importlib
import pkgutil

import tiktrack_gui.cli.commands
from tiktrack_gui.cli import command_line  # noqa: F401  (it is imported for its own sake)

for _module in pkgutil.iter_modules(tiktrack_gui.cli.commands.__path__, "tiktrack_gui.cli.commands."):
    importlib.import_module(_module.name)
