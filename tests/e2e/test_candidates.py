"""Candidates are found and read through a real browser, in a process of its own: its cost, a kill, and blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.candidate_reader import READS
from tests.e2e.reader import Reader
from tests.lookalikes.tiktok import Route, TikTokLookalike, Trouble
from tests.lookalikes.tiktok_content import Recorded
from tiktrack_gui.core.discovery.plans import PROFILE_AND_VIDEOS
from tiktrack_gui.core.errors import Blocked
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.host.paths import DataFolder

SEARCHES = 1  # the brand's words

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(tiktok: TikTokLookalike, folder: DataFolder, temporary: Path) -> Iterator[Reader]:
    """The feed was read already."""
    tiktok.behave(Recorded())
    reader = Reader("candidate_reader", tiktok, folder, temporary)
    reader("feed")
    tiktok.behave()
    yield reader
    tiktok.behave()


def profiles_asked(tiktok: TikTokLookalike) -> Counter[str]:
    return Counter(seen.path.removeprefix("/@") for seen in tiktok.requests_for(Route.PROFILE))


def requests_made(tiktok: TikTokLookalike) -> int:
    """Those of TikTrack; what TikTok's own pages ask for is theirs."""
    return len(tiktok.requests_for(Route.PROFILE)) + len(tiktok.requests_for(Route.SEARCH))


def test_as_many_requests_are_made_as_announced(tiktok: TikTokLookalike, reader: Reader) -> None:
    done = reader("find")
    assert done["announced"] == SEARCHES + READS * PROFILE_AND_VIDEOS
    assert requests_made(tiktok) == pytest.approx(done["announced"], rel=0.1)
    assert (len(done["watched"]), done["said"]) == (READS, [])
    assert set(profiles_asked(tiktok).values()) == {PROFILE_AND_VIDEOS}
    tiktok.behave()
    given = tiktok.content.feed(30)["itemList"]
    others = [item["author"]["uniqueId"] for item in given if int(item["author"]["id"]) not in done["watched"]][:3]
    done = reader(*(f"@{handle}" for handle in others))
    assert (requests_made(tiktok), done["announced"], done["said"]) == (6, 6, [])
    assert len(done["watched"]) == READS + 3
    tiktok.behave()
    assert len(reader()["watched"]) == READS + 3
    assert requests_made(tiktok) == 0  # after a restart, nobody is read again


@pytest.mark.parametrize("after", [5, 6])  # in the middle of a candidate, and between two
def test_a_killed_job_goes_on_without_reading_again(tiktok: TikTokLookalike, reader: Reader, after: int) -> None:
    tiktok.misbehave(Route.PROFILE, Trouble.HANG, after=after)
    with reader.start("find") as process:
        tiktok.wait_for(Route.PROFILE, after + 1)
        reader.killed(process)
    before = profiles_asked(tiktok)
    unanswered = tiktok.requests_for(Route.PROFILE)[-1].path.removeprefix("/@")
    searches = len(tiktok.requests_for(Route.SEARCH))
    tiktok.behave()
    done = reader()
    assert (len(done["watched"]), done["said"], searches) == (READS, [], SEARCHES)
    assert tiktok.requests_for(Route.SEARCH) == []
    asked = before + profiles_asked(tiktok)
    assert asked.pop(unanswered) == PROFILE_AND_VIDEOS + 1
    assert set(asked.values()) == {PROFILE_AND_VIDEOS}


def test_a_blocked_search_costs_only_the_search_and_says_so(tiktok: TikTokLookalike, reader: Reader) -> None:
    tiktok.misbehave(Route.SEARCH, Trouble.EMPTY_BODY)
    tiktok.misbehave(Route.SEARCH_PAGE, Trouble.EMPTY_BODY)
    done = reader("find")
    assert (done["said"], len(done["watched"])) == ([str(Blocked(Capability.SEARCH))], READS)
