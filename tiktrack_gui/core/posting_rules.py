"""The rules of a channel: what is posted there, how much, and how.

In the database, a channel keeps only what differs from the defaults; those come from the settings, so that a change of
the settings reaches every channel that says nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from tiktrack_gui.core.durations import HOUR, MINUTE
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.core.post_template import PROFILE, VIDEO, Template, as_json, from_json
from tiktrack_gui.core.subjects import About

ARCHIVE_MINUTES = (60, 1_440, 4_320, 10_080)  # that Discord accepts
MOST_TAGS = 5  # of a forum post, by Discord
MOST_PER_RUN = 100
SHORTEST_ROUND = 5 * MINUTE


class Repost(StrEnum):
    """When a subject that was posted is posted again."""

    NEVER = "never"
    AFTER_DAYS = "after_days"
    ON_VIRAL = "on_viral"  # a story with VIRAL times the usual views that was posted since


@dataclass(frozen=True, slots=True, kw_only=True)
class TagRule:
    """A forum tag for posts whose score is at least that."""

    tag: str
    min_score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingRules:
    """What a channel gets.

    list_id: only the creators on that list; source_id: only stories that source found; None = those of all stories.
    max_followers, per_hour: None = no limit. recent_days: a non-pinned video must be at most this old; 0 = any age.
    at_most: threads per run. wanted: at least one of these words must be there; unwanted: none of them may. tags: by
    name. role_id: pinged with each post. repost_days: for Repost.AFTER_DAYS. every: seconds between runs.
    template: of its posts; None = the usual one.
    """

    about: About = About.CREATOR
    list_id: int | None = None
    source_id: int | None = None
    min_followers: int = 10_000
    max_followers: int | None = None
    recent_days: int = 30
    min_score: int = 0
    at_most: int = 5
    per_hour: int | None = None
    verified_only: bool = False
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    tag_rules: tuple[TagRule, ...] = ()
    archive_minutes: int = 10_080
    role_id: int | None = None
    repost: Repost = Repost.NEVER
    repost_days: int = 30
    every: float = HOUR
    template: Template | None = None

    @property
    def written(self) -> Template:
        """The template in use."""
        return self.written_for(self.about)

    def written_for(self, about: About) -> Template:
        """The template in use for such posts: the channel's own one is only for what its threads usually are about."""
        own = self.template if about is self.about else None
        return own or (PROFILE if about is About.CREATOR else VIDEO)

    def tags_for(self, score: int | None) -> tuple[str, ...]:
        """The tags of a post, each once, at most MOST_TAGS: those of every post, then those its score earns."""
        earned = (rule.tag for rule in self.tag_rules if score is not None and score >= rule.min_score)
        return tuple(dict.fromkeys((*self.tags, *earned)))[:MOST_TAGS]


def check(rules: PostingRules) -> None:
    """Raises BadInput for rules that contradict themselves."""
    if rules.max_followers is not None and rules.max_followers < rules.min_followers:
        raise BadInput(
            f"The maximum of {grouped(rules.max_followers)} followers is below the minimum of "
            f"{grouped(rules.min_followers)}.",
            "Nobody could be posted.",
        )
    if rules.list_id is not None and rules.source_id is not None:
        raise BadInput("Choose a list or a source, not both.", "")


def changed(rules: PostingRules, defaults: PostingRules) -> dict[str, Any]:
    """What differs from the defaults, as JSON values by the field's name."""
    names = (field.name for field in fields(PostingRules))
    return {name: _as_json(getattr(rules, name)) for name in names if getattr(rules, name) != getattr(defaults, name)}


def in_full(rules: PostingRules) -> dict[str, Any]:
    """All rules, as JSON values by the field's name; the template is the one in use."""
    full = replace(rules, template=rules.written)
    return {field.name: _as_json(getattr(full, field.name)) for field in fields(PostingRules)}


def with_changes(defaults: PostingRules, stored: Mapping[str, Any]) -> PostingRules:
    """The defaults with what was stored. Values that can't be, perhaps of a newer version, are left out."""
    found: dict[str, Any] = {}
    for name, value in stored.items():
        if name in _READ:
            try:
                found[name] = _READ[name](value)
            except (TypeError, ValueError, KeyError, AttributeError):
                continue
    return replace(defaults, **found)


def _as_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_as_json(one) for one in value]
    if isinstance(value, Template):
        return as_json(value)
    return {"tag": value.tag, "min_score": value.min_score} if isinstance(value, TagRule) else value


def _whole(least: int, most: int = 2**63 - 1) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if type(value) is not int or not least <= value <= most:
            raise ValueError(value)
        return value

    return read


def _or_none(read: Callable[[Any], int]) -> Callable[[Any], int | None]:
    def read_or_none(value: Any) -> int | None:
        return None if value is None else read(value)

    return read_or_none


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(text.strip() for text in value if text.strip())


def _tag_rules(value: Any) -> tuple[TagRule, ...]:
    return tuple(TagRule(tag=str(one["tag"]), min_score=_score(one["min_score"])) for one in value)


def _archive(value: Any) -> int:
    if value not in ARCHIVE_MINUTES:
        raise ValueError(value)
    return int(value)


def _every(value: Any) -> float:
    if float(value) < SHORTEST_ROUND:
        raise ValueError(value)
    return float(value)


def _template(value: Any) -> Template | None:
    return None if value is None else from_json(value)


_score = _whole(0, 100)
_READ: Mapping[str, Callable[[Any], Any]] = {
    "about": About,
    "list_id": _or_none(_whole(1)),
    "source_id": _or_none(_whole(1)),
    "min_followers": _whole(0),
    "max_followers": _or_none(_whole(0)),
    "recent_days": _whole(0, 3_650),
    "min_score": _score,
    "at_most": _whole(1, MOST_PER_RUN),
    "per_hour": _or_none(_whole(1)),
    "verified_only": _flag,
    "wanted": _texts,
    "unwanted": _texts,
    "tags": _texts,
    "tag_rules": _tag_rules,
    "archive_minutes": _archive,
    "role_id": _or_none(_whole(1)),
    "repost": Repost,
    "repost_days": _whole(1, 3_650),
    "every": _every,
    "template": _template,
}
