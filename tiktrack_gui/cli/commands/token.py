"""`tiktrack token`: manages the secrets in the keyring."""

from __future__ import annotations

import os
import select
import sys

import click

from tiktrack_gui.app.foundation import Foundation
from tiktrack_gui.cli.invocation import common, fail, invoked
from tiktrack_gui.cli.output import ask, say
from tiktrack_gui.cli.work import foundation, to_its_end
from tiktrack_gui.config import environment
from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.tokens import VARIABLES
from tiktrack_gui.core.errors import BadInput, KeyringUnavailable

MOST = 1_000_000  # characters; an export of all cookies has fewer
PASTED_WITHIN = 0.3  # s between two lines of a paste
LISTENED_EVERY = 0.2  # s
NAMES = {
    Kind.DISCORD: "discord token",
    Kind.TIKTOK: "tiktok token",
    Kind.DATABASE: "database password",
    Kind.PROXY: "proxy login",
    Kind.COOKIES: "cookies of TikTok’s window",
}
KIND = click.argument("kind", type=click.Choice([kind.value for kind in Kind]))
GIVEN_KIND = click.argument("kind", type=click.Choice([kind.value for kind in Kind if kind is not Kind.COOKIES]))


@click.group()
@common
def token() -> None:
    """Manage tokens in the system keyring."""


@token.command("set")
@GIVEN_KIND
@common
def token_set(kind: str) -> None:
    """Save a token in the system keyring.

    Asks for it, or reads it from a pipe, so it never ends up in your shell history. Of a cookie file, a cookie
    header or a whole command, only the token is kept.
    """
    with invoked() as invocation:
        base = foundation(invocation)
        text = _asked_for(NAMES[Kind(kind)]) if sys.stdin.isatty() else sys.stdin.read(MOST)
        try:
            to_its_end(base.tokens.set(Kind(kind), text))
        except KeyringUnavailable as error:  # only the window can keep it in memory
            fail(f"{error.sentence} Nothing was saved. {error.terminal_advice}")
    say(f"Saved the {NAMES[Kind(kind)]} in the system keyring.{_fixed(base, Kind(kind), 'takes precedence')}")


@token.command("delete")
@KIND
@common
def token_delete(kind: str) -> None:
    """Delete a token from the system keyring."""
    with invoked() as invocation:
        base = foundation(invocation)
        was_there = to_its_end(base.tokens.delete(Kind(kind)))
    done = (
        f"Deleted the {NAMES[Kind(kind)]}." if was_there else f"There is no {NAMES[Kind(kind)]} in the system keyring."
    )
    say(done + _fixed(base, Kind(kind), "still provides one"))


@token.command("show")
@common
def token_show() -> None:
    """Show which tokens you have and where they’re kept."""
    with invoked() as invocation:
        base = foundation(invocation)
        unknown = [error for kind in Kind if (error := _show(base, kind))]
    if unknown:
        fail(unknown[0].for_terminal)


def _asked_for(name: str) -> str:
    """Asks on the terminal, without showing what is typed. Of a paste with line breaks, all lines arrive."""
    try:
        import termios  # not on Windows
    except ImportError:
        answer: str = click.prompt(name, hide_input=True)
        return answer
    before = termios.tcgetattr(sys.stdin)
    silent = [*before]
    silent[3] &= ~termios.ECHO
    termios.tcsetattr(sys.stdin, termios.TCSADRAIN, silent)
    try:
        ask(f"{name}: ")  # only now: nothing that is typed in answer to it is shown
        return _lines_together()
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSAFLUSH, before)
        say()


def _lines_together() -> str:
    """Reads the first line, and those that follow at once, which are part of the same paste.

    Raises click.Abort if the input ends without any.
    """
    given = b""
    while not given.strip() or _is_ready(PASTED_WITHIN):
        while not _is_ready(LISTENED_EVERY):
            pass  # Ctrl+C is noticed here: one that comes just before a read wouldn't end it
        part = os.read(sys.stdin.fileno(), MOST)  # a line, as the terminal is set
        if not part:
            break
        given += part
    if not given:
        raise click.Abort
    return given.decode(errors="replace")


def _is_ready(within: float) -> bool:
    """Whether there is something to read on the terminal, or its end, within so many seconds."""
    return bool(select.select([sys.stdin], [], [], within)[0])


def _show(base: Foundation, kind: Kind) -> KeyringUnavailable | None:
    """Prints where the token is kept. Returns the error if the keyring can't be queried, else None."""
    in_file = VARIABLES.get(kind) in base.environment.from_file
    trouble = None
    try:
        where = to_its_end(base.tokens.where(kind)).value
    except BadInput:
        where = "environment (invalid)"
    except KeyringUnavailable as error:
        where, trouble = "unknown", error
    say(f"{kind.value:<8} {where.replace('environment', environment.FILE) if in_file else where}")
    return trouble


def _fixed(base: Foundation, kind: Kind, what: str) -> str:
    """A sentence saying that the token's environment variable is set and does `what`; empty if it isn't set."""
    variable = VARIABLES.get(kind)
    if variable is None or variable not in base.environment.variables:
        return ""
    return f" {base.environment.named(variable)} {what}."
