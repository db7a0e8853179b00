"""What reports say, word for word."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, timedelta, timezone

from tests import reported
from tests.reported import NOW, PERIOD, list_report, one, report, samples
from tiktrack_gui.core.annotations import Annotations, Note, StatusChange
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Origin
from tiktrack_gui.core.report import Report, of_list
from tiktrack_gui.words import report_dialog, reports
from tiktrack_gui.words.documents import Chart, Document, Section, Table


def document(found: Report) -> Document:
    return reports.of(found, "1.2.0", UTC)


def tiles(found: Report) -> list[tuple[str, str]]:
    return [(tile.text, tile.below) for tile in document(found).tiles]


def table(found: Report, title: str) -> list[list[str]]:
    """The texts of the table whose title begins so."""
    part = next(part for part in document(found).parts if isinstance(part, Table) and part.title.startswith(title))
    return [[" | ".join(filter(None, (cell.text, cell.below))) for cell in row] for row in part.rows]


def section(found: Report, title: str) -> str:
    parts = (part for part in document(found).parts if isinstance(part, Section))
    return "\n".join(paragraph for part in parts if part.title.startswith(title) for paragraph in part.paragraphs)


def chart(found: Report) -> Chart:
    return next(part for part in document(found).parts if isinstance(part, Chart))


def test_a_creators_figures() -> None:
    found = document(report())
    assert (found.kind, found.title, found.subtitle) == ("Growth report", "@maracooks", "Mara Cooks")
    assert found.period == "24 Sep – 21 Oct 2026, until 12:00"
    assert tiles(report()) == [
        ("≈ 444K", "on 21 Oct, 12:00"),
        ("+7.5%", "+31.1K in 28 d"),
        ("+1.9%", "+1.8% to +1.9%"),
        ("≈ 139K", "median of 19 videos"),
        ("3.1%", "median of 20 videos"),
    ]
    assert table(report(), "From")[0] == ["Followers", "≈ 412,600", "≈ 443,700", "+31.1K", "+7.5%", "± 100"]
    assert table(report(), "From")[1] == ["Following", "312", "312", "0", "0%", "exact"]


def test_each_change_of_a_week_is_since_the_row_above() -> None:
    weeks = table(report(), "Week by week")
    assert weeks[0] == ["24 Sep – 30 Sep", "≈ 420,200", "+7,600", "+1.8%", "≈ 5,500,000", "129", "30 Sep, 18:00"]
    assert [row[0] for row in weeks] == ["24 Sep – 30 Sep", "1 Oct – 7 Oct", "8 Oct – 14 Oct", "15 Oct – 21 Oct"]


def test_a_week_without_measurements_says_so() -> None:
    gap = (PERIOD.start + 6 * DAY, PERIOD.start + 15 * DAY)
    found = report(one(measured=samples(gap=gap)))
    assert table(found, "Week by week")[1] == ["1 Oct – 7 Oct", *["—"] * 5, "not measured"]
    assert chart(found).source.endswith("; dashed where nothing was measured")
    assert "Not measured from 30 Sep, 00:00 to 9 Oct, 00:00." in section(found, "When")


def test_a_change_within_the_rounding_isnt_told_as_growth() -> None:
    flat = [CreatorSample(at=PERIOD.start + n * DAY, followers=412_000, rounded=1) for n in range(28)]
    found = report(one(measured=flat, seen=()))
    assert tiles(found)[1] == ("≈ 0%", "not measurable in 27 d")
    assert "reads ≈ 0" in section(found, "How exact")


def test_how_exact_rounded_numbers_are_is_said() -> None:
    said = section(report(), "How exact")
    assert "≈ marks what TikTok rounded" in said
    assert "At the end: followers ± 50, likes ± 50,000." in said
    assert "95% certainty" in said


def test_exact_numbers_are_said_to_be_exact() -> None:
    known = [CreatorSample(at=PERIOD.start + n * DAY, followers=1_000 + n) for n in range(28)]
    said = section(report(one(measured=known, seen=())), "How exact")
    assert "All counts of creators here are exact" in said
    assert "≈" not in said


def test_minimums_are_said_to_be_minimums() -> None:
    known = samples()
    known[-1] = replace(known[-1], likes=2_147_483_700, repaired=CreatorCount.LIKES, rounded=0)
    found = report(one(measured=known))
    assert "≥ marks minimums" in section(found, "How exact")
    assert table(found, "From")[2][2:4] == ["≥ 2,147,483,700", "—"]


def test_when_and_where_it_was_measured_is_said() -> None:
    known = [replace(one, origin=Origin.ITEM_LIST) if n % 2 else one for n, one in enumerate(samples(days=27))]
    said = section(report(one(measured=known)), "When")
    assert said.startswith("109 measurements from Thu 24 Sep 2026, 12:00 to Wed 21 Oct 2026, 12:00: ")
    assert "55 from the profile page and 54 from a video list. They’re TikTok’s public counts" in said
    assert said.endswith("Put together by TikTrack 1.2.0 on Wed 21 Oct 2026, 12:00. Times are local (UTC+00:00).")
    footer = document(report()).footer
    assert footer == "Measured by TikTrack on TikTok, last on Wed 21 Oct 2026, 12:00"


def test_times_are_those_of_the_zone() -> None:
    found = reports.of(report(), "1.2.0", timezone(-timedelta(hours=3, minutes=30)))
    assert found.footer.endswith("Wed 21 Oct 2026, 08:30")
    last = found.parts[-1]
    assert isinstance(last, Section)
    assert last.paragraphs[-1].endswith("(UTC−03:30).")


def test_the_demos_numbers_are_said_to_be_made_up() -> None:
    found = report(one(measured=samples(origin=Origin.DEMO)))
    assert "They’re made up: this is TikTrack’s demo." in section(found, "When")
    assert "TikTok’s public counts" not in section(found, "When")
    assert "in its demo, made up" in document(found).footer


def test_imported_numbers_arent_said_to_be_tiktoks() -> None:
    said = section(report(one(measured=samples(origin=Origin.IMPORTED))), "When")
    assert "all imported." in said
    assert "public counts" not in said


def test_a_creator_that_wasnt_measured_says_so_and_since_when() -> None:
    found = report(one(measured=samples(until=NOW - 40 * DAY), seen=()))
    assert tiles(found)[:3] == [("≈ 398K", "last on 11 Sep"), ("—", "not measured twice"), ("—", "not measured")]
    assert chart(found).missing.startswith("There’s no chart")
    assert section(found, "When").startswith("Nothing was measured on these dates.")
    assert document(found).footer == "Not measured by TikTrack, 24 Sep – 21 Oct 2026, until 12:00"


def test_a_creator_without_measurements_has_a_report() -> None:
    found = report(one(measured=(), seen=()))
    assert tiles(found)[0] == ("—", "not measured")
    assert [part.title for part in document(found).parts] == [
        "Followers",
        "Most viewed videos posted on these dates",
        "When and where they were measured",
    ]


def test_the_most_viewed_videos_have_their_numbers_and_when_they_were_measured() -> None:
    rows = table(report(), "Most viewed videos posted on these dates, 5 of 14 seen")
    assert rows[0] == [
        "The cheapest dinner I made this month #budget | Posted 25 Sep, measured 28 Sep",
        *["≈ 163K", "4,443", "63", "93", "2.8%", "≈ 1.2× usual"],
    ]


def test_a_former_handle_is_told() -> None:
    found = one()
    profile = replace(found.profile, former=("mara", NOW - 5 * DAY))
    assert (
        document(report(replace(found, profile=profile))).subtitle == "Mara Cooks · formerly @mara, until 16 Oct 2026"
    )


def test_a_list_says_of_whom_its_sum_is() -> None:
    found = list_report(60, waiting=2)
    assert document(found).subtitle == "60 creators · 2 more haven’t been looked up yet"
    number, together, growth, fastest = tiles(found)
    assert number == ("60", "59 measured")
    assert together[1] == "of 54 of 60 creators"
    assert growth[1].endswith("in 28 d")
    assert fastest[1] == f"@{found.creators[0].profile.creator.handle}"
    assert "without 6 not measured at the beginning and the end" in chart(found).source


def test_the_rows_of_a_list_are_in_its_order_and_say_what_isnt_comparable() -> None:
    found = list_report(60)
    rows = table(found, "Creators")
    assert [row[0] for row in rows] == [str(number) for number in range(1, 61)]
    short = [row for row in rows if row[4].endswith("| in 12 d")]
    assert len(short) == 5
    assert rows[54:59] == short
    assert rows[59][3].endswith("| last on 11 Sep")
    assert rows[59][4] == "—"


def test_creators_that_were_chosen_are_named() -> None:
    found = document(replace(list_report(5), is_list=False)).subtitle
    assert re.fullmatch(r"@maracooks\d, @maracooks\d, @maracooks\d and 2 more", found)


def test_an_empty_list_has_a_report() -> None:
    found = of_list("Food", (), PERIOD, NOW, UTC)
    assert tiles(found)[3] == ("—", "nobody measurably grew")
    [creators] = [part for part in document(found).parts if isinstance(part, Table)]
    assert creators.missing == "There’s nobody on this list."


def test_texts_of_strangers_are_on_one_line_and_short() -> None:
    found = document(reported.unruly())
    for text in (found.title, found.subtitle):
        assert "\u202e" not in text
        assert "\x07" not in text
        assert len(text) <= 200
    [rows] = [part.rows for part in found.parts if isinstance(part, Table) and part.title.startswith("Most viewed")]
    assert all(len(row[0].text) <= 90 for row in rows)


def test_notes_are_only_in_it_if_asked_for() -> None:
    note = Note(id=1, creator_id=7_000, text="Sent a box\nof tea", created_at=NOW - DAY, changed_at=NOW)
    status = StatusChange(id=1, creator_id=7_000, status="contacted", since=NOW - 9 * DAY, entered_at=NOW)
    kept = {7_000: Annotations(creator_id=7_000, notes=(note,), statuses=(status,))}
    assert "Notes and statuses" not in [part.title for part in document(report()).parts]
    assert table(replace(report(), annotations=kept), "Notes") == [
        ["12 Oct 2026", "Contacted"],
        ["20 Oct 2026", "Sent a box of tea"],
    ]
    several = replace(of_list("Food", [one()], PERIOD, NOW, UTC), annotations=kept)
    assert table(several, "Notes") == [["@maracooks", "Contacted since 12 Oct", "Sent a box of tea | 20 Oct"]]


def test_file_names_are_safe() -> None:
    assert reports.file_name(report(), "pdf", UTC) == "maracooks report 2026-09-24 to 2026-10-21.pdf"
    odd = of_list("../Food: a/b*?", (), PERIOD, NOW, UTC)
    assert reports.file_name(odd, "html", UTC) == "_Food_ a_b_ report 2026-09-24 to 2026-10-21.html"
    assert reports.file_name(of_list("...", (), PERIOD, NOW, UTC), "pdf", UTC).startswith("creators report")


def test_the_time_left_is_said_once_it_is_known() -> None:
    assert report_dialog.reading(0, 60, 1.5) == "Reading 0 of 60 creators"
    assert report_dialog.reading(30, 60, 2.0) == "Reading 30 of 60 creators, done in about 2 s"


def test_a_screen_reader_hears_the_figures() -> None:
    said = report_dialog.spoken(document(report()))
    assert said.startswith("@maracooks. 24 Sep – 21 Oct 2026, until 12:00. Followers: ≈ 444K, on 21 Oct, 12:00. Growth")
