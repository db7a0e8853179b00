"""The subcommands of `tiktrack`: everything the window does, without it.

A failure is one line on stderr and exit status 1, a usage error is 2; --json prints only JSON on stdout.
"""

from __future__ import annotations

import click

from tiktrack_gui.cli.commands import browser, checks, creators, demo, post, run, scrape, token


@click.group()
def commands() -> None:
    """All of them; `cli` gives them to the user."""


for command in (
    scrape.scrape,
    creators.creators,
    post.post,
    run.run_cycles,
    token.token,
    browser.browser,
    checks.verify,
    checks.self_test,
    demo.demo_command,
):
    commands.add_command(command)
