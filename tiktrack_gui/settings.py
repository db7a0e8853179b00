"""The settings: what there is to set, within which bounds, and how `settings.toml` is read and changed.

Each setting is declared once, as a field of `Values`; the window, README's table and the reading of the file follow
from that. A value comes from the environment if it is there, else from `settings.toml`, else it is the default. One
that cannot be used is named in `Settings.problems` and passed over for this run; in the file it stays until changed.
"""

from __future__ import annotations

import os
import threading
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal, get_args, get_type_hints

import msgspec
from msgspec import Meta, inspect

from tiktrack_gui.core.criteria import DEFAULT_THRESHOLD, DEFAULT_WEIGHTS
from tiktrack_gui.core.errors import BadInput, CannotWrite
from tiktrack_gui.environment import Environment


@dataclass(frozen=True, slots=True)
class At:
    """Annotates a field of Values: where it stands in the file, what it means, which variable fixes it."""

    table: str
    key: str
    hint: str
    variable: str | None = None


Minutes = Annotated[int, Meta(ge=5, le=10_080)]
Velocity = Annotated[float, Meta(ge=0, le=1_000_000)]
Followers = Annotated[int, Meta(ge=0, le=10_000_000_000)]
Days = Annotated[int, Meta(ge=0, le=3_650)]
Hours = Annotated[float, Meta(ge=0, le=87_600)]
Seconds = Annotated[float, Meta(ge=0, le=3_600)]
Weight = Annotated[float, Meta(ge=0, le=100)]
Appearance = Literal["system", "light", "dark"]
TextSize = Literal["small", "normal", "large", "largest"]
Motion = Literal["system", "on", "off"]


class Values(msgspec.Struct, frozen=True, kw_only=True):
    """Every setting, with its default."""

    trending_limit: Annotated[
        Annotated[int, Meta(ge=1, le=500)],
        At("trending", "limit", "Videos fetched in one run", "TIKTOK_TRENDING_LIMIT"),
    ] = 50
    min_velocity: Annotated[
        Velocity,
        At("trending", "min_velocity", "Fewest engagements per minute to be kept", "TIKTOK_MIN_ENGAGEMENT_VELOCITY"),
    ] = DEFAULT_THRESHOLD
    max_age_hours: Annotated[
        Hours,
        At("trending", "max_age_hours", "Older videos are filtered out; 0 keeps any age"),
    ] = 0.0
    trending_minutes: Annotated[
        Annotated[int, Meta(ge=10, le=10_080)],
        At("trending", "every_minutes", "Minutes between two runs of the trending feed"),
    ] = 15

    creators_minutes: Annotated[
        Minutes,
        At("creators", "every_minutes", "Minutes between two refreshes of the tracked creators"),
    ] = 360
    min_followers: Annotated[
        Followers,
        At("creators", "min_followers", "Creators with fewer followers are not posted", "MIN_FOLLOWERS"),
    ] = 10_000
    recent_activity_days: Annotated[
        Days,
        At(
            "creators",
            "recent_activity_days",
            "Creators silent for more days are not posted; 0 = off",
            "RECENT_ACTIVITY_DAYS",
        ),
    ] = 30

    channel_id: Annotated[
        Annotated[int, Meta(ge=1)] | None,
        At("discord", "channel_id", "The channel threads are made in", "DISCORD_CHANNEL_ID"),
    ] = None
    posting: Annotated[
        bool,
        At("discord", "posting", "Post new profiles on a timer"),
    ] = False
    posting_minutes: Annotated[
        Minutes,
        At("discord", "every_minutes", "Minutes between two posting runs"),
    ] = 60
    posts_per_run: Annotated[
        Annotated[int, Meta(ge=1, le=5)],
        At("discord", "posts_per_run", "Most threads made in one posting run"),
    ] = 5

    request_delay: Annotated[
        Seconds,
        At(
            "tiktok", "request_delay", "Least seconds between two requests to TikTok; 0 = no pacing", "RATE_LIMIT_DELAY"
        ),
    ] = 4.0
    browser_path: Annotated[
        str,
        At("tiktok", "browser_path", "Chromium, Chrome or Edge to use; empty = found", "TIKTRACK_BROWSER_PATH"),
    ] = ""
    browser_idle_minutes: Annotated[
        Annotated[int, Meta(ge=1, le=1_440)],
        At("tiktok", "browser_idle_minutes", "Unused minutes after which the browser is closed"),
    ] = 5

    appearance: Annotated[
        Appearance,
        At("window", "appearance", "Colours: the system's, light or dark"),
    ] = "system"
    text_size: Annotated[
        TextSize,
        At("window", "text_size", "How large the words of the window are"),
    ] = "normal"
    animations: Annotated[
        Motion,
        At("window", "animations", "Motion in the window: as the system wants it, always or never"),
    ] = "system"
    compact_rows: Annotated[
        bool,
        At("window", "compact_rows", "Less space between the rows of the trending videos"),
    ] = False
    close_to_tray: Annotated[
        bool,
        At("window", "close_to_tray", "Closing the window leaves TikTrack at work in the tray"),
    ] = True
    notifications: Annotated[
        bool,
        At("window", "notifications", "Tell of new stories while the window is not active"),
    ] = True

    score_velocity: Annotated[
        Weight, At("score", "velocity", "Weight of engagement per minute against the threshold")
    ] = DEFAULT_WEIGHTS["velocity"]
    score_acceleration: Annotated[Weight, At("score", "acceleration", "Weight of gaining speed")] = DEFAULT_WEIGHTS[
        "acceleration"
    ]
    score_engagement: Annotated[Weight, At("score", "engagement", "Weight of engagement per view")] = DEFAULT_WEIGHTS[
        "engagement"
    ]
    score_reach: Annotated[Weight, At("score", "reach", "Weight of views per follower")] = DEFAULT_WEIGHTS["reach"]
    score_freshness: Annotated[Weight, At("score", "freshness", "Weight of being new")] = DEFAULT_WEIGHTS["freshness"]

    @property
    def score_weights(self) -> Mapping[str, float]:
        """Part of the score → weight, as `core.score.Criteria` takes them."""
        return {key.at.key: getattr(self, name) for name, key in KEYS.items() if key.at.table == "score"}


@dataclass(frozen=True, slots=True)
class Key:
    """One setting, as the reading below, the window and README's table need it."""

    name: str  # the field of Values
    type: Any
    default: Any
    at: At

    @property
    def place(self) -> str:
        return f"[{self.at.table}] {self.at.key}"

    @property
    def kind(self) -> inspect.Type:
        """What may stand there, as msgspec describes it: with `ge` and `le` for numbers, `values` for a choice."""
        kind = inspect.type_info(self.type)
        return kind.types[0] if isinstance(kind, inspect.UnionType) else kind

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the greatest number that may stand there."""
        kind = self.kind
        if not isinstance(kind, inspect.IntType | inspect.FloatType) or kind.ge is None or kind.le is None:
            raise TypeError(f"{self.name} has no bounds")
        return kind.ge, kind.le

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be chosen from, in the order of the declaration; empty for everything that is no choice."""
        return get_args(self.type.__origin__) if isinstance(self.kind, inspect.LiteralType) else ()

    @property
    def allowed(self) -> str:
        """The same in words."""
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
        """The value in its type; text is taken for what it says. Raises BadInput, which names `where` it stands."""
        try:
            return msgspec.convert(value, self.type, strict=False)
        except msgspec.ValidationError:
            raise BadInput(f"{where} cannot be {value!r}.", f"It must be {self.allowed}.") from None


def _between(least: float | None, greatest: float | None) -> str:
    if greatest is None:
        return "" if least is None else f" from {least:,}"
    return f" from {least:,} to {greatest:,}"


def _key(name: str, annotated: Any) -> Key:
    at = next(item for item in annotated.__metadata__ if isinstance(item, At))
    return Key(name, annotated, getattr(Values(), name), at)


KEYS: Mapping[str, Key] = MappingProxyType(
    {name: _key(name, annotated) for name, annotated in get_type_hints(Values, include_extras=True).items()}
)


class Settings:
    """The settings of one data folder.

    Attributes:
        values: What holds now. Read it anew each time: a change replaces it.
        locked: Field of Values → the environment variable that fixes it.
        problems: Sentences for the user, one for each value, or file of them, that could not be used.
    """

    def __init__(self, path: Path, environment: Environment) -> None:
        self._path = path
        self._environment = environment
        self._changing = threading.Lock()
        self._load()

    def change(self, **changes: object) -> None:
        """Sets fields of Values and writes the file; None takes a setting out of it. All of them or none.

        Raises BadInput for a value out of bounds, a locked setting or a file with a mistake in it, and CannotWrite.
        It may be called from any thread: the disk may take its time.
        """
        wanted = {KEYS[name]: self._checked(KEYS[name], value) for name, value in changes.items()}
        with self._changing:
            _write(self._path, _edited(self._path, wanted))
            self._load()

    def _checked(self, key: Key, value: object) -> object:
        if key.name in self.locked:
            variable = self.locked[key.name]
            raise BadInput(f"{key.place} is fixed by the environment variable {variable}.", "Change it there.")
        return None if value is None else key.converted(value, key.place)

    def _load(self) -> None:
        document, problems = _read(self._path)
        from_file, bad_in_file = _converted(_in_file(document, self._path))
        from_environment, bad_in_environment = _converted(_in_environment(self._environment))
        self.values = Values(**(from_file | from_environment))
        self.locked: Mapping[str, str] = {name: KEYS[name].at.variable or "" for name in from_environment}
        bad = [*bad_in_file, *bad_in_environment]
        used = (f"{error} This run uses {getattr(self.values, name)}." for name, error in bad)
        self.problems = (*self._environment.problems, *problems, *used)


_Given = tuple[Key, str, object]  # the setting, where it was given (in words), what was given


def _in_file(document: Mapping[str, Any], path: Path) -> list[_Given]:
    return [
        (key, f"{key.place} in {path.name}", document[key.at.table][key.at.key])
        for key in KEYS.values()
        if key.at.key in document.get(key.at.table, {})
    ]


def _in_environment(environment: Environment) -> list[_Given]:
    variables = environment.variables
    named = ((key, key.at.variable) for key in KEYS.values())
    return [(key, variable, variables[variable]) for key, variable in named if variable and variable in variables]


def _converted(given: list[_Given]) -> tuple[dict[str, Any], list[tuple[str, BadInput]]]:
    """Field of Values → value, and the fields whose value cannot be used with the reason."""
    values: dict[str, Any] = {}
    bad: list[tuple[str, BadInput]] = []
    for key, where, value in given:
        try:
            values[key.name] = key.converted(value, where)
        except BadInput as error:
            bad.append((key.name, error))
    return values, bad


def _read(path: Path) -> tuple[dict[str, Any], list[str]]:
    """The file's tables, and what is wrong with it as a whole. A file that is not there is an empty one."""
    try:
        document = tomllib.loads(_text(path))
    except (OSError, ValueError) as error:
        return {}, [f"{path.name} cannot be read ({error}). Mend or delete it; this run uses the defaults."]
    scalars = [name for name in dict.fromkeys(key.at.table for key in KEYS.values()) if name in document]
    scalars = [name for name in scalars if not isinstance(document[name], dict)]
    for name in scalars:
        del document[name]
    return document, [
        f"{name} in {path.name} must be a table, [{name}]. This run uses the defaults." for name in scalars
    ]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""


def _edited(path: Path, changes: Mapping[Key, object]) -> str:
    """The file's text with these values in their places, everything else as it stands."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(_text(path))
    except (OSError, ValueError, TOMLKitError) as error:
        raise BadInput(
            f"{path} cannot be read ({error}).", "Mend it, or delete it to begin with the defaults."
        ) from error
    for key, value in changes.items():
        table = document.get(key.at.table)
        if not isinstance(table, dict):
            table = document[key.at.table] = tomlkit.table()
        if value is None:
            table.pop(key.at.key, None)
        else:
            table[key.at.key] = value
    return tomlkit.dumps(document)


def _write(path: Path, text: str) -> None:
    """Puts the text in the file's place in one step, so that no crash leaves half a file."""
    path = path.resolve()  # a link stays a link
    new = path.with_name(path.name + ".new")
    try:
        with new.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as error:
        raise CannotWrite(path, error.strerror) from error
