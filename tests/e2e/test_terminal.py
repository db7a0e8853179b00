"""The commands' output on a terminal and as read by programs: untrusted text of any width."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from pathlib import Path

import pytest

from tests.e2e.command import Command
from tests.store.examples import NOW, a_creator
from tiktrack_gui.store import Store

if sys.platform == "win32":
    pytest.skip("there are no such terminals", allow_module_level=True)

LIST = ("creators", "list")
NAMES = {  # handle → name
    "plain": "Plain Name",
    "猫の世界": "毎日かわいい動画",
    "fox🦊": "🦊 Zoe\u0301",
    "[red]x[/red]": "[bold]:smile: 12.5% 'quoted' https://example.com/a_b",
    "wolf": "狼" * 60,
    "owl": f"{'owls and ' * 15}more",
}
HOSTILE = {"a\x1b[31mb": "\x1b]0;owned\x07:cat:\u202e[/]\r\n\x9b2J", "[/]": "[link=https://evil.example]x"}
STYLE = re.compile(r"\x1b\[[0-9;]*m")


def cells(text: str) -> int:
    """The width of the text in terminal cells according to Unicode; only for single-code-point characters."""
    return sum(0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)


def command_over(folder: Path, names: dict[str, str], **env: str) -> Command:
    with Store(folder / "tiktrack.db") as store:
        for number, (handle, name) in enumerate(names.items()):
            store.creators.track(
                store.creators.record_creator(a_creator(number, handle=handle, name=name), NOW).result().id, NOW
            ).result()
    return Command(folder, {"TERM": "xterm-256color", "TIKTRACK_BROWSER_PATH": "/nowhere/chromium"} | env)


def lines_of(shown: str) -> list[str]:
    return STYLE.sub("", shown).replace("\r\n", "\n").splitlines()


def assert_aligned(lines: list[str], names: dict[str, str]) -> None:
    """Asserts that in all rows, numbers end and ages and names start in the same column."""
    headings, *rows = [line for line in lines if line.startswith(("creator ", "@"))]
    assert len(rows) == len(names)
    for row in rows:
        followers, age = row.index("12,300") + len("12,300"), re.search(r"\S+ d ago", row)
        assert age is not None
        assert cells(row[:followers]) == headings.index("followers") + len("followers")
        assert cells(row[: age.start()]) == headings.index("measured")
        beginning = "".join(names[row[1:].split("  ")[0].rstrip()].split()[:1])[:10]
        assert cells(row[: row.index(beginning, age.end())]) == headings.index("name")


def test_columns_stand_below_each_other_whatever_the_letters(tmp_path: Path) -> None:
    command = command_over(tmp_path, NAMES)
    assert_aligned(lines_of(command.on_a_terminal(*LIST)), NAMES)
    assert_aligned(lines_of(command(*LIST).stdout), NAMES)


def test_on_a_terminal_a_long_name_goes_on_below_its_beginning(tmp_path: Path) -> None:
    lines = lines_of(command_over(tmp_path, NAMES).on_a_terminal(*LIST))
    assert max(map(cells, lines)) <= 80
    column = lines[0].index("name")
    further = [line for line in lines if line.startswith(" ")]
    assert len(further) > 5
    assert {len(line) - len(line.lstrip()) for line in further} == {column}
    assert "".join(lines).count("狼") == 60
    assert sum(line.count("owls") for line in lines) == 15


def test_where_there_is_no_room_for_columns_nothing_is_lost(tmp_path: Path) -> None:
    shown = command_over(tmp_path, NAMES).on_a_terminal(*LIST, columns=30)
    assert "…" not in shown
    for handle, name in NAMES.items():
        assert f"@{handle} " in shown
        assert name in shown


def test_elsewhere_a_row_is_a_line_without_colours_whatever_the_environment_says(tmp_path: Path) -> None:
    command = command_over(tmp_path, NAMES, COLUMNS="20", FORCE_COLOR="1", TTY_COMPATIBLE="1", CLICOLOR_FORCE="1")
    done = command(*LIST)
    assert "\x1b" not in done.stdout
    rows = done.stdout.splitlines()[1:]
    assert [row.rpartition(" d ago")[2].strip() for row in rows] == [NAMES[row.split()[0][1:]] for row in rows]


def test_a_strangers_words_are_words(tmp_path: Path) -> None:
    command = command_over(tmp_path, HOSTILE)
    for shown in (command.on_a_terminal(*LIST), command(*LIST).stdout):
        first, second = sorted(lines_of(shown)[1:])
        assert first.startswith("@[/] ")
        assert first.endswith("[link=https://evil.example]x")
        assert second.startswith("@a�[31mb ")
        assert second.endswith("�]0;owned�:cat:[/]  �2J")
        rows = shown.replace("\r\n", "\n").splitlines()[1:]
        assert not set("\x1b\x07\x9b\r\u202e") & set("".join(rows))


def test_json_on_a_terminal_is_json_alone(tmp_path: Path) -> None:
    shown = command_over(tmp_path, NAMES | HOSTILE).on_a_terminal(*LIST, "--json", columns=20)
    assert {each["name"] for each in json.loads(shown)["creators"]} == {*NAMES.values(), *HOSTILE.values()}
    assert "\x1b" not in shown


def test_a_terminal_that_knows_nothing_is_told_nothing(tmp_path: Path) -> None:
    command = command_over(tmp_path, NAMES, TERM="dumb")
    assert "\x1b" not in command.on_a_terminal(*LIST)
    assert "\x1b" not in command.on_a_terminal("creators", "refresh")


def test_a_stage_is_one_line_that_goes_away_and_the_cursor_stays(tmp_path: Path) -> None:
    command = command_over(tmp_path, {"a_long_name_of_somebody": "A"})
    shown = command.on_a_terminal("creators", "refresh", columns=30)
    assert "Refreshing @a_long_name_of_so…" in shown
    after = shown.rpartition("Refreshing")[2]
    assert after.partition("tiktrack: ")[0].endswith("\x1b[2K")
    assert shown.rpartition("\x1b[?25")[2].startswith("h")


FLAGS = "x" + "🇳🇿👨‍👩‍👧‍👦" * 30
BROKEN = re.compile("(?<!🇳)🇿|🇳(?!🇿)|\u200d(?![👩👧👦])")


@pytest.mark.parametrize("columns", [72, 73])
def test_no_flag_and_no_family_is_broken_in_a_table(tmp_path: Path, columns: int) -> None:
    shown = command_over(tmp_path, {"bird": FLAGS}).on_a_terminal(*LIST, columns=columns)
    lines = lines_of(shown)
    assert len(lines) > 3
    assert FLAGS in "".join(shown.split())
    assert not any(map(BROKEN.search, lines))


@pytest.mark.parametrize("columns", [30, 31])
def test_no_flag_and_no_family_is_broken_at_the_end_of_a_stage(tmp_path: Path, columns: int) -> None:
    shown = command_over(tmp_path, {FLAGS: "A"}).on_a_terminal("creators", "refresh", columns=columns)
    stage = shown[shown.index("Refreshing") : shown.index("…")]
    assert "🇳🇿👨‍👩‍👧‍👦" in stage
    assert not BROKEN.search(stage)


def test_on_a_terminal_a_trouble_is_broken_at_its_spaces_and_elsewhere_not_at_all(tmp_path: Path) -> None:
    command = command_over(tmp_path, NAMES)
    shown = command.on_a_terminal("creators", "refresh", columns=40).rpartition("tiktrack: ")[2]
    assert max(map(cells, lines_of(shown)[:2])) <= 40
    (whole,) = [line for line in command("creators", "refresh").stderr.splitlines() if "Not refreshed" in line]
    assert " ".join(lines_of(shown)).startswith(whole.removeprefix("tiktrack: "))
