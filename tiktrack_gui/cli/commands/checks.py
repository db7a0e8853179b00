"""`tiktrack verify` and `tiktrack self-test`: check the data and the installation."""

from __future__ import annotations

import sys

import click

from tiktrack_gui.app import composition
from tiktrack_gui.cli.invocation import common, invoked
from tiktrack_gui.cli.output import say, say_table, warn
from tiktrack_gui.cli.work import run
from tiktrack_gui.core import export
from tiktrack_gui.core.errors import StoreDamaged
from tiktrack_gui.core.numbers import grouped, velocity
from tiktrack_gui.core.verification import Verification
from tiktrack_gui.words.counts import UNKNOWN
from tiktrack_gui.words.store import LABELS

CONTENTS = {table: label for table, label in LABELS.items() if table not in ("raw_posts", "sources")}


@click.command()
@common
def verify() -> None:
    """Check the database and show what’s in it."""

    async def work(services: composition.Services) -> None:
        found = await services.store.integrity.verify()
        if found.problems:
            warn(f"The database has problems: {'; '.join(found.problems)}. {StoreDamaged.terminal_advice}")
        else:
            say("The database is OK.")
        _show_contents(found)
        if found.problems:
            sys.exit(1)

    run(work, writes=False)


def _show_contents(found: Verification) -> None:
    lines = [(label, grouped(rows)) for table, label in CONTENTS.items() if (rows := found.counts.get(table))]
    lines += [(f"Average velocity, {platform}", velocity(mean)) for platform, mean in found.average_velocity.items()]
    if lines:
        say()
    say_table(lines, right=(1,), indent=2)
    if found.runs:
        say()
        say("Last runs")
    runs = [
        (
            export.iso(last.finished_at) or UNKNOWN,
            last.outcome.value,
            f"{last.fetched} fetched, {last.passed} passed",
        )
        for last in found.runs
    ]
    say_table(runs, indent=2)


@click.command("self-test")
@click.option("--network", is_flag=True, help="Also test whether TikTok and Discord can be reached.")
@common
def self_test(network: bool) -> None:
    """Check this installation and the data folder.

    The exit status is 1 if a check fails. Warnings don’t count.
    """
    from tiktrack_gui.app import selftest

    with invoked() as invocation:
        checks = selftest.run(invocation.folder, invocation.secrets, network=network)
    say_table([(check.verdict.value, check.name, check.detail) for check in checks])
    if any(check.verdict is selftest.Verdict.FAIL for check in checks):
        sys.exit(1)
