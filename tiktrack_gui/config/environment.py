"""Environment variables: those of the process, and those from a `.env` file in the data folder.

A variable of the process overrides the same one in `.env`. TIKTRACK_… variables only count in the process: they
decide which programs run and where a token is sent, and no file that happens to lie in a folder should.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.spelling import nearest
from tiktrack_gui.core.written import unquoted
from tiktrack_gui.host import paths

FILE = ".env"
OURS = "TIKTRACK_"
DISCORD_TOKEN = "DISCORD_BOT_TOKEN"
TIKTOK_TOKEN = "TIKTOK_MS_TOKEN"
BROWSER_ARGS = "TIKTRACK_BROWSER_ARGS"
DISCORD_API = "TIKTRACK_DISCORD_API"
BROWSER_PATH = "TIKTRACK_BROWSER_PATH"
DATABASE_URL = "TIKTRACK_DATABASE_URL"
PROXY = "TIKTRACK_PROXY"
PROXY_LOGIN = "TIKTRACK_PROXY_LOGIN"
KNOWN_OURS = frozenset({BROWSER_ARGS, BROWSER_PATH, DATABASE_URL, DISCORD_API, PROXY, PROXY_LOGIN, paths.VARIABLE})


@dataclass(frozen=True, slots=True)
class Environment:
    """The variables, and what was wrong with `.env`.

    Attributes:
        variables: Those that are set and not empty. Not in the repr, because tokens are among them.
        from_file: The names of those that came from `.env`.
        problems: Sentences for the user, one for each line or file that is ignored.
    """

    variables: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    from_file: frozenset[str] = frozenset()
    problems: tuple[str, ...] = ()

    def named(self, variable: str) -> str:
        """Returns the variable and where it was set, as named in messages."""
        return f"{variable} in {FILE if variable in self.from_file else 'the environment'}"

    @property
    def browser_args(self) -> tuple[str, ...]:
        """Extra switches for Chromium. Raises BadInput if their quotes don't match."""
        try:
            return tuple(shlex.split(self.variables.get(BROWSER_ARGS, "")))
        except ValueError as error:
            raise BadInput(f"Couldn’t parse {BROWSER_ARGS}: {error}.", "Quote it as you would in a shell.") from error

    @property
    def discord_api(self) -> str | None:
        """Another base URL for Discord's API, or None. Raises BadInput if it isn't a URL."""
        url = self.variables.get(DISCORD_API)
        if url is not None and not url.startswith(("https://", "http://")):
            raise BadInput(f"{DISCORD_API} isn’t a web address.", "Use one like https://discord.example/api/v10.")
        return url


def read(env_file: Path, environ: Mapping[str, str] = os.environ) -> Environment:
    """Returns the current environment. A file that can't be read is reported in `problems`, not raised."""
    in_file, problems = _read_file(env_file)
    given = {name: value for name, text in environ.items() if (value := unquoted(text))}
    used = {name: value for name, value in in_file.items() if not name.startswith(OURS) and name not in given}
    return Environment(MappingProxyType(used | given), frozenset(used), (*problems, *_without_effect(in_file, given)))


def has_display(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a window can be opened here, as far as is known without trying."""
    named = (environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    return sys.platform != "linux" or any(named)


def _without_effect(in_file: Mapping[str, str], given: Mapping[str, str]) -> Iterator[str]:
    for name in in_file:
        if name in KNOWN_OURS:
            yield f"{name} is ignored in {FILE}: set it as an environment variable instead."
        elif name in given and unquoted(in_file[name]) != given[name]:
            yield f"{name} in {FILE} has no effect: the environment sets it to something else."
    for name in sorted({*in_file, *given}):
        if name.startswith(OURS) and name not in KNOWN_OURS:
            meant = nearest(name, KNOWN_OURS)
            where = "the environment" if name in given else FILE
            yield f"{name} in {where} isn’t a known variable.{f' Did you mean {meant}?' if meant else ''}"


def _read_file(path: Path) -> tuple[dict[str, str], tuple[str, ...]]:
    if not os.path.isfile(path):  # noqa: PTH113  Path's raises if a folder may not be searched
        return {}, ()
    from dotenv.parser import parse_stream

    try:
        with path.open(encoding="utf-8-sig") as file:
            lines = list(parse_stream(file))
    except (OSError, UnicodeError) as error:
        return {}, (f"Couldn’t read {path} ({error}), so it’s ignored. Save it as plain UTF-8 text.",)
    given = [(line.key, unquoted(line.value), line.original.line) for line in lines if line.key and line.value]
    last = {name: number for name, value, number in given if value}
    wrong = [line.original.line for line in lines if line.error or (line.key and line.value is None)]
    problems = {number: f"Line {number} of {FILE} is ignored: it isn’t NAME=value." for number in wrong}
    for name, value, number in given:
        if value and number != last[name]:
            problems[number] = f"{name} on line {number} of {FILE} has no effect: line {last[name]} sets it again."
    return {name: value for name, value, _ in given if value}, tuple(problems[number] for number in sorted(problems))
