"""The frame of every command: common options, and errors as one line on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click

from tiktrack_gui.cli.output import warn
from tiktrack_gui.core.errors import BadInput, FolderKeepsNoModes, TikTrackError
from tiktrack_gui.host import logs, paths, private, signals
from tiktrack_gui.host.trust import Trust

Command = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Invocation:
    """The data folder, and the secrets to blank in the log."""

    folder: paths.DataFolder
    secrets: logs.Secrets


def common(command: Command) -> Command:
    """Adds --data-dir and --log-level, before or after the command's name, and prints errors as one line."""

    @wraps(command)
    def wrapped(*args: Any, data_dir: Path | None, log_level: str | None, **kwargs: Any) -> object:
        given = _given()
        given.update({k: v for k, v in (("data_dir", data_dir), ("log_level", log_level)) if v is not None})
        with troubles_in_words():
            return command(*args, **kwargs)

    data_dir = click.option(
        "--data-dir",
        type=_Folder(file_okay=False, path_type=Path),
        callback=_in_a_folder,
        metavar="DIR",
        help="Data folder.",
    )
    log_level = click.option(
        "--log-level",
        type=click.Choice(["debug", "info", "warning", "error"], case_sensitive=False),
        metavar="LEVEL",
        help="Show the log on stderr, from this level up.",
    )
    return data_dir(log_level(wrapped))


class _Folder(click.Path):
    """Rejects "": pathlib takes it for the current folder, but it probably comes from an unset shell variable."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("it’s empty.", param, ctx)
        return super().convert(value, param, ctx)


def _in_a_folder(_context: click.Context, _option: click.Parameter, chosen: Path | None) -> Path | None:
    """Checks that the parent exists: a missing one means a typo or an unmounted disk, so only the last part is created.

    Raises click.BadParameter.
    """
    if chosen is None:
        return None
    try:
        parent = paths.data_folder(chosen).root.parent
        if not parent.is_dir():
            raise click.BadParameter(f"The folder {parent} doesn’t exist.")
    except BadInput as error:
        raise click.BadParameter(str(error)) from None
    except PermissionError:
        raise click.BadParameter(f"You aren’t allowed to open {parent.parent}.") from None
    return chosen


def _given() -> dict[str, Any]:
    """The common options of this call, wherever they were given."""
    given: dict[str, Any] = click.get_current_context().ensure_object(dict)
    return given


def fail(message: str, status: int = 1) -> NoReturn:
    warn(message)
    sys.exit(status)


@contextmanager
def troubles_in_words() -> Iterator[None]:
    try:
        yield
    except TikTrackError as error:
        fail(error.for_terminal)
    except signals.Stopped as stopped:
        fail("Stopped.", stopped.status)
    except KeyboardInterrupt:
        fail("Stopped.", signals.CTRL_C)


@contextmanager
def invoked(*, demo: bool = False) -> Iterator[Invocation]:
    """Yields the data folder and logs to it. Doesn't create it (except for the demo's parent): that is for writers.

    Raises FolderNotPrivate before anything in it is read.
    """
    signals.catch_ctrl_c()
    given = _given()
    folder = paths.data_folder(given.get("data_dir"))
    if not private.require_private(folder) and Trust(folder).is_first_time("no permissions"):
        warn(FolderKeepsNoModes(folder.root).for_terminal)
    if demo:
        folder = folder.create().demo
    secrets = logs.Secrets()
    with logs.written(folder.log, secrets, given.get("log_level")):
        yield Invocation(folder, secrets)
