"""The parser of comments, which only counts them, and of a video's place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.clients.tiktok.recordings import recorded, video_scope
from tiktrack_gui.clients.tiktok.comments import MOST_READ, comment_page
from tiktrack_gui.clients.tiktok.parse import place_from_page
from tiktrack_gui.core.discovery.comments import CommentPage
from tiktrack_gui.core.errors import (
    Blocked,
    Captcha,
    Changed,
    CommentsHidden,
    LoginNeeded,
    PostUnavailable,
    Private,
    TikTokError,
    UnknownStatus,
)
from tiktrack_gui.core.models import Creator, Video, VideoSample

RECORDED_VIDEO, RECORDED = 7603296356028903404, 227
CREATOR = 66


def video(comments: int | None = RECORDED, id_: int = RECORDED_VIDEO) -> Video:
    sample = VideoSample(at=0, likes=9, comments=comments, shares=0, views=900)
    return Video(id=id_, creator=Creator(id=CREATOR, handle="somebody"), posted_at=0, sample=sample)


def comment(language: object = "en", by: object = 5, **more: Any) -> dict[str, Any]:
    return {"comment_language": language, "user": {"uid": str(by), "nickname": "Somebody"}, "text": "Hi"} | more


def answer(*comments: Any, **envelope: Any) -> dict[str, Any]:
    """A first page of which there is another one."""
    return {"status_code": 0, "comments": list(comments), "cursor": 20, "has_more": 1} | envelope


def languages(*comments: Any) -> dict[str, int]:
    return dict(comment_page(answer(*comments), video()).languages)


def test_the_recorded_response_is_counted() -> None:
    page = comment_page(recorded("comment_list_2026-02.json"), video())
    assert page == CommentPage(
        comments=19,
        cursor=20,
        has_more=True,
        languages={"en": 10, "un": 2, "ur": 3, "de": 1, "ms": 1, "tr": 1, "id": 1},
    )
    assert comment_page(json.dumps(recorded("comment_list_2026-02.json")), video()) == page


@pytest.mark.parametrize(
    ("language", "counted"),
    [
        ("en", "en"),
        ("zh-Hans", "zh-Hans"),
        ("pt-BR", "pt-BR"),
        ("fil", "fil"),
        ("un", "un"),
        ("", "un"),
        (None, "un"),
        (7, "un"),
        (["en"], "un"),
        ("english", "un"),
        ("I love it", "un"),
        ("en\0", "en"),
        ("EN", "un"),
        ("en\n", "un"),
        ("ｅｎ", "un"),
    ],
)
def test_a_language_is_a_code_or_unknown(language: object, counted: str) -> None:
    assert languages(comment(language)) == {counted: 1}


def test_a_comment_without_a_language_counts_as_unknown() -> None:
    assert languages({"text": "Hi"}, comment()) == {"un": 1, "en": 1}


def test_the_creators_own_comments_are_not_the_audiences() -> None:
    page = comment_page(answer(comment("de", CREATOR), comment("en"), comment("en", CREATOR)), video())
    assert (page.comments, page.languages) == (1, {"en": 1})


def test_a_comment_sent_twice_counts_once_and_another_videos_not_at_all() -> None:
    assert languages(comment(cid="1"), comment(cid="1"), comment(cid="2"), comment("de")) == {"en": 2, "de": 1}
    assert languages(comment(aweme_id="7"), comment("de", aweme_id=str(RECORDED_VIDEO))) == {"de": 1}


def test_what_is_no_comment_is_left_out() -> None:
    assert languages(None, "text", 5, {}, [], comment()) == {"en": 1}


def test_a_huge_response_is_not_read_to_its_end() -> None:
    assert comment_page(answer(*[comment()] * 5_000), video()).comments == MOST_READ


@pytest.mark.parametrize(
    ("envelope", "cursor", "has_more"),
    [
        ({}, 20, True),
        ({"cursor": "20"}, 20, True),
        ({"has_more": True}, 20, True),
        ({"has_more": 0}, 20, False),
        ({"has_more": None}, 20, False),
        ({"cursor": 0}, 0, False),
        ({"cursor": -20}, 0, False),
        ({"cursor": None}, 0, False),
        ({"cursor": "next"}, 0, False),
        ({"cursor": 2**70}, 0, False),
    ],
)
def test_there_is_more_only_if_the_next_page_is_further_on(envelope: Any, cursor: int, has_more: bool) -> None:
    page = comment_page(answer(comment(), **envelope), video())
    assert (page.comments, page.cursor, page.has_more) == (1, cursor, has_more)


def test_a_later_page_that_stays_where_it_is_is_the_last_one() -> None:
    page = comment_page(answer(comment(), cursor=40), video(), 40)
    assert (page.comments, page.cursor, page.has_more) == (1, 40, False)


@pytest.mark.parametrize("listed", [None, []])
@pytest.mark.parametrize("more", [0, 1])
def test_a_later_page_without_comments_is_the_end(listed: object, more: int) -> None:
    page = comment_page(answer(comments=listed, cursor=60, has_more=more), video(), 40)
    assert page == CommentPage(comments=0, cursor=60, has_more=False)


@pytest.mark.parametrize("known", [0, None])
@pytest.mark.parametrize("listed", [None, []])
def test_a_video_without_comments_has_none(known: int | None, listed: object) -> None:
    page = comment_page(answer(comments=listed, cursor=0, has_more=0), video(known))
    assert page == CommentPage(comments=0, cursor=0, has_more=False)


@pytest.mark.parametrize(
    ("refused", "error"),
    [
        ("", Blocked),
        ("  ", Blocked),
        ({}, Blocked),
        ("<html>Access denied", Blocked),
        (answer(comments=None), Blocked),
        (answer(), Blocked),
        (answer(comments=None, has_more=0), CommentsHidden),
        (answer(has_more=0), CommentsHidden),
        (recorded("edge_cases/captcha_verify_10000_2020.json"), Captcha),
        (answer(comment(), status_code=10204), PostUnavailable),
        (answer(comment(), status_code=10216), Private),
        (answer(comment(), status_code=8), LoginNeeded),
        (answer(comment(), status_code=3002060), UnknownStatus),
        (answer(comments={}), Changed),
        (answer(comments="none"), Changed),
        ({"status_code": 0, "has_more": 0}, Changed),
        (answer(None, "text"), Changed),
        (answer(comment(aweme_id="7")), Changed),
        ([], Changed),
        ('{"comments": [', Changed),
    ],
)
def test_comments_that_are_refused_say_why(refused: object, error: type[TikTokError]) -> None:
    with pytest.raises(error) as failure:
        comment_page(refused, video())
    assert (failure.type, failure.value.capability) == (error, "comments")


def test_nothing_of_a_commenter_is_in_what_is_returned_or_raised() -> None:
    response = recorded("comment_list_2026-02.json")
    said = {str(value) for row in response["comments"] for value in (row["cid"], row["text"], *row["user"].values())}
    said = {text for text in said if len(text) > 4 and not text.startswith("{")}
    results = [repr(comment_page(response, video()))]
    for spoiled in ({"status_code": 10216}, {"comments": response["comments"][0]}, {"cursor": response["comments"]}):
        try:
            results.append(repr(comment_page(response | spoiled, video())))
        except TikTokError as error:
            results.append(f"{error!r} {error} {error.detail} {vars(error)}")
    assert len(results) == 4
    assert [text for text in said if any(text in result for result in results)] == []


# The place


@pytest.mark.parametrize(
    ("created", "place"),
    [
        ("US", "US"),
        ("DE", "DE"),
        ("", None),
        (None, None),
        ("us", None),
        ("USA", None),
        ("U\n", None),
        ("US\n", None),
        ("1562822", None),
        (49, None),
        (["US"], None),
    ],
)
def test_a_place_is_the_code_of_a_country_or_unknown(created: object, place: str | None) -> None:
    scope = video_scope()
    item = scope["webapp.video-detail"]["itemInfo"]["itemStruct"]
    item["locationCreated"] = created
    assert place_from_page(scope, int(item["id"])) == place


def test_the_recorded_video_was_posted_from_the_united_states() -> None:
    assert place_from_page(video_scope(), 7198206284283042478) == "US"


@pytest.mark.parametrize(
    ("detail", "error"),
    [
        ({"statusCode": 10204}, PostUnavailable),
        ({"statusCode": 10216}, Private),
        ({"statusCode": 0, "itemInfo": {"itemStruct": {"id": "8", "locationCreated": "US"}}}, Changed),
        ({"statusCode": 0, "itemInfo": None}, Changed),
        (None, Changed),
    ],
)
def test_a_page_without_the_video_says_nothing_of_its_place(detail: object, error: type[TikTokError]) -> None:
    with pytest.raises(error) as failure:
        place_from_page({"webapp.video-detail": detail}, 7)
    assert failure.type is error
