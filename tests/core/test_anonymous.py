"""What is passed on names nobody, and is still of use."""

from __future__ import annotations

import pytest

from tiktrack_gui.core.anonymous import Candidates, without_people


@pytest.mark.parametrize(
    ("text", "blanked"),
    [
        ("@ann keeps its stored numbers: TikTok is slow.", "@[name] keeps its stored numbers: TikTok is slow."),
        ("@ann.b. Then @ann_c, (@ann) and @สวัสดี!", "@[name]. Then @[name], (@[name]) and @[name]!"),
        ("x@[name]", "x@[name]"),
        ("https://www.tiktok.com/@ann/video/7431111222233344455?x=1 can't", "[link] can't"),
        ("vm.tiktok.com/ZMabc/ and p16-sign.tiktokcdn-us.com/a~b.jpeg", "[link] and [link]"),
        ("Couldn’t verify www.tiktok.com’s certificate", "Couldn’t verify www.tiktok.com’s certificate"),
        ("Video 7431111222233344455 passed filter (velocity: 570.1)", "Video [ID] passed filter (velocity: 570.1)"),
        ("MS4wLjABAAAAforgetmeforgetme is", "[ID] is"),
        ("Delivery tt-0123456789abcdef is thread 1100000000000000001", "Delivery tt-0123456789abcdef is thread [ID]"),
        ("""{"nickname": "A \\"x\\"", 'desc': 'it', "n": 1}""", """{"nickname": [text], 'desc': [text], "n": 1}"""),
        ("DETAIL:  Failing row contains (5, Ann Smith, hello).", "DETAIL: [text]"),
        ("duplicate key\nDETAIL:  Key (handle)=(ann) already exists.\nnext", "duplicate key\nDETAIL: [text]\nnext"),
        ("ValueError: 'my first caption' is wrong", "ValueError: '[text]' is wrong"),
        ("KeyError: 'followers'", "KeyError: 'followers'"),
        ("can't be measured, isn't it: it's", "can't be measured, isn't it: it's"),
        ('  File "/opt/my apps/x.py", line 3, in f', '  File "/opt/my apps/x.py", line 3, in f'),
        ("2026-01-01 12:00:00,000 INFO x.app: 14 of 20", "2026-01-01 12:00:00,000 INFO x.app: 14 of 20"),
    ],
)  # fmt: skip
def test_what_has_the_shape_of_a_person_is_blanked_and_the_rest_stays(text: str, blanked: str) -> None:
    assert without_people(text) == blanked
    assert without_people(blanked) == blanked


def test_known_names_and_the_home_folder_are_blanked() -> None:
    text = "No sample of Ann Smith (annsmith) in /home/me/x: ANN SMITH, annsmiths"
    assert (
        without_people(text, ["annsmith", "Ann Smith"], "/home/me")
        == "No sample of [text] ([text]) in ~/x: [text], annsmiths"
    )


def test_known_texts_are_found_whole_in_any_case_and_not_if_they_are_our_own_words() -> None:
    text = "ERROR: no Sample of ann smith in “🌱 Plants for you and me 🌱”; TikTok video, the.end"
    found = Candidates(text)
    assert [
        one for one in ("Ann Smith", "🌱 Plants for you and me 🌱", "the.end", "Sample") if not found.has(one)
    ] == []
    assert [
        one
        for one in ("Ann", "no", "TikTok", "Video", "nn smith", "ann smit", "", "🌱", "Plants for us")
        if found.has(one)
    ] == []


def test_a_long_text_and_many_names_take_no_time() -> None:
    found = Candidates("@ann keeps its stored numbers because of this and that\n" * 5_000)
    assert not any(found.has(f"creator number {number} of many") for number in range(50_000))
    assert "ann" not in without_people("'" * 20_000 + "@ann" + '"' * 20_000)
