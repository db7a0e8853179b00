"""Comments and places in a real Chromium: what is counted, what is refused, and that no commenter is kept."""

from __future__ import annotations

import gc
import logging

import pytest

from tests.clients.conftest import MakeClient
from tests.lookalikes.tiktok import Route, TikTokLookalike, Trouble
from tests.lookalikes.tiktok_comments import Commenters
from tests.lookalikes.tiktok_content import PLACES, Growing, Recorded
from tiktrack_gui.clients.tiktok.browser import BrowserTikTok
from tiktrack_gui.core.discovery.comments import CommentPage
from tiktrack_gui.core.errors import (
    Blocked,
    BudgetSpent,
    Captcha,
    Changed,
    CommentsHidden,
    LoginNeeded,
    PostUnavailable,
    Private,
    TikTokDown,
    TikTokError,
    Timeout,
    Unreachable,
)
from tiktrack_gui.core.models import Creator, Video, VideoSample
from tiktrack_gui.core.sources import Capability

pytestmark = pytest.mark.browser

HANDLE, VIDEO, COMMENTS = "xmcdyyybxhfxcnp", 7476024757944495092, 85  # recorded
OTHER_HANDLE, OTHER_VIDEO = "mmll.bmkp.4444", 7163596233531506769


def a_video(comments: int = COMMENTS, id_: int = VIDEO) -> Video:
    sample = VideoSample(at=0, likes=9, comments=comments, shares=0, views=900)
    return Video(id=id_, creator=Creator(id=66, handle=HANDLE), posted_at=0, sample=sample)


def commenters(tiktok: TikTokLookalike) -> Commenters:
    assert isinstance(tiktok.content, Recorded)
    return tiktok.content.commenters


async def pages(client: BrowserTikTok, video: Video, most: int = 9) -> list[CommentPage]:
    read = [await client.comments(video)]
    while read[-1].has_more and len(read) < most:
        read.append(await client.comments(video, read[-1].cursor))
    return read


async def test_comments_are_counted_page_by_page(client: BrowserTikTok, tiktok: TikTokLookalike) -> None:
    read = await pages(client, a_video())
    assert [(page.comments, page.cursor, page.has_more) for page in read] == [
        (19, 20, True),
        (19, 40, True),
        (19, 60, True),
        (19, 80, True),
        (5, 100, False),
    ]
    assert read[0].languages == {"en": 10, "un": 2, "ur": 3, "de": 1, "ms": 1, "tr": 1, "id": 1}
    assert sum(page.comments for page in read) == commenters(tiktok).sent[str(VIDEO)].total()
    asked = tiktok.requests_for(Route.COMMENTS)
    assert {(seen.query["aweme_id"], seen.query["count"]) for seen in asked} == {(str(VIDEO), "20")}
    assert [seen.query["cursor"] for seen in asked] == ["0", "20", "40", "60", "80"]


async def test_the_demos_comments_are_read_alike(client: BrowserTikTok, tiktok: TikTokLookalike) -> None:
    tiktok.behave(Growing(lambda: 1_790_000_000.0))
    feed = await client.trending(30)
    video = max(feed.videos, key=lambda one: one.sample.comments or 0)
    page = await client.comments(video)
    assert (page.comments, page.cursor, page.has_more) == (19, 20, True)
    assert max(page.languages, key=lambda language: page.languages[language]) == video.language


async def test_a_video_without_comments_has_none(client: BrowserTikTok, tiktok: TikTokLookalike) -> None:
    tiktok.misbehave(Route.COMMENTS, Trouble.NULL)
    assert await pages(client, a_video(0)) == [CommentPage(comments=0, cursor=20, has_more=False)]


@pytest.mark.parametrize(
    ("trouble", "error"),
    [
        (Trouble.EMPTY_BODY, Blocked),
        (Trouble.EMPTY_PAGE, Blocked),
        (Trouble.HTML, Blocked),
        (Trouble.TOO_MANY, Blocked),
        (Trouble.NULL, CommentsHidden),
        (Trouble.CAPTCHA, Captcha),
        (Trouble.LOGIN, LoginNeeded),
        (Trouble.ADULT, LoginNeeded),
        (Trouble.PRIVATE, Private),
        (Trouble.SHORT, Private),
        (Trouble.UNKNOWN, PostUnavailable),
        (Trouble.JSON_LIST, Changed),
        (Trouble.TRUNCATED, Changed),
        (Trouble.ALL_MALFORMED, Changed),
        (Trouble.SERVER_ERROR, TikTokDown),
        (Trouble.HANG, Timeout),
        (Trouble.DROP, Unreachable),
    ],
)
async def test_comments_fail_in_our_words_and_nothing_of_a_commenter_is_kept(
    client: BrowserTikTok,
    tiktok: TikTokLookalike,
    caplog: pytest.LogCaptureFixture,
    trouble: Trouble,
    error: type[TikTokError],
) -> None:
    """Neither in the log nor in the error, its causes and the frames it passed."""
    caplog.set_level(logging.DEBUG)
    tiktok.misbehave(Route.COMMENTS, trouble)
    with pytest.raises(error) as failure:
        await client.comments(a_video())
    assert (failure.type, failure.value.capability) == (error, "comments")
    assert (failure.value.__cause__, failure.value.__context__) == (None, None)
    kept = caplog.text + "".join(map(repr, _held_by(failure.value)))
    assert [planted for planted in commenters(tiktok).planted if planted in kept] == []
    tiktok.behave()
    assert (await client.comments(a_video())).comments == 19


@pytest.mark.parametrize("trouble", [Trouble.NO_STATUS, Trouble.CURT])
async def test_a_response_that_the_library_would_log_is_counted_and_not_kept(
    client: BrowserTikTok, tiktok: TikTokLookalike, caplog: pytest.LogCaptureFixture, trouble: Trouble
) -> None:
    caplog.set_level(logging.DEBUG)
    tiktok.misbehave(Route.COMMENTS, trouble)
    assert (await client.comments(a_video())).comments == (19 if trouble is Trouble.NO_STATUS else 1)
    assert commenters(tiktok).planted
    assert [planted for planted in commenters(tiktok).planted if planted in caplog.text] == []


@pytest.mark.parametrize("trouble", [Trouble.STUCK, Trouble.ENDLESS])
async def test_a_list_that_never_ends_is_read_to_its_end(
    client: BrowserTikTok, tiktok: TikTokLookalike, trouble: Trouble
) -> None:
    tiktok.misbehave(Route.COMMENTS, trouble)
    read = await pages(client, a_video())
    assert sum(page.comments for page in read) == (19 if trouble is Trouble.STUCK else 81)
    assert len(tiktok.requests_for(Route.COMMENTS)) == len(read) == (1 if trouble is Trouble.STUCK else 6)


@pytest.mark.parametrize("trouble", [Trouble.DUPLICATES, Trouble.MALFORMED_ITEM, Trouble.NO_LANGUAGE])
async def test_odd_rows_change_no_count(client: BrowserTikTok, tiktok: TikTokLookalike, trouble: Trouble) -> None:
    tiktok.misbehave(Route.COMMENTS, trouble)
    page = await client.comments(a_video())
    known = {"en": 10, "un": 2, "ur": 3, "de": 1, "ms": 1, "tr": 1, "id": 1}
    assert (page.comments, page.languages) == (19, {"un": 19} if trouble is Trouble.NO_LANGUAGE else known)


async def test_comments_and_places_use_the_request_budget(make_client: MakeClient, tiktok: TikTokLookalike) -> None:
    asked: list[Capability] = []

    def pace(capability: Capability) -> float:
        asked.append(capability)
        if len(asked) == 3:
            raise BudgetSpent(0.0, capability)
        return 0.0

    client = make_client(pace=pace)
    await client.comments(a_video())
    await client.place(HANDLE, VIDEO)
    assert asked == [Capability.COMMENTS, Capability.VIDEO]
    with pytest.raises(BudgetSpent):
        await client.comments(a_video())
    assert len(tiktok.requests_for(Route.COMMENTS)) == len(tiktok.requests_for(Route.VIDEO)) == 1


async def test_a_place_is_read_from_the_videos_page(client: BrowserTikTok, tiktok: TikTokLookalike) -> None:
    places = [await client.place(HANDLE, VIDEO), await client.place(OTHER_HANDLE, OTHER_VIDEO)]
    assert places == [PLACES[3], PLACES[0]]
    assert [seen.path for seen in tiktok.requests_for(Route.VIDEO)] == [
        f"/@{HANDLE}/video/{VIDEO}",
        f"/@{OTHER_HANDLE}/video/{OTHER_VIDEO}",
    ]


@pytest.mark.parametrize(
    ("trouble", "error"),
    [
        (Trouble.UNKNOWN, PostUnavailable),
        (Trouble.PRIVATE, Private),
        (Trouble.CAPTCHA, Captcha),
        (Trouble.EMPTY_BODY, Blocked),
        (Trouble.LOGIN, LoginNeeded),
    ],
)
async def test_a_place_that_cannot_be_read_says_why(
    client: BrowserTikTok, tiktok: TikTokLookalike, trouble: Trouble, error: type[TikTokError]
) -> None:
    tiktok.misbehave(Route.VIDEO, trouble)
    with pytest.raises(error) as failure:
        await client.place(HANDLE, VIDEO)
    assert (failure.type, failure.value.capability) == (error, "video")


def _held_by(error: BaseException) -> list[object]:
    """The values in the frames of its traceback, and what these hold."""
    values: list[object] = [error.args, vars(error)]
    step = error.__traceback__
    while step is not None:
        if "/tests/" not in step.tb_frame.f_code.co_filename:
            values += step.tb_frame.f_locals.values()
        step = step.tb_next
    return values + gc.get_referents(*values)
