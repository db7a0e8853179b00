"""Making untrusted text safe for a terminal."""

from __future__ import annotations

import json

import pytest

from tiktrack_gui.core import plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zoë 🦊 العربية 家族 👨‍👩‍👧", "Zoë 🦊 العربية 家族 👨‍👩‍👧"),
        ("\x1b]0;title\x07", "�]0;title�"),
        ("\x1b[2J", "�[2J"),
        ("\x9b2J\x7f", "�2J�"),
        ("two\r\nlines\u2028and\ttabs", "two  lines and tabs"),
        ("gpj.\u202egnp", "gpj.gnp"),
        ("\u2066a\u2069\u200fb", "ab"),
    ],
)
def test_only_signs_are_left_and_they_stand_on_one_line(text: str, shown: str) -> None:
    assert plain.line(text) == shown


def test_several_lines_stay_several() -> None:
    assert plain.lines("a\n\x1b[31mb\n") == "a\n�[31mb\n"


def test_a_message_that_repeats_a_whole_file_lacks_its_middle() -> None:
    message = plain.message(f"“{'x' * 100_000}” isn’t a valid TikTok handle. Enter @name or a profile link.")
    assert len(message) < 510
    assert message.startswith("“xxx")
    assert message.endswith("x” isn’t a valid TikTok handle. Enter @name or a profile link.")
    assert plain.message("short") == "short"


@pytest.mark.parametrize("one", ["🇳🇿", "👨‍👩‍👧‍👦", "e\u0301"])
def test_what_is_left_out_of_a_message_takes_whole_characters(one: str) -> None:
    for before in range(len(one)):
        beginning, end = plain.message("x" * before + one * 1000 + "y" * before).split(" … ")
        assert beginning.lstrip("x") == one * (len(beginning.lstrip("x")) // len(one))
        assert end.rstrip("y") == one * (len(end.rstrip("y")) // len(one))


@pytest.mark.parametrize("ensure_ascii", [True, False])
def test_json_means_the_same_and_steers_nothing(ensure_ascii: bool) -> None:
    data = {"name": "a\u202eb\x9bc\x1b\x7f\n\u2028Zoë 🦊"}
    text = plain.json(json.dumps(data, ensure_ascii=ensure_ascii))
    assert json.loads(text) == data
    assert not set("\u202e\x9b\x1b\x7f\n\u2028") & set(text)
