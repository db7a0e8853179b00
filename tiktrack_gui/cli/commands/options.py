"""Options shared by several commands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import click

from tiktrack_gui.app import composition
from tiktrack_gui.config.values import KEYS
from tiktrack_gui.core.channels import ChannelName, parse_channel_or_name
from tiktrack_gui.core.errors import BadInput, together
from tiktrack_gui.core.handles import parse_creator, sorted_out
from tiktrack_gui.core.source_names import require_source
from tiktrack_gui.core.written import number
from tiktrack_gui.services.channel_names import known_channel
from tiktrack_gui.services.channels import PostingChannel


class AsSet(click.ParamType):  # type: ignore[type-arg]  # older clicks know no arguments
    """An option that is also a setting, with the same bounds and error messages."""

    name = "number"

    def __init__(self, setting: str) -> None:
        self._key = KEYS[setting]

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return self._key.converted(value, _named(param))
        except BadInput as error:
            raise click.UsageError(str(error), ctx) from None


class OrDefault(AsSet):
    """As `AsSet`, or the word `default`."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return value if value == "default" else super().convert(value, param, ctx)


class ChannelOrName(AsSet):
    """A Discord channel: its ID or link, or "#name" or "Server/#name"."""

    name = "channel"

    def __init__(self) -> None:
        super().__init__("channel_id")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return parse_channel_or_name(value) if isinstance(value, str) else value
        except BadInput:
            return super().convert(value, param, ctx)  # says how to write one


class Positive(click.ParamType):  # type: ignore[type-arg]  # older clicks know no arguments
    """A number above 0 and up to a maximum."""

    name = "number"

    def __init__(self, most: float) -> None:
        self._most = most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            given = float(number(value, whole=False))
        except ValueError:
            given = math.nan
        except BadInput as error:
            raise click.UsageError(f'{_named(param)} can’t be "{value}". {error.advice}', ctx) from None
        if not 0 < given <= self._most:
            allowed = f"Use a number above 0 and up to {self._most:,}."
            raise click.UsageError(f'{_named(param)} can’t be "{value}". {allowed}', ctx)
        return given


def creator(context: click.Context, _argument: click.Parameter, text: str) -> str:
    """Checks that the text names one creator. Raises UsageError before any request."""
    try:
        parse_creator(text)
    except BadInput as error:
        raise click.UsageError(str(error), context) from None
    return text


def one_creator(context: click.Context, argument: click.Parameter, text: str | None) -> str | None:
    """As `creator`, for an argument that may be left out."""
    return None if text is None else creator(context, argument, text)


def creators(context: click.Context, _argument: click.Parameter, given: Sequence[str]) -> list[str]:
    """Returns the texts that each name a creator. Raises UsageError, which says what is wrong with each other one."""
    texts, refused = sorted_out(given)
    if refused:
        raise click.UsageError(together(refused.values()), context)
    return texts


def source(context: click.Context, _argument: click.Parameter, text: str | None) -> str | None:
    """Checks that the text names one source, if it is given. Raises UsageError before any request."""
    if text is not None:
        try:
            require_source(text)
        except BadInput as error:
            raise click.UsageError(str(error), context) from None
    return text


def sources(context: click.Context, argument: click.Parameter, given: Sequence[str]) -> Sequence[str]:
    """As `source`, for several."""
    for text in given:
        source(context, argument, text)
    return given


def _named(param: click.Parameter | None) -> str:
    return param.opts[0] if param is not None else "It"


CREATOR = click.argument("creator", callback=creator, metavar="@NAME")
CREATORS = click.argument("creators", nargs=-1, required=True, callback=creators, metavar="@NAME...")
SOURCE = click.argument("source", callback=source, metavar="NAME")
SOURCES = click.argument("sources", nargs=-1, required=True, callback=sources, metavar="NAME...")
HOW_TO_SET_CHANNEL = (
    "Add --channel, add one with `tiktrack channels add`, or set DISCORD_CHANNEL_ID or channel_id under [discord] in "
    "settings.toml."
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print only JSON.")
DRY_RUN = click.option("--dry-run", is_flag=True, help="Show what would be posted, without sending or saving anything.")
CHANNEL = click.option(
    "--channel",
    type=ChannelOrName(),
    metavar="CHANNEL",
    help="Discord channel ID or link, or #name. Default: the one in your settings.",
)
CHANNEL_ONLY = click.option(
    "--channel",
    type=ChannelOrName(),
    metavar="CHANNEL",
    help="Only that Discord channel: its ID or link, or #name. Default: all that are on.",
)


HOW_TO_CHOOSE_CHANNEL = (
    'Name one, as in --channel "#finds", or set DISCORD_CHANNEL_ID or channel_id under [discord] in settings.toml.'
)


async def channel_of(services: composition.Services, given: int | ChannelName | None) -> int:
    """Returns the ID of the given channel, or of the default one, or of the only one. Raises BadInput."""
    if given is not None:
        return await known_channel(given, services.channels)
    if services.settings.channel_id is not None:
        return services.settings.channel_id
    match await services.channels.all():
        case [only]:
            return only.id
        case []:
            raise BadInput("No Discord channel is set.", HOW_TO_SET_CHANNEL)
        case _:
            raise BadInput("You have several channels, and none is the default.", HOW_TO_CHOOSE_CHANNEL)


async def channels_of(services: composition.Services, given: int | ChannelName | None) -> list[PostingChannel]:
    """Returns the given channel, or all that are on, with their rules. Raises BadInput if there is none."""
    if given is not None:
        return [await services.channels.find(await known_channel(given, services.channels))]
    found = await services.channels.all()
    if not found:
        raise BadInput("No Discord channel is set.", HOW_TO_SET_CHANNEL)
    if not any(channel.enabled for channel in found):
        raise BadInput("All your channels are off.", "Switch one on with `tiktrack channels set CHANNEL --on`.")
    return [channel for channel in found if channel.enabled]
