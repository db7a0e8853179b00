"""`tiktrack demo`: the program with demo data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

from tiktrack_gui.app import composition, demo_cycle
from tiktrack_gui.cli import terminal
from tiktrack_gui.cli.commands import creators_answers
from tiktrack_gui.cli.invocation import common, invoked
from tiktrack_gui.cli.output import say
from tiktrack_gui.cli.work import run
from tiktrack_gui.config.environment import has_display


@click.command("demo")
@click.option("--once", is_flag=True, help="Run one cycle in the terminal, without the window.")
@click.option(
    "--pictures", type=click.Path(file_okay=False, path_type=Path), help="Also save a screenshot of every page."
)
@common
def demo_command(once: bool, pictures: Path | None) -> None:
    """Try TikTrack with demo data.

    Needs no browser and no network, and keeps its data in a separate folder. Without a display, it runs one cycle in
    the terminal.
    """
    if not once and pictures is None and has_display():
        _show_demo()
    run(_demo_cycle, writes=True, demo=True)
    if pictures is not None:
        _show_demo(pictures)


def _show_demo(pictures: Path | None = None) -> NoReturn:
    from tiktrack_gui.app import desktop  # imports Qt's widgets, so only if needed

    with invoked() as invocation:
        if pictures is not None:
            terminal.show_stage("Saving a screenshot of every page")
        status = desktop.run(invocation.folder, invocation.secrets, demo=True, pictures=pictures)
    if pictures is not None and status == 0:
        say(f"Screenshots saved to {pictures.absolute()}")
    sys.exit(status)


async def _demo_cycle(services: composition.Services) -> None:
    done = await demo_cycle.cycle(services)
    say("Demo data: every creator, video and thread below is fictional.")
    say()
    terminal.show_refresh(done.refresh)
    say()
    await creators_answers.show(services, [entry.creator for entry in done.tracked])
    say()
    terminal.show_decisions(done.decisions, dry_run=False)
    terminal.show_deliveries(done.deliveries)
