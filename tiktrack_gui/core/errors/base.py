"""What all troubles have in common."""

from __future__ import annotations

from enum import Enum, auto
from typing import ClassVar, Literal


class Success(Enum):
    """What went well, and so ends the troubles that are `settled_by` it."""

    FEED = auto()  # the feed was refreshed
    CREATORS = auto()  # a creator was measured
    DISCORD = auto()  # Discord knows the bot
    CHANNEL = auto()  # the bot may post in its channel
    POST = auto()  # a post that was asked for is in its channel
    SETTINGS = auto()  # the settings were saved
    CLEAN_SETTINGS = auto()  # and all of them can be used


TIKTOK = frozenset({Success.FEED, Success.CREATORS})  # TikTok answers


class TikTrackError(Exception):
    """A fault of the world outside TikTrack: `sentence` says what happened, `advice` what the user can do.

    Its class is what it is known by; `kind` is the class's name in the database. level: how a window shows it.
    """

    kind: ClassVar[str] = "error"
    level: ClassVar[Literal["error", "warn", "info"]] = "warn"
    settled_by: ClassVar[frozenset[Success]] = frozenset()
    sentence: str = "Something went wrong outside TikTrack."
    advice: str = "Try again later."
    terminal_advice: ClassVar[str] = ""  # in its place where commands can be typed

    def __str__(self) -> str:
        return f"{self.sentence} {self.advice}"

    @classmethod
    def family(cls) -> type[TikTrackError]:
        """The class that has this kind of its own: to the user, all of it are the same trouble."""
        return next(base for base in cls.__mro__ if issubclass(base, TikTrackError) and "kind" in vars(base))

    @property
    def for_terminal(self) -> str:
        """The whole message of a command."""
        return f"{self.sentence} {self.terminal_advice or self.advice}"


class BadInput(TikTrackError):
    """What the user gave cannot be used."""

    kind = "bad_input"

    def __init__(self, sentence: str, advice: str) -> None:
        super().__init__(sentence)
        self.sentence, self.advice = sentence, advice


def error_class(kind: str | None) -> type[TikTrackError]:
    """The class that is called so in the database; TikTrackError for what no class of this version is called."""
    return (kind and _named(kind, TikTrackError)) or TikTrackError


def _named(kind: str, among: type[TikTrackError]) -> type[TikTrackError] | None:
    if vars(among).get("kind") == kind:
        return among
    return next((found for child in among.__subclasses__() if (found := _named(kind, child))), None)
