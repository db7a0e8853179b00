"""`tiktrack diagnose`: what a bug report needs."""

from __future__ import annotations

import click

from tiktrack_gui.app import database
from tiktrack_gui.app.diagnostics import Diagnostics
from tiktrack_gui.app.foundation import Foundation
from tiktrack_gui.cli.invocation import common, invoked
from tiktrack_gui.cli.output import say_lines
from tiktrack_gui.cli.work import foundation, to_its_end
from tiktrack_gui.core.errors import TikTrackError


@click.command()
@common
def diagnose() -> None:
    """Print what a bug report needs, without names or tokens.

    Links and IDs are blanked, too. It has versions, which settings were changed, what is in the database, how the last
    runs went, and the end of the log. Works also while TikTrack is running, or if the database can’t be opened.
    """

    async def report() -> str:
        try:
            async with database.opened(base, read_only=True) as store:
                return await Diagnostics(base.folder, base.secrets, store).report()
        except TikTrackError as error:
            return await Diagnostics(base.folder, base.secrets, None, error).report()

    with invoked() as invocation:
        base: Foundation = foundation(invocation)
        say_lines(to_its_end(report()))
