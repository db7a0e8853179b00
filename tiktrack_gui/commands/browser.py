"""`tiktrack browser`: what reads TikTok."""

from __future__ import annotations

import click

from tiktrack_gui import app
from tiktrack_gui.invocation import common, invoked
from tiktrack_gui.output import say
from tiktrack_gui.terminal import show_download
from tiktrack_gui.work import foundation, to_its_end


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
    say(f"{found.sentence} ({found.path})")


@browser.command("install")
@common
def browser_install() -> None:
    """Download TikTrack's own Chromium."""
    with invoked() as invocation:
        invocation.folder.create()
        browsers = app.browsers(foundation(invocation))
        installed = to_its_end(browsers.install(show_download))
    say(f"Installed: {installed.path}")
