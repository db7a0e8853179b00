"""What the commands write: lines for people, JSON where it was asked for, troubles on stderr.

All of it goes through here, so that nobody's words steer the terminal and none is lost for a sign it does not have.
"""

from __future__ import annotations

import codecs
import io
import json
import os
import sys
from contextlib import suppress
from pathlib import Path

import click

from tiktrack_gui.core import plain


class _LastLine:
    """Of the terminal: whether a stage of the work stands in it, until something else is written."""

    is_a_stage = False


def prepare() -> None:
    """A sign that the terminal, or a file on Windows, has no code for becomes "?" instead of ending the command.

    Where a stream is closed, or there is no console, what is written goes nowhere and nothing is read.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  # it is there to the end
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(line: str = "") -> None:
    """One line."""
    _make_room()
    click.echo(plain.line(line))


def say_json(value: object) -> None:
    """Every sign as it is where there is Unicode, else all but ASCII as escapes: the data is the same."""
    is_unicode = codecs.lookup(sys.stdout.encoding).name.startswith("utf")
    _make_room()
    click.echo(plain.json(json.dumps(value, ensure_ascii=not is_unicode, indent=2)))


def warn(message: str) -> None:
    """One line on stderr. Where that is closed there is nobody to tell, which is no reason to stop."""
    with suppress(OSError):
        _make_room()
        click.echo(f"tiktrack: {plain.message(message)}", err=True)


def progress(line: str) -> None:
    """On a terminal, in the place of the one before, and until something else is said."""
    if sys.stderr.isatty():
        click.echo(f"\r{plain.line(line)}\x1b[K", nl=False, err=True)
        _LastLine.is_a_stage = True


def _make_room() -> None:
    if _LastLine.is_a_stage:
        _LastLine.is_a_stage = False
        click.echo("\r\x1b[K", nl=False, err=True)


def lost() -> str | None:
    """Why stdout takes nothing more, found out by an empty line; what it still holds is then dropped without a word."""
    try:
        click.echo()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return error.strerror or "the system does not say why"
    return None
