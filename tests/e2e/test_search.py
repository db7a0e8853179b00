"""`tiktrack search` against the loopback TikTok."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.command import Command
from tests.lookalikes.tiktok import Route, TikTokLookalike, Trouble
from tests.lookalikes.tiktok_content import Recorded

TERM, FOUND = "dt", ["cheytdtt538", "dtwmbugw"]  # the recorded creators with that in their handles


@pytest.fixture
def command(tmp_path: Path, tiktok: TikTokLookalike) -> Command:
    tiktok.behave(Recorded())
    return Command(tmp_path, tiktok.browser_env())


@pytest.mark.browser
def test_a_search_lists_creators_and_which_are_tracked(command: Command) -> None:
    command("creators", "add", FOUND[1])
    headings, first, second = command("search", TERM).stdout.splitlines()
    assert headings.split() == ["creator", "followers", "verified", "tracked", "name"]
    assert first.split() == ["@cheytdtt538", "≈", "118,700", "no", "no", "Vå", "Vxẗ", "Cseỳ", "Nvze"]
    assert second.split() == ["@dtwmbugw", "≈", "1,800,000", "no", "yes", "dtwmbugw"]
    done = command("search", f"@{TERM}", "--json")
    assert (done.json["term"], done.json["left_out"], done.json["has_more"]) == (TERM, {}, False)
    assert [(one["handle"], one["exact"], one["tracked"]) for one in done.json["creators"]] == [
        (FOUND[0], False, False),
        (FOUND[1], False, True),
    ]


@pytest.mark.browser
def test_several_words_are_one_term_and_nobody_found_is_said(command: Command, tiktok: TikTokLookalike) -> None:
    done = command("search", "nobody", "of that name")
    assert (done.status, done.stdout) == (0, "TikTok’s search found no creators for “nobody of that name”.\n")
    assert [seen.query["keyword"] for seen in tiktok.requests_for(Route.SEARCH)] == ["nobody of that name"]
    assert command("search", "nobody of that name", "--json").json["creators"] == []


@pytest.mark.browser
def test_what_could_not_be_read_is_said_and_the_rest_is_listed(command: Command, tiktok: TikTokLookalike) -> None:
    tiktok.misbehave(Route.SEARCH, Trouble.MALFORMED_ITEM)
    done = command("search", TERM, "--json")
    assert (done.status, done.json["left_out"]) == (0, {"unreadable": 5})
    assert done.stderr == "tiktrack: Left out: 5 unreadable.\n"


@pytest.mark.browser
def test_a_search_that_needs_a_login_is_one_line(command: Command, tiktok: TikTokLookalike) -> None:
    tiktok.misbehave(Route.SEARCH, Trouble.ADULT)
    done = command("search", TERM)
    assert (done.status, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "TikTok only lets you search while you’re signed in. Add creators by their @handle" in done.stderr


def test_nothing_to_search_for_is_a_usage_error(command: Command) -> None:
    done = command("search", " @ ")
    assert (done.status, done.stdout) == (2, "")
    assert "There’s nothing to search for." in done.stderr
