"""Who is to be forgotten, and what names that person in a text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tiktrack_gui.core.deliveries import DeliveryState

BLANK = "@…"
SHORTEST = 3  # characters of a name by which an entry of the log is told; shorter ones are in every line
MAYBE_POSTED = (DeliveryState.SENT, DeliveryState.SENDING, DeliveryState.NEEDS_REVIEW)


@dataclass(frozen=True, kw_only=True)
class Person:
    """A creator, as one database knows it.

    handles: the present and earlier ones, in lower case, that no other creator has now. names: also earlier ones.
    sec_uid: None = unknown. video_ids: of all its known videos. marks: keys and Discord's IDs of its posts.
    """

    id: int
    handle: str
    handles: frozenset[str]
    names: frozenset[str] = frozenset()
    sec_uid: str | None = None
    video_ids: frozenset[int] = frozenset()
    marks: frozenset[str] = frozenset()

    def with_(self, other: Person) -> Person:
        """As both databases know it."""
        return Person(
            id=self.id,
            handle=self.handle,
            handles=self.handles | other.handles,
            names=self.names | other.names,
            sec_uid=self.sec_uid or other.sec_uid,
            video_ids=self.video_ids | other.video_ids,
            marks=self.marks | other.marks,
        )

    def without(self, text: str) -> str:
        """Returns a text of somebody else, also JSON, in which this person isn't mentioned any more."""
        return self._mention.sub(BLANK, text) if "@" in text else text

    def is_sound_of(self, sound: str) -> bool:
        """Whether a sound is named after the person: TikTok adds the name to the word for “original sound”."""
        _, dash, name = sound.rpartition(" - ")
        return bool(dash) and (name in self.names or name.lower() in self.handles)

    def is_in_json(self, text: str) -> bool:
        """Whether JSON from TikTok says anything about the person: as the author of a sound, or of what it answers."""
        folded = text.lower()
        return any(f'"{mark}"' in text for mark in self._told_by) or any(
            f'"{handle}"' in folded or f"@{handle}" in folded for handle in self.handles
        )

    def is_named_in(self, text: str) -> bool:
        """Whether a text, such as an entry of the log, has the handle, a name or an ID of the person or its posts."""
        words = set(_WORD.findall(text.lower()))
        ids = {str(self.id), *map(str, self.video_ids), *(mark.lower() for mark in self.marks)}
        handles = {word.strip(".-") for word in words} | words
        return (
            not (words | handles).isdisjoint(ids | self.handles)
            or (self.sec_uid is not None and self.sec_uid in text)
            or any(name in text for name in self.names if len(name) >= SHORTEST)
        )

    @cached_property
    def _told_by(self) -> tuple[str, ...]:
        names = [json.dumps(name, ensure_ascii=False)[1:-1] for name in self.names if len(name) >= SHORTEST]
        return (str(self.id), *([self.sec_uid] if self.sec_uid else []), *names)

    @cached_property
    def _mention(self) -> re.Pattern[str]:
        """The handle behind an @, with the link it may be in. A full stop that ends a sentence isn't part of it."""
        return re.compile(
            rf"(?:(?:https?:(?:\\?/)+)?(?:[\w-]+\.)*tiktok\.com\\?/)?@(?:{_any_of(self.handles)})"
            r"(?![\w-]|\.\w)(?:\\?/(?:video|photo|live)(?:\\?/\d+)?)?",
            re.IGNORECASE,
        )


_WORD = re.compile(r"[\w.-]+")


def _any_of(handles: Iterable[str]) -> str:
    """Longest first, also as JSON with escapes has them; nothing matches if there are none."""
    spelled = {*handles, *(json.dumps(handle)[1:-1] for handle in handles)}
    return "|".join(re.escape(one) for one in sorted(spelled, key=len, reverse=True)) or r"(?!)"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedAbout:
    """A post about the person that is in Discord, or may be. channel: its name, "" = unknown.

    link: opens the thread, or else the channel; None if neither is known.
    """

    channel: str
    link: str | None
    is_certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a database knows of a person, to be shown before it is forgotten.

    measurements: of the profile and of its videos. lists: the names of those it is on. notes, statuses, tags: how many
    the user keeps about it.
    """

    person: Person
    name: str | None = None
    videos: int = 0
    measurements: int = 0
    lists: tuple[str, ...] = ()
    notes: int = 0
    statuses: int = 0
    tags: int = 0
    posts: tuple[PostedAbout, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What was erased.

    rows: how many. is_rewritten: whether the database file has no traces left; otherwise they go when it is opened
    next. copies: the backups that had the person, by name. unclean: those that couldn't be cleaned, and so were left as
    they are. log_entries: how many entries of the log named the person.
    """

    rows: int = 0
    is_rewritten: bool = True
    copies: tuple[str, ...] = ()
    unclean: tuple[str, ...] = ()
    log_entries: int = 0
