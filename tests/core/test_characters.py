"""Characters as people see them: what is invisible, what is one character, and where a text is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiktrack_gui.core.characters import cut, graphemes, typed, visible

FLAG, SCOTLAND, FAMILY = "🇳🇿", "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "👨‍👩‍👧‍👦"
WAVE, KEYCAP, ACCENT = "👋🏽", "7️⃣", "e\u0301"


@pytest.mark.parametrize(
    "hidden",
    [
        *("\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff", "\u00ad", "\u061c", "\u180e", "\ufe0f"),
        *("\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\u206a", "\u034f"),
        *("\u115f", "\u3164", "\uffa0", "\U000e0001", "\U000e0041", "\U000e01ef"),
    ],
)
def test_what_shows_nothing_is_left_out(hidden: str) -> None:
    assert visible(f"{hidden}ab{hidden}ç{hidden}") == "abç"


def test_wide_letters_and_spaces_are_those_of_a_keyboard() -> None:
    assert typed("＠ａｂ＿９．！\u3000x\u00a0y\u202fz﹫") == "@ab_9.! x y z@"


@pytest.mark.parametrize("one", [FLAG, SCOTLAND, FAMILY, WAVE, KEYCAP, ACCENT, "क्षि", "각"])
def test_what_looks_like_one_character_is_never_cut(one: str) -> None:
    assert graphemes(f"a{one}b") == ["a", one, "b"]
    for limit in range(1, 3 * len(one) + 3):
        short = cut(one * 3, limit)
        assert len(short) <= limit
        whole, _, rest = short.partition("…")
        assert rest == ""
        if limit > len(one) + 1:
            assert whole in (one, one * 2, one * 3)


def test_a_letter_under_hundreds_of_marks_is_cut_all_the_same() -> None:
    assert cut("a" + "\u0301" * 500, 100) == "a" + "\u0301" * 98 + "…"


@given(st.text(), st.integers(1, 40))
def test_a_cut_text_fits_and_is_the_beginning(text: str, limit: int) -> None:
    short = cut(text, limit)
    assert len(short) <= limit
    assert short == text if len(text) <= limit else text.startswith(short.removesuffix("…"))
