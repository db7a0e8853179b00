"""What the environment says: the process's own variables, and those of a `.env` in the data folder.

A variable of the process beats the same one in `.env`. TIKTRACK_… are believed from the process only: they decide
which programs run and where a token is sent, and no file that happens to lie in a folder should.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from tiktrack_gui.core.errors import BadInput

OURS = "TIKTRACK_"
BROWSER_ARGS = "TIKTRACK_BROWSER_ARGS"
DISCORD_API = "TIKTRACK_DISCORD_API"


@dataclass(frozen=True, slots=True)
class Environment:
    """The variables that are set and not empty, and what could not be read. Tokens are among them: not in the repr."""

    variables: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    problems: tuple[str, ...] = ()

    @property
    def browser_args(self) -> tuple[str, ...]:
        """Extra switches for Chromium. Raises BadInput when their quotes do not match."""
        try:
            return tuple(shlex.split(self.variables.get(BROWSER_ARGS, "")))
        except ValueError as error:
            raise BadInput(f"{BROWSER_ARGS} cannot be taken apart: {error}.", "Quote it as for a shell.") from error

    @property
    def discord_api(self) -> str | None:
        """Another base URL for Discord's API. Raises BadInput when it is none."""
        url = self.variables.get(DISCORD_API)
        if url is not None and not url.startswith(("https://", "http://")):
            raise BadInput(f"{DISCORD_API} is not a web address.", "Give one like https://discord.example/api/v10.")
        return url


def read(env_file: Path, environ: Mapping[str, str] = os.environ) -> Environment:
    """The environment as it is now. A file that cannot be read is a problem in words, not an error."""
    from_file, problems = _read_file(env_file)
    variables = {name: value for name, value in from_file.items() if not name.startswith(OURS)}
    variables |= {name: value for name, value in environ.items() if value.strip()}
    return Environment(MappingProxyType(variables), problems)


def has_display(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a window can be opened here, as far as one can tell without trying."""
    named = (environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    return sys.platform != "linux" or any(named)


def _read_file(path: Path) -> tuple[dict[str, str], tuple[str, ...]]:
    if not path.is_file():
        return {}, ()
    from dotenv import dotenv_values

    try:
        values = dotenv_values(path, interpolate=False, encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        return {}, (f"{path} cannot be read and is left out ({error}). Save it as plain UTF-8 text.",)
    return {name: value for name, value in values.items() if value and value.strip()}, ()
