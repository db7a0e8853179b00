"""`tiktrack trust`: confirms what the settings of a data folder from elsewhere would start or connect to."""

from __future__ import annotations

import click

from tiktrack_gui.cli.invocation import common, fail, invoked
from tiktrack_gui.cli.output import say
from tiktrack_gui.cli.work import foundation, to_its_end
from tiktrack_gui.config.values import KEYS


@click.command()
@common
def trust() -> None:
    """Confirm the browser, server and proxy in settings.toml.

    A data folder can be from somebody else, so TikTrack asks before it starts a program, or sends a password to a
    server or proxy, that only the folder’s own settings name. It remembers the answer on this computer.
    """
    with invoked() as invocation:
        settings = foundation(invocation).settings
        asked = settings.unconfirmed()
        if not asked:
            say("There is nothing to confirm.")
        elif not to_its_end(settings.confirm(*asked)):
            fail("Couldn’t remember that. Set TIKTRACK_BROWSER_PATH or TIKTRACK_DATABASE_URL instead.")
        for name, value in asked.items():
            say(f"Confirmed {KEYS[name].place}: {value}")
