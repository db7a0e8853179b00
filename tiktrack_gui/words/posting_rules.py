"""Texts about a channel's rules: their choices, what holds without a value, and what to know about one. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tiktrack_gui.core.deliveries import ChannelKind
from tiktrack_gui.core.durations import MINUTE
from tiktrack_gui.core.lists import CreatorList
from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.core.posting_rules import PostingRules, Repost
from tiktrack_gui.core.servers import ForumTag, Permission, Role, permission_name
from tiktrack_gui.core.sources import Source
from tiktrack_gui.core.subjects import About
from tiktrack_gui.words import sources as source_words

ABOUT: Mapping[str, str] = {About.CREATOR.value: "A creator’s profile", About.VIDEO.value: "A story"}
ABOUT_HINTS: Mapping[About, str] = {
    About.CREATOR: "Each creator gets one thread, with the profile’s numbers.",
    About.VIDEO: "Each video that takes off gets a thread of its own.",
}
EVERYBODY, LIST, SOURCE = "all", "list", "source"
ARCHIVE: Mapping[int, str] = {60: "1 hour", 1_440: "24 hours", 4_320: "3 days", 10_080: "1 week"}
ARCHIVE_HINT = "Then Discord takes the thread off the channel’s list"
KEYWORDS = "In the handle, name, bio, caption or hashtags. Press Enter or comma to add one."
MODERATED = "moderators only"
TAG_GONE = "This forum has no such tag any more"
TAG_RULES = "Added to the posts of stories with that score."
NOBODY = 0  # the key of the choice without a role

Said = tuple[str, str]  # a text and its tone


def as_in_settings(value: str) -> str:
    return f"As in Settings: {value}"


def followers(count: int) -> str:
    return grouped(count) if count else "Any number"


def activity(days: int) -> str:
    """ "30 days"."""
    return count(days, "day") if days else "Any time"


def minutes(seconds: float) -> str:
    return f"{grouped(round(seconds / MINUTE))} min"


def threads(number: int) -> str:
    return count(number, "thread")


def no_limit(_usual: object) -> str:
    return "No limit"


def any_score(_usual: object) -> str:
    return "Any score"


def count(number: int, one: str) -> str:
    """ "1 thread", "5 threads"."""
    return f"{grouped(number)} {one}{'' if number == 1 else 's'}"


def audience(
    rules: PostingRules, lists: Sequence[CreatorList], sources: Sequence[Source]
) -> dict[tuple[str, int], str]:
    """Who can be posted, by kind and ID; a chosen list or source that there is no more is among them."""
    found = {(EVERYBODY, 0): "All stories" if rules.about is About.VIDEO else "Creators of all stories"}
    found |= {(LIST, one.id): f"List “{one.name}”" for one in lists}
    found |= {(SOURCE, one.id): f"Found in: {source_words.name(one)}" for one in sources}
    if rules.list_id is not None:
        found.setdefault((LIST, rules.list_id), "A deleted list")
    if rules.source_id is not None:
        found.setdefault((SOURCE, rules.source_id), "A removed source")
    return found


def about_audience(rules: PostingRules, lists: Sequence[CreatorList], sources: Sequence[Source]) -> Said:
    """Says what the choice means, or that it names nobody any more."""
    if rules.list_id is not None:
        if rules.list_id not in {one.id for one in lists}:
            return "That list was deleted: nobody is posted until you choose another.", "warn"
        if rules.about is About.CREATOR:
            return "Everybody on the list, with or without a story.", ""
        return "Stories of the creators on the list.", ""
    if rules.source_id is not None and rules.source_id not in {one.id for one in sources}:
        return "That source was removed: only stories it found before are posted.", "warn"
    return "", ""


def roles(known: Iterable[Role], chosen: int | None) -> dict[int, str]:
    found = {NOBODY: "Nobody"} | {role.id: f"@{role.name}" for role in known}
    if chosen is not None:
        found.setdefault(chosen, "A deleted role")
    return found


def about_role(role: Role | None, chosen: int | None) -> Said:
    """role: the chosen one, None if there is none or it is unknown."""
    if chosen is None:
        return "", ""
    if role is None:
        return "Nobody is pinged until you choose another role.", "warn"
    if role.mentionable:
        return "Pinged with every post.", ""
    needed = permission_name(Permission.MENTION_EVERYONE, ChannelKind.TEXT)
    return f"Not everyone can mention this role: it’s only pinged if the bot has “{needed}”.", "warn"


def reposts(about: About) -> dict[str, str]:
    """A story goes viral once: only creators can have another one."""
    found = {Repost.NEVER.value: "Never", Repost.AFTER_DAYS.value: "After some days"}
    if about is About.CREATOR:
        found[Repost.ON_VIRAL.value] = "On a new viral video"
    return found


def about_tags(rules: PostingRules, tags: Sequence[ForumTag], *, is_required: bool) -> Said:
    """Says what is wrong with the tags of a forum, or what to know about them."""
    names = {tag.name for tag in tags}
    if gone := [tag for tag in rules.tags if tag not in names]:
        return f"This forum has no tag “{gone[0]}” any more.", "bad"
    if is_required and not rules.tags:
        return "This forum requires a tag: choose at least one, or nothing can be posted.", "bad"
    used = {*rules.tags, *(rule.tag for rule in rules.tag_rules)}
    if any(tag.is_moderated for tag in tags if tag.name in used):
        manage = permission_name(Permission.MANAGE_THREADS, ChannelKind.FORUM)
        return f"Moderator-only tags work only if the bot has “{manage}”.", "warn"
    return ("This forum requires a tag.", "") if is_required else ("On every post, up to five.", "")


def more(number: int) -> str:
    """The button that shows the rest. number: how many rules in it aren't the usual ones."""
    return f"More ({number} set)" if number else "More"
