"""Parsing handles."""

from __future__ import annotations

import pytest

from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.handles import parse_handle


@pytest.mark.parametrize(
    "text",
    [
        "some.body_1",
        "@some.body_1",
        "  @Some.Body_1 ",
        "https://www.tiktok.com/@some.body_1",
        "https://www.tiktok.com/@some.body_1?lang=en",
        "http://m.tiktok.com/@some.body_1/video/7123456789012345678",
        "tiktok.com/@some.body_1/",
    ],
)
def test_handles_and_links_name_a_creator(text: str) -> None:
    assert parse_handle(text) == "some.body_1"


@pytest.mark.parametrize(
    "text",
    [
        *("", "@", "two words", "https://example.com/@some.body", "a" * 25, "naïve", "ſome.body", "some.body."),
        *("https://www.tiktok.com/foryou", "https://www.tiktok.com/@", "7123456789012345678", "some-body"),
    ],
)
def test_anything_else_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadInput, match="handle"):
        parse_handle(text)


@pytest.mark.parametrize(
    "text", ["https://vm.tiktok.com/ZM1abc/", "vt.tiktok.com/ZS1", "https://www.tiktok.com/t/ZT1abc/"]
)
def test_a_link_of_the_apps_share_button_is_to_be_opened_first(text: str) -> None:
    with pytest.raises(BadInput) as refusal:
        parse_handle(text)
    assert "Open it in a browser and copy the address" in refusal.value.advice


def test_digits_are_a_handle_where_they_are_said_to_be_one() -> None:
    assert parse_handle("@1234567") == parse_handle("https://www.tiktok.com/@1234567") == "1234567"
