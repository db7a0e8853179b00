"""`tiktrack deliveries`: nothing in the outbox is a dead end."""

from __future__ import annotations

from typing import Any

from tests.e2e.command import Command
from tests.e2e.test_post import CREATOR, only_thread
from tests.lookalikes import discord_routes as routes
from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.discord_faults import dropped, refused


def listed(command: Command, *more: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = command("deliveries", "list", "--json", *more).json["deliveries"]
    return found


def posted(command: Command, discord: DiscordLookalike) -> dict[str, Any]:
    command("post", CREATOR, "--channel", str(discord.text))
    [delivery] = listed(command)
    return delivery


def test_nothing_posted_yet_says_how(offline: Command) -> None:
    done = offline("deliveries", "list")
    assert (done.status, done.stdout) == (
        0,
        "Nothing posted yet. Post a profile with: tiktrack post @name --channel ID\n",
    )


def test_a_post_is_listed_with_all_that_is_needed(offline: Command, discord: DiscordLookalike) -> None:
    delivery = posted(offline, discord)
    assert delivery["thread_id"] == str(only_thread(discord, discord.text))
    assert (delivery["state"], delivery["channel_id"], delivery["attempts"]) == ("sent", str(discord.text), 1)
    assert delivery["channel"] == "creators"
    assert listed(offline, "--state", "failed") == []
    shown = offline("deliveries", "list").stdout
    assert "Posted" in shown
    assert "#creators" in shown
    assert f"({CREATOR})" in shown


def test_a_thread_a_moderator_deleted_can_be_posted_again(offline: Command, discord: DiscordLookalike) -> None:
    number = str(posted(offline, discord)["id"])
    discord.guild.threads.clear()
    refusal = offline("deliveries", "retry", number)
    assert refusal.status == 1
    assert refusal.stderr == f"tiktrack: {number} was posted already. To post it once more, add --again.\n"
    again = offline("deliveries", "retry", number, "--again")
    assert again.status == 0, again.stderr
    assert listed(offline)[0]["thread_id"] == str(next(iter(discord.guild.threads)))


def test_what_needs_review_is_settled(offline: Command, discord: DiscordLookalike) -> None:
    first = posted(offline, discord)  # the channel is searched
    discord.fail(routes.SEND, dropped(after=True))
    discord.fail(routes.HISTORY, refused(403, 50001), times=9)
    unknown = offline("deliveries", "retry", str(first["id"]), "--again")
    assert unknown.status == 1
    assert "can’t tell whether the thread was created" in unknown.stderr
    [review] = listed(offline, "--state", "needs-review")
    done = offline("deliveries", "sent", str(review["id"]))
    assert done.status == 0, done.stderr
    assert listed(offline)[0]["state"] == "sent"


def test_a_post_that_waits_is_cancelled_and_sent_when_asked_for(offline: Command, discord: DiscordLookalike) -> None:
    armed = discord.fail(routes.SEND, refused(403, 50013))
    number = str(posted(offline, discord)["id"])
    assert armed.reached.is_set()
    assert offline("deliveries", "cancel", number).status == 0
    assert [one["state"] for one in listed(offline)] == ["cancelled"]
    assert offline("deliveries", "retry", number).status == 0
    assert only_thread(discord, discord.text)
    late = offline("deliveries", "cancel", number)
    assert (late.status, "was posted already" in late.stderr) == (1, True)


def test_an_unknown_number_changes_nothing(offline: Command) -> None:
    done = offline("deliveries", "retry", "7", "8")
    assert (done.status, done.stderr) == (1, "tiktrack: There is no post 7, 8. See: tiktrack deliveries list\n")
