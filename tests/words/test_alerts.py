"""What the inbox and notifications say."""

from __future__ import annotations

from datetime import UTC
from typing import Any

import pytest

from tiktrack_gui.core.alerts import CREATOR_KINDS, Alert, Kind
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.words import alerts as words

NOW = 1_767_268_800  # 2026-01-01 12:00 UTC
STORY = {
    "caption": "Al\ndente",
    "velocity": 570.0,
    "at_least": False,
    "score": 82,
    "reason": "High engagement velocity (570/min, 5.7× threshold)",
}
FASTER: dict[str, Any] = {
    "share": 0.055,
    "low": 0.048,
    "high": 0.063,
    "before": 0.002,
    "before_low": 0.002,
    "before_high": 0.002,
}


def an_alert(kind: Kind = Kind.STORY, handle: str = "planty", **facts: Any) -> Alert:
    return Alert(key=handle, kind=kind, at=NOW - HOUR, facts={"handle": handle, **(facts or STORY)}, id=1)


def said(alert: Alert) -> tuple[str, str]:
    return words.sentence(alert), words.detail(alert, NOW, UTC)


@pytest.mark.parametrize(
    ("alert", "sentence", "detail"),
    [
        (
            an_alert(),
            "New story by @planty",
            "High engagement velocity (570/min, 5.7× threshold) · “Al dente”",
        ),
        (
            an_alert(velocity=48.0, at_least=True, reason="Fresh", caption=""),
            "New story by @planty",
            "≥ 48/min · Fresh",
        ),
        (
            an_alert(velocity=None, reason="Fresh"),
            "New story by @planty",
            "Fresh",
        ),
        (
            an_alert(Kind.VIRAL, views=1_200_000, times=6.34, rounded=True, caption="x"),
            "@planty has a viral video",
            "≈ 1.2M views, ≈ 6.3× usual · “x”",
        ),
        (
            an_alert(Kind.VIRAL, views=9_000, times=12.0, rounded=False),
            "@planty has a viral video",
            "9,000 views, 12× usual",
        ),
        (
            an_alert(Kind.ROUND_NUMBER, number=10_000, followers=10_100, rounded=True),
            "@planty passed 10,000 followers",
            "≈ 10,100 followers, measured 11:00",
        ),
        (
            an_alert(Kind.ROUND_NUMBER, number=2_500, followers=2_512),
            "@planty passed 2,500 followers",
            "2,512 followers, measured 11:00",
        ),
        (
            an_alert(Kind.FASTER, **FASTER),
            "@planty is growing faster",
            "+5.5% (+4.8% to +6.3%) a week, before that +0.2%",
        ),
        (
            an_alert(Kind.SILENT, since=NOW - 16 * DAY, usual=3 * DAY),
            "@planty has stopped posting",
            "No new video since 16 Dec 2025, usually one every 3 d",
        ),
        (
            an_alert(Kind.RENAMED, old="planty", new="plants"),
            "@planty is now @plants",
            "The history stays with the account",
        ),
    ],
)
def test_an_alert_is_said_in_two_lines(alert: Alert, sentence: str, detail: str) -> None:
    assert said(alert) == (sentence, detail)


@pytest.mark.parametrize("kind", Kind)
def test_facts_of_another_shape_are_no_error(kind: Kind) -> None:
    assert said(Alert(key="a", kind=kind, at=NOW))
    assert said(Alert(key="a", kind=kind, at=NOW, facts={"number": "x", "views": [], "velocity": {}}))


def test_a_notification_of_one_alert_says_it_all() -> None:
    assert words.notification([an_alert()], NOW, UTC) == said(an_alert())


@pytest.mark.parametrize(
    ("handles", "names"),
    [
        ("ab", "@a and @b"),
        ("aa", "@a"),
        ("abc", "@a, @b and 1 more"),
        ("abcda", "@a, @b and 2 more"),
    ],
)
def test_a_notification_of_several_stories_names_the_best(handles: str, names: str) -> None:
    title, body = words.notification([an_alert(handle=handle) for handle in handles], NOW)
    assert title == f"{len(handles)} new stories: {names}"
    assert body == "Best: @a · High engagement velocity (570/min, 5.7× threshold)"


def test_a_notification_of_several_kinds_lists_them() -> None:
    renamed = an_alert(Kind.RENAMED, old="planty", new="plants")
    assert words.notification([an_alert(), renamed], NOW)[1] == "New story by @planty\n@planty is now @plants"
    title, body = words.notification([an_alert(), *[renamed] * 4], NOW)
    assert title == "5 alerts: @planty"
    assert body.endswith("\nand 2 more")


def test_a_mute_says_until_when() -> None:
    assert words.muted(NOW + HOUR, NOW, UTC) == "Muted until 13:00"
    assert words.unmute(NOW + HOUR, NOW, UTC) == "Unmute alerts (muted until 13:00)"
    assert words.muted(NOW + DAY, NOW, UTC) == "Muted until 2 Jan, 12:00"


def test_the_unread_are_counted() -> None:
    assert (words.unread(1), words.unread(1_200)) == ("1 unread alert", "1,200 unread alerts")


def test_every_kind_has_words() -> None:
    assert words.KINDS.keys() == set(Kind)
    assert {one.name for kind, one in words.KINDS.items() if kind in CREATOR_KINDS} == {
        *("Viral video", "Round number", "Faster growth", "Silence", "New handle")
    }
