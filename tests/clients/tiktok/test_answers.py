from __future__ import annotations

import pytest

from tests.clients.tiktok.recordings import RECORDED_FEED, page_of, profile_scope, recorded, recorded_text
from tiktrack_gui.clients.tiktok.answers import answer, may_fill_itself, rehydration_scope
from tiktrack_gui.core.errors import (
    AudienceLimited,
    Blocked,
    Captcha,
    Changed,
    LoginNeeded,
    NotFound,
    PostUnavailable,
    Private,
    RegionLocked,
    TikTokDown,
    TikTokError,
    UnknownStatus,
)

CHALLENGE = (
    "<!DOCTYPE html><html><head><title>Please wait...</title></head><body>Please wait..."
    '<p id="cs" class="x"></p><p id="wci" class="_wafchallengeid"></p><p id="rci"></p><p id="rs"></p></body></html>'
)
PUZZLE = '<!DOCTYPE html><html><body><div id="captcha_container"></div></body></html>'
LOGIN = "<!DOCTYPE html><html><head><title>Log in | TikTok</title></head><body></body></html>"


def test_an_answer_is_the_same_as_text_as_bytes_and_decoded() -> None:
    text = recorded_text(RECORDED_FEED)
    assert answer(text, "trending") == answer(text.encode(), "trending") == recorded(RECORDED_FEED)


@pytest.mark.parametrize(
    ("received", "error"),
    [
        ("", Blocked),
        (b" \n", Blocked),
        ({}, Blocked),
        ("{}", Blocked),
        (CHALLENGE, Blocked),
        ("<html><body>Access Denied</body></html>", Blocked),
        (PUZZLE, Captcha),
        (LOGIN, LoginNeeded),
        ("upstream connect error", Changed),
        ('{"itemList": [', Changed),
        ("[1, 2]", Changed),
        ("17", Changed),
        ("null", Changed),
        (None, Changed),
        ([{"id": 1}], Changed),
        ("[" * 100_000, Changed),
        (f'{{"statusCode": {"9" * 5000}}}', Changed),
    ],
)
def test_what_is_no_json_object_has_its_error(received: object, error: type[TikTokError]) -> None:
    with pytest.raises(error) as caught:
        answer(received, "trending")
    assert type(caught.value) is error
    assert caught.value.capability == "trending"


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (10000, Captcha),
        ("10000", Captcha),
        (10110, Captcha),
        (10102, LoginNeeded),
        (2483, LoginNeeded),
        (10213, AudienceLimited),
        (209002, AudienceLimited),
        (10231, RegionLocked),
        (10202, NotFound),
        (10221, NotFound),
        (10205, NotFound),
        (10204, PostUnavailable),
        (10217, PostUnavailable),
        (10216, Private),
        (10222, Private),
        (10223, Private),
        (10113, Captcha),
        (10114, Blocked),
        (4, TikTokDown),
        (-4, TikTokDown),
        ("10101", TikTokDown),
        (10201, UnknownStatus),
        (-7, UnknownStatus),
    ],
)
def test_each_status_has_its_error(status: object, error: type[TikTokError]) -> None:
    for payload in ({"statusCode": status, "status_code": 0}, {"status_code": status, "itemList": []}):
        with pytest.raises(error) as caught:
            answer(payload, "hashtag")
        assert type(caught.value) is error


def test_tiktoks_own_words_are_not_in_the_sentence() -> None:
    with pytest.raises(TikTokDown) as caught:
        answer({"statusCode": 10101, "status_msg": "server is currently unavailable"}, "trending")
    assert "unavailable" not in str(caught.value)
    assert caught.value.detail == "status 10101"


def test_an_unknown_code_is_named_and_no_reason_to_update() -> None:
    with pytest.raises(UnknownStatus) as caught:
        answer({"statusCode": 424242}, "trending")
    assert caught.value.sentence == "TikTok answered something new (code 424242)."
    assert "newer version" not in str(caught.value)
    assert "newer version" in str(Changed())


def mentioning_a_puzzle(head: str = "", body: str = "<main></main>") -> str:
    return f"<!doctype html><html><head><title>TikTok</title>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    "page",
    [
        mentioning_a_puzzle("<script src='https://sf16.example/obj/captcha/index.js'></script>"),
        mentioning_a_puzzle('<script>var captcha = "x";</script>', "<main>For You</main>"),
        mentioning_a_puzzle("<style>.captcha_verify { display: none }</style>"),
        mentioning_a_puzzle('<link rel="preload" href="/captcha.css"><meta name="captcha" content="1">'),
        mentioning_a_puzzle(body="<!-- captcha --><noscript>captcha</noscript>"),
    ],
)
def test_a_page_is_judged_by_what_it_shows_not_by_what_it_mentions(page: str) -> None:
    with pytest.raises(Blocked):
        answer(page, "creator")


@pytest.mark.parametrize(
    "page",
    [
        CHALLENGE.replace("Please wait...", "captcha"),
        CHALLENGE.replace("<title>Please wait...", "<title>Log in"),
        CHALLENGE.replace("Please wait...", "Einen Moment bitte"),
    ],
)
def test_a_challenge_is_one_whatever_words_are_in_it(page: str) -> None:
    with pytest.raises(Blocked):
        rehydration_scope(page, "creator")
    assert may_fill_itself(page, "https://www.tiktok.com/@somebody")


def test_the_login_page_will_not_fill_itself() -> None:
    assert not may_fill_itself(LOGIN, "https://www.tiktok.com/login?redirect_url=x")
    assert not may_fill_itself(page_of(profile_scope()), "https://www.tiktok.com/@somebody")


def test_a_page_gives_what_it_was_filled_from() -> None:
    assert rehydration_scope(page_of(profile_scope()), "creator") == profile_scope()


def test_a_page_may_write_its_script_tag_otherwise() -> None:
    page = page_of(profile_scope()).replace(
        '<script id="__UNIVERSAL_DATA_FOR_REHYDRATION__" type="application/json">',
        "<script type='application/json' nonce='x' id='__UNIVERSAL_DATA_FOR_REHYDRATION__'>",
    )
    assert rehydration_scope(page, "creator") == profile_scope()


@pytest.mark.parametrize(
    ("page", "url", "error"),
    [
        ("", "", Blocked),
        (CHALLENGE, "https://www.tiktok.com/@somebody", Blocked),
        ("<html><body>Hello</body></html>", "", Blocked),
        (PUZZLE, "", Captcha),
        (LOGIN, "", LoginNeeded),
        (page_of({"webapp.login": {}}), "https://www.tiktok.com/login?redirect_url=x", LoginNeeded),
        (page_of({}).replace("__DEFAULT_SCOPE__", "scope"), "", Changed),
        (page_of({}).replace("}</script>", "</script>"), "", Changed),
    ],
)
def test_a_page_that_is_not_filled_has_its_error(page: str, url: str, error: type[TikTokError]) -> None:
    with pytest.raises(error) as caught:
        rehydration_scope(page, "creator", url)
    assert type(caught.value) is error


def test_a_handle_that_looks_like_the_login_page_is_none() -> None:
    page = page_of(profile_scope())
    assert rehydration_scope(page, "creator", "https://www.tiktok.com/@login") == profile_scope()
