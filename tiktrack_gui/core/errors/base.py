"""The base class of all errors, and what settles them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto
from typing import ClassVar, Literal


class Success(Enum):
    """What went well, and so settles the errors that name it in `settled_by`."""

    FEED = auto()  # the feed was refreshed
    CREATORS = auto()  # a creator was measured
    DISCORD = auto()  # Discord accepted the bot token
    CHANNEL = auto()  # the bot can post in its channel
    POST = auto()  # a requested post is in its channel
    SETTINGS = auto()  # the settings were saved
    CLEAN_SETTINGS = auto()  # all settings can be used


TIKTOK = frozenset({Success.FEED, Success.CREATORS})  # TikTok responds


class TikTrackError(Exception):
    """The base class of all errors outside TikTrack: `sentence` says what happened, `advice` what the user can do.

    Code tells errors apart by class; `kind` is the class's name in the database. level: how a window shows it.
    """

    kind: ClassVar[str] = "error"
    level: ClassVar[Literal["error", "warn", "info"]] = "warn"
    settled_by: ClassVar[frozenset[Success]] = frozenset()
    sentence: str = "Something went wrong outside TikTrack."
    advice: str = "Try again later."
    terminal_advice: str = ""  # replaces `advice` on the terminal

    def __str__(self) -> str:
        return f"{self.sentence} {self.advice}"

    @classmethod
    def family(cls) -> type[TikTrackError]:
        """Returns the class that defines this kind: to the user, all errors of one kind are the same."""
        return next(base for base in cls.__mro__ if issubclass(base, TikTrackError) and "kind" in vars(base))

    @property
    def for_terminal(self) -> str:
        """The whole message for a command."""
        return f"{self.sentence} {self.terminal_advice or self.advice}"


class BadInput(TikTrackError):
    """The user's input can't be used."""

    kind = "bad_input"

    def __init__(self, sentence: str, advice: str) -> None:
        super().__init__(sentence)
        self.sentence, self.advice = sentence, advice


def together(errors: Iterable[TikTrackError]) -> str:
    """Returns the sentences of all, and then each advice once."""
    errors = list(errors)
    return " ".join(dict.fromkeys([*(error.sentence for error in errors), *(error.advice for error in errors)]))


def error_class(kind: str | None) -> type[TikTrackError]:
    """Returns the class with this kind, as named in the database; TikTrackError if this version has none."""
    return (kind and _named(kind, TikTrackError)) or TikTrackError


def _named(kind: str, among: type[TikTrackError]) -> type[TikTrackError] | None:
    if vars(among).get("kind") == kind:
        return among
    return next((found for child in among.__subclasses__() if (found := _named(kind, child))), None)
