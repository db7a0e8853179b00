"""What people give for a hashtag."""

from __future__ import annotations

import pytest

from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.hashtags import LONGEST, parse_hashtag


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("#pasta", "pasta"),
        ("pasta", "pasta"),
        (" #Pasta! ", "pasta"),
        ("“#pasta”,", "pasta"),
        ("＃ｐａｓｔａ", "pasta"),
        ("##pasta", "pasta"),
        ("https://www.tiktok.com/tag/pasta?lang=en", "pasta"),
        ("www.tiktok.com/tag/pasta/", "pasta"),
        ("https://m.tiktok.com/en/tag/Pasta#top", "pasta"),
        ("Look: https://www.tiktok.com/tag/p%C3%A2tes?is_copy_url=1 #food", "pâtes"),
        ("pa\u0302tes", "pâtes"),
        ("#おすすめ", "おすすめ"),
        ("#हिन्दी", "हिन्दी"),
        ("#اكسبلور", "اكسبلور"),
        ("#ÜBUNG", "übung"),
        ("#book_tok2026", "book_tok2026"),
        ("#2026", "2026"),
        ("#🍝", "🍝"),
        ("I love #pasta", "pasta"),
        ("#trending", "trending"),
        ("# pasta", "pasta"),
        ("https%3A%2F%2Fwww.tiktok.com%2Ftag%2Fpasta", "pasta"),
        ("[#pasta](https://www.tiktok.com/tag/pasta)", "pasta"),
    ],
)
def test_a_hashtag_is_read(text: str, name: str) -> None:
    assert parse_hashtag(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "#",
        "two words",
        "#a-b",
        "@somebody",
        "https://www.tiktok.com/@somebody",
        "https://www.tiktok.com/tag/",
        "https://www.tiktok.com/tag/two%20words",
        "https://example.com/tag/pasta",
        "a" * (LONGEST + 1),
    ],
)
def test_what_is_no_hashtag_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="isn’t a valid hashtag"):
        parse_hashtag(text)


def test_several_are_refused() -> None:
    with pytest.raises(BadInput, match="more than one hashtag"):
        parse_hashtag("#pasta #pizza")
    assert parse_hashtag("#pasta #Pasta") == "pasta"
