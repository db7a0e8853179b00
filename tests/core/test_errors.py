"""The errors' texts: the window's have nothing terminal-specific, and all say what the user can do."""

from __future__ import annotations

from inspect import isdatadescriptor

import pytest

from tiktrack_gui.core.errors import (
    AllFiltered,
    BrowserUnusable,
    LoginNeeded,
    NoBrowser,
    Private,
    TikTrackError,
    error_class,
)


def family(error: type[TikTrackError]) -> list[type[TikTrackError]]:
    return [error, *(member for child in error.__subclasses__() for member in family(child))]


@pytest.mark.parametrize("error", family(TikTrackError))
def test_the_windows_advice_is_not_for_a_terminal(error: type[TikTrackError]) -> None:
    words = error.advice if isdatadescriptor(error.sentence) else f"{error.sentence} {error.advice}"
    assert "`" not in words
    assert "--" not in words


def test_a_terminal_gets_its_own_advice_where_there_is_one() -> None:
    assert "It can download one for itself" in str(NoBrowser())
    assert "tiktrack browser install" in NoBrowser().for_terminal
    assert Private().for_terminal == str(Private())


@pytest.mark.parametrize("error", family(TikTrackError))
def test_a_command_that_ends_promises_nothing_by_itself(error: type[TikTrackError]) -> None:
    words = error.terminal_advice or error.advice
    assert "by itself" not in words
    assert "outbox" not in words  # the command itself reports what is waiting there


@pytest.mark.parametrize("error", family(TikTrackError))
def test_a_class_is_found_again_by_its_name_in_the_database(error: type[TikTrackError]) -> None:
    assert error_class(error.kind) is error.family()
    assert issubclass(error, error.family())


def test_a_name_of_another_version_is_an_error_like_any() -> None:
    assert error_class("of_a_newer_version") is error_class(None) is TikTrackError
    assert BrowserUnusable.family() is NoBrowser


def test_a_search_that_needs_a_login_says_how_to_do_without() -> None:
    assert "search" in LoginNeeded("search").sentence
    assert "@handle" in LoginNeeded("search").for_terminal
    assert "search" not in str(LoginNeeded("creator"))


def test_what_was_filtered_out_is_said_with_the_reason() -> None:
    assert AllFiltered(50, 100).sentence == "Nothing new: none of 50 videos reached 100/min."
    assert AllFiltered(1, 0.5).sentence == "Nothing new: the only video didn’t reach 0.5/min."
    mixed = AllFiltered(50, 100, too_old=3, unknown=2)
    assert mixed.sentence == "Nothing new: of 50 videos, 45 below 100/min, 3 too old, 2 without likes and comments."
    assert AllFiltered(4, 100, too_old=4).sentence == "Nothing new: of 4 videos, 4 too old."
