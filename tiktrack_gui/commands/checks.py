"""`tiktrack verify` and `tiktrack self-test`: is all well with the data, and with this installation?"""

from __future__ import annotations

import sys

import click

from tiktrack_gui import app
from tiktrack_gui.core import export
from tiktrack_gui.core.numbers import grouped, velocity
from tiktrack_gui.invocation import common, fail, invoked
from tiktrack_gui.output import say
from tiktrack_gui.work import run


@click.command()
@common
def verify() -> None:
    """Check the database, and say what is in it."""

    async def work(services: app.Services) -> None:
        found = await services.store.run(services.store.verify)
        for table, rows in found.counts.items():
            say(f"{table:<18} {grouped(rows):>12} rows")
        for platform, average in found.average_velocity.items():
            say(f"{platform}: {velocity(average)} on average")
        for last in found.runs:
            say(
                f"{export.iso(last.finished_at)}  {last.outcome.value:<9}  {last.fetched} fetched, {last.passed} passed"
            )
        if found.problems:
            fail("; ".join(found.problems))
        say("The database is sound.")

    run(work, writes=False)


@click.command("self-test")
@common
def self_test() -> None:
    """Check this installation and the data folder.

    The exit status is 1 when something fails; a warning is something to know.
    """
    from tiktrack_gui import selftest

    with invoked() as invocation:
        checks = selftest.run(invocation.folder)
    for check in checks:
        say(f"{'ok ' if check.ok else 'BAD'}  {check.name:<24} {check.detail}")
    if not all(check.ok for check in checks):
        sys.exit(1)
