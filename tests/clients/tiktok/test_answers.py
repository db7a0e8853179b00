from __future__ import annotations

import pytest

from tests.clients.tiktok.recordings import RECORDED_FEED, page_of, profile_scope, recorded, recorded_text
from tiktrack_gui.clients.tiktok.answers import answer, rehydration_scope
from tiktrack_gui.core.errors import Blocked, Captcha, Changed, LoginNeeded, NotFound, Private, TikTokError

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
        (10231, LoginNeeded),
        (10202, NotFound),
        (10204, NotFound),
        (10221, NotFound),
        (10216, Private),
        (10222, Private),
        (10201, Changed),
        (-7, Changed),
    ],
)
def test_each_status_has_its_error(status: object, error: type[TikTokError]) -> None:
    for payload in ({"statusCode": status, "status_code": 0}, {"status_code": status, "itemList": []}):
        with pytest.raises(error) as caught:
            answer(payload, "hashtag")
        assert type(caught.value) is error


def test_tiktoks_own_words_are_not_in_the_sentence() -> None:
    with pytest.raises(Changed) as caught:
        answer({"statusCode": 10101, "status_msg": "server is currently unavailable"}, "trending")
    assert "unavailable" not in str(caught.value)
    assert caught.value.detail == "status 10101"


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
