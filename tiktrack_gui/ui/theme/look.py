"""The user's choices for the look. Each field of `Look` is a setting of the same name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

COMFORTABLE, COMPACT = 64, 44  # px


class Mode(StrEnum):
    """Light or dark colours; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class TextSize(StrEnum):
    SMALL = "small"
    NORMAL = "normal"
    LARGE = "large"
    LARGEST = "largest"

    @property
    def scale(self) -> float:
        return _SCALES[self]


_SCALES = {TextSize.SMALL: 0.9, TextSize.NORMAL: 1.0, TextSize.LARGE: 1.15, TextSize.LARGEST: 1.3}


class Motion(StrEnum):
    """Whether to animate; SYSTEM follows the desktop."""

    SYSTEM = "system"
    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    appearance: Mode = Mode.SYSTEM
    text_size: TextSize = TextSize.NORMAL
    animations: Motion = Motion.SYSTEM
    compact_rows: bool = False

    @property
    def row_height(self) -> int:
        """The height of a trending video's row in px; large text may need more."""
        return COMPACT if self.compact_rows else COMFORTABLE


USUAL = Look()
CHOICES = tuple(field.name for field in fields(Look))


def look_of(kept: Callable[[str], object]) -> Look:
    """Returns the stored look. kept: returns the stored value of a field; invalid values become the default."""
    return Look(**{name: _understood(kept(name), getattr(USUAL, name)) for name in CHOICES})


def _understood(value: object, usual: Any) -> Any:
    if isinstance(usual, bool):
        return str(value).lower() == "true"
    try:
        return type(usual)(str(value))
    except ValueError:
        return usual
