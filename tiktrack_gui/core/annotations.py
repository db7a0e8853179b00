"""What users keep about creators: notes, statuses with the day each began, and colored tags. Pure.

A status is one of BUILT_IN by its key, or one of the user's own by its name. A creator may have had several, one after
the other; the newest is the current one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tiktrack_gui.core.characters import storable, visible
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.unique_names import key, require_unique

BUILT_IN = ("idea", "contacted", "sent", "posted", "done")  # in the order of working together
COLORS = ("blue", "green", "orange", "purple", "red", "teal", "yellow", "gray")  # in the order they are given to tags
LONGEST_NOTE = 4_000  # characters
MOST_OWN = 30  # own statuses
MOST_TAGS = 100
EARLIEST = 1_451_606_400  # 1 January 2016, before there was TikTok


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """changed_at: as created_at until the text is changed. Both in epoch seconds."""

    id: int
    creator_id: int
    text: str
    created_at: int
    changed_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange:
    """since: the local midnight at which the day began, entered_at: when the user said so; both in epoch seconds."""

    id: int
    creator_id: int
    status: str
    since: int
    entered_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """color: one of COLORS."""

    id: int
    name: str
    color: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """What is kept about a creator. notes: newest first. statuses: oldest first. tags: in the order of all tags."""

    creator_id: int
    notes: tuple[Note, ...] = ()
    statuses: tuple[StatusChange, ...] = ()
    tags: tuple[Tag, ...] = ()

    @property
    def status(self) -> StatusChange | None:
        """The current one."""
        return self.statuses[-1] if self.statuses else None

    def as_of(self, moment: float) -> Annotations:
        """The notes and statuses by then, with the tags of today: when a creator got them isn't known."""
        return replace(
            self,
            notes=tuple(note for note in self.notes if note.created_at <= moment),
            statuses=tuple(one for one in self.statuses if one.since <= moment),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """How many creators have which current status, and which tag by its ID; those that nobody has are left out."""

    statuses: dict[str, int]
    tags: dict[int, int]


def in_order(changes: Iterable[StatusChange]) -> list[StatusChange]:
    """Oldest first. Of several on a day, the one that was entered last comes last."""
    return sorted(changes, key=lambda one: (one.since, one.entered_at, one.id))


def require_note(text: str) -> str:
    """Returns the note as it is stored. Raises BadInput for one that is empty or too long."""
    lines = storable(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    note = "\n".join(line.rstrip() for line in lines).strip("\n")
    if not visible(note).strip():
        raise BadInput("A note needs some text.", "Write what you want to remember.")
    if len(note) > LONGEST_NOTE:
        raise BadInput(f"That note has {len(note):,} characters.", f"Use {LONGEST_NOTE:,} at most, or several notes.")
    return note


def require_since(since: int, now: float) -> int:
    """Raises BadInput for a day that can't be when a status began. since: the day's start, in epoch seconds."""
    if since > now:
        raise BadInput("That day is in the future.", "Use today or an earlier day.")
    if since < EARLIEST:
        raise BadInput("That day is before TikTok began.", "Use a day from 2016 on.")
    return since


def require_status(text: str, own: Iterable[str]) -> str:
    """Returns the key or name of the status that is meant, in any case. Raises BadInput if there is none."""
    known = [*BUILT_IN, *own]
    wanted = key(text)
    for status in known:
        if key(status) == wanted:
            return status
    raise BadInput(f"There’s no status “{text.strip()}”.", f"Use {_either(known)}.")


def require_status_name(text: str, taken: Sequence[str]) -> str:
    """Returns the name of an own status as it is stored. Raises BadInput. taken: the names of the other own ones."""
    if len(taken) >= MOST_OWN:
        raise BadInput(f"You have {len(taken)} statuses of your own already.", "Remove one first.")
    return require_unique(text, [*BUILT_IN, *taken], what="status", such_as="Negotiating")


def require_tag_name(text: str, taken: Sequence[str]) -> str:
    """Returns the name of a tag as it is stored. Raises BadInput. taken: the names of the other tags."""
    if len(taken) >= MOST_TAGS:
        raise BadInput(f"You have {len(taken)} tags already.", "Remove one first.")
    return require_unique(text, taken, what="tag", such_as="Vegan")


def require_color(color: str) -> str:
    """Raises BadInput for a color that tags can't have."""
    wanted = key(color)
    if wanted not in COLORS:
        raise BadInput(f"There’s no color “{color.strip()}”.", f"Use {_either(COLORS)}.")
    return wanted


def next_color(tags: Iterable[Tag]) -> str:
    """The color that the fewest tags have."""
    used = Counter(tag.color for tag in tags)
    return min(COLORS, key=lambda color: used[color])


def tag_named(text: str, tags: Iterable[Tag]) -> Tag | None:
    """Returns the tag with that name, in any case."""
    wanted = key(text)
    return next((tag for tag in tags if key(tag.name) == wanted), None)


def _either(known: Sequence[str]) -> str:
    return f"{', '.join(known[:-1])} or {known[-1]}"
