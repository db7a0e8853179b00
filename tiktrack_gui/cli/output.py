"""All output of the commands: lines and tables for people, JSON on request, errors on stderr.

Everything goes through here, so that no text can send control sequences to the terminal and characters it can't encode
don't raise errors.

On a terminal, text is wrapped at spaces and columns are aligned in cells: 猫 and 🦊 take two each. Elsewhere lines are
never wrapped. Rich does both: it only ever gets `Text`, in which `[red]` and `:smile:` are plain text, and it is
imported on use, since that takes 30 ms.
"""

from __future__ import annotations

import codecs
import io
import os
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO, cast

import click

from tiktrack_gui.core import plain
from tiktrack_gui.core.characters import ELLIPSIS, graphemes

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.live import Live
    from rich.table import Table

LEAST_ROOM = 16  # cells; narrower text is hard to read
GAP = 2  # cells between columns
USUAL_ROOM = 80  # cells; for a terminal that doesn't report its width
UNBOUNDED = 1_000_000  # cells; wider than any line
BAR = 20  # cells


class _LastLine:
    """The last line of the terminal: the progress shown there until something else is written."""

    stage: Live | None = None


def prepare() -> None:
    """Replaces characters that the terminal (or a file on Windows) can't encode with "?" instead of failing.

    Redirects missing streams (closed, or no console) to the null device.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  # stays open
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(line: str = "") -> None:
    """Prints one line."""
    _clear()
    click.echo(_broken(plain.line(line), _room(sys.stdout)))


def say_lines(text: str) -> None:
    """Prints a text that has line breaks of its own."""
    for line in text.splitlines():
        say(line)


def ask(question: str) -> None:
    """Prints the question on stderr, without a line break."""
    _clear()
    click.echo(question, nl=False, err=True)


def say_beside(beginning: str, text: str) -> None:
    """Prints one line; on a terminal, wrapped lines are aligned with `text`, not with `beginning`."""
    if sys.stdout.isatty():
        _clear()
        click.echo(_laid_out([(beginning, text)], gap=0), nl=False)
    else:
        say(f"{beginning}{text}".rstrip())


def say_table(
    rows: Iterable[Sequence[str]], *, headings: Sequence[str] = (), right: Collection[int] = (), indent: int = 0
) -> None:
    """Prints rows, which must all have the same number of cells. On a terminal, only the last column is wrapped.

    right: indexes of the right-aligned columns. indent: cells before the first column.
    """
    if rows := list(rows):
        _clear()
        click.echo(_laid_out(rows, headings, right, indent), nl=False)


def say_json(value: object) -> None:
    """Prints JSON, with non-ASCII characters escaped unless stdout uses a Unicode encoding; the data is the same."""
    is_unicode = codecs.lookup(sys.stdout.encoding).name.startswith("utf")
    _clear()
    import json

    click.echo(plain.json(json.dumps(value, ensure_ascii=not is_unicode, indent=2)))


@contextmanager
def written_to_stdout() -> Iterator[BinaryIO]:
    """Yields stdout for what isn't made of lines. A terminal gets text without control sequences."""
    _clear()
    if sys.stdout.isatty():
        yield cast(BinaryIO, _Shown())
    else:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()


class _Shown:
    """Shows whole lines of text in UTF-8."""

    def write(self, data: bytes) -> int:
        click.echo(plain.lines(data.decode().replace("\r\n", "\n")), nl=False)
        return len(data)


def say_file(data: bytes) -> None:
    """Writes the content of a file to stdout."""
    _clear()
    sys.stdout.flush()
    stream = sys.stdout.buffer
    stream.write(data)
    stream.flush()


def warn(message: str) -> None:
    """Prints one line on stderr. A closed stderr is ignored."""
    with suppress(OSError):
        _clear()
        click.echo(_broken(f"tiktrack: {plain.message(message)}", _room(sys.stderr)), err=True)


def progress(line: str, done: float = 0, wanted: float = 0) -> None:
    """Shows progress in one line on a terminal, replacing the previous one, until something else is printed.

    The line is cut to the terminal's width, and has a progress bar if `done` and `wanted` are given.
    """
    if not sys.stderr.isatty():
        return
    stage = _stage(plain.line(line), done, wanted)
    if _LastLine.stage is None:
        _LastLine.stage = _begun(stage)
    else:
        _LastLine.stage.update(stage, refresh=True)


def end() -> None:
    """Removes the progress line."""
    with suppress(OSError):
        _clear()


def _clear() -> None:
    """Removes the progress line before something else is written."""
    stage, _LastLine.stage = _LastLine.stage, None
    if stage is not None:
        stage.stop()


def lost() -> str | None:
    """Returns why stdout can't be written to (tested with an empty line), or None; then silently drops its buffer."""
    try:
        click.echo()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return error.strerror or "the system gave no reason"
    return None


def _room(stream: TextIO) -> int:
    """The maximum line width in cells. As is customary, COLUMNS overrides the terminal's width."""
    if not stream.isatty():
        return UNBOUNDED
    chosen = os.environ.get("COLUMNS", "")
    try:
        return (int(chosen) if chosen.isdecimal() else 0) or os.get_terminal_size(stream.fileno()).columns or USUAL_ROOM
    except OSError:
        return USUAL_ROOM


def _broken(line: str, room: int) -> str:
    """Wraps the line. A word longer than a line isn't split, so that paths and links can be copied."""
    if 2 * len(line) <= room:  # no character takes more than two cells
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
    """Lays out the rows as lines ending in newlines. Wraps none if the last column would have too little room."""
    from rich.cells import cell_len

    shown = [[plain.line(cell) for cell in row] for row in rows]
    above = [headings] if headings else []
    columns = list(zip(*above, *shown, strict=True))
    taken = indent + sum(gap + max(map(cell_len, column)) for column in columns[:-1])
    room = _room(sys.stdout)
    if taken + LEAST_ROOM > room:
        room = UNBOUNDED
    for row in shown:
        row[-1] = _with_breaks(row[-1], room - taken)
    console = _console(sys.stdout, room - indent)
    with console.capture() as captured:
        console.print(_table(shown, headings, right, gap))
    lines = captured.get().removesuffix("\n").split("\n")
    return "".join(f"{' ' * indent}{line}".rstrip() + "\n" for line in lines)


def _with_breaks(text: str, room: int) -> str:
    """Breaks words that are wider than a line, between graphemes: rich would break flags."""
    if 2 * len(text) <= room:
        return text
    from rich.cells import cell_len

    words = text.split(" ")
    return " ".join(word if cell_len(word) <= room else "\n".join(_pieces(word, room)) for word in words)


def _pieces(word: str, room: int) -> Iterator[str]:
    from rich.cells import cell_len

    piece = ""
    for one in graphemes(word):
        if piece and cell_len(piece + one) > room:
            yield piece
            piece = ""
        piece += one
    yield piece


def _table(rows: Sequence[Sequence[str]], headings: Sequence[str], right: Collection[int], gap: int) -> Table:
    """A table without borders."""
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
    """A console that uses colours and control codes only on a terminal, whatever the environment says."""
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

    room = _room(sys.stderr)
    has_bar = bool(done and wanted) and room >= 3 * BAR
    words = Text(_within(line, room - BAR - 1 if has_bar else room), no_wrap=True)
    if not has_bar:
        return words
    stage = Table.grid(padding=(0, 1, 0, 0))
    stage.add_column()
    stage.add_column(no_wrap=True)  # so that the text is shortened, not the bar
    stage.add_row(words, ProgressBar(total=wanted, completed=done, width=BAR))
    return stage


def _within(line: str, room: int) -> str:
    """Cuts the line to that many cells, between graphemes."""
    first, *others = _pieces(line, room)
    if not others:
        return first
    first, *_ = _pieces(line, room - 1)
    return first.rstrip() + ELLIPSIS


def _begun(stage: RenderableType) -> Live:
    """Starts the live display. Keeps the cursor visible, because a killed command couldn't restore it."""
    from rich.live import Live

    console = _console(sys.stderr, _room(sys.stderr))
    live = Live(
        stage, console=console, auto_refresh=False, transient=True, redirect_stdout=False, redirect_stderr=False
    )
    live.start(refresh=True)
    console.show_cursor(True)
    return live
