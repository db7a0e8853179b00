"""Texts about forgetting a creator, the same in the window and on the command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tiktrack_gui.core.characters import cut
from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.core.persons import Forgotten, Known, PostedAbout

LONGEST = 44  # characters of a channel
ACTION = "Forget creator…"
NOT_UNDONE = "This can’t be undone."
NO_BLOCK = (
    "Forgetting isn’t blocking: if your feed or a search shows this creator again, TikTrack gets to know them anew. "
    "To keep a creator out of Trending, hide them instead."
)
IN_DISCORD = "TikTrack doesn’t delete anything in Discord. These posts stay until you delete them there:"
KEPT = "Of these, TikTrack keeps only their IDs and a code, so that it doesn’t post the same twice."
MAYBE = "may be there"
FAILED = "Nothing was erased"
BEGINNING = "Waiting for what is under way to end…"
NOT_REWRITTEN = (
    "Another program is reading the database file, so traces may remain in it until TikTrack next opens the database."
)
ON_SERVER = (
    "The rows were deleted on the server. Its own logs and backups are the server’s: ask whoever runs it about those."
)
UNCLEAN = "These backups couldn’t be cleaned. If you don’t need them, delete them in the folder “backups”:"
BACKUPS_KEEP = (
    "Backups weren’t touched, and still have this creator. To clean them, too, run this again with --backups."
)


def title(known: Known) -> str:
    return f"Forget @{known.person.handle}?"


def what_goes(known: Known) -> str:
    """ "The profile, 1,204 measurements, 37 videos and the places on “Tracked” and “Food” will be erased, …" """
    parts = ["The profile"]
    if known.measurements:
        parts.append(_counted(known.measurements, "measurement"))
    if known.videos:
        parts.append(_counted(known.videos, "video"))
    kept = (("note", known.notes), ("status", known.statuses), ("tag", known.tags))
    parts += [f"your {_own(what, number)}" for what, number in kept if number]
    if known.lists:
        places = _listed([f"“{name}”" for name in known.lists])
        parts.append(f"the {'place' if len(known.lists) == 1 else 'places'} on {places}")
    return f"{_listed(parts)} will be erased, and with them everything else TikTrack knows about this creator."


def backups(number: int) -> str:
    """The text of the choice."""
    return "Also erase from the backup" if number == 1 else f"Also erase from the {number} backups"


def post(one: PostedAbout) -> str:
    """ "Team/#talents" or, of one that may not be there, "Team/#talents (may be there)"."""
    place = cut(one.channel, LONGEST) or "A channel that isn’t known any more"
    return place if one.is_certain else f"{place} ({MAYBE})"


def done(known: Known, forgotten: Forgotten) -> str:
    """ "@ann is forgotten, also in 3 backups." """
    number = len(forgotten.copies)
    also = "" if not number else f", also in {_counted(number, 'backup')}"
    return f"@{known.person.handle} is forgotten{also}."


def left_here(forgotten: Forgotten) -> Iterator[str]:
    """Yields what is left on this computer, a line each."""
    if not forgotten.is_rewritten:
        yield NOT_REWRITTEN
    if forgotten.unclean:
        yield UNCLEAN
        yield from (f"  {name}" for name in forgotten.unclean)


def left_in_discord(known: Known) -> Iterator[str]:
    """Yields what is left in Discord, a line each."""
    if known.posts:
        yield IN_DISCORD
        yield from (f"  {post(one)}  {one.link or ''}".rstrip() for one in known.posts)


def stage(what: str) -> str:
    """What is shown while it goes on."""
    return f"Cleaning {what}…" if what else "Done"


def _counted(number: int, what: str) -> str:
    return f"{grouped(number)} {what}{'' if number == 1 else 's'}"


def _own(what: str, number: int) -> str:
    return what if number == 1 else f"{what}{'es' if what.endswith('s') else 's'}"


def _listed(parts: Sequence[str]) -> str:
    *before, last = parts
    return f"{', '.join(before)} and {last}" if before else last
