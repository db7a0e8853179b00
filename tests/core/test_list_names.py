from __future__ import annotations

import pytest

from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.list_names import is_all, require_list_name
from tiktrack_gui.core.unique_names import MOST_LETTERS


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Food", "Food"),
        ("  Food \n&  drink ", "Food & drink"),
        ("👨‍👩‍👧 مطبخ", "👨‍👩‍👧 مطبخ"),
        ("All stars", "All stars"),
        ("\u202eevil\u2066 plan", "evil plan"),
    ],
)
def test_a_name_is_kept_as_it_is_seen(text: str, name: str) -> None:
    assert require_list_name(text, ["Other"]) == name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "needs a name"),
        (" \u200b\u2060 ", "needs a name"),
        ("x" * (MOST_LETTERS + 1), "61 characters"),
        ("ALL", "is everyone you track"),
        ("straSSe", "already a list named “straSSe”"),
        ("Stra\u200bße", "already a list"),
        ("Ｓtraße", "already a list"),
        ("cafe\u0301", "already a list"),
    ],
)
def test_what_is_no_name_is_refused_with_the_reason(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        require_list_name(text, ["Straße", "Café"])


def test_all_is_meant_in_any_case() -> None:
    assert is_all(" all ")
    assert not is_all("alle")
