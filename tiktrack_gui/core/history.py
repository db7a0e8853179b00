"""What is known of posts that an earlier database made, and which database this is."""

from __future__ import annotations

from dataclasses import dataclass

from tiktrack_gui.core.deliveries import Found


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierPost:
    """A post of the bot that a search of its channel found.

    key: of its delivery; None if its first message is gone and only the thread's name is left. thread_id None: it has
    no thread.
    """

    message_id: int
    thread_id: int | None = None
    key: str | None = None
    thread_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierPosts:
    """The result of a search. complete: False if there are more messages than were read."""

    posts: tuple[EarlierPost, ...]
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What a search of its channel says about a delivery.

    found: its post. doubtful: it may have been posted where the search couldn't tell.
    """

    found: Found | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Which database this is, and how many attempts to post it has recorded."""

    id: str
    attempts: int
