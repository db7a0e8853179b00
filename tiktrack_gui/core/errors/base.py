"""What all troubles have in common."""

from __future__ import annotations

from typing import ClassVar


class TikTrackError(Exception):
    """A fault of the world outside TikTrack: `sentence` says what happened, `advice` what the user can do."""

    kind: ClassVar[str] = "error"
    sentence: str = "Something outside TikTrack went wrong."
    advice: str = "Try again later."
    terminal_advice: ClassVar[str] = ""  # in its place where commands can be typed

    def __str__(self) -> str:
        return f"{self.sentence} {self.advice}"

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
