"""Untrusted text for Discord."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiktrack_gui.core.characters import ELLIPSIS, utf16_length
from tiktrack_gui.core.discord_markdown import as_text
from tiktrack_gui.core.discord_text import cut, escaped, one_line, paragraphs

FRAGMENTS = (
    *"\\*_~|`[]()<>#-.:/@1 \n\t\r\u200b\u202e\u2066\u200d\u3164\ud83d\U000e0041",
    *("@everyone", "@HERE", "<@1>", "https://example.com", "](https://example.com)", "\n- ", "\n1. ", "\\\\"),
)
NASTY = st.lists(st.one_of(st.characters(), st.sampled_from(FRAGMENTS)), max_size=100).map("".join)

ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")  # how Discord reads a backslash


def read_by_discord(text: str) -> str:
    """What Discord shows for text in which all markup is escaped."""
    return ESCAPE.sub(r"\1", text).replace("@\u200b", "@")


@given(NASTY)
def test_one_line_has_no_line_break_no_control_and_no_empty_look(text: str) -> None:
    line = one_line(text)
    assert line == line.strip()
    assert not set(line) & set("\n\r\t\u2028\u200b\u202e\u2066\u3164\ud83d")
    line.encode()


@given(NASTY)
def test_what_is_visible_stays_visible(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)
    assert paragraphs(paragraphs(text)) == paragraphs(text)


@given(NASTY)
def test_escaped_text_reads_as_the_text_itself(text: str) -> None:
    visible = paragraphs(text)
    assert read_by_discord(escaped(visible, 10_000)) == visible


@given(NASTY)
def test_nothing_of_discords_markup_is_left_unescaped(text: str) -> None:
    bare = ESCAPE.sub("·", escaped(paragraphs(text), 10_000))  # an escaped character still separates others
    assert not set(bare) & set("\\*_~|`[]<>#")
    assert "://" not in bare
    assert not re.search(r"(?m)^\s*(-|\d+\.)\s", bare)
    assert not re.search("@(everyone|here)", bare, re.IGNORECASE)


@given(NASTY, st.integers(min_value=1, max_value=60))
def test_cutting_keeps_the_limit_and_never_splits_an_escape(text: str, limit: int) -> None:
    whole = escaped(paragraphs(text), 10_000)
    short = escaped(paragraphs(text), limit)
    assert utf16_length(short) <= limit
    if short != whole:
        assert short.endswith(ELLIPSIS)
        assert whole.startswith(short.removesuffix(ELLIPSIS))
        assert not re.search(r"(?<!\\)(\\\\)*\\$", short.removesuffix(ELLIPSIS))


@pytest.mark.parametrize(
    ("text", "escaped_text"),
    [
        ("**bold** _soft_ ~~gone~~ ||spoiler|| `code`", r"\*\*bold\*\* \_soft\_ \~\~gone\~\~ \|\|spoiler\|\| \`code\`"),
        ("# big\n-# small\n> quote\n- one\n2. two", "\\# big\n\\-\\# small\n\\> quote\n\\- one\n2\\. two"),
        ("<@123> <#5> <:x:9> @everyone @Here", "\\<@123\\> \\<\\#5\\> \\<:x:9\\> @\u200beveryone @\u200bHere"),
        ("[free](https://example.com)", r"\[free\](https\://example.com)"),
        ("me@example.com, well-known, v1.2", "me@example.com, well-known, v1.2"),
        ("¯\\_(ツ)_/¯", "¯\\\\\\_(ツ)\\_/¯"),
    ],
)
def test_markup_is_escaped_and_plain_text_left_alone(text: str, escaped_text: str) -> None:
    assert escaped(text, 1_000) == escaped_text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("ab\u202ecd\u2066e", "abcde"),
        ("half \ud83d of a pair", "half of a pair"),
        ("\u3164\u2800\u200d\ufe0f ", ""),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        ("👩\u200d🍳 cooks", "👩\u200d🍳 cooks"),
        (
            "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f!",
            "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f!",
        ),
        ("smuggled\U000e0041\U000e0042", "smuggled"),
        ("two\r\nlines\u2028three", "two lines three"),
    ],
)
def test_tricks_with_invisible_characters_are_removed_and_scripts_that_need_them_kept(text: str, line: str) -> None:
    assert one_line(text) == line


def test_a_bio_keeps_its_lines_with_at_most_one_blank_between() -> None:
    assert paragraphs(" one \n\n\n\n two\u2029three ") == "one\n\ntwo\nthree"


@pytest.mark.parametrize("one", ["🇳🇿", "👨‍👩‍👧‍👦", "👋🏽", "e\u0301", "\\*", "7️⃣", "\\[\u0301"])
def test_cutting_splits_nothing_that_looks_like_one_character(one: str) -> None:
    for limit in range(utf16_length(one) + 1, 4 * utf16_length(one)):
        kept = cut(one * 4, limit).removesuffix("…")
        assert kept == one * (len(kept) // len(one))


def test_cut_text_ends_in_an_ellipsis_not_in_a_space() -> None:
    assert cut("one two", 5) == "one…"
    assert cut("one", 3) == "one"


def test_without_markup_a_post_reads_as_in_discord() -> None:
    link = "https://www.tiktok.com/@a_b"
    assert as_text(f"[@a\\_b]({link})\n\\#loaf of the day") == f"@a_b ({link})\n#loaf of the day"


@given(NASTY)
def test_without_markup_escaped_text_is_the_text_itself(text: str) -> None:
    visible = paragraphs(text)
    assert as_text(escaped(visible, 10_000)) == visible
