"""`tiktrack browser`: the browser used for TikTok."""

from __future__ import annotations

import click

from tiktrack_gui.app.foundation import browsers, is_old_browser_chosen
from tiktrack_gui.cli.invocation import common, invoked
from tiktrack_gui.cli.output import say
from tiktrack_gui.cli.terminal import show_download
from tiktrack_gui.cli.work import foundation, to_its_end


@click.group()
@common
def browser() -> None:
    """The browser TikTrack uses for TikTok."""


@browser.command("show")
@common
def browser_show() -> None:
    """Show which browser TikTrack uses."""
    with invoked() as invocation:
        found = browsers(foundation(invocation)).find()
    say(f"{found.sentence} ({found.path})")


@browser.command("install")
@common
def browser_install() -> None:
    """Download TikTrack’s own Chromium."""
    with invoked() as invocation:
        base = foundation(invocation)
        installed = to_its_end(browsers(base).install(show_download))
        if is_old_browser_chosen(base):
            to_its_end(base.settings.save(browser_path=None))
    say(f"Installed: {installed.path}")
