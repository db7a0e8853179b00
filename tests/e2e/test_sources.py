"""`tiktrack sources`, and `tiktrack scrape` of other sources than the feed, against the loopback TikTok."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.command import Command
from tests.lookalikes.tiktok import Route, TikTokLookalike, Trouble
from tests.lookalikes.tiktok_content import Recorded
from tests.store.examples import CHANNEL

TAG, TAGGED = "hmuomlhj", 4  # a hashtag of the recorded videos, and how many have it
CREATOR = "xmcdyyybxhfxcnp"  # has 14 recorded videos


@pytest.fixture
def command(seeded: Path) -> Command:
    """Without a browser."""
    return Command(seeded, {"TIKTRACK_BROWSER_PATH": "/nowhere/chromium"})


@pytest.fixture
def online(seeded: Path, tiktok: TikTokLookalike) -> Command:
    tiktok.behave(Recorded())
    return Command(seeded, tiktok.browser_env())


def listed(command: Command) -> dict[str, dict[str, object]]:
    done = command("sources", "list", "--json")
    assert done.status == 0, done.stderr
    return {source["source"]: source for source in done.json["sources"]}


def test_a_hashtag_is_added_changed_and_listed(command: Command) -> None:
    done = command("sources", "add", "https://www.tiktok.com/tag/Pasta?lang=en", "#おすすめ")
    assert done.status == 0, done.stderr
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["source", "#pasta", "#おすすめ"]
    done = command("sources", "set", "pasta", "--every", "30", "--min-velocity", "12.5", "--off", "--json")
    [changed] = done.json["sources"]
    assert (changed["every_minutes"], changed["min_velocity"], changed["active"]) == (30, 12.5, False)
    found = listed(command)
    assert (list(found), found["#pasta"]) == (["trending", "#pasta", "#おすすめ"], changed)
    headings, feed, pasta, _, *_asked_next = command("sources", "list").stdout.splitlines()
    assert headings.split() == ["source", "every", "threshold", "last", "run", "state"]
    assert "just now" in feed or "ago" in feed
    assert pasta.split() == ["#pasta", "30", "min", "12.5/min", "not", "yet", "Off"]
    command("sources", "set", "pasta", "--min-velocity", "default", "--on")
    assert (listed(command)["#pasta"]["min_velocity"], listed(command)["#pasta"]["active"]) == (None, True)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("add", "two words"), 2, "“two words” isn’t a valid hashtag."),
        (("add", "@"), 2, "isn’t a valid TikTok handle."),
        (("set", "trending", "--every", "9"), 2, "trending can’t be refreshed every 9 min. Use a whole number from 10"),
        (("set", "pasta", "--every", "4"), 2, "Use a whole number from 5 to 10,080."),
        (("set", "trending", "--min-velocity", "-1"), 2, "--min-velocity"),
        (("set", "trending"), 2, "Use --every, --min-velocity, --on or --off."),
        (("set", "pasta", "--on"), 1, "#pasta isn’t one of your sources."),
        (("remove", "trending", "--yes"), 1, "The trending feed can’t be removed."),
        (("add", "@somebody"), 1, "@somebody: No browser found"),
    ],
)
def test_what_cannot_be_done_is_one_line(command: Command, arguments: tuple[str, ...], status: int, said: str) -> None:
    done = command("sources", *arguments)
    assert (done.status, done.stdout) == (status, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_removing_asks_and_keeps_the_stories(command: Command) -> None:
    command("sources", "add", "pasta")
    assert "run this again with --yes" in command("sources", "remove", "pasta").stdout
    assert "Nothing was removed." in command.on_a_terminal("sources", "remove", "pasta", typed="n\n")
    assert "#pasta" in listed(command)
    assert "Removed #pasta. Its stories are kept." in command.on_a_terminal("sources", "remove", "pasta", typed="y\n")
    assert list(listed(command)) == ["trending"]
    command("sources", "add", "pasta")
    assert command("sources", "remove", "#pasta", "--yes", "--json").json == {"removed": ["#pasta"]}


def test_what_is_asked_next_and_how_much_the_sources_need(seeded: Path) -> None:
    command = Command(seeded, {"RATE_LIMIT_DELAY": "4"})  # without a delay there is no limit
    done = command("sources", "set", "trending", "--every", "10")
    assert (done.status, done.stderr) == (0, "")
    *_, planned, needed = command("sources", "list").stdout.splitlines()
    assert planned.startswith("Next: ")
    assert needed == "These settings need about 16 requests an hour, of 240 at most."
    asked = command("sources", "list", "--json").json["requests"]
    assert (asked["paused"], asked["needed_per_hour"], asked["maximum_per_hour"]) == (False, 16, 240)
    assert "trending" in [one["subject"] for one in asked["planned"]]
    command("sources", "add", *(f"tag{number}" for number in range(29)))
    done = command("sources", "set", "tag0", "--every", "5")
    assert "but TikTrack makes 240 at most. Refresh less often" in done.stderr


@pytest.mark.browser
def test_a_source_is_scraped_and_its_own_threshold_counts(online: Command, tiktok: TikTokLookalike) -> None:
    online("sources", "add", TAG)
    online("sources", "set", TAG, "--min-velocity", "1000000")
    done = online("scrape", "--source", TAG, "--json")
    assert done.status == 0, done.stderr
    assert (done.json["fetched"], done.json["passed"]) == (TAGGED, 0)
    assert online("scrape", "--source", TAG, "--min-velocity", "0", "--json").json["passed"] == TAGGED
    assert tiktok.requests_for(Route.FEED) == []


@pytest.mark.browser
def test_all_sources_are_scraped_and_a_failure_stays_with_its_own(online: Command, tiktok: TikTokLookalike) -> None:
    added = online("sources", "add", TAG, "nothingofthatname", f"@{CREATOR}")
    assert added.status == 0, added.stderr
    done = online("scrape", "--all", "--json")
    assert done.status == 0, done.stderr
    found = {source["source"]: source for source in done.json["sources"]}
    assert {handle: source.get("fetched") for handle, source in found.items()} == {
        "trending": 28,
        f"#{TAG}": TAGGED,
        "#nothingofthatname": None,
        f"@{CREATOR}": 14,
    }
    assert "TikTok has no hashtag with that name" in found["#nothingofthatname"]["error"]
    assert "tiktrack: #nothingofthatname: TikTok has no hashtag with that name." in done.stderr
    assert listed(online)["#nothingofthatname"]["failures"] == 1
    state = online("sources", "list").stdout
    assert "Failed, next try in" in state


@pytest.mark.browser
def test_a_run_fetches_the_other_sources_that_are_due_although_the_feed_fails(
    online: Command, tiktok: TikTokLookalike
) -> None:
    online("sources", "add", TAG)
    tiktok.misbehave(Route.FEED, Trouble.EMPTY_BODY)
    done = online("run", "--once", "--dry-run", "--channel", str(CHANNEL))
    tiktok.behave()
    assert done.status == 0, done.stderr
    assert f"#{TAG}\n" in done.stdout
    assert "TikTok sent an empty response for the trending feed" in done.stderr
