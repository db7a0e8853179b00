"""What the commands write: lines and tables for people, JSON where it was asked for, troubles on stderr.

All of it goes through here, so that nobody's words steer the terminal and none is lost for a sign it does not have.

On a terminal a text takes as many lines as it needs, broken at its spaces, and columns stand below each other in
cells: 猫 and 🦊 take two each. Elsewhere a line is a line, however long. Rich does both: it is only ever handed `Text`,
in which `[red]` and `:smile:` are words like all others, and imported where it is needed, since that takes 30 ms.
"""

from __future__ import annotations

import codecs
import io
import json
import os
import sys
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from tiktrack_gui.core import plain

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.live import Live
    from rich.table import Table

LEAST_ROOM = 16  # cells; text in fewer is hard to read
GAP = 2  # cells between columns
USUAL_ROOM = 80  # cells; of a terminal that does not say
UNBOUNDED = 1_000_000  # cells; nothing is that wide
BAR = 20  # cells


class _LastLine:
    """Of the terminal: the stage of the work that stands in it, until something else is written."""

    stage: Live | None = None


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
    _clear()
    click.echo(_broken(plain.line(line), _room(sys.stdout)))


def say_beside(beginning: str, text: str) -> None:
    """One line; on a terminal the further lines it takes stand below the text, not below its beginning."""
    if sys.stdout.isatty():
        _clear()
        click.echo(_laid_out([(beginning, text)], gap=0), nl=False)
    else:
        say(f"{beginning}{text}".rstrip())


def say_table(
    rows: Iterable[Sequence[str]], *, headings: Sequence[str] = (), right: Collection[int] = (), indent: int = 0
) -> None:
    """Rows of as many cells each. On a terminal only the last column takes more than a line.

    right: the numbers of the columns that are aligned to the right. indent: cells before the first column.
    """
    if rows := list(rows):
        _clear()
        click.echo(_laid_out(rows, headings, right, indent), nl=False)


def say_json(value: object) -> None:
    """Every sign as it is where there is Unicode, else all but ASCII as escapes: the data is the same."""
    is_unicode = codecs.lookup(sys.stdout.encoding).name.startswith("utf")
    _clear()
    click.echo(plain.json(json.dumps(value, ensure_ascii=not is_unicode, indent=2)))


def warn(message: str) -> None:
    """One line on stderr. Where that is closed there is nobody to tell, which is no reason to stop."""
    with suppress(OSError):
        _clear()
        click.echo(_broken(f"tiktrack: {plain.message(message)}", _room(sys.stderr)), err=True)


def progress(line: str, done: float = 0, wanted: float = 0) -> None:
    """On a terminal, one line in the place of the one before, and until something else is said.

    It is cut where the terminal ends, and has a bar where it is known how much is wanted.
    """
    if not sys.stderr.isatty():
        return
    stage = _stage(plain.line(line), done, wanted)
    if _LastLine.stage is None:
        _LastLine.stage = _begun(stage)
    else:
        _LastLine.stage.update(stage, refresh=True)


def end() -> None:
    """Leaves the terminal as it was."""
    with suppress(OSError):
        _clear()


def _clear() -> None:
    """Takes the stage away, before something else is written."""
    stage, _LastLine.stage = _LastLine.stage, None
    if stage is not None:
        stage.stop()


def lost() -> str | None:
    """Why stdout takes nothing more, found out by an empty line; what it still holds is then dropped without a word."""
    try:
        click.echo()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return error.strerror or "the system gave no reason"
    return None


def _room(stream: TextIO) -> int:
    """Cells a line may take. What COLUMNS says wins over what the terminal says, as everywhere."""
    if not stream.isatty():
        return UNBOUNDED
    chosen = os.environ.get("COLUMNS", "")
    try:
        return (int(chosen) if chosen.isdecimal() else 0) or os.get_terminal_size(stream.fileno()).columns or USUAL_ROOM
    except OSError:
        return USUAL_ROOM


def _broken(line: str, room: int) -> str:
    """In as many lines as it takes. A word longer than a line stays whole: a path or a link can still be copied."""
    if 2 * len(line) <= room:  # no sign takes more than two cells
        return line
    from rich.text import Text

    parts = Text(line, overflow="ignore").wrap(_console(sys.stdout, room), room)
    return "\n".join(part.plain.rstrip() for part in parts)


def _laid_out(
    rows: Sequence[Sequence[str]],
    headings: Sequence[str] = (),
    right: Collection[int] = (),
    indent: int = 0,
    gap: int = GAP,
) -> str:
    """Lines, each with its end. Where the last column would have too little room, none of them is broken."""
    from rich.cells import cell_len

    shown = [[plain.line(cell) for cell in row] for row in rows]
    above = [headings] if headings else []
    columns = list(zip(*above, *shown, strict=True))
    taken = indent + sum(gap + max(map(cell_len, column)) for column in columns[:-1])
    room = _room(sys.stdout)
    console = _console(sys.stdout, room - indent if taken + LEAST_ROOM <= room else UNBOUNDED)
    with console.capture() as captured:
        console.print(_table(shown, headings, right, gap))
    lines = captured.get().removesuffix("\n").split("\n")
    return "".join(f"{' ' * indent}{line}".rstrip() + "\n" for line in lines)


def _table(rows: Sequence[Sequence[str]], headings: Sequence[str], right: Collection[int], gap: int) -> Table:
    """Without a frame."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=bool(headings), pad_edge=False, padding=(0, gap, 0, 0))
    last = len(rows[0]) - 1
    for number, heading in enumerate(headings or [""] * len(rows[0])):
        table.add_column(
            Text(heading), justify="right" if number in right else "left", no_wrap=number < last, overflow="fold"
        )
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _console(stream: TextIO, width: int) -> Console:
    """Colours and the like are for a terminal, whatever the environment says of them."""
    from rich.console import Console

    return Console(
        file=stream,
        width=width,
        height=UNBOUNDED,  # without it, rich ignores the width where TERM is dumb
        force_terminal=stream.isatty(),
        force_jupyter=False,
        markup=False,
        emoji=False,
        highlight=False,
    )


def _stage(line: str, done: float, wanted: float) -> RenderableType:
    from rich.progress_bar import ProgressBar
    from rich.table import Table
    from rich.text import Text

    words = Text(line, no_wrap=True, overflow="ellipsis")
    if not (done and wanted) or _room(sys.stderr) < 3 * BAR:
        return words
    stage = Table.grid(padding=(0, 1, 0, 0))
    stage.add_column()
    stage.add_column(no_wrap=True)  # so that it is the words that give way
    stage.add_row(words, ProgressBar(total=wanted, completed=done, width=BAR))
    return stage


def _begun(stage: RenderableType) -> Live:
    """The cursor stays: a command that is killed could not give it back."""
    from rich.live import Live

    console = _console(sys.stderr, _room(sys.stderr))
    live = Live(
        stage, console=console, auto_refresh=False, transient=True, redirect_stdout=False, redirect_stderr=False
    )
    live.start(refresh=True)
    console.show_cursor(True)
    return live
