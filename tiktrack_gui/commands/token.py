"""`tiktrack token`: the secrets in the keyring."""

from __future__ import annotations

import asyncio
import sys

import click

from tiktrack_gui.invocation import common, invoked
from tiktrack_gui.tokens import Kind, Where
from tiktrack_gui.work import foundation

KIND = click.argument("kind", type=click.Choice([kind.value for kind in Kind]))


@click.group()
@common
def token() -> None:
    """Secrets, kept in the system's keyring."""


@token.command("set")
@KIND
@common
def token_set(kind: str) -> None:
    """Store a token; it is asked for, so that it never stands in the shell's history."""
    text = click.prompt(f"{kind} token", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline()
    with invoked() as invocation:
        base = foundation(invocation)
        asyncio.run(base.tokens.set(Kind(kind), text))
    click.echo(f"The {kind} token is in the system's keyring.")


@token.command("delete")
@KIND
@common
def token_delete(kind: str) -> None:
    """Delete a token from the keyring."""
    with invoked() as invocation:
        tokens = foundation(invocation).tokens
        was_there = asyncio.run(tokens.where(Kind(kind))) is Where.KEYRING
        asyncio.run(tokens.delete(Kind(kind)))
    click.echo(f"The {kind} token is deleted." if was_there else f"There was no {kind} token in the keyring.")


@token.command("show")
@common
def token_show() -> None:
    """Say which tokens there are, and where; never the tokens themselves."""
    with invoked() as invocation:
        tokens = foundation(invocation).tokens
        for kind in Kind:
            click.echo(f"{kind.value:<8} {asyncio.run(tokens.where(kind)).value}")
