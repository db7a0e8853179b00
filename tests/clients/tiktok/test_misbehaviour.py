"""All observed misbehaviour of TikTok: raises the right error, returns nothing wrong, and recovers afterwards.

Uses real Chromium and the unmodified TikTokApi against the look-alike.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.clients.conftest import HURRIED, LIMITS, MakeClient
from tests.lookalikes.tiktok import Route, TikTokLookalike, Trouble
from tests.lookalikes.tiktok_content import Growing
from tests.processes import children
from tiktrack_gui.clients.tiktok.browser import WEEK, BrowserTikTok
from tiktrack_gui.core.errors import (
    Blocked,
    Captcha,
    Changed,
    LoginNeeded,
    NoSuchHashtag,
    NotFound,
    NothingFetched,
    PostUnavailable,
    Private,
    TikTokDown,
    TikTokError,
    Timeout,
    Unreachable,
)
from tiktrack_gui.core.models import Origin
from tiktrack_gui.core.requests import FULL_PAGE

pytestmark = pytest.mark.browser

HANDLE = "tpcw._.71.44"  # of the first recorded video
VIDEO = 7158770364699360690
RECORDED = 28
TAG, TAGGED = "hmuomlhj", 4  # a hashtag of the recorded videos, and how many have it


async def test_the_look_alike_is_well_without_a_trouble(client: BrowserTikTok) -> None:
    assert len((await client.trending(RECORDED)).videos) == RECORDED


# The feed


@pytest.mark.parametrize(
    ("trouble", "error"),
    [
        (Trouble.EMPTY_BODY, Blocked),
        (Trouble.HTML, Blocked),
        (Trouble.JSON_LIST, Changed),
        (Trouble.CAPTCHA, Captcha),
        (Trouble.LOGIN, LoginNeeded),
        (Trouble.HANG, Timeout),
        (Trouble.DROP, Unreachable),
        (Trouble.SERVER_ERROR, TikTokDown),
        (Trouble.TOO_MANY, Blocked),
        (Trouble.ALL_MALFORMED, Changed),
    ],
)
async def test_the_feed_fails_in_our_words_and_the_next_run_works(
    client: BrowserTikTok, tiktok: TikTokLookalike, trouble: Trouble, error: type[TikTokError]
) -> None:
    tiktok.misbehave(Route.FEED, trouble)
    with pytest.raises(error) as failure:
        await client.trending(RECORDED)
    assert failure.type is error
    assert failure.value.capability == "trending"
    tiktok.behave()
    assert len((await client.trending(RECORDED)).videos) == RECORDED


async def test_a_session_lost_with_its_connection_is_made_again(client: BrowserTikTok, tiktok: TikTokLookalike) -> None:
    await client.trending(1)
    tiktok.behave()
    tiktok.misbehave_until(Route.FEED, Trouble.DROP, Route.HOME)
    assert len((await client.trending(RECORDED)).videos) == RECORDED
    assert len(tiktok.requests_for(Route.HOME)) == 1


async def test_malformed_items_are_counted_once_and_the_others_kept(
    client: BrowserTikTok, tiktok: TikTokLookalike
) -> None:
    tiktok.misbehave(Route.FEED, Trouble.MALFORMED_ITEM)
    answer = await client.trending(50)
    assert (len(answer.videos), sum(answer.left_out.values())) == (RECORDED - 5, 5)


async def test_an_empty_page_that_promises_more_is_followed_by_another_try(
    client: BrowserTikTok, tiktok: TikTokLookalike
) -> None:
    tiktok.misbehave(Route.FEED, Trouble.EMPTY_PAGE, times=1)
    assert len((await client.trending(RECORDED)).videos) == RECORDED


async def test_empty_pages_are_not_followed_for_ever(client: BrowserTikTok, tiktok: TikTokLookalike) -> None:
    tiktok.misbehave(Route.FEED, Trouble.EMPTY_PAGE)
    with pytest.raises(NothingFetched):
        await client.trending(50)
    assert len(tiktok.requests_for(Route.FEED)) == 2


@pytest.mark.parametrize("trouble", [Trouble.EMPTY_BODY, Trouble.CAPTCHA, Trouble.JSON_LIST, Trouble.EMPTY_PAGE])
async def test_a_blocked_feed_gives_way_to_what_the_home_page_has(
    client: BrowserTikTok, tiktok: TikTokLookalike, trouble: Trouble
) -> None:
    tiktok.misbehave(Route.FEED, trouble)
    tiktok.on_home_page = 8
    answer = await client.trending(50)
    assert [video.id for video in answer.videos] == [int(item["id"]) for item in tiktok.content.feed(8)["itemList"][:8]]
    assert answer.shortfall == "TikTok sent 8 of 50 videos: only its home page could be read."


async def test_without_a_signer_the_home_page_is_read(make_client: MakeClient, tiktok: TikTokLookalike) -> None:
    tiktok.misbehave(Route.HOME, Trouble.NO_SIGNER)
    tiktok.on_home_page = 3
    assert len((await make_client().trending(50)).videos) == 3
    tiktok.behave()
    assert len((await make_client().trending(RECORDED)).videos) == RECORDED


async def test_what_came_before_a_failure_is_kept_and_the_failure_said(
    client: BrowserTikTok, tiktok: TikTokLookalike
) -> None:
    await client.trending(1)
    tiktok.behave()
    tiktok.misbehave(Route.FEED, Trouble.EMPTY_BODY, after=1)
    answer = await client.trending(50)
    assert len(answer.videos) == RECORDED
    assert answer.shortfall is not None
    assert "treating TikTrack as a bot" in answer.shortfall


# TikTok's first page


@pytest.mark.parametrize("trouble", [Trouble.NEVER_IDLE, Trouble.QUIET, Trouble.NO_TOKEN, Trouble.WAIT_SOLVED])
async def test_a_difficult_first_page_is_used_all_the_same(
    make_client: MakeClient, tiktok: TikTokLookalike, trouble: Trouble
) -> None:
    tiktok.misbehave(Route.HOME, trouble)
    assert len((await make_client().trending(RECORDED)).videos) == RECORDED


@pytest.mark.parametrize(
    ("trouble", "error"),
    [
        (Trouble.EMPTY_BODY, Blocked),
        (Trouble.NO_SIGNER, Blocked),
        (Trouble.WAIT_FOREVER, Blocked),
        (Trouble.CAPTCHA, Captcha),
        (Trouble.LOGIN, LoginNeeded),
        (Trouble.SERVER_ERROR, TikTokDown),
        (Trouble.DROP, Unreachable),
        (Trouble.HANG, Timeout),
    ],
)
async def test_a_first_page_that_cannot_be_used_is_an_error_and_the_next_run_works(
    make_client: MakeClient, tiktok: TikTokLookalike, trouble: Trouble, error: type[TikTokError]
) -> None:
    client = make_client(limits=HURRIED if trouble is Trouble.HANG else LIMITS)
    before = children()
    tiktok.misbehave(Route.HOME, trouble)
    with pytest.raises(error) as failure:
        await client.trending(RECORDED)
    assert failure.type is error
    assert tiktok.requests_for(Route.FEED) == []
    assert children(besides=before) == []
    tiktok.behave()
    assert len((await client.trending(RECORDED)).videos) == RECORDED


# Creators


@pytest.mark.parametrize(
    "trouble",
    [
        Trouble.EMPTY_BODY,
        Trouble.HTML,
        Trouble.CAPTCHA,
        Trouble.LOGIN,
        Trouble.SERVER_ERROR,
        Trouble.DROP,
        Trouble.SOFT_BLOCK,
        Trouble.ADULT,
        Trouble.WAIT_FOREVER,
    ],
)
async def test_a_closed_profile_page_leaves_the_other_way(
    client: BrowserTikTok, tiktok: TikTokLookalike, trouble: Trouble
) -> None:
    tiktok.misbehave(Route.PROFILE, trouble)
    creator = await client.creator(HANDLE)
    assert creator.sample is not None
    assert (creator.sample.followers, creator.sample.origin) == (277_013, Origin.USER_DETAIL)


async def test_a_profile_page_that_solves_its_own_puzzle_is_read(
    client: BrowserTikTok, tiktok: TikTokLookalike
) -> None:
    tiktok.misbehave(Route.PROFILE, Trouble.WAIT_SOLVED)
    creator = await client.creator(HANDLE)
    assert creator.sample is not None
    assert creator.sample.origin == Origin.PROFILE_PAGE


async def test_a_profile_page_that_never_falls_silent_is_read(client: BrowserTikTok, tiktok: TikTokLookalike) -> None:
    tiktok.misbehave(Route.PROFILE, Trouble.NEVER_IDLE)
    assert (await client.creator(HANDLE)).handle == HANDLE


@pytest.mark.parametrize(
    ("page", "detail", "error"),
    [
        (Trouble.CAPTCHA, Trouble.EMPTY_BODY, Captcha),
        (Trouble.SOFT_BLOCK, Trouble.SOFT_BLOCK, Blocked),
        (Trouble.HANG, Trouble.EMPTY_BODY, Timeout),
        (Trouble.EMPTY_BODY, Trouble.UNKNOWN, NotFound),
        (Trouble.EMPTY_BODY, Trouble.CLOSED, Private),
    ],
)
async def test_when_both_ways_are_closed_the_first_says_why_unless_the_second_knows_better(
    client: BrowserTikTok, tiktok: TikTokLookalike, page: Trouble, detail: Trouble, error: type[TikTokError]
) -> None:
    tiktok.misbehave(Route.PROFILE, page)
    tiktok.misbehave(Route.DETAIL, detail)
    with pytest.raises(error) as failure:
        await client.creator(HANDLE)
    assert failure.type is error
    tiktok.behave()
    assert (await client.creator(HANDLE)).handle == HANDLE


@pytest.mark.parametrize(("trouble", "error"), [(Trouble.UNKNOWN, NotFound), (Trouble.CLOSED, Private)])
async def test_what_the_profile_page_knows_is_not_asked_again(
    client: BrowserTikTok, tiktok: TikTokLookalike, trouble: Trouble, error: type[TikTokError]
) -> None:
    tiktok.misbehave(Route.PROFILE, trouble)
    with pytest.raises(error):
        await client.creator(HANDLE)
    assert tiktok.requests_for(Route.DETAIL) == []


async def test_a_private_account_is_described_as_private(client: BrowserTikTok, tiktok: TikTokLookalike) -> None:
    tiktok.misbehave(Route.PROFILE, Trouble.PRIVATE)
    creator = await client.creator(HANDLE)
    assert creator.private
    with pytest.raises(Private):
        await client.creator_videos(HANDLE)


# Their videos


@pytest.mark.parametrize("trouble", [Trouble.EMPTY_BODY, Trouble.CAPTCHA, Trouble.EMPTY_PAGE, Trouble.HANG])
async def test_videos_the_page_did_not_get_are_listed_otherwise(
    client: BrowserTikTok, tiktok: TikTokLookalike, trouble: Trouble
) -> None:
    tiktok.misbehave(Route.POSTS, trouble)
    page = await client.creator_videos(HANDLE)
    assert VIDEO in [video.id for video in page.videos]
    assert len(tiktok.requests_for(Route.CREATOR_LIST)) == 1


async def test_empty_weeks_in_the_list_are_followed_back(client: BrowserTikTok, tiktok: TikTokLookalike) -> None:
    tiktok.misbehave(Route.POSTS, Trouble.EMPTY_BODY)
    tiktok.misbehave(Route.CREATOR_LIST, Trouble.EMPTY_PAGE, times=2)
    assert VIDEO in [video.id for video in (await client.creator_videos(HANDLE)).videos]
    before = [int(seen.query["cursor"]) for seen in tiktok.requests_for(Route.CREATOR_LIST)]
    assert [later - earlier for later, earlier in pairwise(before)] == [WEEK, WEEK]


async def test_empty_weeks_are_followed_back_five_times(client: BrowserTikTok, tiktok: TikTokLookalike) -> None:
    tiktok.misbehave(Route.POSTS, Trouble.EMPTY_BODY)
    tiktok.misbehave(Route.CREATOR_LIST, Trouble.EMPTY_PAGE)
    assert (await client.creator_videos(HANDLE)).videos == ()
    assert len(tiktok.requests_for(Route.CREATOR_LIST)) == 5


async def test_when_neither_list_answers_the_first_says_why(client: BrowserTikTok, tiktok: TikTokLookalike) -> None:
    tiktok.misbehave(Route.POSTS, Trouble.CAPTCHA)
    tiktok.misbehave(Route.CREATOR_LIST, Trouble.EMPTY_BODY)
    with pytest.raises(Captcha):
        await client.creator_videos(HANDLE)


# A hashtag


@pytest.mark.parametrize(
    "trouble",
    [Trouble.EMPTY_BODY, Trouble.CAPTCHA, Trouble.HTML, Trouble.JSON_LIST, Trouble.SERVER_ERROR, Trouble.EMPTY_PAGE],
)
async def test_a_closed_list_gives_way_to_the_hashtags_page(
    client: BrowserTikTok, tiktok: TikTokLookalike, trouble: Trouble
) -> None:
    whole = await client.hashtag(TAG, 50)
    tiktok.behave()
    tiktok.misbehave(Route.HASHTAG_LIST, trouble, times=2 if trouble is Trouble.EMPTY_PAGE else 1)
    answer = await client.hashtag(TAG, 50)
    assert len(tiktok.requests_for(Route.TAG)) == 1
    assert {video.id for video in answer.videos} == {video.id for video in whole.videos}


@pytest.mark.parametrize("trouble", [Trouble.SOFT_BLOCK, Trouble.EMPTY_BODY, Trouble.CAPTCHA])
async def test_a_hashtag_whose_id_is_refused_is_read_from_its_page(
    make_client: MakeClient, tiktok: TikTokLookalike, trouble: Trouble
) -> None:
    tiktok.misbehave(Route.HASHTAG, trouble)
    assert len((await make_client().hashtag(TAG, 50)).videos) == TAGGED


@pytest.mark.parametrize(
    ("listed", "page", "error"),
    [
        (Trouble.EMPTY_BODY, Trouble.CAPTCHA, Blocked),
        (Trouble.CAPTCHA, Trouble.EMPTY_BODY, Captcha),
        (Trouble.DROP, Trouble.DROP, Unreachable),
        (Trouble.ALL_MALFORMED, Trouble.LOGIN, LoginNeeded),
        (Trouble.EMPTY_BODY, Trouble.UNKNOWN, NoSuchHashtag),
    ],
)
async def test_a_hashtag_fails_in_our_words_and_the_next_run_works(
    client: BrowserTikTok, tiktok: TikTokLookalike, listed: Trouble, page: Trouble, error: type[TikTokError]
) -> None:
    tiktok.misbehave(Route.HASHTAG_LIST, listed)
    tiktok.misbehave(Route.TAG, page)
    with pytest.raises(error) as failure:
        await client.hashtag(TAG, 50)
    assert failure.type is error
    assert failure.value.capability == "hashtag"
    tiktok.behave()
    assert len((await client.hashtag(TAG, 50)).videos) == TAGGED


async def test_an_unknown_hashtag_is_said_to_be_unknown(client: BrowserTikTok, tiktok: TikTokLookalike) -> None:
    with pytest.raises(NoSuchHashtag):
        await client.hashtag("nothingofthatname", 50)
    assert tiktok.requests_for(Route.TAG) == []


@pytest.mark.parametrize("trouble", [Trouble.HANG])
async def test_a_hashtags_page_that_asks_for_no_videos_is_left_in_time(
    client: BrowserTikTok, tiktok: TikTokLookalike, trouble: Trouble
) -> None:
    tiktok.misbehave(Route.HASHTAG_LIST, trouble)
    with pytest.raises(Timeout):
        await client.hashtag(TAG, 50)


@pytest.mark.parametrize(
    ("trouble", "why"),
    [(Trouble.EMPTY_BODY, "TikTok sent an empty response"), (Trouble.EMPTY_PAGE, "the next page had no new ones.")],
)
async def test_a_hashtags_list_that_ends_early_says_that_it_is_not_whole(
    client: BrowserTikTok, tiktok: TikTokLookalike, trouble: Trouble, why: str
) -> None:
    tiktok.behave(Growing(lambda: 1_790_000_000.0))
    tiktok.misbehave(Route.HASHTAG_LIST, trouble, after=1)
    answer = await client.hashtag("learnontiktok", 100)
    assert len(answer.videos) == FULL_PAGE
    assert answer.shortfall is not None
    assert answer.shortfall.startswith(f"30 videos seen, there may be more: {why}")


async def test_duplicated_items_of_a_hashtag_count_once(client: BrowserTikTok, tiktok: TikTokLookalike) -> None:
    tiktok.misbehave(Route.HASHTAG_LIST, Trouble.DUPLICATES)
    answer = await client.hashtag(TAG, 50)
    assert len({video.id for video in answer.videos}) == len(answer.videos) == TAGGED


# A video


@pytest.mark.parametrize(
    ("trouble", "error"),
    [
        (Trouble.UNKNOWN, PostUnavailable),
        (Trouble.PRIVATE, Private),
        (Trouble.ADULT, LoginNeeded),
        (Trouble.LOGIN, LoginNeeded),
        (Trouble.CAPTCHA, Captcha),
        (Trouble.EMPTY_BODY, Blocked),
        (Trouble.WAIT_FOREVER, Blocked),
        (Trouble.SERVER_ERROR, TikTokDown),
        (Trouble.DROP, Unreachable),
    ],
)
async def test_a_video_page_fails_in_our_words_and_the_next_run_works(
    client: BrowserTikTok, tiktok: TikTokLookalike, trouble: Trouble, error: type[TikTokError]
) -> None:
    tiktok.misbehave(Route.VIDEO, trouble)
    with pytest.raises(error) as failure:
        await client.video(HANDLE, VIDEO)
    assert failure.type is error
    tiktok.behave()
    assert (await client.video(HANDLE, VIDEO)).id == VIDEO
