"""`tiktrack creators show` and `history`: one creator as of a moment, and all its measurements."""

from __future__ import annotations

import click

from tiktrack_gui.app import composition
from tiktrack_gui.cli.commands.creators_notes import say_notes, say_statuses
from tiktrack_gui.cli.commands.moments import Until
from tiktrack_gui.cli.commands.options import CREATOR, JSON
from tiktrack_gui.cli.invocation import common
from tiktrack_gui.cli.output import say, say_json, say_table
from tiktrack_gui.cli.work import run
from tiktrack_gui.core import export_annotations, export_profile, numbers
from tiktrack_gui.core.annotations import Annotations
from tiktrack_gui.core.as_of import History, Profile, as_of, posts_as_of
from tiktrack_gui.core.baseline import READ, ViewsPerVideo, views_per_video
from tiktrack_gui.core.collaboration import Comparison, NotEnoughDays
from tiktrack_gui.core.links import web_link
from tiktrack_gui.core.models import CreatorCount
from tiktrack_gui.core.posts import PostsPerWeek
from tiktrack_gui.core.timeline import events
from tiktrack_gui.words import counts, origins, profiles, times
from tiktrack_gui.words import creators as words


@click.command("show")
@CREATOR
@click.option("--at", type=Until(), metavar="TIME", help="Show it as of that time: 2026-10-03T14:00, or a date.")
@JSON
@common
def creators_show(creator: str, at: float | None, as_json: bool) -> None:
    """Show a creator’s profile, now or as of any time.

    A date alone means its end. All is as of that time: the handle, name and bio, the newest measurement by then, its
    changes, and the videos posted by then. ≈ marks numbers TikTok rounded, ≥ means at least. So are your notes and
    statuses; your tags are today’s.
    """

    async def work(services: composition.Services) -> None:
        now = services.foundation.clock.now()
        if at is not None and at > now:
            raise click.UsageError("--at can’t be in the future.")
        moment = now if at is None else at
        known = await services.creators.known(creator)
        history, _ = await services.creators.profile_of(known.id, 0)
        videos = await services.creators.videos_as_of(known.id, moment, READ)
        profile, views = as_of(history, moment), views_per_video(videos)
        posts = posts_as_of(history.samples, videos, moment)
        kept = (await services.annotations.of([known.id]))[known.id].as_of(moment)
        compared = await services.annotations.comparisons(known.id, moment)
        if as_json:
            shown = export_profile.profile_as_of(profile, history, views, posts)
            say_json(shown | export_annotations.kept(kept, compared))
        else:
            _say(profile, history, views, posts, now, is_past=at is not None)
            _say_kept(kept, compared)

    run(work, writes=False)


@click.command("history")
@CREATOR
@JSON
@common
def creators_history(creator: str, as_json: bool) -> None:
    """List a creator’s measurements, and what changed on the profile.

    The newest come last. ≈ marks numbers TikTok rounded, ≥ means at least.
    """

    async def work(services: composition.Services) -> None:
        known = await services.creators.known(creator)
        history, _ = await services.creators.profile_of(known.id, 0)
        if as_json:
            say_json(export_profile.history(history))
            return
        now = services.foundation.clock.now()
        happened = events(history.changes, history.first_seen_at, history.tracked_since, now)
        changes = [
            (times.exact_time(event.at), line.title, line.detail)
            for event, line in zip(happened, profiles.timeline(happened, now), strict=True)
        ]
        say_table(changes[::-1], headings=("time", "change", ""))
        headings = ("time", *(name.lower() for name in profiles.COUNTS.values()), "origin", "exactness")
        rows = [
            (
                times.exact_time(sample.at),
                *(counts.creator_count(sample, which, full=True) for which in profiles.COUNTS),
                origins.NAMES[sample.origin],
                profiles.exactness(sample),
            )
            for sample in history.samples
        ]
        if rows:
            say("")
            say_table(rows, headings=headings, right=(1, 2, 3, 4))

    run(work, writes=False)


def _say(
    profile: Profile, history: History, views: ViewsPerVideo, posts: PostsPerWeek | None, now: float, *, is_past: bool
) -> None:
    creator, sample = profile.creator, profile.sample
    measured = words.measured_by(sample, profile.at) if is_past else words.measured(sample, now)
    if is_past:
        say(profiles.as_of(profile.at))
    marks = [text for flag, text in ((creator.verified, "verified"), (creator.private, "private")) if flag]
    link = web_link(creator.bio_link)
    growth = words.growth_of_weeks(profile.growth)[0] or counts.UNKNOWN
    median = counts.count(views.median, rounded=views.rounded, repaired=views.repaired)
    facts = [
        ("handle", f"@{creator.handle}"),
        ("name", creator.name or counts.UNKNOWN),
        ("marks", ", ".join(marks)),
        ("bio", " ".join(profiles.bio(creator.bio).split())),
        ("link", link.url if link is not None else ""),
        ("first seen", times.date(history.first_seen_at) if history.first_seen_at is not None else ""),
        *((name.lower(), _counted(profile, which)) for which, name in profiles.COUNTS.items()),
        ("28-day growth", growth),
        ("growth per week", words.per_week(profile.per_week)),
        ("views per video", median),
        ("posts per week", counts.UNKNOWN if posts is None else numbers.rate(posts.per_week)),
    ]
    say_table([fact for fact in facts if fact[1]])
    say(measured)


def _say_kept(kept: Annotations, compared: dict[int, Comparison | NotEnoughDays]) -> None:
    if kept.tags:
        say(f"Tags: {', '.join(tag.name for tag in kept.tags)}")
    if kept.statuses:
        say("")
        say_statuses(kept, compared)
    if kept.notes:
        say("")
        say_notes(kept)


def _counted(profile: Profile, which: CreatorCount) -> str:
    change, _ = profiles.in_time(profile.in_a_day(which))
    return "  ".join(filter(None, (counts.creator_count(profile.sample, which, full=True), change)))
