"""What a setting is: where it is written, what may be written there, and how that is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_args

import msgspec
from msgspec import inspect

from tiktrack_gui.core.characters import cut
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.written import number, without_comment
from tiktrack_gui.host.logs import BLANK, Secrets

REPEATED = 61  # characters of a bad value, in messages
_LONG = re.compile(r"(?=[\w.=+-]*\d)[\w.=+-]{32,}")
_LOGIN = re.compile(r"(?<=//)\S*@|^[^\s/]+:\S*@")  # in a URL


class AsWritten(float):
    """A number of the settings file that keeps its text: 10.000 may be meant as ten thousand."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


@dataclass(frozen=True, slots=True)
class At:
    """Annotates a field of Values: its place in the file, its meaning, and the variable that overrides it.

    read: parses text, if that takes more than a conversion to the type; raises BadInput. allowed: what it allows.
    """

    table: str
    key: str
    hint: str
    variable: str | None = None
    read: Callable[[str], object] | None = None
    allowed: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """The description of a setting, for reading the file, for the window and for README's table."""

    name: str  # the field of Values
    type: Any
    default: Any
    at: At

    @property
    def place(self) -> str:
        return f"[{self.at.table}] {self.at.key}"

    @property
    def kind(self) -> inspect.Type:
        """The allowed type, as described by msgspec: with `ge` and `le` for numbers, `values` for a choice."""
        kind = inspect.type_info(self.type)
        return kind.types[0] if isinstance(kind, inspect.UnionType) else kind

    @property
    def bounds(self) -> tuple[float, float]:
        """The minimum and the maximum. Raises TypeError if the setting has no bounds."""
        kind = self.kind
        if not isinstance(kind, inspect.IntType | inspect.FloatType) or kind.ge is None or kind.le is None:
            raise TypeError(f"{self.name} has no bounds")
        return kind.ge, kind.le

    @property
    def choices(self) -> tuple[str, ...]:
        """The available choices, in the order declared; empty if the setting isn't a choice."""
        return get_args(self.type.__origin__) if isinstance(self.kind, inspect.LiteralType) else ()

    @property
    def allowed(self) -> str:
        """The allowed values, in words."""
        if self.at.allowed:
            return self.at.allowed
        match self.kind:
            case inspect.LiteralType(values=choices):
                return " or ".join(f'"{choice}"' for choice in choices)
            case inspect.BoolType():
                return "true or false"
            case inspect.IntType(ge=least, le=greatest):
                return "a whole number" + _between(least, greatest)
            case inspect.FloatType(ge=least, le=greatest):
                return "a number" + _between(least, greatest)
            case _:
                return "text"

    def converted(self, value: object, where: str) -> Any:
        """Converts a value to the setting's type; text is parsed. Raises BadInput, which names `where` it was set."""
        refusal = f"{where} can’t be {written(value)}."
        try:
            return msgspec.convert(self._read(value), self.type, strict=False)
        except msgspec.ValidationError:
            raise BadInput(refusal, f"It must be {self.allowed}.") from None
        except BadInput as error:
            raise BadInput(refusal, error.advice) from None

    def _read(self, value: object) -> object:
        """Parses text, and numbers whose digits may be grouped. Raises BadInput."""
        if self.at.read is not None:
            return self.at.read(value) if isinstance(value, str) else value
        text = value.text if isinstance(value, AsWritten) else value
        match self.kind, text:
            case inspect.IntType(), str():
                return number(text, whole=True)
            case inspect.FloatType(), str():
                return number(text, whole=False)
            case inspect.BoolType() | inspect.LiteralType(), str():
                return without_comment(text).lower() if value is text else value
            case _:
                return value


def written(value: object) -> str:
    """Returns a value as a user would write it."""
    match value:
        case AsWritten():
            return value.text
        case None | "":
            return "none"
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return f"{value:.0f}"
        case str():
            return f'"{cut(_without_secrets(_LOGIN.sub("…@", value)), REPEATED)}"'
        case dict():
            return "a table"
        case list():
            return f"[{cut(', '.join(map(written, value)), REPEATED)}]"
        case _:
            return cut(str(value), REPEATED)


def _without_secrets(value: str) -> str:
    """A token may have got into the wrong setting; cut, nothing would recognise it any more. A path isn't one."""
    blanked = Secrets().blank(value)
    return blanked if "/" in value or "\\" in value else _LONG.sub(BLANK, blanked)


def _between(least: float | None, greatest: float | None) -> str:
    if greatest is None:
        return "" if least is None else f" from {least:,}"
    return f" from {least:,} to {greatest:,}"
