from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tiktrack_gui.core.words_index import (
    GRAM,
    LONGEST,
    MOST,
    MOST_SOUGHT,
    ends,
    folded,
    has_all,
    joined,
    sought,
    words_of,
)

TEXTS = st.text(max_size=60)
HANDLES = st.from_regex(r"[A-Za-z0-9_.]{1,24}", fullmatch=True)


def finds(text: str, handle: str = "x", name: str | None = None, bio: str | None = None) -> bool:
    return has_all(joined(words_of(handle, name, bio)), sought(text))


@given(HANDLES, TEXTS, TEXTS, st.data())
def test_a_creator_is_found_by_the_beginning_of_any_of_its_words(
    handle: str, name: str, bio: str, data: st.DataObject
) -> None:
    words = words_of(handle, name, bio)
    if words:
        word = data.draw(st.sampled_from(words))
        begun = word[: data.draw(st.integers(1, len(word)))]
        assert sought(begun) == [begun]
        assert finds(begun, handle, name, bio)
        first, last = ends(begun)
        assert first <= word < last


@given(TEXTS, st.sampled_from([str.upper, str.lower, str.swapcase, str.casefold]))
@example("ß ﬁ ΐ ᾳ İ ŉ ǰ", str.upper)
@example("ø Ł ı Æ", str.swapcase)
def test_neither_case_nor_the_form_of_marks_matters(text: str, change: object) -> None:
    assert callable(change)
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert folded(unicodedata.normalize(form, text)) == folded(text)
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Élodie", "elodie"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Ørsted", "orsted"),
        ("ＴｉｋＴｏｋ１", "tiktok1"),
        ("𝓛𝓲𝓷𝓪", "lina"),
        ("ΌΣΟΣ", "οσοσ"),
        ("Ё", "е"),
    ],
)
def test_letters_are_folded(text: str, plain: str) -> None:
    assert folded(text) == plain
    assert folded(text.upper()) == folded(text.lower()) == plain


@pytest.mark.parametrize("text", ["lina", "LINA.F", "@lina.fit_99", "linafit9", "fit", "99", "Ørst", "y2", "🌱"])
def test_a_creator_is_found_by(text: str) -> None:
    assert finds(text, "Lina.Fit_99", "Lina Ørsted", "Looks of Y2K 🌱")


@pytest.mark.parametrize("text", ["ina", "lina 98", "rsted", "k", "🌵", "lina x"])
def test_a_creator_is_not_found_by(text: str) -> None:
    assert not finds(text, "Lina.Fit_99", "Lina Ørsted", "Looks of Y2K 🌱")


@pytest.mark.parametrize(
    ("name", "text", "is_found"),
    [
        ("東京散歩日記", "散歩", True),
        ("東京散歩日記", "京散歩日記", True),
        ("東京散歩日記", "散歩東京", False),
        ("ラーメン大好き", "メン", True),
        ("ﾗｰﾒﾝ", "ラーメン", True),
        ("สวัสดีชาวโลก", "ชาว", True),
        ("김치 만들기", "김", True),
        ("김치 만들기", "만들", True),
        ("김치 만들기", "들기", False),
        ("Tokyo散歩", "散歩", True),
        ("Tokyo散歩", "tokyo散", True),
    ],
)
def test_scripts_without_spaces_are_found_from_any_character_on(name: str, text: str, is_found: bool) -> None:
    assert finds(text, name=name) is is_found


def test_nothing_is_looked_for_in_signs() -> None:
    assert sought(" @ … – ") == []
    assert words_of("...", None, None) == []


def test_what_is_long_is_limited() -> None:
    words = words_of("a" * 100, "b" * 100, " ".join(f"w{number}" for number in range(100)) + "東" * 500)
    assert len(words) == MOST
    assert max(map(len, words)) == LONGEST
    assert finds("b" * 100, name="b" * 100)
    assert len(sought(" ".join(f"w{number}" for number in range(100)))) == MOST_SOUGHT
    assert all(len(word) <= GRAM for word in sought("東西南北" * 3))


def test_the_handle_comes_before_what_else_there_is() -> None:
    assert words_of("lina.fit_99", "Lina", "Bio")[:4] == ["linafit99", "lina", "fit", "99"]
