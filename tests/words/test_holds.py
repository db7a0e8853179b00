"""What is said about posts that are held back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tiktrack_gui.core.deliveries import Channel, ChannelKind, Wait
from tiktrack_gui.core.errors import (
    ChannelGone,
    DiscordError,
    DiscordGarbled,
    DiscordInTrouble,
    DiscordRateLimited,
    DiscordUnreachable,
    KeyringUnavailable,
    NoPermission,
    TagRequired,
    TagUnknown,
    TikTrackError,
    TokenMissing,
    TokenRefused,
    TooManyThreads,
)
from tiktrack_gui.core.holds import NOT_MEASURED
from tiktrack_gui.core.servers import BotThread
from tiktrack_gui.words.holds import Hold, HoldAction, Known, countdown, holds

NOW = 1_792_600_000
NEWS = Channel(id=12, guild_id=1, guild="Trend Squad", name="news", kind=ChannelKind.TEXT)
FINDS = Channel(id=13, guild_id=1, guild="Trend Squad", name="finds", kind=ChannelKind.FORUM)
KNOWN = Known(channels={12: NEWS, 13: FINDS}, lacking={}, offers={}, has_others=True)


def a_wait(error: TikTrackError, code: str | None = None, *, channel: int = 12, count: int = 2, by: int = 252) -> Wait:
    kind = code or error.kind
    return Wait(channel_id=channel, count=count, until=NOW + by, code=kind, reason=str(error))


def said(waits: Sequence[Wait], known: Known = KNOWN, *, paused: bool = False) -> list[str]:
    return [text(hold) for hold in holds(waits, known, NOW, paused=paused)]


def text(hold: Hold) -> str:
    return f"{hold.cause} {hold.next}"


def test_nothing_is_said_while_posts_only_take_their_turn_or_wait_for_numbers() -> None:
    turn = Wait(channel_id=12, count=3)
    measured = Wait(channel_id=13, count=1, until=NOW + 60, code=NOT_MEASURED, reason="Its numbers are old.")
    over = a_wait(DiscordUnreachable(), by=0)
    assert said([turn, measured, over]) == []


@pytest.mark.parametrize(("seconds", "words"), [(252, "4 min 12 s"), (59.2, "1 min"), (0.4, "1 s"), (3600, "60 min")])
def test_a_countdown_is_exact_and_rounded_up(seconds: float, words: str) -> None:
    assert countdown(NOW + seconds, NOW) == words


def test_a_wait_names_its_channel_and_counts_down() -> None:
    limited = [a_wait(DiscordRateLimited(252)), a_wait(DiscordRateLimited(9), "20028", channel=13, count=1, by=9)]
    assert said(limited) == [
        "Discord asks to wait: 4 min 12 s. 2 posts to #news go out then.",
        "Discord asks to wait: 9 s. 1 post to #finds goes out then.",
    ]
    assert all(hold.is_counting and not hold.actions for hold in holds(limited, KNOWN, NOW, paused=False))


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (DiscordUnreachable(), "Couldn’t reach Discord."),
        (DiscordInTrouble(503), "Discord is having problems (error 503)."),
        (DiscordGarbled(), "Couldn’t read Discord’s response."),
    ],
)
def test_discord_that_cannot_be_reached_is_said_once_for_all_channels(error: DiscordError, cause: str) -> None:
    waits = [a_wait(error, by=60), a_wait(error, channel=13, by=40, count=1)]
    [hold] = holds(waits, KNOWN, NOW, paused=False)
    assert text(hold) == f"{cause} Next try in 40 s. 3 posts wait."
    assert (hold.about, hold.actions) == (None, (HoldAction.TRY,))


@pytest.mark.parametrize(
    ("error", "code", "cause", "action"),
    [
        (TokenRefused(), "401", "Discord rejected the bot token.", HoldAction.REPLACE_TOKEN),
        (TokenRefused(), None, "Discord rejected the bot token.", HoldAction.REPLACE_TOKEN),
        (TokenMissing(), None, "No Discord bot token is set.", HoldAction.SET_TOKEN),
        (KeyringUnavailable(), None, str(KeyringUnavailable()), HoldAction.TRY),
    ],
)
def test_without_a_token_nothing_else_is_said(
    error: TikTrackError, code: str | None, cause: str, action: HoldAction
) -> None:
    waits = [a_wait(error, code), a_wait(DiscordRateLimited(9), channel=13)]
    [hold] = holds(waits, KNOWN, NOW, paused=False)
    assert (hold.cause, hold.actions, hold.about) == (cause, (action,), None)
    assert hold.next.endswith("4 posts wait.")


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (NoPermission(), "50013", "#news: the bot isn’t allowed to post in that channel. In the channel’s permissions"),
        (NoPermission.lacking(["Send Messages"]), None, "#news: the bot isn’t allowed to post in that channel. In the"),
        (ChannelGone(), "10003", "#news: the bot can’t find that channel. Check the channel ID"),
        (TagRequired(), "40067", "#news: that forum requires a tag on every post. Choose a tag"),
        (TagUnknown.among(["Hot"], []), None, "#news: the forum has no tag named “Hot”. It has no tags."),
    ],
)
def test_a_problem_of_a_channel_is_its_own(error: DiscordError, code: str | None, sentence: str) -> None:
    [hold] = holds([a_wait(error, code)], KNOWN, NOW, paused=False)
    assert text(hold).startswith(sentence)
    assert text(hold).endswith("2 posts wait. The other channels go on. Next try in 4 min 12 s.")
    assert (hold.about, hold.actions) == (12, (HoldAction.CHECK,))
    [alone] = holds([a_wait(error, code)], replace(KNOWN, has_others=False), NOW, paused=False)
    assert "other channels" not in text(alone)


def test_what_the_bot_lacks_is_named_where_discord_was_asked() -> None:
    known = replace(KNOWN, lacking={12: ["View Channel", "Send Messages", "Embed Links"]})
    [hold] = holds([a_wait(NoPermission(50013), "50013")], known, NOW, paused=False)
    assert hold.cause == "#news: the bot lacks View Channel, Send Messages and Embed Links."


def test_a_full_server_explains_itself_and_asks_before_it_archives() -> None:
    full = a_wait(TooManyThreads(), "160006", channel=13)
    [hold] = holds([full], KNOWN, NOW, paused=False)
    assert hold.cause == "#finds: the server has reached Discord’s limit for active threads."
    assert hold.next.startswith("A server can have only so many.")
    assert hold.actions == (HoldAction.MAKE_ROOM, HoldAction.CHECK)
    thread = BotThread(id=1_300_000_000_000_000_003, name="Planty (@planty)")
    [asked] = holds([full], replace(KNOWN, offers={13: thread}), NOW, paused=False)
    assert asked.cause == "Archive “Planty (@planty)”?"
    assert "on Trend Squad, from 27 Oct 2024" in asked.next
    assert asked.actions == (HoldAction.ARCHIVE, HoldAction.KEEP)


def test_a_pause_leaves_out_what_would_be_tried() -> None:
    waits = [a_wait(DiscordRateLimited(9)), a_wait(ChannelGone(), channel=13, count=1)]
    first, second = said(waits, paused=True)
    assert first == "Posting is paused. Nothing goes to Discord until you resume. 3 posts wait."
    assert second.startswith("#finds: the bot can’t find that channel.")
    assert second.endswith("1 post waits.")
    assert said([], paused=True) == ["Posting is paused. Nothing goes to Discord until you resume."]
