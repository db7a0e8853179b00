"""`tiktrack token`: manages the secrets in the keyring."""

from __future__ import annotations

import sys

import click

from tiktrack_gui.app import composition
from tiktrack_gui.cli.invocation import common, fail, invoked
from tiktrack_gui.cli.output import say
from tiktrack_gui.cli.work import foundation, to_its_end
from tiktrack_gui.config import environment
from tiktrack_gui.config.tokens import VARIABLES, Kind
from tiktrack_gui.core.errors import BadInput, KeyringUnavailable

NAMES = {Kind.DISCORD: "discord token", Kind.TIKTOK: "tiktok token", Kind.DATABASE: "database password"}
KIND = click.argument("kind", type=click.Choice([kind.value for kind in Kind]))


@click.group()
@common
def token() -> None:
    """Manage tokens in the system keyring."""


@token.command("set")
@KIND
@common
def token_set(kind: str) -> None:
    """Save a token in the system keyring.

    Asks for it, or reads it from a pipe, so it never ends up in your shell history.
    """
    with invoked() as invocation:
        base = foundation(invocation)
        text = click.prompt(NAMES[Kind(kind)], hide_input=True) if sys.stdin.isatty() else sys.stdin.readline()
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


def _show(base: composition.Foundation, kind: Kind) -> KeyringUnavailable | None:
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


def _fixed(base: composition.Foundation, kind: Kind, what: str) -> str:
    """A sentence saying that the token's environment variable is set and does `what`; empty if it isn't set."""
    variable = VARIABLES.get(kind)
    if variable is None or variable not in base.environment.variables:
        return ""
    return f" {base.environment.named(variable)} {what}."
