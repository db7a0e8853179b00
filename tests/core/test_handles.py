"""Parsing handles and links, as people type and paste them."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.handles import (
    Account,
    Handle,
    Post,
    ShortLink,
    address,
    canonical,
    parse_creator,
    parse_handle,
    separate,
    sorted_out,
    written,
)

NAME = "some.body_1"
VIDEO, USER = 7_311_222_333_444_555_666, 6_911_222_333_444_555_666
SEC_UID = "MS4wLjABAAAA" + "aB3_-" * 8
HOST = "https://www.tiktok.com"


@pytest.mark.parametrize(
    "text",
    [
        NAME,
        f"@{NAME}",
        "  @Some.Body_1 ",
        f"{HOST}/@{NAME}",
        f"{HOST}/@{NAME}?lang=en",
        f"http://m.tiktok.com/@{NAME}/video/{VIDEO}",
        f"tiktok.com/@{NAME}/",
        # Something around
        *(f"@@{NAME}", f"＠{NAME}", f"@ {NAME}", f"﹫{NAME}", f"{NAME},", f"@{NAME}.", f"{NAME}!", f"@{NAME};"),
        *(
            f"“@{NAME}”",
            f"'{NAME}'",
            f"„{NAME}“",
            f"«@{NAME}»",
            f"(@{NAME})",
            f"<{NAME}>",
            f"`@{NAME}`",
            f"**@{NAME}**",
        ),
        *(
            f"/@{NAME}",
            f"{NAME}/",
            f"- @{NAME}",
            f"2. @{NAME}",
            f"@{NAME} 🎉",
            f"Some Body (@{NAME}) | TikTok",
            f"@{NAME}’s",
            "ｓｏｍｅ．ｂｏｄｙ＿１",
        ),
        *(
            f"<{HOST}/@{NAME}>",
            f"[her]({HOST}/@{NAME})",
            f"({HOST}/@{NAME}).",
            f"{HOST}/@{NAME}, nice",
            f"{HOST}/@{NAME}!",
        ),
        *(
            f"look: {HOST}/@{NAME}?_t=Z-1&_r=1 !",
            f'<a href="{HOST}/@{NAME}">x</a>',
            f"https:\\/\\/tiktok.com\\/@{NAME}",
        ),
        f"{HOST}/@{NAME} and {HOST}/@{NAME}/video/{VIDEO}",
        # Links of all kinds
        *(
            f"{HOST}/%40{NAME}",
            f"{HOST}/%2540{NAME}",
            quote(f"{HOST}/@{NAME}", safe=""),
            f"HTTPS://WWW.TIKTOK.COM/@{NAME}",
        ),
        *(f"{HOST}/@{NAME}/{kind}/{VIDEO}" for kind in ("photo", "playlist/My%20list", "collection/x")),
        *(
            f"{HOST}/@{NAME}/live",
            f"{HOST}/@{NAME}/{VIDEO}",
            f"{HOST}//@{NAME}",
            f"{HOST}/embed/@{NAME}",
            f"//tiktok.com/@{NAME}",
        ),
        *(f"https://us.tiktok.com/en/@{NAME}#x", f"@{NAME}/video/{VIDEO}", f"{HOST}:443/@{NAME}", f"{HOST}/@@{NAME}"),
        *(f"{HOST}/login?to={quote(HOST + '/@' + NAME, safe='')}", f"https://web.example/2020/{HOST}/@{NAME}"),
        f"{HOST}/@{NAME}/video/{VIDEO}?from={HOST}/@other",
    ],
)
def test_handles_and_links_name_a_creator(text: str) -> None:
    assert parse_creator(text) == Handle(NAME)
    assert parse_handle(text) == NAME


@pytest.mark.parametrize("sign", "\u200b\u200e\u200f\u2060\ufeff\u00ad\u202a\u202e\u2066\u2069\ufe0f\u180e")
@pytest.mark.parametrize("text", ["@some.body_1", "https://www.tiktok.com/@some.body_1", "some.body_1"])
def test_what_a_page_or_a_chat_hides_in_them_is_left_out(text: str, sign: str) -> None:
    assert parse_handle(sign + text + sign) == NAME
    assert parse_handle(text.replace("body", f"bo{sign}dy")) == NAME
    assert parse_handle(f"{text}{quote(sign)}") == NAME


@pytest.mark.parametrize(
    "text",
    [
        *("", "@", "two words", "https://example.com/@some.body", "a" * 65, "some!body", "@some!body", "#somebody"),
        *("somebody@example.com", "@x@y", "$somebody", "some/body", "@some,body", "meet me @ noon", "@some+body"),
        *("7123456789012345678", "@some%zz", "https://tiktok.com.example/@x1", "https://tiktok.com@example.com/@x1"),
        *("https://example.com/tiktok.com/@x1", "@elided.na…", "https://instagram.com/@somebody"),
    ],
)
def test_anything_else_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadInput, match="handle"):
        parse_handle(text)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/foryou",
        "/@_",
        "/@_/live",
        "/@.-/video",
        "/tag/cats",
        "/music/x-1",
        "/@",
        "/@some!body",
        "/@x%E0%A4",
        "/@elided.na…",
        "/somebody",
    ],
)
def test_a_link_of_tiktoks_that_names_nobody_is_said_to(path: str) -> None:
    with pytest.raises(BadInput, match="isn’t a link to a profile or a post"):
        parse_creator(HOST + path)


@pytest.mark.parametrize(
    "text",
    [
        *("https://vm.tiktok.com/ZM1abc/", "vt.tiktok.com/ZS1", "https://www.tiktok.com/t/ZT1abc//"),
        *("look https://vm.tiktok.com/ZM1abc !", "<https://vt.tiktok.com/ZS1>", "https%3A%2F%2Fvm.tiktok.com%2FZM1"),
    ],
)
def test_where_a_link_of_the_apps_share_button_leads_only_tiktok_knows(text: str) -> None:
    named = parse_creator(text)
    assert isinstance(named, ShortLink)
    assert re.fullmatch(r"https://(vm|vt|www)\.tiktok\.com/(t/)?Z\w+/", named.url)
    assert parse_creator(written(named)) == named
    with pytest.raises(BadInput, match="doesn’t say whose profile it is") as refusal:
        parse_handle(text)
    assert "Open it in a browser and copy the address" in refusal.value.advice


def test_what_a_short_link_carries_along_is_no_part_of_it() -> None:
    url = "https://vm.tiktok.com/ZM1abc/"
    assert parse_creator(f"{url}?k=1&_r=1#top") == ShortLink(url)
    assert parse_creator(f"{url} and {url}") == ShortLink(url)
    with pytest.raises(BadInput, match="more than one"):
        parse_creator(f"{url} https://vt.tiktok.com/ZS1/")
    assert parse_creator(f"{url} by @somebody https://www.tiktok.com/@somebody") == Handle("somebody")


@pytest.mark.parametrize(
    "text",
    [
        *(f"{HOST}/@{nobody}/video/{VIDEO}" for nobody in ("_", "i", "", ".", "-", "undefined", "null", "username")),
        *(
            f"{HOST}/%40_/video/{VIDEO}?lang=de",
            f"{HOST}/@_/photo/{VIDEO}",
            f"@_/video/{VIDEO}",
            f"{HOST}/video/{VIDEO}",
        ),
        *(
            f"https://m.tiktok.com/v/{VIDEO}.html",
            f"https://www.tiktokv.com/share/video/{VIDEO}/",
            f"{HOST}/embed/{VIDEO}",
        ),
        *(f"{HOST}/embed/v2/{VIDEO}?x=1", f"{HOST}/player/v1/{VIDEO}", f"<{HOST}/embed/v3/{VIDEO}>"),
    ],
)
def test_a_post_without_its_owner_is_that_post_and_nobodys_handle(text: str) -> None:
    assert parse_creator(text) == Post(VIDEO)
    with pytest.raises(BadInput, match="doesn’t say whose post it is"):
        parse_handle(text)


@pytest.mark.parametrize(
    "text",
    [
        *(f"{HOST}/@{USER}", f"{HOST}/%40{USER}?lang=en", f"{HOST}/@{USER}/video/{VIDEO}", f"{HOST}/share/user/{USER}"),
        *(f"https://m.tiktok.com/h5/share/usr/{USER}.html", f"https://www.tiktokv.com/share/user/{USER}/?x=1"),
    ],
)
def test_a_link_with_a_users_id_is_that_account(text: str) -> None:
    assert parse_creator(text) == Account(str(USER))
    with pytest.raises(BadInput, match="an ID instead of a handle"):
        parse_handle(text)


def test_a_sec_uid_keeps_its_case() -> None:
    assert parse_creator(f"{HOST}/@{SEC_UID}") == parse_creator(f"{HOST}/share/user/{SEC_UID}?x") == Account(SEC_UID)


@pytest.mark.parametrize("digits", ["7", "1234567", "30463788129"])
def test_digits_are_a_handle_where_they_are_no_id(digits: str) -> None:
    for text in (digits, f"@{digits}", f"{HOST}/@{digits}"):
        assert parse_handle(text) == digits
    assert parse_handle(f"@{USER}") == str(USER)  # said to be a handle
    with pytest.raises(BadInput, match="looks like an ID"):
        parse_handle(f"{USER}0000")


@pytest.mark.parametrize("name", ["무료_차", "さくら.1", "ёлка", "niña", "สวัสดี", "हिन्दी", "שלום", "naïve"])
def test_letters_of_any_script_are_taken_composed_or_not(name: str) -> None:
    for text in (name, f"@{name}", f"{HOST}/@{name}", f"{HOST}/@{quote(name)}?lang=en", f"{HOST}/@{name.upper()}"):
        assert parse_handle(text) == name


def test_what_it_is_called_leads_back_to_it() -> None:
    for named in (Handle("x.y"), Account(str(USER)), Account(SEC_UID), Post(VIDEO)):
        assert parse_creator(f"{HOST}/@{address(named)}") == named


# What `clients.tiktok.parse` accepts, in the form TikTok sends it: composed, no dot at the end, no full-width letters
FEED = re.compile(r"[\w.-]{1,64}")
letters = st.characters(
    categories=("Ll", "Lu", "Lo", "Nd"), exclude_characters="\u115f\u1160\u3164\uffa0", max_codepoint=0xFEFF
)
handles = (
    st.text(letters | st.sampled_from("._-"), min_size=1, max_size=24)
    .map(canonical)
    .filter(lambda name: FEED.fullmatch(name) and name == canonical(name) and not name.endswith("."))
)
WRAPPINGS: list[Callable[[str], str]] = [
    "@{}".format,
    "@@{}".format,
    "＠{}".format,
    " @{}\n".format,
    "“@{}”,".format,
    "\u202a@{}\u202c".format,
    "[x](https://www.tiktok.com/@{})".format,
    "<https://www.tiktok.com/@{}?lang=en>".format,
    "look https://m.tiktok.com/@{}/video/7311222333444555666 !".format,
    lambda name: f"https://www.tiktok.com/%40{quote(name)}",
    lambda name: quote(f"https://www.tiktok.com/@{name}?x=1", safe=""),
]


def is_hidden(name: str) -> bool:
    """Whether a link with that name is one with an ID or with a placeholder."""
    placeholders = {"undefined", "null", "none", "user", "username"}
    return name.isdigit() or len(name.strip(".-")) < 2 or name in placeholders


@given(handles, st.sampled_from(WRAPPINGS))
@example("none", "https://www.tiktok.com/@{}/video/7311222333444555666".format)
def test_what_the_feed_shows_can_be_written_back_in_any_wrapping(name: str, wrapped: Callable[[str], str]) -> None:
    text = wrapped(name)
    if "tiktok.com" in text and not any(sign.isalnum() for sign in name):
        return  # a placeholder, see above
    if is_hidden(name) and "tiktok.com" in text:
        assert parse_creator(text) in (Handle(name), Account(name), Post(VIDEO))
    else:
        assert parse_handle(text) == name


@given(handles.filter(lambda name: not name.startswith(("-", "."))))
def test_a_bare_handle_of_the_feed_is_taken_too(name: str) -> None:
    if not re.match(r"[0-9]{15}", name):
        assert parse_handle(name) == name


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from([*"@/.%_-:?#&<>()[]…  ", "https://", "tiktok.com", "vm.", "a", "9"])).map("".join)
)
def test_any_text_is_taken_or_refused(text: str) -> None:
    try:
        named = parse_creator(text)
    except BadInput as error:
        assert len(error.sentence) < 200
    else:
        assert address(named)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("@a1, @b2; two words\nc3", ["@a1", "@b2", "two words", "c3"]),
        ("@a1 @b2", ["@a1", "@b2"]),
        ("a1\tb2、c3", ["a1", "b2", "c3"]),
        (f"{HOST}/@a1 {HOST}/@b2", [f"{HOST}/@a1", f"{HOST}/@b2"]),
        (f"Look at this {HOST}/@a1", [f"Look at this {HOST}/@a1"]),
        (" , \u200b", []),
    ],
)
def test_a_list_is_taken_apart(text: str, parts: list[str]) -> None:
    assert separate(text) == parts


def test_everything_bad_in_a_list_is_named_and_the_rest_taken_once() -> None:
    texts, refused = sorted_out(["@a1", "A1,", "two words", "b2, some!body", f"{HOST}/@b2"])
    assert texts == ["@a1", "b2"]
    assert [(text, text in error.sentence) for text, error in refused.items()] == [
        ("two words", True),
        ("some!body", True),
    ]


@pytest.mark.parametrize(
    "named", [Handle("some.body_1"), Handle("ไทย"), Account(str(USER)), Account(SEC_UID), Post(VIDEO)]
)
def test_what_is_written_names_the_same(named: Handle | Account | Post) -> None:
    assert parse_creator(written(named)) == named
    assert len(written(named)) < 191, "it may be in an index"
