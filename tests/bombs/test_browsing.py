"""A hostile TikTok costs this program little, is told in one sentence, and the next answer is read again.

The browser and its driver are programs of their own; what they take isn't counted here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.bombs.browsing import asking
from tests.bombs.cost import Cost, cost_of
from tests.lookalikes import tiktok_bombs as bombs
from tests.lookalikes.tiktok import Route, TikTokLookalike
from tests.lookalikes.tiktok_bombs import Bomb
from tests.processes import children
from tiktrack_gui.core.errors import Blocked, Timeout, TooLarge

pytestmark = pytest.mark.browser

TOO_LARGE, SILENT = TooLarge.sentence, Timeout.sentence
ASKED = {Route.PROFILE: "creator", Route.FEED: "feed", Route.POSTS: "videos", Route.SEARCH: "search"}


@pytest.fixture
def hostile() -> Iterator[TikTokLookalike]:
    before = children()
    with TikTokLookalike() as tiktok:
        yield tiktok
    assert children(besides=before) == []


def attacked(tiktok: TikTokLookalike, route: Route, bomb: Bomb) -> Cost:
    """Asks once while all is well, and once for the bomb, which other ways to the same numbers answer with too."""
    tiktok.attack(route, bomb, after=1)
    if route is Route.PROFILE:
        tiktok.attack(Route.DETAIL, bomb)
    if route is Route.POSTS:
        tiktok.attack(Route.CREATOR_LIST, bomb)
    if route is Route.SEARCH:
        tiktok.attack(Route.SEARCH_PAGE, bomb)
    return cost_of(asking, json.dumps(tiktok.browser_args()), ASKED[route])


@pytest.mark.parametrize(
    ("bomb", "told"),
    [
        (bombs.large(), TOO_LARGE),
        (bombs.large(packed=True), TOO_LARGE),
        (bombs.endless, TOO_LARGE),
        (bombs.drip, SILENT),
        (bombs.open_tags, Blocked("creator").sentence),
        (bombs.nested, TOO_LARGE),
        (bombs.busy, SILENT),
        (bombs.grown, TOO_LARGE),
    ],
    ids=["50 MB", "50 MB packed", "endless", "drip", "open tags", "nested", "busy", "grown"],
)
def test_a_page_is_never_more_than_a_sentence(hostile: TikTokLookalike, bomb: Bomb, told: str) -> None:
    cost = attacked(hostile, Route.PROFILE, bomb)
    assert cost.bearable, cost
    assert cost.told == told


@pytest.mark.parametrize("route", [Route.FEED, Route.POSTS, Route.SEARCH])
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_an_answer_is_never_more_than_a_sentence(hostile: TikTokLookalike, route: Route, packed: bool) -> None:
    cost = attacked(hostile, route, bombs.json(packed=packed))
    assert cost.bearable, cost
    assert cost.told == TOO_LARGE
