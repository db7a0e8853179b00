"""The subcommands of `tiktrack`: everything the window does, without a window.

A failure prints one line on stderr and exits with status 1, a usage error with 2; --json prints only JSON on stdout.
"""

from __future__ import annotations

import click

from tiktrack_gui.cli.commands import (
    alerts,
    backup,
    browser,
    campaigns,
    campaigns_videos,
    channels,
    checks,
    creators,
    creators_find,
    creators_history,
    creators_import,
    creators_names,
    creators_notes,
    deliveries,
    demo,
    diagnose,
    discover,
    discover_audience,
    discover_brands,
    discover_find,
    export,
    forget,
    lists,
    post,
    report,
    run,
    scrape,
    search,
    sources,
    store,
    token,
    trust,
)


@click.group()
def commands() -> None:
    """All subcommands, for `command_line.LateCommands`; never run itself."""


creators.creators.add_command(creators_find.creators_find)
creators.creators.add_command(creators_import.creators_import)
for command in (
    scrape.scrape,
    sources.sources,
    creators.creators,
    search.search,
    forget.forget,
    lists.lists,
    discover.discover,
    alerts.alerts,
    campaigns.campaigns,
    report.report,
    export.export,
    post.post,
    run.run_cycles,
    deliveries.deliveries,
    channels.channels,
    token.token,
    browser.browser,
    trust.trust,
    backup.backup,
    store.store,
    checks.verify,
    checks.self_test,
    diagnose.diagnose,
    demo.demo_command,
):
    commands.add_command(command)
for of_creators in (
    creators_history.creators_show,
    creators_history.creators_history,
    creators_notes.creators_note,
    creators_notes.creators_status,
    creators_notes.creators_tag,
    creators_notes.creators_untag,
    creators_names.creators_tags,
    creators_names.creators_statuses,
):
    creators.creators.add_command(of_creators)
campaigns.campaigns.add_command(campaigns_videos.campaigns_videos)
for of_one in (creators_history.creators_show, creators_history.creators_history):
    creators.creators.add_command(of_one)
for of_brands in (
    discover_brands.brands,
    discover_find.discover_find,
    discover_find.discover_add,
    discover_find.discover_read,
    discover_audience.discover_comments,
    discover_audience.discover_state,
):
    discover.discover.add_command(of_brands)
