"""Why a pending creator couldn't be looked up, as a code and in words."""

from __future__ import annotations

import json

import pytest

from tiktrack_gui.core.errors import (
    AudienceLimited,
    BadInput,
    Blocked,
    Captcha,
    Changed,
    HandleTaken,
    NotFound,
    NotInDemo,
    PostUnavailable,
    Private,
    RateLimited,
    TikTokDown,
    TikTokError,
    Timeout,
    UnknownStatus,
)
from tiktrack_gui.core.handles import parse_creator
from tiktrack_gui.core.pending import PendingCreator, PendingState
from tiktrack_gui.core.pending_reasons import code_of, reason_of, tries_of


def pending(reason: str | None, given: str = "@a1") -> PendingCreator:
    return PendingCreator(
        id=1, given=given, list_id=1, position=1.0, state=PendingState.FAILED, reason=reason, added_at=0
    )


@pytest.mark.parametrize(
    "error",
    [
        *(kind("creator") for kind in (AudienceLimited, Blocked, Captcha, Changed, NotFound, NotInDemo, Private)),
        *(kind("video") for kind in (Blocked, PostUnavailable, TikTokDown, Timeout)),
        HandleTaken("a1"),
        UnknownStatus(10_999, "creator"),
        TikTokError("creator"),
    ],
)
def test_what_was_kept_of_an_error_is_put_into_the_same_words(error: TikTokError) -> None:
    kept = pending(code_of(error, 2))
    assert (reason_of(kept), tries_of(kept)) == (str(error), 2)
    assert error.sentence not in code_of(error, 2)


def test_what_names_nobody_is_read_again_for_its_words() -> None:
    with pytest.raises(BadInput) as refused:
        parse_creator("two words")
    assert reason_of(pending(code_of(refused.value, 1), "two words")) == str(refused.value)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (None, ""),
        ("Nobody has that handle.", "Nobody has that handle."),
        ("12", "12"),
        ('"quoted"', '"quoted"'),
        (json.dumps({"error": "NotThereYet", "tries": 1}), str(TikTokError())),
        (json.dumps({"error": "together", "tries": "many"}), str(TikTokError())),
        (json.dumps({"error": "StoreBusy"}), str(TikTokError())),
        (code_of(RateLimited(0.0, "creator", wait=60), 1), str(RateLimited(0.0))),
    ],
)
def test_words_of_an_earlier_version_stay_and_codes_of_a_newer_one_have_some(reason: str | None, said: str) -> None:
    kept = pending(reason)
    if "RateLimited" in (reason or ""):
        assert reason_of(kept).startswith("TikTok")
    else:
        assert reason_of(kept) == said
