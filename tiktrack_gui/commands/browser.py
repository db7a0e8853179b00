"""`tiktrack browser`: what reads TikTok."""

from __future__ import annotations

import asyncio

import click

from tiktrack_gui import app, terminal
from tiktrack_gui.invocation import common, invoked
from tiktrack_gui.work import foundation


@click.group()
@common
def browser() -> None:
    """The browser that reads TikTok."""


@browser.command("show")
@common
def browser_show() -> None:
    """Say which browser TikTrack uses."""
    with invoked() as invocation:
        found = app.browsers(foundation(invocation)).find()
    click.echo(f"{found.sentence} ({found.path})")


@browser.command("install")
@common
def browser_install() -> None:
    """Download TikTrack's own Chromium."""
    with invoked() as invocation:
        invocation.folder.create()
        browsers = app.browsers(foundation(invocation))
        installed = asyncio.run(browsers.install(terminal.show_download))
    click.echo(f"\nInstalled: {installed.path}")
