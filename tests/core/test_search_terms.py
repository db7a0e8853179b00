"""What to search TikTok for."""

from __future__ import annotations

import pytest

from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.search_terms import LONGEST, may_be_term, parse_term


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("pasta", "pasta"),
        ("  Pasta \n Grandma ", "Pasta Grandma"),
        ("@pasta", "pasta"),
        ("＠ pasta", "pasta"),
        ("me@home", "me@home"),
        ("می‌خواهم", "می‌خواهم"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
        ("pa\udce9s\0ta", "pasta"),
        ("x" * 300, "x" * LONGEST),
        ("x" * (LONGEST - 1) + "👨‍👩‍👧", "x" * (LONGEST - 1)),
    ],
)
def test_a_term_is_the_text_as_it_was_typed(text: str, term: str) -> None:
    assert parse_term(text) == term


@pytest.mark.parametrize("text", ["", "  ", "@", "@ @", "\u200b\u200d", "\udce9"])
def test_nothing_to_see_is_nothing_to_search_for(text: str) -> None:
    with pytest.raises(BadInput, match="nothing to search for"):
        parse_term(text)


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("pasta", True),
        ("pasta grandma", True),
        ("@pasta", True),
        ("🐾", True),
        ("", False),
        ("@", False),
        ("a, b", False),
        ("@a @b", False),
        ("https://www.tiktok.com/@pasta", False),
        ("tiktok.com/@pasta", False),
    ],
)
def test_a_link_and_a_list_are_not_searched_for(text: str, may: bool) -> None:
    assert may_be_term(text) is may
