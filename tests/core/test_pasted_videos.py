"""Lists of videos as they are pasted: links with prices, gifts and dates."""

from __future__ import annotations

from time import process_time

import pytest

from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.handles import ShortLink, VideoLink, parse_video
from tiktrack_gui.core.pasted_videos import MOST, PastedVideo, Standing, pasted_videos, wanted

ID = 7_431_111_222_233_344_455
LINK = f"https://www.tiktok.com/@ann/video/{ID}"


def only(text: str) -> PastedVideo:
    [entry] = pasted_videos(text, "EUR")
    return entry


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (LINK, VideoLink(id=ID, handle="ann")),
        (f"tiktok.com/@Ann.B/photo/{ID}?is_from_webapp=1", VideoLink(id=ID, handle="ann.b")),
        (f"https://m.tiktok.com/v/{ID}.html", VideoLink(id=ID)),
        (f"https://www.tiktok.com/@/video/{ID}", VideoLink(id=ID)),
        (f"https://www.tiktok.com/embed/v2/{ID}", VideoLink(id=ID)),
        (f"Look: {LINK} !", VideoLink(id=ID, handle="ann")),
        (str(ID), VideoLink(id=ID)),
        ("https://vm.tiktok.com/ZMabc123/?k=1", ShortLink("https://vm.tiktok.com/ZMabc123/")),
        ("https://www.tiktok.com/t/ZTabc/", ShortLink("https://www.tiktok.com/t/ZTabc/")),
    ],
)
def test_which_video_a_text_names(text: str, named: VideoLink | ShortLink) -> None:
    assert parse_video(text) == named


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "ann",
            "@ann",
            "12345",
            str(2**63 + 5),
            "https://www.tiktok.com/@ann",
            "https://example.com/@ann/video/1",
        ),
        *("https://www.tiktok.com/music/x-7431111222233344455", f"{LINK} {LINK[:-1]}6"),
    ],
)
def test_what_names_no_video(text: str) -> None:
    with pytest.raises(BadInput):
        parse_video(text)


@pytest.mark.parametrize(
    ("text", "cents", "is_gift", "agreed_on"),
    [
        (LINK, None, False, None),
        (f"{LINK} 150 EUR", 15_000, False, None),
        (f"{LINK}\t150", 15_000, False, None),
        (f"{LINK},150", 15_000, False, None),
        (f"{LINK};1.250,50;2026-11-03", 125_050, False, "2026-11-03"),
        (f"{LINK}?q=1, €99.50", 9_950, False, None),
        (f"{LINK},gift 50 EUR,2026-11-03", 5_000, True, "2026-11-03"),
        (f"@ann\t{LINK}\t150", 15_000, False, None),
        (f"{LINK} gift", None, True, None),
        (f"{LINK} 80 Gift", 8_000, True, None),
        (f"gift 80, {LINK}", 8_000, True, None),
        (f"2026-1-3\t{LINK}\t1,500", 150_000, False, "2026-01-03"),
        (f"2026-01-03\t{LINK}\t1,500", 150_000, False, "2026-01-03"),
        (f'"{LINK}","150.00","2026-01-03"', 15_000, False, "2026-01-03"),
        (f"- {LINK}: 150", 15_000, False, None),
        (f"3. {LINK}", None, False, None),
        (f"12) {LINK} 150", 15_000, False, None),
        (f"• {LINK} – €150", 15_000, False, None),
        (f"* <{LINK}>", None, False, None),
        (f"{LINK} - 150 - 3 Jan 2026", 15_000, False, "2026-01-03"),
        (f"| {LINK} | €150 | 03.01.2026 |", 15_000, False, "2026-01-03"),
        (f"{LINK} Jan 3, 2026 150", 15_000, False, "2026-01-03"),
        (f"{LINK},150,2026-01-03", 15_000, False, "2026-01-03"),
        (f"{ID},150", 15_000, False, None),
        (f"150,{ID}", 15_000, False, None),
        (f"{LINK} paid 150", 15_000, False, None),
        (f"{LINK}\tn/a", None, False, None),
        (f"{LINK};TBD;2026-01-03", None, False, "2026-01-03"),
        (f"{LINK.replace('video', 'VIDEO')} 150", 15_000, False, None),
    ],
)
def test_a_line_has_a_price_a_gift_and_a_date(
    text: str, cents: int | None, is_gift: bool, agreed_on: str | None
) -> None:
    found = only(text)
    assert (found.cents, found.is_gift, found.agreed_on) == (cents, is_gift, agreed_on)
    assert found.video_id == ID


@pytest.mark.parametrize("rest", ["$5", "soon", "-5", "2026-02-30", "2026-01-01 2026-01-02", "5 6", "1/2/2026"])
def test_what_cant_be_read_is_refused_with_its_reason(rest: str) -> None:
    found = only(f"{LINK}\t{rest}")
    assert found.standing is Standing.REFUSED
    assert found.fault is not None


def test_every_entry_is_told_apart() -> None:
    text = f"Link\tPrice\n{LINK} 1\n\n{ID} 2\nhttps://vm.tiktok.com/ZM1/\nhttps://vm.tiktok.com/ZM1\n{ID + 1}\n{LINK}9"
    found = pasted_videos(text, "EUR", {ID + 1})
    assert [(one.number, one.standing, one.first) for one in found] == [
        (1, Standing.NEW, None),
        (2, Standing.TWICE, 1),
        (3, Standing.NEW, None),
        (4, Standing.TWICE, 3),
        (5, Standing.THERE, None),
        (6, Standing.REFUSED, None),  # too long for an ID
    ]
    assert [one.number for one in wanted(found)] == [1, 3]


@pytest.mark.parametrize("heading", ["Link,Price", "Video URL;Price;Date", "\ufeffTikTok link", "video\tfee"])
def test_headings_are_passed_over(heading: str) -> None:
    assert only(f"\n{heading}\n{LINK}").standing is Standing.NEW
    assert only(heading).standing is Standing.REFUSED  # nothing follows it


def test_links_on_one_line_are_each_an_entry() -> None:
    found = pasted_videos(f"{LINK} 5 https://vm.tiktok.com/ZM1/ gift 7", "EUR")
    assert [(type(one.named), one.cents, one.is_gift) for one in found] == [
        (VideoLink, 500, False),
        (ShortLink, 700, True),
    ]


def test_far_too_many_are_refused() -> None:
    assert len(pasted_videos("\n".join(str(ID + number) for number in range(MOST)), "EUR")) == MOST
    with pytest.raises(BadInput, match="more than"):
        pasted_videos("\n".join(str(ID + number) for number in range(MOST + 1)), "EUR")


@pytest.mark.parametrize(
    "part", ["1", "1,", "a.", "@", "https://tiktok.com/", "gift ", "a-", "-", "a-.", "1 ", "@a ", "2026-01-", "'", "€"]
)
def test_reading_takes_time_in_proportion_to_the_length(part: str) -> None:
    """Once for 4,000 characters, beyond which no link is looked for."""
    text = part * (4_000 // len(part))
    began = process_time()
    pasted_videos(text, "EUR")
    pasted_videos(f"{LINK} {text[:3_900]}", "EUR")
    assert process_time() - began < 2
