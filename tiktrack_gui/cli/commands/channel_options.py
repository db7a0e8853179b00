"""The options of `tiktrack channels add` and `set`: one for each rule of a channel."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from tiktrack_gui.app import composition
from tiktrack_gui.cli.invocation import Command
from tiktrack_gui.core.characters import cut
from tiktrack_gui.core.durations import MINUTE
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.post_template import PRESETS, Template, check, from_json
from tiktrack_gui.core.posting_rules import ARCHIVE_MINUTES, MOST_PER_RUN, PostingRules, Repost, TagRule
from tiktrack_gui.core.schedule import MOST_MINUTES
from tiktrack_gui.core.servers import ChannelDetails
from tiktrack_gui.core.subjects import About
from tiktrack_gui.core.written import number

DEFAULT, NONE = "default", "none"
LARGEST = 1_000_000  # characters of a template's file
ABOUT = {"profiles": About.CREATOR, "videos": About.VIDEO}
ARCHIVE = dict(zip(("1h", "24h", "3d", "1w"), ARCHIVE_MINUTES, strict=True))
FOLLOWERS = (0, 10_000_000_000)
_LOOKED_UP = ("list_id", "source_id", "role_id")  # by name, once the services are open


class Whole(click.ParamType):  # type: ignore[type-arg]  # older clicks know no arguments
    """A whole number within bounds, or one of some words."""

    name = "number"

    def __init__(self, least: int, most: int, *words: str) -> None:
        self._least, self._most, self._words = least, most, (*words, DEFAULT)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str) or value in self._words:
            return value
        try:
            given = int(number(value, whole=True))
        except (ValueError, BadInput):
            given = -1
        if not self._least <= given <= self._most:
            words = " or ".join(self._words)
            option = param.opts[0] if param else "It"
            allowed = f"Use a whole number from {self._least:,} to {self._most:,}, or {words}."
            raise click.UsageError(f'{option} can’t be "{value}". {allowed}', ctx)
        return given


def _option(name: str, rule: str, kind: Any, metavar: str, text: str) -> Callable[[Command], Command]:
    return click.option(name, rule, type=kind, metavar=metavar, help=text)


_OPTIONS = (
    _option("--about", "about", click.Choice([*ABOUT, DEFAULT]), "WHAT", "profiles or videos: what a thread is about."),
    _option("--list", "list_id", str, "LIST|none", "Only creators on this list."),
    _option("--source", "source_id", str, "SOURCE|none", "Only what this source found."),
    _option("--min-followers", "min_followers", Whole(*FOLLOWERS), "N", "Minimum followers."),
    _option("--max-followers", "max_followers", Whole(*FOLLOWERS, NONE), "N|none", "Maximum followers."),
    _option("--recent-days", "recent_days", Whole(0, 3_650), "DAYS", "Last video within so many days; 0 = any time."),
    _option("--min-score", "min_score", Whole(0, 100), "N", "Minimum score of the story, 0 to 100."),
    _option("--per-run", "at_most", Whole(1, MOST_PER_RUN), "N", "Maximum threads per run."),
    _option("--per-hour", "per_hour", Whole(1, 10_000, NONE), "N|none", "Maximum threads per hour."),
    click.option("--verified-only/--verified-or-not", "verified_only", default=None, help="Only verified accounts."),
    _option("--wanted", "wanted", str, "WORDS|none", "Only with any of these keywords, comma-separated."),
    _option("--unwanted", "unwanted", str, "WORDS|none", "Only without these keywords, comma-separated."),
    _option("--tags", "tags", str, "TAGS|none", "Forum tags for every post, comma-separated."),
    click.option(
        "--tag-from", "tag_rules", multiple=True, metavar="TAG=SCORE|none", help="A tag from that score up; repeatable."
    ),
    _option(
        "--archive-after",
        "archive_minutes",
        click.Choice([*ARCHIVE, DEFAULT]),
        "TIME",
        "Hide a thread after 1h, 24h, 3d or 1w without messages.",
    ),
    _option("--ping", "role_id", str, "ROLE|none", "A role to ping, by name or ID."),
    _option("--repost", "repost", str, "never|viral|DAYS", "Post again: on a new viral video, or after so many days."),
    _option("--every", "every", Whole(5, MOST_MINUTES), "MINUTES", "Minutes between runs."),
    _option("--template", "template", str, "NAME|FILE", f"{', '.join(PRESETS)}, or a JSON file (- is stdin)."),
)


def with_rules(command: Command) -> Command:
    """Adds the options, which arrive as keyword arguments named as the rules. `default` is allowed for all of them."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the options that were given. Raises UsageError for those that can't be, before anything is opened."""
    found = {name: value for name, value in values.items() if value is not None and value != ()}
    try:
        return {name: _READ.get(name, _as_it_is)(value) if value != DEFAULT else value for name, value in found.items()}
    except BadInput as error:
        raise click.UsageError(str(error)) from None


async def changed(
    services: composition.Services, rules: PostingRules, options: Mapping[str, Any], details: ChannelDetails | None
) -> PostingRules:
    """Returns the rules with the options. details: for the role's name. Raises BadInput for names that aren't known."""
    defaults = services.channels.defaults.rules
    changes: dict[str, Any] = {}
    for name, value in options.items():
        if value == DEFAULT:
            changes[name] = getattr(defaults, name)
        elif name in _LOOKED_UP:
            changes[name] = None if value == NONE else await _looked_up(services, name, value, details)
        elif name == "repost":
            kind, days = value
            changes |= {"repost": kind} | ({} if days is None else {"repost_days": days})
        else:
            changes[name] = value
    if details is not None:
        changes |= _spelled(changes, details)
    for one, other in (("list_id", "source_id"), ("source_id", "list_id")):  # the last one chosen counts
        if changes.get(one) is not None and other not in changes:
            changes[other] = None
    return replace(rules, **changes)


def _spelled(changes: Mapping[str, Any], details: ChannelDetails) -> dict[str, Any]:
    """The tags as the forum writes them; Discord's names are the same whatever the case of the letters."""
    names = {tag.name.casefold(): tag.name for tag in details.tags}
    spelled: dict[str, Any] = {}
    if changes.get("tags"):
        spelled["tags"] = tuple(names.get(tag.casefold(), tag) for tag in changes["tags"])
    if changes.get("tag_rules"):
        rules = changes["tag_rules"]
        spelled["tag_rules"] = tuple(replace(rule, tag=names.get(rule.tag.casefold(), rule.tag)) for rule in rules)
    return spelled


async def _looked_up(services: composition.Services, name: str, text: str, details: ChannelDetails | None) -> int:
    match name:
        case "list_id":
            return (await services.lists.named(text)).id
        case "source_id":
            found = (await services.source_list.find(text)).id
            assert found is not None
            return found
        case _:
            return _role(text, details)


def _role(text: str, details: ChannelDetails | None) -> int:
    if text.isdecimal():
        return int(text)
    roles = details.roles if details is not None else ()
    name = text.removeprefix("@").casefold()
    found = [role for role in roles if role.name.casefold() == name]
    if len(found) == 1:
        return found[0].id
    if found:
        raise BadInput(f"The server has {len(found)} roles named “{text}”.", "Use the role’s ID instead.")
    names = ", ".join(f"@{role.name}" for role in roles)
    raise BadInput(f"The server has no role named “{text}”.", f"Its roles: {names}." if names else "It has no roles.")


def _as_it_is(value: Any) -> Any:
    return None if value == NONE else value


def _words(value: str) -> tuple[str, ...]:
    return () if value == NONE else tuple(dict.fromkeys(word for part in value.split(",") if (word := part.strip())))


def _tag_rules(values: Sequence[str]) -> tuple[TagRule, ...] | str:
    if DEFAULT in values:
        return DEFAULT
    if NONE in values:
        return ()
    found = []
    for text in values:
        tag, sign, score = text.rpartition("=")
        if not sign or not tag.strip() or not score.strip().isdecimal() or int(score) > 100:
            raise BadInput(f"--tag-from can’t be “{cut(text, 60)}”.", "Write TAG=SCORE, such as Hot=85.")
        found.append(TagRule(tag=tag.strip(), min_score=int(score)))
    return tuple(found)


def _repost(text: str) -> tuple[Repost, int | None]:
    if text in ("never", "viral"):
        return (Repost.NEVER if text == "never" else Repost.ON_VIRAL), None
    if text.isdecimal() and 1 <= int(text) <= 3_650:
        return Repost.AFTER_DAYS, int(text)
    raise BadInput(f"--repost can’t be “{cut(text, 60)}”.", "Use never, viral, or a number of days from 1 to 3,650.")


def _template(text: str) -> Template:
    """Reads a ready template by its name, or a file. Raises BadInput, also for unknown placeholders."""
    ready = PRESETS.get(text.casefold().replace(" ", "_"))  # as the window names them, too
    if ready is not None:
        return ready.template
    try:
        written = sys.stdin.read(LARGEST) if text == "-" else Path(text).expanduser().read_text(encoding="utf-8")
        stored = json.loads(written)
    except FileNotFoundError:
        names = ", ".join(PRESETS)
        raise BadInput(f"There’s no template “{cut(text, 60)}”.", f"Use a file, or one of {names}.") from None
    except (OSError, ValueError) as error:
        raise BadInput(f"The template “{cut(text, 60)}” can’t be read.", f"{error}.") from None
    if not isinstance(stored, dict):
        raise BadInput("A template is a JSON object.", "See: tiktrack channels list --json")
    template = from_json(stored)
    for part in (template.thread_name, template.title, template.text, template.content):
        if problems := check(part):
            raise BadInput("The template can’t be used.", problems[0].message)
    return template


_READ: Mapping[str, Callable[[Any], Any]] = {
    "about": ABOUT.__getitem__,
    "list_id": str,
    "source_id": str,
    "role_id": str,
    "wanted": _words,
    "unwanted": _words,
    "tags": _words,
    "tag_rules": _tag_rules,
    "archive_minutes": ARCHIVE.__getitem__,
    "repost": _repost,
    "every": lambda minutes: minutes * MINUTE,
    "template": _template,
}
